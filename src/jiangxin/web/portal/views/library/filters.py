"""What the list of articles narrows by, asked of the search index rather than of the tables."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jiangxin.campaigns.queries import calls_for
from jiangxin.core import search
from jiangxin.core.actor import PUBLIC, Actor
from jiangxin.core.refusal import Text
from jiangxin.core.ui.listing import ChoiceFilter, TextFilter
from jiangxin.library.models import Article, ArticleLink, Category
from jiangxin.library.queries import articles_for, categories_in_order
from jiangxin.library.search import ARTICLES
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import in_subtree

_YEARS_AT_MOST: Final = 60
_CALLS_AT_MOST: Final = 100
_OFFERED_DEPTH: Final = 2
Values = Collection[str | int]


def shelf() -> QuerySet[Article]:
    """Return what is published and due: what everybody may list, and what every page of the library lists."""
    return articles_for(PUBLIC)


def _itself(value: str) -> Values:
    return [value]


@dataclass(frozen=True, kw_only=True)
class FacetFilter(ChoiceFilter):
    """A choice the index narrows by: `facet` gives the values it stands for."""

    facet: Callable[[str], Values] = _itself

    def apply(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Return the articles of this choice."""
        return search.matching(ARTICLES, rows, "", facets={self.code: self.facet(value)})


@dataclass(frozen=True, kw_only=True)
class TagFilter(TextFilter):
    """A tag, come to by following it from an article."""

    def apply(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Return the articles with this tag."""
        return search.matching(ARTICLES, rows, "", facets={self.code: [value]})


def years(_actor: Actor) -> Iterable[tuple[str, Text]]:
    """Offer the years articles were published in, the latest first."""
    ends = shelf().order_by().aggregate(first=Min("published_at"), last=Max("published_at"))
    if ends["last"] is None:
        return []
    last = timezone.localtime(ends["last"]).year
    first = max(timezone.localtime(ends["first"]).year, last - _YEARS_AT_MOST)
    return [(str(year), _("%(year)s 年") % {"year": year}) for year in range(last, first - 1, -1)]


def owners(_actor: Actor) -> Iterable[tuple[str, Text]]:
    """Offer the federation, its counties and industrial unions, as far as articles lie with them or below."""
    paths = shelf().order_by().values_list("owner__path", flat=True).distinct()
    tops = {".".join(path.split(".")[:_OFFERED_DEPTH]).rstrip(".") + "." for path in paths}
    return [(str(place.pk), place.name) for place in Organisation.objects.filter(path__in=tops).order_by("path")]


def below(value: str) -> Values:
    """Return the owners a choice stands for: the federation itself; a county with all below it."""
    place = Organisation.objects.get(pk=int(value))
    if place.parent_id is None:
        return [place.pk]
    owning = Exists(Article.objects.filter(owner=OuterRef("pk")))
    return list(Organisation.objects.filter(owning, in_subtree("path", place.path)).values_list("pk", flat=True))


def categories(_actor: Actor) -> Iterable[tuple[str, Text]]:
    """Offer the tree of categories, those below another set in."""
    return [(str(category.pk), "　" * depth + category.name) for depth, category in categories_in_order()]


def branch(value: str) -> Values:
    """Return a category and all below it."""
    top = Category.objects.get(pk=int(value))
    return list(Category.objects.filter(in_subtree("path", top.path)).values_list("pk", flat=True))


def calls(_actor: Actor) -> Iterable[tuple[str, Text]]:
    """Offer the calls that articles are about."""
    about = Q(call=OuterRef("pk")) | Q(ceremony__call=OuterRef("pk"))
    linked = Exists(ArticleLink.objects.filter(about, article__in=shelf().order_by().values("pk")))
    return [(str(call.pk), call.title) for call in calls_for(PUBLIC).filter(linked)[:_CALLS_AT_MOST]]
