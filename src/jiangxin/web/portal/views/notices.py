"""Public notices, and objecting to what stands on them."""

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from jiangxin.awards.calendar import working_days_left
from jiangxin.awards.enums import NoticeState
from jiangxin.awards.models import AssessmentResult, Notice
from jiangxin.awards.queries import (
    get_notice_for,
    get_notice_item_for,
    get_objection_by_receipt,
    notices_for,
)
from jiangxin.awards.queries.grades import final_grades
from jiangxin.awards.services import ObjectionFacts, file_objection
from jiangxin.awards.services.objections import require_open
from jiangxin.campaigns.queries import plan_of
from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.throttle import hold_back, origin
from jiangxin.web.portal.forms import ObjectionForm, StatusForm

_SHOWN = 100
_RECEIPTS = "objection_receipts"
_HOUR = 3600


def is_open(notice: Notice) -> bool:
    """Tell whether objections to a notice are taken today."""
    if notice.state != NoticeState.PUBLISHED or notice.opens_on is None or notice.closes_on is None:
        return False
    return notice.opens_on <= clock.today() <= notice.closes_on


def notices(request: Request) -> HttpResponse:
    """List the notices: those that run first."""
    found = list(notices_for(PUBLIC).order_by("-opens_on", "-id")[:_SHOWN])
    context = {
        "running": [notice for notice in found if is_open(notice)],
        "over": [notice for notice in found if not is_open(notice)],
    }
    return render(request, "portal/notices/notices.html", context)


def notice(request: Request, notice_id: int) -> HttpResponse:
    """Show a notice with its list; while it runs, each studio can be objected to."""
    found = get_notice_for(PUBLIC, notice_id)
    items = list(found.items.all())
    context = {
        "notice": found,
        "subject": plan_of(found.call).subject,
        "graded": any(item.shown_grade for item in items),
        "result": AssessmentResult.objects.filter(meeting=found.meeting_id).first(),
        "final": final_grades(found),
        "paragraphs": found.body.splitlines(),
        "items": items,
        "is_open": is_open(found),
        "days_left": working_days_left(clock.today(), found.closes_on) if found.closes_on else 0,
        "issuer": found.call.organiser.name,
    }
    return render(request, "portal/notices/notice.html", context)


def objection(request: Request, notice_id: int) -> HttpResponse:
    """Take an objection to one studio on a notice."""
    found = get_notice_for(PUBLIC, notice_id)
    if request.method != "POST":
        require_open(found)
        return _form(request, found, _objection_form(found, request.GET.get("item", "")))
    form = _objection_form(found, "", request)
    if not form.is_valid():
        return _form(request, found, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    data = form.cleaned_data
    if data["website"]:  # a box nobody sees: it is answered like a success, and nothing is kept
        return HttpResponseRedirect(reverse("portal:notice", args=[found.pk]))
    item = get_notice_item_for(PUBLIC, found.pk, int(data["item"]))
    facts = ObjectionFacts(
        kind=data["kind"],
        name=data["name"],
        contact=data["contact"],
        content=data["content"],
        evidence=data["evidence"],
        seal=data["seal"],
        origin=origin(request),
    )
    try:
        made = file_objection(actor=PUBLIC, item=item, facts=facts)
    except Refusal as refusal:
        for problem in refusal.problems:
            form.add_error(problem.path if problem.path in form.fields else None, str(problem.message))
        if not refusal.problems:
            form.add_error(None, refusal.words)
        return _form(request, found, form, refusal.status)
    request.session[_RECEIPTS] = [*request.session.get(_RECEIPTS, []), made.receipt][-10:]
    return HttpResponseRedirect(reverse("portal:objection-receipt", args=[made.receipt]))


def _objection_form(found: Notice, item: str, request: Request | None = None) -> ObjectionForm:
    items = [one for one in found.items.all() if one.struck_at is None]
    if request:
        return ObjectionForm(request.POST, request.FILES, items=items)
    return ObjectionForm(initial={"item": item}, items=items)


def _form(request: Request, found: Notice, form: ObjectionForm, status: int = HTTPStatus.OK) -> HttpResponse:
    context = {
        "notice": found,
        "form": form,
        "days_left": working_days_left(clock.today(), found.closes_on or clock.today()),
    }
    return render(request, "portal/objections/form.html", context, status=status)


def receipt(request: Request, receipt: str) -> HttpResponse:
    """Show the receipt to whoever has just objected from this browser."""
    if receipt not in request.session.get(_RECEIPTS, []):
        raise NotFound
    return render(request, "portal/objections/receipt.html", {"receipt": receipt})


def status(request: Request) -> HttpResponse:
    """Tell an objector how their objection stands, by receipt and telephone number."""
    if request.method != "POST":
        form = StatusForm(initial={"receipt": request.GET.get("receipt", "")})
        return render(request, "portal/objections/status.html", {"form": form})
    hold_back(request, "objection_status", most=20, seconds=_HOUR)
    form = StatusForm(request.POST)
    found = None
    answered = HTTPStatus.OK
    if form.is_valid():
        try:
            found = get_objection_by_receipt(form.cleaned_data["receipt"], form.cleaned_data["contact"])
        except NotFound as refusal:
            form.add_error(None, str(refusal.message))
    if form.errors:
        answered = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "portal/objections/status.html", {"form": form, "objection": found}, status=answered)
