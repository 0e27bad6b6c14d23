"""What restoring did: changes in the original's coordinates, and places left for a person to judge.

Stages work one after another, each on the text the last one left. Their edits are folded into one list of changes that
do not overlap and stand in the original's order, so that one pass makes the restored text and another unmakes it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from jiangxin.engine.text.errors import TextError


class Damage(StrEnum):
    """The classes of damage; V1 to V17 are the ones seen on copying sites, in the order they are undone."""

    UNCOMPOSED = "NFC"
    RADICAL = "radical"
    EMOJI = "V8"
    BYTE_SHIFT = "V10"
    SHIFTED_PUNCTUATION = "V11"
    READING = "V1"
    SPACED_READING = "V3"
    WIDE_BRACKETS = "V4"
    SIMPLIFIED_BASE = "V5"
    TONELESS_OR_DOUBLED = "V6"
    WHOLE_WORD = "V7"
    READING_FIRST = "V9"
    CUT_READING = "V12"
    SPACED_OUT = "V15"
    DOUBLED_PUNCTUATION = "V13"
    TRADITIONAL = "traditional"
    NARROW_PUNCTUATION = "width"
    MASKED = "V14"
    SWAPPED_WORD = "V16"
    ADVERT = "V17"
    GLOSS = "gloss"


class Certainty(StrEnum):
    """How sure a change is: `certain` by construction, `likely` by evidence, `doubtful` only ever on a flag."""

    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class Edit(NamedTuple):
    """One replacement made by one stage, in that stage's own input."""

    start: int
    end: int
    after: str
    damage: Damage
    certainty: Certainty = Certainty.CERTAIN


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the original and the restored text.

    Attributes:
        start: offset of `before` in the original.
        place: offset of `after` in the restored text.
        before: what stood there.
        after: what stands there now.
        damages: the classes undone here, in order; several where stages met.
        certainty: the least of theirs.
    """

    start: int
    place: int
    before: str
    after: str
    damages: tuple[Damage, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Flag:
    """A place where something is wrong and nothing was changed.

    Attributes:
        start: offset in the original.
        end: offset of its end in the original.
        place: offset in the restored text.
        length: length in the restored text.
        text: what stands there in the restored text.
        damage: the class suspected.
        candidates: what may have stood there, best first; often empty.
    """

    start: int
    end: int
    place: int
    length: int
    text: str
    damage: Damage
    candidates: tuple[str, ...] = ()


class Mark(NamedTuple):
    """A suspicion in a text, before it is brought back to the original's coordinates."""

    start: int
    end: int
    damage: Damage
    candidates: tuple[str, ...] = ()


class _Net(NamedTuple):
    """All stages so far: [start, end) of the original became `after`, at `place` in the current text."""

    start: int
    end: int
    place: int
    after: str
    damages: tuple[Damage, ...]
    certainty: Certainty


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Make the edits, which are in order and do not overlap."""
    pieces, done = [], 0
    for start, end, after, *_ in edits:
        pieces += [text[done:start], after]
        done = end
    return "".join([*pieces, text[done:]])


def compose(original: str, steps: Iterable[tuple[str, Sequence[Edit]]]) -> tuple[Change, ...]:
    """Fold the stages' edits into changes of the original.

    Args:
        original: the text the first stage was given.
        steps: for each stage in order, the text it was given and its edits of that text.
    """
    nets: list[_Net] = []
    for before, edits in steps:
        nets = _fold(nets, before, edits) if edits else nets
    return tuple(
        Change(net.start, net.place, original[net.start : net.end], net.after, net.damages, net.certainty)
        for net in nets
        if original[net.start : net.end] != net.after
    )


def apply_changes(original: str, changes: Iterable[Change]) -> str:
    """Make changes, all of a report or the chosen ones only.

    Raises:
        TextError: `report.mismatch` when the text is not the one the report speaks of.
    """
    return _swap(original, [(change.start, change.before, change.after) for change in changes])


def undo_changes(restored: str, changes: Iterable[Change]) -> str:
    """Give the original back from the restored text and all of its changes.

    Raises:
        TextError: `report.mismatch` when the text is not the one the report speaks of.
    """
    return _swap(restored, [(change.place, change.after, change.before) for change in changes])


def to_restored(changes: Sequence[Change], offset: int) -> int:
    """The place in the restored text of an offset in the original; inside a change, where the change begins."""
    at = bisect_right(changes, offset, key=lambda change: change.start) - 1
    return (
        offset
        if at < 0
        else _carry(offset, changes[at].start, changes[at].before, changes[at].place, changes[at].after)
    )


def to_original(changes: Sequence[Change], place: int) -> int:
    """The offset in the original of a place in the restored text; inside a change, where the change begins."""
    at = bisect_right(changes, place, key=lambda change: change.place) - 1
    return (
        place if at < 0 else _carry(place, changes[at].place, changes[at].after, changes[at].start, changes[at].before)
    )


def _carry(offset: int, start: int, text: str, other_start: int, other: str) -> int:
    inside = start <= offset < start + len(text)
    return other_start if inside else other_start + len(other) + offset - start - len(text)


def _swap(text: str, swaps: Iterable[tuple[int, str, str]]) -> str:
    pieces, done = [], 0
    for start, old, new in swaps:
        if start < done or not text.startswith(old, start):
            raise TextError("report.mismatch", offset=start)
        pieces += [text[done:start], new]
        done = start + len(old)
    return "".join([*pieces, text[done:]])


def _fold(nets: Sequence[_Net], before: str, edits: Sequence[Edit]) -> list[_Net]:
    """Merge one stage: `nets` lead from the original to `before`, `edits` from there onwards."""
    folded: list[_Net] = []
    # A deletion (empty in `before`) sorts before an edit at the same place: it stands to its left in the original.
    spans = sorted(
        [(net.place, 0, net.place + len(net.after), net) for net in nets]
        + [(edit.start, 1, edit.end, edit) for edit in edits],
        key=itemgetter(0, 1),
    )
    back = growth = at = 0
    while at < len(spans):
        low, _, high, alone = spans[at]
        stop = at + 1
        while stop < len(spans) and spans[stop][0] < high:
            high = max(high, spans[stop][2])
            stop += 1
        start, place = low + back, low + growth
        if stop == at + 1 and isinstance(alone, _Net):
            back += alone.end - alone.start - high + low
            folded.append(alone if place == alone.place else alone._replace(place=place))
        elif stop == at + 1 and isinstance(alone, Edit):
            growth += len(alone.after) - high + low
            folded.append(_Net(start, high + back, place, alone.after, (alone.damage,), alone.certainty))
        else:
            parts = [span[3] for span in spans[at:stop]]
            inner = [part for part in parts if isinstance(part, Edit)]
            back += sum(part.end - part.start - len(part.after) for part in parts if isinstance(part, _Net))
            growth += sum(len(part.after) - part.end + part.start for part in inner)
            moved = [edit._replace(start=edit.start - low, end=edit.end - low) for edit in inner]
            after = apply_edits(before[low:high], moved)
            folded.append(_Net(start, high + back, place, after, _damages(parts), _least(parts)))
        at = stop
    return folded


def _damages(parts: Sequence[_Net | Edit]) -> tuple[Damage, ...]:
    nets = [damage for part in parts if isinstance(part, _Net) for damage in part.damages]
    return tuple(dict.fromkeys([*nets, *(part.damage for part in parts if isinstance(part, Edit))]))


def _least(parts: Sequence[_Net | Edit]) -> Certainty:
    return max((part.certainty for part in parts), key=list(Certainty).index)
