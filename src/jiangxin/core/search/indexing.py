"""Writing the index: called by services, in the transaction of the change."""

from collections.abc import Collection, Iterable
from itertools import islice
from typing import Any

from django.db import transaction

from jiangxin.core.models import SearchDocument
from jiangxin.core.search.engines import store
from jiangxin.core.search.kinds import Document, SearchKind, T
from jiangxin.core.search.places import key_of, settle
from jiangxin.core.search.store import Row
from jiangxin.core.search.tokens import entry_of
from jiangxin.core.search.vocabulary import learn, learn_spelled, words_of

_BATCH = 500


def index(kind: SearchKind[T], things: Iterable[T]) -> None:
    """Write what the index holds of some things, or write it anew.

    Args:
        kind: what they are.
        things: saved ones; many of them are best fetched as `kind.objects()` does.
    """
    waiting = iter(things)
    while batch := {thing.pk: thing for thing in islice(waiting, _BATCH)}:
        with transaction.atomic():
            forget(kind, batch)
            _write(kind, {key: kind.document(thing) for key, thing in batch.items()})


def forget(kind: SearchKind[Any], object_ids: Collection[int]) -> None:
    """Drop what the index holds of some things."""
    SearchDocument.objects.filter(kind=kind.number, object_id__in=list(object_ids)).delete()


def _write(kind: SearchKind[Any], documents: dict[int, Document]) -> None:
    keys = settle(key_of(document.at) for document in documents.values())
    store().write(
        [
            _row(key, kind, object_id, document)
            for key, (object_id, document) in zip(keys, documents.items(), strict=True)
        ]
    )
    learn(kind, (word for document in documents.values() for word in words_of(document)))
    learn_spelled(kind, (word for document in documents.values() for word in document.spelled))


def _row(key: int, kind: SearchKind[Any], object_id: int, document: Document) -> Row:
    entry = entry_of(kind.mark, document)
    return Row(
        key,
        kind.number,
        object_id,
        entry.tokens,
        _storable(document.title),
        _storable(document.open),
        _storable(document.whole),
        entry.folded,
        entry.folded_whole,
    )


def _storable(text: str) -> str:
    # PostgreSQL keeps no NUL; nobody sees or looks for one.
    return text.replace("\x00", "")
