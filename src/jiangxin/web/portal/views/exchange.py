"""Learning from one another: cases and methods, visits and sessions, questions to leaders, alliances."""

from http import HTTPStatus

from django.db.models import F, QuerySet
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, Actor, Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.throttle import hold_back
from jiangxin.core.ui.listing import Column, Empty, Kind, Listing, TextFilter, listing_page
from jiangxin.library.enums import ArticleKind
from jiangxin.library.models import Article
from jiangxin.library.queries import articles_for
from jiangxin.studios.exchange_policies import may_ask
from jiangxin.studios.models import Alliance, StudioQuestion
from jiangxin.studios.queries import (
    alliance_parts,
    alliances,
    chair_on,
    get_question_by_code,
    get_studio_for,
    members_on,
    public_questions,
    slots_to_come,
)
from jiangxin.studios.service_enums import OfferKind, OfferState
from jiangxin.studios.service_policies import may_book
from jiangxin.studios.services import ask_question
from jiangxin.web.portal.forms_services import QuestionCodeForm, QuestionForm

_SHOWN = 12
_HOUR = 3600
_LATER = _("请稍后再来，或到工作室名录按联系方式咨询。")
_ASKED = "questions"
_CASES = (ArticleKind.EXPERIENCE, ArticleKind.METHOD)
ALLIANCES: Listing[Alliance] = Listing(
    code="portal.alliances",
    title=_("工作室联盟"),
    lead=_("跨单位、跨地区、跨行业的劳模和工匠工作室联盟。"),
    rows=lambda _actor: alliances().filter(ended_on=None),
    unit=_("个"),
    columns=(
        Column(code="name", label=_("联盟")),
        Column(code="present", label=_("成员（个）"), kind=Kind.NUMBER),
        Column(code="secretariat", label=_("秘书处"), value="secretariat.name"),
        Column(code="founded_on", label=_("成立日期"), kind=Kind.DATE, sort=("founded_on", "id")),
    ),
    filters=(TextFilter(code="q", label=_("名称或宗旨"), fields=("name", "purpose")),),
    default_sort="-founded_on",
    row_url=lambda row: reverse("portal:alliance", args=[row.pk]),
    exportable=False,
    empty=Empty(_("还没有联盟"), _("联盟成立后会列在这里。"), "/studios/", _("工作室名录")),
)


def _answered(_actor: Actor) -> QuerySet[StudioQuestion]:
    return public_questions()


ANSWERS: Listing[StudioQuestion] = Listing(
    code="portal.answers",
    title=_("领衔人答问"),
    lead=_("向工作室领衔人提出、经本人同意公开的问题和答复。"),
    rows=_answered,
    unit=_("个"),
    columns=(
        Column(code="text", label=_("问题"), value=lambda row: row.text[:80]),
        Column(code="studio", label=_("工作室"), value="studio.name"),
        Column(code="published_at", label=_("公开时间"), kind=Kind.DATE, sort="published_at"),
    ),
    filters=(TextFilter(code="q", label=_("问题、答复或工作室"), fields=("text", "answer", "studio__name")),),
    default_sort="-published_at",
    row_url=lambda row: reverse("portal:question", args=[row.code]),
    exportable=False,
    empty=Empty(_("还没有公开的答复"), _("可以在工作室页面向领衔人提问。"), "/studios/", _("工作室名录")),
)


def exchange(request: Request) -> HttpResponse:
    """Show what can be learnt from studios: cases, visits and sessions to come, answers, alliances."""
    visits = slots_to_come().filter(
        offer__kind__in=(OfferKind.VISIT, OfferKind.SHARING),
        offer__state=OfferState.PUBLISHED,
        offer__studio__state="active",
        taken__lt=F("capacity"),
    )
    coming = visits.select_related("offer__studio")[: 3 * _SHOWN]  # some of them take no bookings any more
    context = {
        "articles": _cases()[:_SHOWN],
        "slots": [slot for slot in coming if may_book(slot=slot)][:_SHOWN],
        "questions": public_questions()[:_SHOWN],
        "alliances": alliances().filter(ended_on=None)[:_SHOWN],
    }
    return render(request, "portal/exchange/exchange.html", context)


def list_alliances(request: Request) -> HttpResponseBase:
    """List the alliances."""
    return listing_page(request, ALLIANCES)


def alliance(request: Request, alliance_id: int) -> HttpResponse:
    """Show one alliance: members, chairs by turns, agreements by name, joint projects."""
    found, today = alliance_parts(alliance_id), clock.today()
    context = {
        "alliance": found,
        "members": members_on(found, today),
        "chair": chair_on(found, today),
        "chairs_before": [row for row in found.chairs.all() if row.until is not None and row.until < today],
    }
    return render(request, "portal/exchange/alliance.html", context)


def answers(request: Request) -> HttpResponseBase:
    """List what was answered to everybody."""
    return listing_page(request, ANSWERS, template="portal/exchange/answers.html")


def ask(request: Request, studio_id: int) -> HttpResponse:
    """Take a question to a studio's leader."""
    studio = get_studio_for(PUBLIC, studio_id)
    may_ask(studio=studio).require()
    form = QuestionForm(request.POST or None)
    status = HTTPStatus.OK
    if form.is_bound:
        hold_back(request, "question", most=10, seconds=_HOUR, remedy=_LATER)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        if data.pop("website"):  # answered like a success, and nothing is kept
            return HttpResponseRedirect(reverse("portal:studio", args=[studio.pk]))
        try:
            made = ask_question(actor=PUBLIC, studio=studio, **data)
        except Refusal as refusal:
            status = refusal.status
            for problem in refusal.problems:
                form.add_error(problem.path if problem.path in form.fields else None, str(problem.message))
            if not refusal.problems:
                form.add_error(None, refusal.words)
        else:
            request.session[_ASKED] = [*request.session.get(_ASKED, []), made.code][-20:]
            return HttpResponseRedirect(reverse("portal:question", args=[made.code]))
    elif form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "portal/exchange/ask.html", {"form": form, "studio": studio}, status=status)


@never_cache
def find_question(request: Request) -> HttpResponse:
    """Ask for the code of a question."""
    form = QuestionCodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        hold_back(request, "question_status", most=40, seconds=_HOUR, remedy=_LATER)
        try:
            found = get_question_by_code(form.cleaned_data["code"])
        except NotFound:
            form.add_error("code", str(_("没有找到这个提问号，请核对后再查。")))
        else:
            return HttpResponseRedirect(reverse("portal:question", args=[found.code]))
    return render(request, "portal/exchange/find_question.html", {"form": form})


@never_cache
def question(request: Request, code: str) -> HttpResponse:
    """Show a question and its answer to whoever has its code, or to all when it is public."""
    mine = request.session.get(_ASKED, [])
    if code not in mine:
        hold_back(request, "question_status", most=200, seconds=_HOUR, remedy=_LATER)
    found = get_question_by_code(code)
    context = {"question": found, "fresh": found.code in mine and not found.answered_at}
    return render(request, "portal/exchange/question.html", context)


def _cases() -> QuerySet[Article]:
    """Return experience material and methods that are about a studio, the newest first."""
    rows = articles_for(PUBLIC).filter(kind__in=_CASES, links__studio__isnull=False).distinct()
    return rows.order_by("-published_at", "-id")
