"""The report of a repair as it is stored, shown and taken back piece by piece. Pure: no tables, no actor.

A stored change is `[start, before, after, classes, certainty]`, a stored flag `[start, end, class, candidates]`, both
in the coordinates of the untouched source; classes are joined by `+`. Everything else follows from these, the source,
and the numbers of the changes that were taken back.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from jiangxin.engine.text.restore import Certainty, Change, Damage, Flag, apply_changes
from jiangxin.engine.text.restore.report import to_restored

_AROUND: Final = 12

StoredChange = list[Any]
StoredFlag = list[Any]


@dataclass(frozen=True, slots=True)
class Repair:
    """One change, as a person sees it.

    Attributes:
        number: its place in the report, by which it is taken back.
        start: offset in the source.
        end: offset of its end there.
        place: offset in the text as it now is.
        length: its length there.
        before: what stood there.
        after: what the repair puts there.
        classes: the classes of damage, such as `V1`.
        certainty: how sure it is.
        is_revoked: whether it was taken back.
    """

    number: int
    start: int
    end: int
    place: int
    length: int
    before: str
    after: str
    classes: tuple[Damage, ...]
    certainty: Certainty
    is_revoked: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """One place left for a person to judge.

    Attributes:
        start: offset in the source.
        end: offset of its end there.
        place: offset in the text as it now is.
        length: its length there.
        words: what stands there in the source.
        damage: the class suspected.
        candidates: what may have stood there, best first.
    """

    start: int
    end: int
    place: int
    length: int
    words: str
    damage: Damage
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Repairs that do the same to the same words, such as one reading that stands forty times.

    Attributes:
        before: what stood there.
        after: what the repair puts there.
        classes: the classes of damage.
        certainty: how sure they are.
        numbers: which repairs they are.
        revoked: how many of them were taken back.
    """

    before: str
    after: str
    classes: tuple[Damage, ...]
    certainty: Certainty
    numbers: tuple[int, ...]
    revoked: int


def store_changes(changes: Sequence[Change]) -> list[StoredChange]:
    """Return changes as they are stored."""
    return [
        [change.start, change.before, change.after, "+".join(change.damages), str(change.certainty)]
        for change in changes
    ]


def store_flags(flags: Sequence[Flag]) -> list[StoredFlag]:
    """Return flags as they are stored."""
    return [[flag.start, flag.end, str(flag.damage), list(flag.candidates)] for flag in flags]


def repaired(source: str, changes: Sequence[StoredChange], revoked: Collection[int]) -> str:
    """Return what a source becomes with all changes but those taken back."""
    return apply_changes(source, _placed(changes, revoked))


def repairs_of(changes: Sequence[StoredChange], revoked: Collection[int]) -> list[Repair]:
    """Return the changes with their places in the text as it now is."""
    kept = _placed(changes, revoked)
    found = []
    for number, (start, before, after, classes, certainty) in enumerate(changes):
        is_revoked = number in revoked
        found.append(
            Repair(
                number=number,
                start=start,
                end=start + len(before),
                place=to_restored(kept, start),
                length=len(before if is_revoked else after),
                before=before,
                after=after,
                classes=tuple(map(Damage, classes.split("+"))),
                certainty=Certainty(certainty),
                is_revoked=is_revoked,
            )
        )
    return found


def doubts_of(
    source: str, flags: Sequence[StoredFlag], changes: Sequence[StoredChange], revoked: Collection[int]
) -> list[Doubt]:
    """Return the flags with their places in the text as it now is."""
    kept = _placed(changes, revoked)
    found = []
    for start, end, damage, candidates in flags:
        place = to_restored(kept, start)
        length = max(0, to_restored(kept, end) - place)
        found.append(Doubt(start, end, place, length, source[start:end], Damage(damage), tuple(candidates)))
    return found


def groups_of(repairs: Sequence[Repair]) -> list[Group]:
    """Return repairs that are alike together, the least certain first, then the most frequent."""

    def key(repair: Repair) -> tuple[str, str, tuple[Damage, ...], Certainty]:
        return repair.before, repair.after, repair.classes, repair.certainty

    groups = []
    for (before, after, classes, certainty), alike in groupby(sorted(repairs, key=key), key):
        members = list(alike)
        numbers = tuple(sorted(repair.number for repair in members))
        groups.append(Group(before, after, classes, certainty, numbers, sum(repair.is_revoked for repair in members)))
    order = list(Certainty)
    return sorted(groups, key=lambda group: (-order.index(group.certainty), -len(group.numbers), group.numbers))


def tally(changes: Sequence[StoredChange], revoked: Collection[int] = ()) -> dict[str, int]:
    """Return how many changes of each class stand."""
    counts: dict[str, int] = {}
    for number, (_, _, _, classes, _) in enumerate(changes):
        for damage in classes.split("+") if number not in revoked else ():
            counts[damage] = counts.get(damage, 0) + 1
    return dict(sorted(counts.items()))


def around(text: str, place: int, length: int) -> tuple[str, str, str]:
    """Return a place with a few characters before and after it, on its own line."""
    start = max(text.rfind("\n", 0, place) + 1, place - _AROUND)
    stop = text.find("\n", place + length)
    end = min(stop if stop >= 0 else len(text), place + length + _AROUND)
    return text[start:place], text[place : place + length], text[place + length : end]


def _placed(changes: Sequence[StoredChange], revoked: Collection[int]) -> list[Change]:
    """The changes that stand, with their places in the text they make."""
    growth = 0
    kept = []
    for number, (start, before, after, classes, certainty) in enumerate(changes):
        if number not in revoked:
            damages = tuple(map(Damage, classes.split("+")))
            kept.append(Change(start, start + growth, before, after, damages, Certainty(certainty)))
            growth += len(after) - len(before)
    return kept
