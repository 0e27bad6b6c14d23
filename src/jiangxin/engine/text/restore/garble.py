"""V10 and V11: text that a byte-wise tool broke.

The tool replaced byte pairs in GBK text and so also hit pairs that lie across two characters: the reading of a
character that was never there stands between the halves, the first half reads as `?`, and what follows is shifted by
one byte up to the next ASCII byte. The same happens when the tool narrows full-width marks, whose bytes are A3 xx, and
takes the second byte of one character and the first of the next for a mark.

Undoing V10: before the `?` stands X, after it the reading. The pair that was hit begins with the second byte of X; a
character with that first byte and that reading gives the lost byte, which the shifted bytes are then read after.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from jiangxin.engine.text.han import HAN, is_common, is_han, simplify_char
from jiangxin.engine.text.restore import wording
from jiangxin.engine.text.restore.readings import LETTERS, byte_readings, normalise, plain_readings, syllables, toneless
from jiangxin.engine.text.restore.report import Certainty, Damage, Edit, Mark, apply_edits
from jiangxin.engine.text.restore.stage import Found, Outcome, unchanged

_LOST: Final = "?\ufffd"
# No line of Chinese goes on for so long without an ASCII character.
_REACH: Final = 4000
_LEADS: Final = range(0x81, 0xFF)
_MARKS: Final = "，。、；：？！（）“”《》"
_INSERTED: Final = re.compile(
    f"(?P<before>[{HAN}\u3001-\u3011\uff01-\uff5e“”‘’…—·])(?:[(（][{LETTERS}]+[)）])*(?P<hole>[{_LOST}][(（]?)(?P<letters>[{LETTERS}]{{1,8}})[)）]"
)
_NARROWED: Final = re.compile(f"(?P<hole>[{_LOST}](?P<mark>[,;:?!，；：？！]))(?=[{HAN}A-Za-z])")
_NEXT: Final = re.compile(f"[{_LOST}][(（]?(?P<letters>[{LETTERS}]{{1,8}})[)）]")
_READING: Final = re.compile(f"[(（](?P<letters>[{LETTERS}]{{1,8}})[)）]")


class Run(NamedTuple):
    """Shifted text read again.

    Attributes:
        text: the characters recovered; one whose second byte is lost is left out.
        used: how many damaged characters they came from.
        lead: the first byte of the character cut in half at the end, 0 if the run ended whole.
    """

    text: str
    used: int
    lead: int


def read_shifted(lead: int, rest: str) -> Run | None:
    """Read text that is shifted by one byte, after the byte that was lost.

    Args:
        lead: the lost byte, the first of a pair.
        rest: the damaged text after it.

    Returns:
        What was recovered up to the end of the damage, None if the bytes make no characters.
    """
    found: list[str] = []
    used = 0
    while used < len(rest):
        char = rest[used]
        inner = _READING.match(rest, used) if found else None
        if inner and toneless(normalise(inner["letters"])) in plain_readings(rest[used - 1]):
            used = inner.end()  # the tool hit another pair within the shifted bytes
            continue
        if char in _LOST:
            return Run("".join(found), used, lead)
        raw = char.encode("gbk", "ignore")
        pair = _decode_pair(lead, raw[0]) if raw else None
        if pair is None:
            return None
        found.append(pair)
        used += 1
        if len(raw) == 1:
            return Run("".join(found), used, 0)
        lead = raw[1]
        if lead not in _LEADS:  # the second byte was an ASCII byte of its own
            return Run("".join([*found, chr(lead)]), used, 0)
    return Run("".join(found), used, lead)


def _decode_pair(lead: int, trail: int) -> str | None:
    try:
        return bytes([lead, trail]).decode("gbk")
    except UnicodeDecodeError:
        return None


def may_be_garbled(text: str) -> bool:
    """Whether the text holds a sign that stands for a lost byte."""
    return any(sign in text for sign in _LOST)


def repair_garble(text: str) -> Outcome:
    """Undo byte-wise damage where the readings prove what was there; mark the rest with candidates."""
    if not may_be_garbled(text):
        return unchanged(text)
    edits: list[Edit] = []
    marks: list[Mark] = []
    done = 0
    for edit, mark in _repairs(text):
        if edit is not None and edit.start >= done:
            edits.append(edit)
            done = edit.end
        if mark is not None:
            marks.append(mark)
    found = Found(edits, marks)
    return Outcome(apply_edits(text, edits), lambda: found)


def _repairs(text: str) -> Iterator[tuple[Edit | None, Mark | None]]:
    holes = [*_INSERTED.finditer(text), *_NARROWED.finditer(text)]
    for hole in sorted(holes, key=lambda match: match.start("hole")):
        if "mark" in hole.re.groupindex:
            yield _repair_narrowed(text, hole)
        else:
            yield _repair_inserted(text, hole)


def _repair_inserted(text: str, hole: re.Match[str]) -> tuple[Edit | None, Mark | None]:
    raw = hole["before"].encode("gbk", "ignore")
    if len(raw) != 2:  # noqa: PLR2004  two bytes to a character
        return None, None
    runs = _runs(raw[1], toneless(normalise(hole["letters"])), text[hole.end() : hole.end() + _REACH])
    best = wording.best(hole["before"], list(runs))
    # One character alone is too little to choose by.
    if best is None or (len(runs) > 1 and len(best) == 1):
        is_damage = bool(runs) or hole["letters"] in syllables()
        return None, Mark(*hole.span("hole"), Damage.BYTE_SHIFT, tuple(runs)[:9]) if is_damage else None
    certainty = Certainty.CERTAIN if len(runs) == 1 else Certainty.LIKELY
    return _finish(text, hole.start("hole"), hole.end(), runs[best], certainty)


def _runs(lead: int, reading: str, rest: str) -> dict[str, Run]:
    """What the text after the hole may be, for each character the tool may have seen there.

    The tables of such tools hold traditional characters; others are tried only when none of those will do.
    """
    inserted = byte_readings().get((lead, reading), ())
    old = [char for char in inserted if simplify_char(char) != char]
    for chars in (old, inserted):
        found = [read_shifted(char.encode("gbk")[1], rest) for char in chars]
        runs = {run.text: run for run in found if run and run.used < _REACH and _is_likely(run.text)}
        if runs:
            return runs
    return {}


def _finish(text: str, start: int, rest: int, run: Run, certainty: Certainty) -> tuple[Edit, Mark | None]:
    """Make the edit, with the half character at the run's end if its own reading follows."""
    end = rest + run.used
    after = _NEXT.match(text, end)
    halves = byte_readings().get((run.lead, toneless(normalise(after["letters"]))), ()) if after and run.lead else ()
    whole = wording.best(run.text[-1:], [half for half in halves if is_common(half)])
    if after and whole is not None:
        return Edit(start, after.end(), run.text + whole, Damage.BYTE_SHIFT, certainty), None
    mark = None
    if run.lead and text[end : end + 1]:
        mark = Mark(end, end + 1, Damage.BYTE_SHIFT, wording.completions(run.text[-1:], run.lead, text[end + 1 :]))
    return Edit(start, end, run.text, Damage.BYTE_SHIFT, certainty), mark


