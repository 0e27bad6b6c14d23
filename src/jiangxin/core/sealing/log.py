"""Writing the log, and proofs from it.

Nobody who writes the journal waits for the log: it is written afterwards, from what is committed. Two that seal at once
want the same places, and the database lets one of them have them; the other finds out and leaves it at that.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from jiangxin.core import clock
from jiangxin.core.models import JournalEntry, LogCheckpoint, LogNode, SealedEntry
from jiangxin.core.sealing.keys import signing_keys
from jiangxin.engine.proof import (
    Checkpoint,
    NodeAt,
    appended,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
)

MOST_AT_ONCE: Final = 5_000
"""Records sealed in one transaction."""
LATEST: Final = 20_000
"""How far back a quick sealing looks for records that were committed late."""
_BATCH: Final = 1_000


def origin() -> str:
    """Return the name of this log: where the site stands."""
    return f"{urlsplit(settings.BASE_ADDRESS).netloc}/journal"


def latest() -> LogCheckpoint | None:
    """Return the checkpoint that goes farthest."""
    return LogCheckpoint.objects.first()


def node_at(level: int, place: int) -> bytes:
    """Return a full node of the log."""
    return bytes(LogNode.objects.values_list("hash", flat=True).get(level=level, place=place))


def unsealed(*, thorough: bool = True) -> QuerySet[JournalEntry]:
    """Return the records that stand in no log yet, oldest first.

    A transaction that took its number early and was committed late is among them: wherever its number lies when
    thorough, else among the latest. Thorough reads the whole journal, the other costs the same at any size.
    """
    waiting = JournalEntry.objects.filter(sealed=None).order_by("id")
    if thorough:
        return waiting
    youngest = SealedEntry.objects.aggregate(Max("entry_id"))["entry_id__max"] or 0
    return waiting.filter(pk__gt=youngest - LATEST)


def seal(*, most: int = MOST_AT_ONCE, thorough: bool = True) -> LogCheckpoint | None:
    """Seal what is committed, at most `most` records; None when there is nothing, or another process is at it."""
    try:
        with transaction.atomic():
            return _seal(unsealed(thorough=thorough), most)
    except IntegrityError:
        return None


def seal_all(tell: Callable[[int], None] = lambda _done: None) -> int:
    """Seal until nothing is left; returns how many records were sealed. `tell` hears how many, batch by batch."""
    before = _size()
    while checkpoint := seal():
        tell(checkpoint.size - before)
    return _size() - before


def _size() -> int:
    checkpoint = latest()
    return checkpoint.size if checkpoint else 0


def _seal(waiting: QuerySet[JournalEntry], most: int) -> LogCheckpoint | None:
    entries = list(waiting.values_list("id", "canonical")[:most])
    if not entries:
        return None
    size = _size()
    leaves = [leaf_hash(canonical.encode()) for _pk, canonical in entries]
    nodes = {(level, place): node for level, place, node in appended(node_at, size, leaves)}
    SealedEntry.objects.bulk_create(
        (SealedEntry(place=place, entry_id=pk) for place, (pk, _) in enumerate(entries, start=size)), batch_size=_BATCH
    )
    LogNode.objects.bulk_create(
        (LogNode(level=level, place=place, hash=node) for (level, place), node in nodes.items()), batch_size=_BATCH
    )
    root = root_of(lambda level, place: nodes.get((level, place)) or node_at(level, place), size + len(leaves))
    signed = Checkpoint(origin(), size + len(leaves), root).sign(signing_keys()[-1])
    return LogCheckpoint.objects.create(size=size + len(leaves), at=clock.now(), text=signed.text)


def prove(entry: JournalEntry) -> dict[str, Any] | None:
    """Return what proves that a record stands in the log as it is: to be handed out and checked anywhere.

    Returns:
        `record` (the canonical text), `place`, `proof` (hashes in hexadecimal), `checkpoint`; None while not sealed.
    """
    sealed = SealedEntry.objects.filter(entry=entry).first()
    checkpoint = latest()
    if sealed is None or checkpoint is None:
        return None
    proof = inclusion_proof(_remembering(node_at), sealed.place, checkpoint.size)
    return {
        "record": entry.canonical,
        "place": sealed.place,
        "proof": [step.hex() for step in proof],
        "checkpoint": checkpoint.text,
    }


def consistency(old: int, new: int) -> list[bytes]:
    """Return what proves that the log of `new` records begins with that of `old`.

    Raises:
        ValueError: there are no such sizes.
    """
    if not 0 <= old <= new <= _size():
        raise ValueError(f"the log has {_size()} records")
    return consistency_proof(_remembering(node_at), old, new)


def _remembering(asked: NodeAt) -> NodeAt:
    found: dict[tuple[int, int], bytes] = {}

    def remember(level: int, place: int) -> bytes:
        if (level, place) not in found:
            found[level, place] = asked(level, place)
        return found[level, place]

    return remember


def export() -> Iterator[str]:
    """Yield the log line by line, in constant memory: each record in its place, then all checkpoints.

    Yields:
        `{"record": canonical text}` for each place, then `{"checkpoint": text}`, shortest log first.
    """
    records = SealedEntry.objects.order_by("place").values_list("entry__canonical", flat=True)
    for canonical in records.iterator(chunk_size=_BATCH):
        yield json.dumps({"record": canonical}, ensure_ascii=False)
    for text in LogCheckpoint.objects.order_by("size").values_list("text", flat=True).iterator(chunk_size=_BATCH):
        yield json.dumps({"checkpoint": text}, ensure_ascii=False)
