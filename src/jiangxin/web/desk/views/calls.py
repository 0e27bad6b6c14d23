"""Calls: the list, a new one, the board of a round."""

from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.enums import BlueprintState, CallState, EntryState
from jiangxin.campaigns.models import Call, LateException, Quota
from jiangxin.campaigns.policies import (
    may_give_late_exception,
    may_give_leader_exception,
    may_make_call,
    may_run_call,
)
from jiangxin.campaigns.queries import blueprints_for, calls_for, get_call_for, leader_exceptions_for, plan_of
from jiangxin.campaigns.services import make_call
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request, Role
from jiangxin.core.files.serve import send
from jiangxin.core.holidays import working_calendar
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.listing import ChoiceFilter, Column, Empty, Kind, Listing, TextFilter, listing_page
from jiangxin.core.ui.parts import Fact
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import organisations_for
from jiangxin.web.desk.duties import CALENDAR_READERS
from jiangxin.web.desk.forms_calls import NewCallForm
from jiangxin.web.desk.posting import done, status_of, tell_form
from jiangxin.web.desk.round_board import day_warnings, lanes, quota_lines, tasks, unknown_years


def _rows(actor: Actor) -> QuerySet[Call]:
    submitted = Q(entries__submitted_at__isnull=False)
    named = Q(entries__state=EntryState.NAMED)
    counted = calls_for(actor).defer("definition", "blueprint__definition")
    if not actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE):
        return counted
    return counted.annotate(submitted=Count("entries", filter=submitted), named=Count("entries", filter=named))


CALLS: Listing[Call] = Listing(
    code="desk.calls",
    title=_("申报批次"),
    unit=_("个批次"),
    rows=_rows,
    columns=(
        Column(code="title", label=_("标题"), sort="title"),
        Column(code="year", label=_("年度"), sort="year"),
        Column(code="state", label=_("状态"), kind=Kind.STATE, sort="state"),
        Column(code="seats", label=_("拟命名数"), kind=Kind.NUMBER),
        Column(
            code="submitted", label=_("已申报"), value=lambda call: getattr(call, "submitted", None), kind=Kind.NUMBER
        ),
        Column(code="named", label=_("已命名"), value=lambda call: getattr(call, "named", None), kind=Kind.NUMBER),
        Column(code="document", label=_("文号"), value="rule_document_number"),
        Column(code="opened", label=_("发布时间"), value="opened_at", kind=Kind.MOMENT, sort="opened_at", shown=False),
    ),
    filters=(
        TextFilter(code="q", label=_("标题或文号"), fields=("title", "rule_document_number")),
        ChoiceFilter(code="state", label=_("状态"), choices=CallState.choices),
    ),
    default_sort="-year",
    row_url=lambda call: reverse("desk:call", args=[call.pk]),
    empty=Empty(_("还没有申报批次"), _("市总工会据活动方案发布申报通知后，会显示在这里。")),
)


def calls(request: Request) -> HttpResponseBase:
    """Show the list."""
    organiser = Organisation.objects.filter(pk=request.actor.organisation_key).first()
    may_make = bool(organiser and may_make_call(actor=request.actor, organiser=organiser))
    context = {"may_make": may_make, "reads_calendar": bool(CALENDAR_READERS(request.actor))}
    return listing_page(request, CALLS, template="desk/calls/list.html", context=context)


def new(request: Request) -> HttpResponse:
    """Make a draft call from a published blueprint."""
    organiser = Organisation.objects.get(pk=request.actor.organisation_key)
    may_make_call(actor=request.actor, organiser=organiser).require()
    published = blueprints_for(request.actor).filter(state=BlueprintState.PUBLISHED)
    morning = timezone.localtime(clock.now()).replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    initial = {"blueprint": request.GET.get("blueprint"), "year": morning.year, "starts_at": morning}
    form = NewCallForm(request.POST or None, initial=initial, blueprints=published)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            call = make_call(actor=request.actor, organiser=organiser, **form.cleaned_data)
        except Refusal as caught:
            refusal = caught
            tell_form(form, caught)
        else:
            words = _("已建立草稿，时间已按工作日历推算。请完善后发布。")
            return done(request, reverse("desk:call", args=[call.pk]), words)
    context = {
        "form": form,
        "refusal": refusal,
        "act_label": _("建立草稿"),
        "back_url": reverse("desk:calls"),
        "has_blueprints": published.exists(),
    }
    return render(request, "desk/calls/new.html", context, status=status_of(refusal, form if form.is_bound else None))


def call(request: Request, call_id: int) -> HttpResponse:
    """Show the board of a round."""
    found = get_call_for(request.actor, call_id)
    stages = list(found.stages.all())
    quotas, calendar = _quotas(request.actor, found), working_calendar()
    context = {
        "call": found,
        "assesses": plan_of(found).assessment is not None,
        "collects": plan_of(found).proposals is not None,
        "chooses": plan_of(found).chooses,
        "facts": _facts(found),
        "lanes": lanes(request.actor, found, stages),
        "quotas": quota_lines(found, quotas),
        "reserve": next((quota for quota in quotas if quota.organisation_id is None), None),
        "shared": sum(quota.hard_limit or 0 for quota in quotas if quota.organisation_id),
        "tasks": tasks(found, quotas),
        "warnings": [
            (stage.shown_label, text)
            for stage in stages
            for text in day_warnings(calendar, stage.opens_at, stage.closes_at)
        ]
        if found.state == CallState.DRAFT
        else [],
        "unknown": unknown_years(calendar, [(stage.opens_at, stage.closes_at) for stage in stages])
        if found.state == CallState.DRAFT
        else "",
        "runs": bool(may_run_call(actor=request.actor, call=found)),
        "leads": bool(may_give_late_exception(actor=request.actor, call=found)),
        "may_let_lead": bool(may_give_leader_exception(actor=request.actor, call=found)),
        "exceptions": _exceptions(request.actor, found),
        "leader_exceptions": list(leader_exceptions_for(request.actor, found)),
    }
    return render(request, "desk/calls/call.html", context)


def _quotas(actor: Actor, call: Call) -> list[Quota]:
    found = Quota.objects.filter(call=call).select_related("organisation")
    if actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE):
        return list(found)
    return list(found.filter(organisation_id=actor.organisation_key))


def _exceptions(actor: Actor, call: Call) -> list[LateException]:
    found = LateException.objects.filter(stage__call=call, organisation__in=organisations_for(actor))
    return list(found.select_related("stage", "organisation", "given_by__person").order_by("-pk")[:20])


def _facts(call: Call) -> list[Fact]:
    areas = call.who_may_apply.get("areas") or []
    names = Organisation.objects.filter(path__in=areas).values_list("name", flat=True) if areas else ()
    rules = reverse("desk:call-document", args=[call.pk]) if call.rule_document_id else ""
    return [
        Fact(_("活动方案"), str(call.blueprint), note=call.definition_digest[:16]),
        *([Fact(_("拟命名数"), call.seats)] if plan_of(call).chooses else []),
        Fact(_("申报依据"), call.rule_document_number, url=rules),
        Fact(_("联系方式"), call.contact),
        Fact(_("申报范围"), "、".join(names) or _("全市"), wide=len(areas) > 3),  # noqa: PLR2004
        Fact(_("通知正文"), call.announcement, wide=True),
    ]


def document(request: Request, call_id: int) -> HttpResponseBase:
    """Give the rule document."""
    found = get_call_for(request.actor, call_id)
    if found.rule_document is None:
        raise NotFound
    return send(found.rule_document)