def _repair_narrowed(text: str, hole: re.Match[str]) -> tuple[Edit | None, Mark | None]:
    """V11: read on after the mark's own byte, and believe it only if a reading bears it out."""
    run = read_shifted(hole["mark"].encode("gbk")[-1] | 0x80, text[hole.end() : hole.end() + _REACH])
    if run is None or run.used == _REACH or not _is_likely(run.text):
        return None, None
    end = hole.end() + run.used
    before = text[hole.start() - 1 : hole.start()]
    mark = Mark(hole.start(), hole.start() + 1, Damage.SHIFTED_PUNCTUATION, wording.preceding(before, run.text))
    reading = _READING.match(text, end)
    if not run.lead and reading and toneless(normalise(reading["letters"])) in plain_readings(run.text[-1]):
        return Edit(hole.start() + 1, end, run.text, Damage.SHIFTED_PUNCTUATION, Certainty.LIKELY), mark
    if run.lead:
        edit, _ = _finish(text, hole.start() + 1, hole.end(), run, Certainty.LIKELY)
        if edit.end > end:
            return edit._replace(damage=Damage.SHIFTED_PUNCTUATION), mark
    if not wording.words_in(run.text[:4]):
        return None, None
    return None, mark._replace(candidates=tuple(lost + run.text for lost in mark.candidates))


def _is_likely(found: str) -> bool:
    """Whether recovered text is made of characters in use; a mark at its head needs one more to speak for it."""
    begins = is_han(found[:1]) or (len(found) > 1 and found[0] in _MARKS)
    return begins and sum(map(_is_usual, found)) * 5 >= len(found) * 4


def _is_usual(char: str) -> bool:
    return is_common(char) or char in _MARKS or char.isascii()
