"""The words of a kind: offered while typing, and found by their pinyin or its initials."""

from collections.abc import Iterable
from itertools import islice
from typing import Any, Final

from django.db import connection

from jiangxin.core.models import SearchWord
from jiangxin.core.search.kinds import Document, SearchKind
from jiangxin.engine.text.keywords import telling_words
from jiangxin.engine.text.spelling import spellings
from jiangxin.engine.text.tokens import fold

_LONGEST: Final = 40
_SILENT: Final = "\ue000"
"""Before the keys of words that are found by their pinyin and never offered; nobody types it."""
_LAST: Final = "\U0010ffff"
_READ: Final = 200
_ASKED: Final = 1_000


def words_of(document: Document) -> list[str]:
    """Return the words of a document that are offered: its own, and those of its title that carry meaning."""
    return [*map(str.strip, document.words), *telling_words(document.title)]


def learn(kind: SearchKind[Any], words: Iterable[str]) -> None:
    """Keep words that are new."""
    keyed = {word: fold(word) for word in sorted(set(words)) if len(word) <= _LONGEST}
    asked = {word: key for word, key in keyed.items() if key and len(key) <= _LONGEST}
    new = asked.keys() - _known(kind, sorted(set(asked.values())))
    _keep(kind, [(key, word) for word in sorted(new) for key in sorted({asked[word], *spellings(word)})])


def learn_spelled(kind: SearchKind[Any], words: Iterable[str]) -> None:
    """Keep words that are found by their pinyin written in full and never offered, as far as they are new."""
    asked = {word: [_SILENT + one for one in sorted(spellings(word)) if len(one) > len(word)] for word in set(words)}
    known = _known(kind, sorted({key for keys in asked.values() for key in keys}))
    _keep(kind, [(key, word) for word in sorted(asked.keys() - known) for key in asked[word]])


def _keep(kind: SearchKind[Any], rows: list[tuple[str, str]]) -> None:
    """Keep words under their keys; those kept meanwhile stay as they are. By hand, as in `_known`."""
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _ASKED):
            some = rows[start : start + _ASKED]
            places = ", ".join(["(%s, %s, %s)"] * len(some))
            cursor.execute(
                f"INSERT INTO core_searchword (kind, key, word) VALUES {places} ON CONFLICT DO NOTHING",  # noqa: S608
                [value for key, word in some for value in (kind.number, key, word)],
            )


def _known(kind: SearchKind[Any], keys: list[str]) -> set[str]:
    """Return the words kept under some keys. By hand: the mapper takes longer than the database."""
    found: set[str] = set()
    with connection.cursor() as cursor:
        for start in range(0, len(keys), _ASKED):
            some = keys[start : start + _ASKED]
            places = ", ".join(["%s"] * len(some))
            cursor.execute(
                f"SELECT word FROM core_searchword WHERE kind = %s AND key IN ({places})",  # noqa: S608
                [kind.number, *some],
            )
            found.update(word for (word,) in cursor.fetchall())
    return found


def words_typed(kind: SearchKind[Any], key: str, most: int) -> list[str]:
    """Return words that can be typed so, or that so begin: those typed in full first, then the shorter ones."""
    rows = (
        SearchWord.objects.filter(kind=kind.number, key__gte=key, key__lt=key + _LAST)
        .exclude(key__startswith=_SILENT)  # some orders of letters do not see it
        .order_by("key", "word")
        .values_list("key", "word")
    )
    found = sorted(rows[:_READ], key=lambda row: (row[0] != key, len(row[0]), row[0], row[1]))
    return list(islice(dict.fromkeys(word for _key, word in found), most))


def words_spelled(kind: SearchKind[Any], key: str, most: int) -> list[str]:
    """Return words spelled exactly so, which are not the spelling itself; those that are offered first."""
    keys = SearchWord.objects.filter(kind=kind.number, key__in=(key, _SILENT + key))
    rows = keys.order_by("key", "word").values_list("word", flat=True)[: most * 2]
    return [word for word in dict.fromkeys(rows) if fold(word) != key][:most]


def prune(kind: SearchKind[Any], kept: set[str], spelled: set[str], newest: int) -> None:
    """Drop words that are not among those kept, offered ones and spelled ones, as far as they were there before."""
    rows = SearchWord.objects.filter(kind=kind.number, pk__lte=newest)
    there = rows.values_list("pk", "key", "word").iterator()
    stale = [pk for pk, key, word in there if word not in (spelled if key.startswith(_SILENT) else kept)]
    for start in range(0, len(stale), _ASKED):
        SearchWord.objects.filter(pk__in=stale[start : start + _ASKED]).delete()
