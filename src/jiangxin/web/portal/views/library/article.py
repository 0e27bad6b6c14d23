"""One article: as much of its text as its reader may have, and what belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from jiangxin.awards.models import NamingDocument
from jiangxin.campaigns.models import Call
from jiangxin.core import clock, tallies
from jiangxin.core.actor import Actor, Request
from jiangxin.core.files.serve import send
from jiangxin.core.throttle import origin
from jiangxin.core.ui.parts import FileLink
from jiangxin.library.enums import ArticleState, FilePurpose
from jiangxin.library.models import Article, ArticleFile, ArticleLink, Category
from jiangxin.library.queries import (
    also_kept,
    breadcrumb,
    categories_of,
    favourite_of,
    files_for,
    folders_for,
    get_article_for,
    get_file_for,
    links_for,
    neighbours,
    reading_of,
    reads_of,
    related_to,
)
from jiangxin.library.services import count_reading
from jiangxin.orgs.models import Organisation
from jiangxin.studios.models import Studio
from jiangxin.web.portal.views.library.sharing import structured_data
from jiangxin.web.portal.views.library.small import small_picture

_AGAIN = 30 * 60
"""Seconds within which opening an article again from the same place is the same reading."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something an article is about; without an address it is only named."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """The files a reader may open, by what they are for."""

    cover: ArticleFile | None
    pictures: list[ArticleFile]
    attachments: list[FileLink]


@cache_control(private=True, no_cache=True)
def article(request: Request, article_id: int) -> HttpResponse:
    """Show an article; its keepers may look at it before it is published."""
    actor = request.actor
    found = get_article_for(actor, article_id)
    reading = reading_of(actor, found)
    is_published = _is_published(found)
    if is_published and request.method == "GET":
        _count(request, found)
    before, after = neighbours(actor, found) if is_published else (None, None)
    categories = categories_of([found]).get(found.pk, [])
    files = _files(actor, found)
    context = {
        "article": found,
        "reading": reading,
        "headings": reading.outline,
        "missing_total": sum(reading.missing),
        "is_published": is_published,
        "paths": [breadcrumb(category) for category in categories],
        "files": files,
        "tags": [tag.name for tag in found.tags.all()],
        "mentions": [_mention(link) for link in links_for(actor, found)],
        "reads": reads_of(found),
        "before": before,
        "after": after,
        "related": related_to(actor, found),
        "also_kept": also_kept(actor, found),
        "favourite": favourite_of(actor, found),
        "folders": folders_for(actor) if actor.is_signed_in else [],
        "page_url": request.build_absolute_uri(reverse("portal:article", args=[found.pk])),
        "share_url": request.build_absolute_uri(reverse("portal:article-share", args=[found.pk])),
        "structured": structured_data(request, found, reading, _names(categories)) if is_published else "",
    }
    return render(request, "portal/library/article.html", context)


def _is_published(found: Article) -> bool:
    moment = found.published_at
    return found.state == ArticleState.PUBLISHED and moment is not None and moment <= clock.now()


def _count(request: Request, found: Article) -> None:
    """Count a reading, once for each place in half an hour, and not when a browser only fetches ahead."""
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return
    if tallies.count(tallies.key_of("reading", str(found.pk), _reader(request)), seconds=_AGAIN) == 1:
        count_reading(found)


def _reader(request: Request) -> str:
    account = request.actor.account_id
    return f"account:{account}" if account else origin(request)


def _names(categories: Sequence[Category]) -> list[str]:
    return [category.name for category in categories]


def _files(actor: Actor, found: Article) -> Files:
    files = list(files_for(actor, found))
    attachments = [
        FileLink(
            name=file.caption or file.stored.name,
            url=f"{_file_url(file)}?download=yes",
            size=file.stored.size,
            note=file.stored.name if file.caption else "",
        )
        for file in files
        if file.purpose == FilePurpose.ATTACHMENT
    ]
    return Files(
        cover=next((file for file in files if file.purpose == FilePurpose.COVER), None),
        pictures=[file for file in files if file.purpose == FilePurpose.GALLERY],
        attachments=attachments,
    )


def _file_url(file: ArticleFile) -> str:
    return reverse("portal:article-file", args=[file.article_id, file.pk])


def _mention(link: ArticleLink) -> Mention:
    match link.target:
        case Studio() as studio:
            return Mention(studio.name, reverse("portal:studio", args=[studio.pk]))
        case Call() as call:
            return Mention(call.title, reverse("portal:call", args=[call.pk]))
        case NamingDocument() as ceremony:
            return Mention(ceremony.title, reverse("portal:call", args=[ceremony.call_id]))
        case Organisation() as organisation:
            return Mention(organisation.name)
        case person:
            return Mention(str(person))


def file(request: Request, article_id: int, file_id: int) -> HttpResponseBase:
    """Give a picture or an attachment to a reader who may have it."""
    found = get_file_for(request.actor, get_article_for(request.actor, article_id), file_id)
    return send(found.stored, download="download" in request.GET)


def small(request: Request, article_id: int, file_id: int) -> HttpResponseBase:
    """Give a picture in the size of a list or a page; what cannot be made smaller is given as it is."""
    found = get_file_for(request.actor, get_article_for(request.actor, article_id), file_id)
    picture = small_picture(found.stored)
    if picture is None:
        return send(found.stored)
    response = HttpResponse(picture, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
