"""An article to take along: as PDF, as Word file, and as a picture to share."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control

from jiangxin.core import tallies
from jiangxin.core.actor import Actor, Request
from jiangxin.core.files.store import clean_name
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.throttle import origin
from jiangxin.library.models import Article
from jiangxin.library.paper import article_docx, article_pdf
from jiangxin.library.queries import get_article_for
from jiangxin.orgs.queries import federation_name
from jiangxin.web.portal.share_picture import Card, share_picture
from jiangxin.web.portal.views.library.filters import shelf

_PER_MINUTE = 30
_MINUTE = 60
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@cache_control(private=True, no_cache=True)
def pdf(request: Request, article_id: int) -> HttpResponse:
    """Give what the reader may read of an article as PDF."""
    return _taken(request, article_id, article_pdf, "pdf", "application/pdf")


@cache_control(private=True, no_cache=True)
def docx(request: Request, article_id: int) -> HttpResponse:
    """Give what the reader may read of an article as a Word file."""
    return _taken(request, article_id, article_docx, "docx", _WORD)


def _taken(
    request: Request, article_id: int, made: Callable[[Actor, Article], bytes], ending: str, media_type: str
) -> HttpResponse:
    found = get_article_for(request.actor, article_id)
    _hold_back(request)
    response = HttpResponse(made(request.actor, found), content_type=media_type)
    name = clean_name(f"{found.title[:80]}.{ending}")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _hold_back(request: Request) -> None:
    """Setting paper takes time: from one place no more than thirty a minute."""
    if tallies.count(tallies.key_of("article paper", origin(request)), seconds=_MINUTE) > _PER_MINUTE:
        raise Refusal(
            "too_many_downloads",
            _("下载过于频繁，这一次没有生成文件。"),
            _("请一分钟后再试，或直接在网页上阅读、打印。"),
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )


@cache_control(public=True, max_age=86_400)
def share(request: Request, article_id: int) -> HttpResponse:
    """Give the picture shown where a published article is shared; it says nothing but what every list says."""
    del request
    found = shelf().filter(pk=article_id).first()
    if found is None:
        raise NotFound
    with override(settings.LANGUAGE_CODE):  # what is shared is read by others
        card = Card(
            kind=str(found.get_kind_display()),
            title=found.title,
            subtitle=found.subtitle,
            issuer=found.issuing_body or found.owner.name,
            published=date_format(localtime(found.published_at), "DATE_FORMAT"),
            house=federation_name(),
        )
    return HttpResponse(share_picture(card), content_type="image/png")
