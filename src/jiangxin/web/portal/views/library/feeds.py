"""Feeds of the newest articles, and the articles' own site map: titles and open excerpts, never a text."""

from datetime import datetime
from typing import Final

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from jiangxin.core import search
from jiangxin.core.actor import PUBLIC, Request
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.list_state import read_state
from jiangxin.library.models import Article
from jiangxin.library.queries import categories_of
from jiangxin.library.search import ARTICLES
from jiangxin.orgs.queries import federation_name
from jiangxin.web.portal.views.library.filters import shelf
from jiangxin.web.portal.views.library.shelf import SHELF, facets_of

_NEWEST: Final = 50
_MAP_SIZE: Final = 5_000


@conditional_page
def rss(request: Request) -> HttpResponse:
    """Give the newest articles as RSS 2.0, narrowed like the list."""
    return _feed(request, Rss201rev2Feed)


@conditional_page
def atom(request: Request) -> HttpResponse:
    """Give the newest articles as Atom (RFC 4287), narrowed like the list."""
    return _feed(request, Atom1Feed)


def _feed(request: Request, form: type[Rss201rev2Feed | Atom1Feed]) -> HttpResponse:
    """Every feed is the public's, whoever asks: feed readers pass on what they fetch."""
    state = read_state(SHELF, request.GET, PUBLIC)
    found = search.find(
        ARTICLES,
        state.values.get("q", ""),
        listed=shelf(),
        facets=facets_of(state),
        order=search.Order.TIME,
        size=_NEWEST,
    )
    articles = [hit.object for hit in found.hits]
    narrowed = " · ".join(
        part.words(state.values[part.code], PUBLIC) for part in SHELF.filters if part.code in state.values
    )
    title = f"{federation_name()} · {_('文库')}"
    feed = form(
        title=f"{title} · {narrowed}" if narrowed else title,
        link=request.build_absolute_uri(reverse("portal:articles")),
        description=str(SHELF.lead),
        language="zh-Hans",
        feed_url=request.build_absolute_uri(),
        author_name=federation_name(),
    )
    _fill(request, feed, articles)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _fill(request: Request, feed: SyndicationFeed, articles: list[Article]) -> None:
    categories = categories_of(articles)
    for article in articles:
        address = request.build_absolute_uri(reverse("portal:article", args=[article.pk]))
        feed.add_item(
            title=article.title,
            link=address,
            description=article.summary or article.excerpt,
            author_name=article.author or article.issuing_body or article.owner.name,
            pubdate=article.published_at,
            updateddate=article.changed_at,
            unique_id=address,
            categories=[category.name for category in categories.get(article.pk, [])],
        )


def _mapped() -> QuerySet[Article, tuple[int, datetime]]:
    return shelf().order_by("pk").values_list("pk", "changed_at")


def site_map_index(request: Request) -> HttpResponse:
    """Give the addresses of the articles' maps, five thousand articles in each (https://www.sitemaps.org/protocol.html)."""
    pages = Paginator(_mapped(), _MAP_SIZE).page_range
    addresses = [request.build_absolute_uri(reverse("portal:article-map", args=[page])) for page in pages]
    return render(request, "portal/library/map_index.xml", {"addresses": addresses}, content_type="application/xml")


def site_map(request: Request, number: int) -> HttpResponse:
    """Give one map: the address of each article and when it was last changed."""
    pages = Paginator(_mapped(), _MAP_SIZE)
    if not 1 <= number <= pages.num_pages:
        raise NotFound
    rows = [
        (request.build_absolute_uri(reverse("portal:article", args=[key])), changed_at)
        for key, changed_at in pages.page(number)
    ]
    return render(request, "portal/library/map.xml", {"rows": rows}, content_type="application/xml")
