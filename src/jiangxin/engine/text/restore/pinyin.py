"""V1 to V9 and V12: readings in brackets beside the characters they belong to.

A bracket goes only if what it holds is a reading of its neighbours. One reading beside a rare character is an author's
gloss; readings without tones are taken for damage only where others are beyond doubt. How many those are is the
*evidence*; it is carried through all passes so that a later pass never knows less than an earlier one.
"""

import re
from functools import partial
from operator import add, itemgetter
from typing import Final

from jiangxin.engine.text.han import simplified_only
from jiangxin.engine.text.restore.brackets import (
    BRACKET,
    NEST,
    Bracket,
    Verdict,
    judge,
    judge_nest,
    judge_run,
    may_hold,
)
from jiangxin.engine.text.restore.cuts import find_cuts
from jiangxin.engine.text.restore.readings import CAPITALS, FILLERS, LETTERS, has_tone, normalise
from jiangxin.engine.text.restore.report import Certainty, Damage, Edit, Mark, apply_edits
from jiangxin.engine.text.restore.stage import Found, Outcome, unchanged

# Split by it, a text falls into what stays and what brackets hold, in turn.
_PLAIN: Final = re.compile(f"[(（]([{LETTERS}{FILLERS}]++)[)）]")
_RUN: Final = re.compile(f"{BRACKET.pattern}(?:{BRACKET.pattern})*")
# Where no bracket is wide, a literal is found much faster than a class.
_NARROW: Final = re.compile(f"\\(([{LETTERS}{FILLERS}]++)[)）]")
_LAST: Final = itemgetter(-1)
_HEADS: Final = re.compile(f"[{LETTERS}{CAPITALS}{FILLERS}\\s….]")


def strip_readings(text: str, evidence: int) -> tuple[Outcome, int]:
    """Remove readings once; what they leave may show more, so callers repeat until nothing changes.

    Args:
        text: any text.
        evidence: sure readings removed by earlier passes.

    Returns:
        The outcome, and the evidence with what this text adds.
    """
    if not may_hold(text, _HEADS):
        return unchanged(text), evidence
    parts = (_PLAIN if "（" in text else _NARROW).split(text)
    bases, insides = parts[:-1:2], parts[1::2]
    if not all(bases):  # none, brackets one after another, or one at the very beginning
        return _strip_carefully(text, evidence)
    # A character and its reading as one text: made, compared and thrown away twice as fast as a pair.
    known = {pair: judge(pair[0], pair[1:]) for pair in set(map(add, map(_LAST, bases), insides))}
    verdicts = set(known.values())
    if verdicts == {Verdict.SURE}:
        total = evidence + len(insides)
    else:
        total = evidence + sum(known[base[-1] + inside].counts for base, inside in zip(bases, insides, strict=True))
    if insides and all(verdict.holds(total) for verdict in verdicts):
        return Outcome("".join(parts[::2]), partial(_plain_edits, text)), total
    return _strip_carefully(text, evidence)


def _strip_carefully(text: str, evidence: int) -> tuple[Outcome, int]:
    nests = [bracket for nest in NEST.finditer(text) if (bracket := judge_nest(text, nest)) is not None]
    taken = {at for nest in nests for at in range(nest.start, nest.end)}
    runs = [run for run in _RUN.finditer(text) if run.start() not in taken]
    brackets = nests + [bracket for run in runs for bracket in judge_run(text, run)]
    total = evidence + sum(bracket.counts for bracket in brackets)
    damage = [bracket for bracket in brackets if bracket.is_damage(total)]
    edits = [_edit(text, bracket) for bracket in damage]
    marks = [
        Mark(bracket.start, bracket.end, Damage.GLOSS)
        for bracket in brackets
        if bracket.verdict is not Verdict.NONE and not bracket.is_damage(total)
    ]
    # Only what goes counts on: what stays is counted again by the next pass.
    evidence += sum(bracket.counts for bracket in damage)
    closed = {run.start() for run in runs} | taken
    edits += [edit for edit in find_cuts(text, evidence) if edit.start not in closed]
    edits.sort(key=itemgetter(0))
    found = Found(edits, marks)
    return Outcome(apply_edits(text, edits), lambda: found), evidence


def _plain_edits(text: str) -> Found:
    edits = []
    for match in _PLAIN.finditer(text):
        verdict = judge(text[match.start() - 1], match.group(1))
        edits.append(_edit(text, Bracket(match.start(), match.end(), match.group(1), verdict, 1)))
    return Found(edits)


def _edit(text: str, bracket: Bracket) -> Edit:
    certainty = Certainty.CERTAIN if bracket.verdict is Verdict.SURE and not bracket.forward else Certainty.LIKELY
    return Edit(bracket.start, bracket.end, "", _damage(text, bracket), certainty)


def _damage(text: str, bracket: Bracket) -> Damage:
    if bracket.forward:
        return Damage.READING_FIRST
    if bracket.covered > 1:
        return Damage.WHOLE_WORD
    if bracket.doubled or not has_tone(normalise(bracket.inside)):
        return Damage.TONELESS_OR_DOUBLED
    if text[bracket.start] == "（" or text[bracket.end - 1] == "）":
        return Damage.WIDE_BRACKETS
    if normalise(bracket.inside) != bracket.inside:
        return Damage.SPACED_READING
    return Damage.SIMPLIFIED_BASE if text[bracket.start - 1] in simplified_only() else Damage.READING
