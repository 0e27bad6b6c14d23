"""Reading the front page: places arranged by hand, and where nobody arranged any, the newest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jiangxin.core.actor import PUBLIC, Actor
from jiangxin.library.enums import ArticleKind, FrontSlot
from jiangxin.library.gate import articles_for
from jiangxin.library.models import Article, ArticleFile, FrontPlace
from jiangxin.library.queries.reading import covers_of

KIND_OF: Final = {
    FrontSlot.NEWS: ArticleKind.NEWS,
    FrontSlot.NOTICES: ArticleKind.NOTICE,
    FrontSlot.STORIES: ArticleKind.STORY,
    FrontSlot.PICTURES: ArticleKind.EXHIBITION,
}
"""The kind of article that fills a place while nobody has arranged it; the headline is filled by hand alone."""
_NEWEST: Final = {FrontSlot.NEWS: 6, FrontSlot.NOTICES: 6, FrontSlot.STORIES: 3, FrontSlot.PICTURES: 3}


@dataclass(frozen=True, slots=True)
class Shown:
    """An article on the front page, with its cover if it has one."""

    article: Article
    cover: ArticleFile | None


def front_keys() -> dict[FrontSlot, list[int]]:
    """Return the keys of the articles arranged at each place, in order, whether or not they are published still."""
    found: dict[FrontSlot, list[int]] = {slot: [] for slot in FrontSlot}
    for slot, key in FrontPlace.objects.order_by("slot", "position", "id").values_list("slot", "article_id"):
        found[FrontSlot(slot)].append(key)
    return found


def front_page(actor: Actor) -> dict[FrontSlot, list[Article]]:
    """Return what stands at each place of the front page, in order, as the actor may list it."""
    places = front_keys()
    found = articles_for(actor).in_bulk({key for keys in places.values() for key in keys})
    return {slot: [found[key] for key in keys if key in found] for slot, keys in places.items()}


def front_shown(arranged: Mapping[FrontSlot, Sequence[Article]] | None = None) -> dict[str, list[Shown]]:
    """Return what everybody finds at each place of the front page, by the place's code.

    Args:
        arranged: what a publicity officer is about to put there; None shows what stands there.
    """
    standing = front_page(PUBLIC) if arranged is None else arranged
    places = {slot: list(standing.get(slot, ())) or _newest(slot) for slot in FrontSlot}
    covers = covers_of([article for articles in places.values() for article in articles])
    return {
        slot.value: [Shown(article, covers.get(article.pk)) for article in articles]
        for slot, articles in places.items()
    }


def _newest(slot: FrontSlot) -> list[Article]:
    kind = KIND_OF.get(slot)
    return list(articles_for(PUBLIC).filter(kind=kind)[: _NEWEST[slot]]) if kind is not None else []
