"""Deciding what a bracket holds: a reading that damage put there, or something its author wrote."""

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import takewhile
from typing import Final, NamedTuple

from jiangxin.engine.text.han import HAN, is_common, is_han, simplify_char
from jiangxin.engine.text.restore.readings import (
    CAPITALS,
    FILLERS,
    LETTERS,
    LONGEST,
    has_tone,
    normalise,
    numbers,
    reads_back,
    reads_forward,
)

_ANY_CASE: Final = f"{LETTERS}{CAPITALS}"
_SIGNS: Final = f"(?<=[uU]):|(?<=[{_ANY_CASE}:])[1-5]"
BRACKET: Final = re.compile(f"[(（][{FILLERS}\\s]*+[{_ANY_CASE}](?:[{_ANY_CASE}{FILLERS}\\s]++|{_SIGNS})*+[)）]")
"""A pair of brackets with nothing in it but letters of pinyin, perhaps with the numbers of their tones."""

NEST: Final = re.compile(
    f"[(（]([{LETTERS}{FILLERS}]++)[(（]([{LETTERS}{FILLERS}]++)[)）]([{LETTERS}{FILLERS}]*+)[)）]"
)
"""A pair of brackets inside another, with nothing in them but letters of pinyin."""

SOME: Final = 2
"""So many readings in a text that fit their characters are no accident: those without tones are damage too."""

ENOUGH: Final = 3
"""So many show that a machine put them there: it glosses rare characters as well."""

_PROBE: Final = 8
_BASES: Final = re.compile(f"[{HAN}]{{1,{LONGEST}}}$")
_NESTED: Final = re.compile(f"[(（][{LETTERS}{FILLERS}]*$")


def may_hold(text: str, heads: re.Pattern[str]) -> bool:
    """Whether any open bracket is the last thing in the text or is followed by a character that `heads` finds.

    Splitting at brackets is several times faster than looking for them with an expression.
    """
    for bracket in "(（":
        if bracket in text:
            pieces = text.split(bracket, _PROBE)  # a damaged text shows itself at once
            if _any_head(pieces, heads):
                return True
            if len(pieces) > _PROBE and _any_head(pieces[-1].split(bracket), heads):
                return True
    return False


def _any_head(pieces: list[str], heads: re.Pattern[str]) -> bool:
    first = {piece[:1] for piece in pieces[1:]}
    return "" in first or heads.search("".join(first)) is not None


class Verdict(IntEnum):
    """What a bracket after given characters is, from nothing to sure."""

    NONE = 0
    OFF = 1  # its tones are not the character's, or one letter without tone
    PLAIN = 2  # the reading without tone
    RARE = 3  # the reading of a rare character, which authors gloss themselves
    SURE = 4  # the reading, tones and all, of a character everybody knows, or one that simplified text lacks

    @property
    def counts(self) -> bool:
        """Whether it is evidence for others."""
        return self in {Verdict.PLAIN, Verdict.SURE}

    def holds(self, evidence: int) -> bool:
        """Whether such a bracket is damage, given how many that count stand in the text."""
        needed = {Verdict.OFF: SOME, Verdict.PLAIN: SOME, Verdict.RARE: ENOUGH, Verdict.SURE: 0}
        return self is not Verdict.NONE and evidence >= needed[self]


