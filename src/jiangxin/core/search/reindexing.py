"""Building the index of a kind anew: in batches, each a transaction, so that it can be watched and stopped."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, Max, Model, OuterRef

from jiangxin.core import jobs
from jiangxin.core.models import SearchDocument, SearchWord
from jiangxin.core.search.engines import store
from jiangxin.core.search.indexing import forget, index
from jiangxin.core.search.kinds import SearchKind, registered
from jiangxin.core.search.vocabulary import prune, words_of

REINDEX: Final = "core.reindex"
_BATCH: Final = 500


def reindex(kind: SearchKind[Any], tell: Callable[[int, int], None] = lambda _done, _total: None) -> int:
    """Write the index of a kind anew and drop what no longer belongs there; returns how many things it has.

    Args:
        kind: what to index.
        tell: told after each batch how many are done and how many there are; what it raises stops the work, and what
            is done so far stays.
    """
    total, done = kind.objects().count(), 0
    newest_word = SearchWord.objects.filter(kind=kind.number).aggregate(last=Max("pk"))["last"] or 0
    words: set[str] = set()
    spelled: set[str] = set()
    tell(done, total)
    for batch in _batches(kind):
        index(kind, batch)
        for document in map(kind.document, batch):
            words.update(words_of(document))
            spelled.update(document.spelled)
        done += len(batch)
        tell(done, max(done, total))
    _drop_gone(kind)
    prune(kind, words, spelled, newest_word)
    with transaction.atomic():
        store().tidy()
    return done


def _batches(kind: SearchKind[Any]) -> Iterator[list[Model]]:
    """Walk through the things by their keys, so that none is met twice or missed while others are added."""
    last = 0
    while batch := list(kind.objects().order_by("pk").filter(pk__gt=last)[:_BATCH]):
        yield batch
        last = batch[-1].pk


def _drop_gone(kind: SearchKind[Any]) -> None:
    there = kind.objects().order_by().filter(pk=OuterRef("object_id"))
    gone = SearchDocument.objects.filter(~Exists(there), kind=kind.number).values_list("object_id", flat=True)
    while batch := list(gone[:_BATCH]):
        forget(kind, batch)


@jobs.kind(REINDEX)
def reindex_job(progress: jobs.Progress) -> None:
    """Build the index of one kind, or of all, anew; parameter `kind` is a code or empty."""
    asked = str(progress.parameters.get("kind", ""))
    for kind in registered():
        if asked in {"", kind.code}:
            reindex(kind, lambda done, total, code=kind.code: progress.tell(done, total, code))  # type: ignore[misc]
