"""Checking the log from within: which record was changed, taken away, put in or moved, and since when that shows.

Whoever holds the database can change every table in it, but not the checkpoints that others have kept: give them as
`kept`, and a log that was written anew from end to end is found as well.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final

from jiangxin.core.journal import canonical
from jiangxin.core.models import JournalEntry, LogCheckpoint, LogNode, SealedEntry
from jiangxin.core.sealing.keys import public_keys
from jiangxin.engine.proof import CheckpointError, SignedCheckpoint, appended, leaf_hash, root_of

_BATCH: Final = 1_000


class Fault(StrEnum):
    """What can be wrong."""

    CHANGED = "changed"  # the record is not the one that was sealed
    MISSING = "missing"  # a place without its record
    COLUMNS = "columns"  # what is shown of the record is not what was sealed
    NODE = "node"  # a hash over several records is not theirs
    CHECKPOINT = "checkpoint"  # a checkpoint that does not fit the records
    SIGNATURE = "signature"  # a checkpoint nobody known has signed
    NOT_SEALED = "not_sealed"  # a record older than sealed ones stands in no log


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong.

    Attributes:
        fault: what.
        place: place of the record in the log; for a checkpoint its size; for a record in no log its number.
        what: the record's random identifier, or the place of a node.
    """

    fault: Fault
    place: int
    what: str = ""


def check_log(*, kept: Sequence[str] = (), tell: Callable[[int], None] = lambda _done: None) -> Iterator[Flaw]:
    """Yield whatever is wrong with the journal and its log; nothing when all is as it was sealed.

    Reads each record once, in constant memory.

    Args:
        kept: Texts of checkpoints somebody kept outside of this house.
        tell: Hears how many records were checked, batch by batch.
    """
    checkpoints, flaws = _believed(kept)
    yield from flaws
    size, last = 0, max(checkpoints, default=0)
    nodes: dict[tuple[int, int], bytes] = {}

    def node_at(level: int, place: int) -> bytes:
        return nodes[level, place]

    while batch := _batch(size):
        yield from chain.from_iterable(flaws for _leaf, flaws in batch)
        made = _made(appended(node_at, size, [leaf for leaf, _flaws in batch]))
        yield from _differing(made)
        nodes |= made
        size += len(batch)
        for reached in [told for told in checkpoints if told <= size]:
            if {root_of(node_at, reached)} != checkpoints.pop(reached):
                yield Flaw(Fault.CHECKPOINT, reached)
        _keep_edge(nodes, size)
        tell(size)
    yield from (Flaw(Fault.CHECKPOINT, beyond) for beyond in sorted(checkpoints))
    if last < size:
        yield Flaw(Fault.CHECKPOINT, size)
    yield from _left_out()


def _made(new: Iterator[tuple[int, int, bytes]]) -> dict[tuple[int, int], bytes]:
    return {(level, place): node for level, place, node in new}


def _keep_edge(nodes: dict[tuple[int, int], bytes], size: int) -> None:
    """Drop the nodes the tree does not go on from."""
    for level, place in list(nodes):
        if place % 2 or size >> level != place + 1:
            del nodes[level, place]


def _believed(kept: Sequence[str]) -> tuple[dict[int, set[bytes]], list[Flaw]]:
    """Return the roots wanted at each size, and the checkpoints that are not signed."""
    roots: dict[int, set[bytes]] = {}
    flaws = []
    keys = public_keys()
    own = LogCheckpoint.objects.order_by("size").values_list("size", "text").iterator(chunk_size=_BATCH)
    for told, text in chain(own, ((0, text) for text in kept)):
        try:
            checkpoint = SignedCheckpoint.read(text).verify(*keys)
        except CheckpointError:
            flaws.append(Flaw(Fault.SIGNATURE, told))
            continue
        roots.setdefault(checkpoint.size, set()).add(checkpoint.root)
        if told not in {0, checkpoint.size}:
            flaws.append(Flaw(Fault.CHECKPOINT, told))
    return roots, flaws


def _batch(start: int) -> list[tuple[bytes, list[Flaw]]]:
    """Return, for the next places, the leaf that was sealed and what is wrong with its record."""
    places = range(start, start + _BATCH)
    entries = dict(SealedEntry.objects.filter(place__in=places).values_list("place", "entry_id"))
    records = JournalEntry.objects.in_bulk(entries.values())
    sealed = LogNode.objects.filter(level=0, place__in=places).values_list("place", "hash")
    leaves = {place: bytes(leaf) for place, leaf in sealed}
    end = max((*entries, *leaves), default=start - 1) + 1
    return [_place(place, records.get(entries.get(place, 0)), leaves.get(place)) for place in range(start, end)]


def _place(place: int, record: JournalEntry | None, sealed: bytes | None) -> tuple[bytes, list[Flaw]]:
    if record is None:
        return sealed or leaf_hash(b""), [Flaw(Fault.MISSING, place)]
    leaf, uid, flaws = leaf_hash(record.canonical.encode()), str(record.uid), []
    if leaf != sealed:
        flaws.append(Flaw(Fault.CHANGED, place, uid))
    if canonical(record) != record.canonical:
        flaws.append(Flaw(Fault.COLUMNS, place, uid))
    return sealed or leaf, flaws


def _differing(made: dict[tuple[int, int], bytes]) -> Iterator[Flaw]:
    """Compare the nodes above the leaves with what the leaves give."""
    levels = {level for level, _ in made if level}
    for level in sorted(levels):
        places = [place for at, place in made if at == level]
        there = LogNode.objects.filter(level=level, place__range=(min(places), max(places)))
        stored = {place: bytes(node) for place, node in there.values_list("place", "hash")}
        yield from (
            Flaw(Fault.NODE, place << level, f"{level}/{place}")
            for place in places
            if stored.get(place) != made[level, place]
        )


def _left_out() -> Iterator[Flaw]:
    """Yield records that stand in no log although younger ones do."""
    youngest = SealedEntry.objects.order_by("-entry_id").values_list("entry_id", flat=True).first() or 0
    rows = JournalEntry.objects.filter(sealed=None, pk__lt=youngest).order_by("pk").values_list("pk", "uid")
    yield from (Flaw(Fault.NOT_SEALED, pk, str(uid)) for pk, uid in rows.iterator(chunk_size=_BATCH))