class Bracket(NamedTuple):
    """One or several brackets with one reading.

    Attributes:
        start: offset of the first opening bracket.
        end: offset after the last closing one.
        inside: the letters as written, of the first bracket.
        verdict: what they are.
        covered: how many characters they spell.
        doubled: the same reading stands there more than once.
        forward: they spell the characters after the bracket.
        inside_word: a character follows at once, as it does not after what authors put in brackets.
    """

    start: int
    end: int
    inside: str
    verdict: Verdict
    covered: int
    doubled: bool = False
    forward: bool = False
    inside_word: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is evidence for others; words spelled without tones are not where a name or a term may end."""
        return self.verdict.counts and (self.verdict is not Verdict.PLAIN or self.covered == 1 or self.inside_word)

    def is_damage(self, evidence: int) -> bool:
        """Whether to remove it, given how many brackets that count the text holds."""
        if self.verdict is Verdict.PLAIN and self.covered == 1 and self.inside_word and not self.forward:
            return True
        return self.verdict.holds(evidence) or (self.doubled and self.verdict is not Verdict.NONE)


def judge_run(text: str, run: re.Match[str]) -> Iterator[Bracket]:
    """Judge brackets that follow one another without a break; those after the first wait for the next pass.

    Args:
        text: the whole text.
        run: one or more brackets in it.
    """
    groups = list(BRACKET.finditer(text, run.start(), run.end()))
    insides = [group.group()[1:-1] for group in groups]
    bases = bases_before(text, run.start())
    verdict = judge(bases, insides[0])
    follows = is_han(text[run.end() : run.end() + 1])
    if verdict is not Verdict.NONE:
        same = len(list(takewhile(lambda inside: _letters(inside) == _letters(insides[0]), insides)))
        covered = reads_back(bases, _letters(insides[0]), exact=False)
        embedded = follows and same == len(groups) and is_common(bases[-1])
        end = groups[same - 1].end()
        yield Bracket(run.start(), end, insides[0], verdict, covered, doubled=same > 1, inside_word=embedded)
        return
    for parts in range(len(groups), 1, -1):
        joined = "\u200b".join(insides[:parts])
        verdict = judge(bases, joined)
        if verdict is not Verdict.NONE:
            covered = reads_back(bases, _letters(joined), exact=False)
            end = groups[parts - 1].end()
            yield Bracket(run.start(), end, joined, verdict, covered, inside_word=follows and end == run.end())
            return
    last = groups[-1]
    after = text[run.end() : run.end() + LONGEST]
    covered = reads_forward(after, _letters(insides[-1]), exact=False)
    if covered:
        verdict = judge(after[:covered], insides[-1])
        yield Bracket(last.start(), run.end(), insides[-1], verdict, covered, forward=True, inside_word=True)


def judge_nest(text: str, nest: re.Match[str]) -> Bracket | None:
    """Judge a reading in two pieces of which one stands in brackets inside the other's; None if it is none."""
    inside = "\u200b".join(filter(None, nest.groups()))
    bases = bases_before(text, nest.start())
    verdict = judge(bases, inside)
    if verdict is Verdict.NONE:
        return None
    return Bracket(*nest.span(), inside, verdict, reads_back(bases, _letters(inside), exact=False))


def _letters(inside: str) -> str:
    return normalise(inside).lower()


def bases_before(text: str, end: int) -> str:
    """The Chinese characters before `end`, as many as a reading may cover; a bracket around it is looked past."""
    window = _NESTED.sub("", text[max(0, end - 2 * LONGEST) : end])
    found = _BASES.search(window)
    return found.group() if found else ""


@lru_cache(maxsize=65536)
def judge(bases: str, inside: str) -> Verdict:
    """Judge a bracket by the characters before it.

    Args:
        bases: the Chinese characters before the bracket, nearest last.
        inside: what stands between the brackets.
    """
    written = normalise(inside)
    letters = written.lower()
    covered = reads_back(bases, letters, exact=False)
    if not covered:
        return Verdict.NONE
    base = bases[-covered:]
    old = covered == 1 and simplify_char(base) != base
    if numbers(inside):
        # A name in a list of files ends in a number too; that of a tone stands behind every syllable and fits it.
        fits = numbers(inside) == covered and (covered > 1 or reads_back(bases, letters, exact=True) == 1)
        return Verdict.NONE if not fits else Verdict.SURE if old else Verdict.PLAIN
    return _judge_letters(base, written, old=old)


def _judge_letters(base: str, written: str, *, old: bool) -> Verdict:
    """Judge letters that spell all of `base`, the characters' tones aside."""
    letters = written.lower()
    toned = has_tone(letters)
    if written != letters:
        # Capitals are an author's, who writes names and abbreviations; damage only behind what nobody writes today.
        if toned:
            return Verdict.SURE if old else Verdict.RARE
        return Verdict.PLAIN if old and len(letters) > 1 else Verdict.NONE
    if not toned:
        return Verdict.OFF if len(letters) == 1 else Verdict.SURE if old else Verdict.PLAIN
    # Within words tones are dropped and changed; the letters of several syllables are proof enough.
    if len(base) == 1 and not reads_back(base, letters, exact=True):
        return Verdict.OFF
    return Verdict.SURE if all(map(is_common, base)) else Verdict.RARE
