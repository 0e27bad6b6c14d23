"""The library of a duty: its articles as a list, and each as a case."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.moments import told_to_the_second
from jiangxin.core.refusal import Text
from jiangxin.core.ui.listing import listing_page
from jiangxin.library.enums import ArticleState
from jiangxin.library.gate import WRITERS
from jiangxin.library.models import Article
from jiangxin.library.policies import may_arrange_front, may_edit, may_shape_categories
from jiangxin.library.queries import (
    files_for,
    get_kept_article_for,
    reading_of,
    stranger_reading_of,
    versions_for,
)
from jiangxin.web.desk.article_acts import offers_for
from jiangxin.web.desk.article_case import facts_of, history_of
from jiangxin.web.desk.article_list import ARTICLES
from jiangxin.web.desk.neighbours import neighbours_of, trail_of
from jiangxin.web.desk.posting import copy_key

_SIDE_PAGES = (
    ("desk:library-access", _("阅读范围与预览")),
    ("desk:library-parts", _("分类、标签与关联")),
    ("desk:library-files", _("封面、图片与附件")),
)


def articles(request: Request) -> HttpResponseBase:
    """Show the articles that lie with the duty."""
    context = {"may_write": request.actor.is_any(*WRITERS), "places": _places(request.actor)}
    return listing_page(request, ARTICLES, template="desk/library/articles.html", context=context)


def article(request: Request, article_id: int) -> HttpResponse:
    """Show an article: the next act, what it says of itself, what strangers get of it, who did what."""
    found = get_kept_article_for(request.actor, article_id)
    reading = reading_of(request.actor, found)
    due = found.published_at
    is_scheduled = found.state == ArticleState.PUBLISHED and due is not None and due > clock.now()
    context = {
        "article": found,
        "offers": offers_for(request.actor, found),
        "trail": trail_of(request),
        "facts": facts_of(found),
        "stranger": stranger_reading_of(request.actor, found),
        "outline": reading.outline,
        "missing": sum(reading.missing),
        "files": files_for(request.actor, found).count(),
        "versions": versions_for(request.actor, found).count(),
        "side_pages": _side_pages(request.actor, found),
        "history": history_of(request.actor, found),
        "planned": told_to_the_second(due) if is_scheduled else "",
        "is_public": found.state == ArticleState.PUBLISHED and not is_scheduled,
        "neighbours": neighbours_of(request),
        "saved_copy": copy_key(request, request.GET["saved"]) if "saved" in request.GET else "",
    }
    return render(request, "desk/library/article.html", context)


def _side_pages(actor: Actor, article: Article) -> list[tuple[Text, str]]:
    if not actor.is_any(*WRITERS) or not may_edit(actor=actor, article=article):
        return []
    return [(label, url) for name, label in _SIDE_PAGES if (url := _address(name, article.pk))]


def _places(actor: Actor) -> list[tuple[Text, str]]:
    places = (
        (may_shape_categories(actor=actor), "desk:library-categories", _("分类")),
        (may_arrange_front(actor=actor), "desk:library-front", _("首页安排")),
    )
    return [(label, reverse(name)) for decision, name, label in places if decision]


def _address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
