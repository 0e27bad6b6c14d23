"""The list of published articles, as it is declared.

Everybody finds the same articles here, officers too: drafts are looked for at the desk. Only how far the search looks
into a text depends on who asks.
"""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core import search
from jiangxin.core.ui.list_state import ListState
from jiangxin.core.ui.listing import Column, Empty, Kind, Listing, TextFilter
from jiangxin.library.enums import ArticleKind
from jiangxin.library.models import Article
from jiangxin.library.search import ARTICLES
from jiangxin.web.portal.views.library import filters
from jiangxin.web.portal.views.library.filters import FacetFilter, TagFilter, Values, shelf

BY_TIME: Final = "-published_at"
SHELF: Listing[Article] = Listing(
    code="portal.articles",
    title=_("文库"),
    lead=_("讲话致辞、通知公告、劳模故事、经验材料和制度文件，都在这里查阅。"),
    rows=lambda _actor: shelf(),
    unit=_("篇"),
    page_size=20,
    columns=(
        Column(code="title", label=_("标题")),
        Column(code="kind", label=_("类型"), value=lambda row: row.get_kind_display()),
        Column(code="published_at", label=_("发布时间"), kind=Kind.MOMENT, sort="published_at"),
    ),
    filters=(
        TextFilter(
            code="q",
            label=_("搜索"),
            search=lambda rows, typed: search.matching(ARTICLES, rows, typed),
        ),
        FacetFilter(code="category", label=_("分类"), choices=filters.categories, facet=filters.branch),
        FacetFilter(code="kind", label=_("类型"), choices=ArticleKind.choices),
        FacetFilter(code="year", label=_("年份"), choices=filters.years),
        FacetFilter(code="organisation", label=_("归口单位"), choices=filters.owners, facet=filters.below),
        FacetFilter(code="call", label=_("相关活动"), choices=filters.calls),
        TagFilter(code="tag", label=_("标签")),
    ),
    row_url=lambda row: reverse("portal:article", args=[row.pk]),
    exportable=False,
    empty=Empty(_("文库里还没有文章"), _("发布后的文章会按时间列在这里。")),
)


def facets_of(state: ListState) -> dict[str, Values]:
    """Return what the address narrows by, as the index knows it."""
    found: dict[str, Values] = {}
    for part in SHELF.filters:
        if part.code not in state.values or part.code == "q":
            continue
        value = state.values[part.code]
        found[part.code] = part.facet(value) if isinstance(part, FacetFilter) else [value]
    return found
