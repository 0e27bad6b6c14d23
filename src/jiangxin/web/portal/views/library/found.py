"""A page of the list of articles, asked of the search."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import formats
from django.utils.translation import gettext as _

from jiangxin.core import search
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Text
from jiangxin.core.ui.list_state import ListState
from jiangxin.core.ui.listing import ListPage
from jiangxin.library.models import Article, ArticleFile, Category
from jiangxin.library.queries import categories_of, covers_of, with_reads, with_whole
from jiangxin.library.search import ARTICLES, searched_whole_for
from jiangxin.web.portal.views.library.filters import shelf
from jiangxin.web.portal.views.library.shelf import BY_TIME, SHELF, facets_of


@dataclass(frozen=True, slots=True)
class FoundRow:
    """An article of the list: `excerpt` is open text, or from the whole for a reader who may have it."""

    article: Article
    title: list[search.Piece]
    excerpt: list[search.Piece]
    is_hidden_match: bool
    cover: ArticleFile | None
    categories: list[Category]


class FoundPage(ListPage[Article]):
    """A page of the list, asked of the search: the same filters, controls and pages as every list."""

    def __init__(self, state: ListState, actor: Actor, path: str) -> None:  # the search counts instead
        self.listing, self.state, self.actor, self.path = SHELF, state, actor, path
        self.title, self.lead, self.unit = SHELF.title, SHELF.lead, SHELF.unit
        self.typed: str = state.values.get("q", "")
        self.results = search.find(
            ARTICLES,
            self.typed,
            listed=with_reads(with_whole(actor, shelf())),
            whole=searched_whole_for(actor),
            facets=facets_of(state),
            order=search.Order.TIME if state.sort == BY_TIME else search.Order.RELEVANCE,
            page=state.page,
            size=SHELF.page_size,
        )
        self.count, self.last, self.number = self.results.count, self.results.last, self.results.page

    @property
    def is_capped(self) -> bool:
        """Whether counting stopped before the end."""
        return self.results.is_capped

    @property
    def count_words(self) -> str:
        """How many there are, in words."""
        values = {"number": formats.number_format(self.count, force_grouping=True), "unit": str(self.unit)}
        return (_("超过 %(number)s %(unit)s") if self.is_capped else _("共 %(number)s %(unit)s")) % values

    @property
    def first(self) -> int:
        """The number of the first article of this page among all that were found."""
        return (self.number - 1) * SHELF.page_size + 1

    @cached_property
    def hits(self) -> list[FoundRow]:
        """The articles of this page."""
        articles = [hit.object for hit in self.results.hits]
        covers, categories = covers_of(articles), categories_of(articles)
        return [
            FoundRow(
                article=hit.object,
                title=hit.title,
                excerpt=_excerpt(hit, self.typed),
                is_hidden_match=hit.is_hidden_match,
                cover=covers.get(hit.object.pk),
                categories=categories.get(hit.object.pk, []),
            )
            for hit in self.results.hits
        ]

    @property
    def orders(self) -> list[tuple[Text, str, bool]]:
        """The orders to choose from: label, address, and whether it is the present one."""
        by_time = self.state.sort == BY_TIME
        return [
            (_("按相关度"), f"?{self.state.address(SHELF, sort='')}", not by_time),
            (_("按时间"), f"?{self.state.address(SHELF, sort=BY_TIME)}", by_time),
        ]

    @property
    def kept_in_search(self) -> list[tuple[str, str]]:
        """What a new search keeps of the address: the category one stands in."""
        return [(code, self.state.values[code]) for code in ("category", "tag") if code in self.state.values]


def _excerpt(hit: search.Hit[Article], typed: str) -> list[search.Piece]:
    """Return what an article says of itself when the words stand in it or in no text; else the stretch found."""
    own = search.highlight(hit.object.summary or hit.object.excerpt, typed)
    is_found_elsewhere = any(piece.is_match for piece in hit.excerpt) and not any(piece.is_match for piece in own)
    return hit.excerpt if is_found_elsewhere else own
