"""What the library gives to the front page: places arranged by hand, and where nobody arranged any, the newest."""

from dataclasses import dataclass
from typing import Final

from jiangxin.core.actor import PUBLIC
from jiangxin.library.enums import ArticleKind, FrontSlot
from jiangxin.library.models import Article, ArticleFile
from jiangxin.library.queries import covers_of, front_page
from jiangxin.web.portal.views.library.filters import shelf

_KIND_OF: Final = {
    FrontSlot.NEWS: ArticleKind.NEWS,
    FrontSlot.NOTICES: ArticleKind.NOTICE,
    FrontSlot.STORIES: ArticleKind.STORY,
    FrontSlot.PICTURES: ArticleKind.EXHIBITION,
}
_NEWEST: Final = {FrontSlot.NEWS: 6, FrontSlot.NOTICES: 6, FrontSlot.STORIES: 3, FrontSlot.PICTURES: 3}


@dataclass(frozen=True, slots=True)
class Shown:
    """An article on the front page, with its cover if it has one."""

    article: Article
    cover: ArticleFile | None


def front() -> dict[str, list[Shown]]:
    """Return what stands at each place of the front page, by the place's code."""
    places = {slot: articles or _newest(slot) for slot, articles in front_page(PUBLIC).items()}
    covers = covers_of([article for articles in places.values() for article in articles])
    return {
        slot.value: [Shown(article, covers.get(article.pk)) for article in articles]
        for slot, articles in places.items()
    }


def _newest(slot: FrontSlot) -> list[Article]:
    """Return the newest articles of the kind a place is for; the headline is nobody's but the publicity officer's."""
    kind = _KIND_OF.get(slot)
    return list(shelf().filter(kind=kind)[: _NEWEST[slot]]) if kind is not None else []
