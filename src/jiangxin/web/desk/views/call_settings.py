"""Settings of a call: words, dates, quotas, rule document; opening and closing; exceptions with reasons."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.blueprint.stages import propose_dates
from jiangxin.campaigns.enums import CallState
from jiangxin.campaigns.models import Call, Quota, Stage
from jiangxin.campaigns.policies import may_give_late_exception, may_run_call
from jiangxin.campaigns.queries import get_call_for, plan_of
from jiangxin.campaigns.services import (
    QuotaLine,
    Window,
    attach_rule_document,
    close_call,
    describe_call,
    give_late_exception,
    grant_reserve,
    open_call,
    set_quotas,
    set_windows,
)
from jiangxin.core.actor import Request
from jiangxin.core.holidays import working_calendar
from jiangxin.core.moments import posted_moment
from jiangxin.core.refusal import NotFound, Refusal, Text
from jiangxin.core.ui.parts import Confirmation
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import organisations_for
from jiangxin.web.desk.forms_calls import (
    DescribeForm,
    ExceptionForm,
    QuotasForm,
    ReserveForm,
    RuleForm,
    WindowsForm,
)
from jiangxin.web.desk.posting import done, expected, one_file, status_of, tell_form
from jiangxin.web.desk.round_board import day_warnings, unknown_years

_AREA_LEVELS = (Level.COUNTY, Level.CITY_INDUSTRY)


def areas_of(call: Call) -> list[Organisation]:
    """Return who recommends to the organiser: county federations and industrial unions below it."""
    below = Organisation.objects.filter(parent_id=call.organiser_id, level__in=_AREA_LEVELS, closed_on=None)
    return list(below.order_by("level", "path"))


def _run(request: Request, call_id: int) -> Call:
    call = get_call_for(request.actor, call_id)
    may_run_call(actor=request.actor, call=call).require()
    return call


def _board(call: Call) -> str:
    return reverse("desk:call", args=[call.pk])


def _settle(
    request: Request,
    call: Call,
    form: forms.Form,
    deed: Callable[[], object],
    *,
    words: Text,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Show a settings form, or do what was posted and lead back to the board."""
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            deed()
        except Refusal as caught:
            refusal = caught
            tell_form(form, caught)
        else:
            return done(request, _board(call), words)
    shown = {"call": call, "form": form, "refusal": refusal, "back_url": _board(call), **context}
    return render(request, template, shown, status=status_of(refusal, form if form.is_bound else None))


def describe(request: Request, call_id: int) -> HttpResponse:
    """Edit the words of a call and who may apply."""
    call = _run(request, call_id)
    form = DescribeForm(request.POST or None, initial=DescribeForm.values_of(call), areas=areas_of(call))

    def deed() -> object:
        facts = {name: form.cleaned_data[name] for name in ("title", "announcement", "contact", "seats")}
        facts["who_may_apply"] = {**call.who_may_apply, "areas": form.cleaned_data["areas"]}
        revision = form.cleaned_data["revision"]
        return describe_call(actor=request.actor, call=call, facts=facts, expected_revision=revision)

    context = {"title": _("通知内容和申报范围"), "act_label": _("保存")}
    words = _("通知内容已保存。")
    return _settle(request, call, form, deed, words=words, template="desk/calls/settings.html", context=context)


def rules(request: Request, call_id: int) -> HttpResponse:
    """Attach the rule document."""
    call = _run(request, call_id)
    initial = {"revision": call.revision, "rule_document_number": call.rule_document_number}
    form = RuleForm(request.POST or None, request.FILES or None, initial=initial)

    def deed() -> object:
        return attach_rule_document(
            actor=request.actor,
            call=call,
            number=form.cleaned_data["rule_document_number"],
            upload=one_file(request, "rule_document"),
            expected_revision=form.cleaned_data["revision"],
        )

    context = {"title": _("申报依据文件"), "act_label": _("保存")}
    words = _("申报依据文件已保存。")
    return _settle(request, call, form, deed, words=words, template="desk/calls/settings.html", context=context)


def windows(request: Request, call_id: int) -> HttpResponse:
    """Set when each stage is open; `?from=` proposes all dates anew from a moment, without saving."""
    call = _run(request, call_id)
    stages = list(call.stages.all())
    form = WindowsForm(request.POST or None, initial=_windows_shown(request, call, stages), stages=stages)

    def deed() -> object:
        given = {stage.code: Window(*form.pair(stage)) for stage in stages}
        revision = form.cleaned_data["revision"]
        return set_windows(actor=request.actor, call=call, windows=given, expected_revision=revision)

    context = {"rows": _window_rows(form, stages), "proposed": "from" in request.GET, "first": stages[0]}
    template = "desk/calls/windows.html"
    return _settle(request, call, form, deed, words=_("时间安排已保存。"), template=template, context=context)


def _windows_shown(request: Request, call: Call, stages: Sequence[Stage]) -> dict[str, Any]:
    values: dict[str, Any] = {"revision": call.revision}
    pairs = {stage.code: (stage.opens_at, stage.closes_at) for stage in stages}
    start = posted_moment(request.GET.get("from"))
    if start is not None and call.state == CallState.DRAFT:
        plan = propose_dates(plan_of(call).stages, start, working_calendar())
        pairs |= {stage.code: (opens, closes) for stage, opens, closes in plan if stage.code in pairs}
    for code, (opens, closes) in pairs.items():
        values[f"{code}-opens_at"], values[f"{code}-closes_at"] = opens, closes
    return values


def _window_rows(form: WindowsForm, stages: Sequence[Stage]) -> list[dict[str, Any]]:
    rows, calendar = [], working_calendar()
    for stage in stages:
        opens, closes = form[f"{stage.code}-opens_at"], form[f"{stage.code}-closes_at"]
        pair = [posted_moment(str(bound.value())) if form.is_bound else bound.initial for bound in (opens, closes)]
        warnings = day_warnings(calendar, pair[0], pair[1]) if pair[0] and pair[1] else []
        if pair[0] and pair[1] and (unknown := unknown_years(calendar, [(pair[0], pair[1])])):
            warnings.append(unknown)
        rows.append({"stage": stage, "opens": opens, "closes": closes, "warnings": warnings})
    return rows


def quotas(request: Request, call_id: int) -> HttpResponse:
    """Share the quota out: per county and industrial union, and the reserve."""
    call = _run(request, call_id)
    areas = areas_of(call)
    existing = list(Quota.objects.filter(call=call))
    initial = QuotasForm.values_of(call, existing) if existing else _quotas_proposed(call, areas)
    form = QuotasForm(request.POST or None, initial=initial, areas=areas)
    used = {quota.organisation_id: quota.used for quota in existing}

    def deed() -> object:
        given = form.cleaned_data
        lines = [QuotaLine(area, given[f"hard-{area.pk}"], given[f"soft-{area.pk}"]) for area in areas]
        lines.append(QuotaLine(None, given["reserve"] or 0))
        places = {str(area): f"hard-{area.pk}" for area in areas}
        try:
            return set_quotas(actor=request.actor, call=call, lines=lines, expected_revision=given["revision"])
        except Refusal as refusal:  # its places are organisations; the form's are boxes
            told = [
                replace(one, path=place, message=f"{form.fields[place].label}：{one.message}")
                for one in refusal.problems
                if (place := places.get(one.path, one.path)) in form.fields
            ]
            raise Refusal(
                refusal.code, refusal.message, refusal.remedy, problems=told, status=refusal.status
            ) from refusal

    rows = [
        {"area": area, "hard": form[f"hard-{area.pk}"], "soft": form[f"soft-{area.pk}"], "used": used.get(area.pk, 0)}
        for area in areas
    ]
    total = sum(_amount(form[name].value()) for name in form.fields if name.startswith("hard-") or name == "reserve")
    context = {"rows": rows, "total": total, "is_new": not existing}
    template = "desk/calls/quotas.html"
    return _settle(request, call, form, deed, words=_("名额已保存。"), template=template, context=context)


def _amount(value: object) -> int:
    return int(str(value)) if str(value).isascii() and str(value).isdigit() else 0


def _quotas_proposed(call: Call, areas: Sequence[Organisation]) -> dict[str, Any]:
    """Return the blueprint's own pattern: so many for each area, a share of the whole as reserve."""
    pattern = call.definition.get("quotas", {})
    each = int(pattern.get("default_per_area", 0))
    kind = "soft" if pattern.get("kind") == "soft" else "hard"
    values: dict[str, Any] = {f"{kind}-{area.pk}": each for area in areas}
    reserve = len(areas) * each * int(pattern.get("reserve_percent", 0)) // 100
    return {**values, "reserve": reserve, "revision": call.revision}


def opening(request: Request, call_id: int) -> HttpResponse:
    """Publish a call, after showing what that does."""
    call = _run(request, call_id)
    confirmation = Confirmation(
        title=_("发布申报通知"),
        act=_("发布通知"),
        back_url=_board(call),
        consequences=(
            _("发布后表单、评分标准、路线和流程定稿，不能再改；截止时间只能延后。"),
            _("通知立即出现在公众门户，符合条件的单位可以申报。"),
            gettext("拟命名 %(seats)s 个，共 %(stages)s 个阶段。")
            % {"seats": call.seats, "stages": call.stages.count()},
        ),
        hidden=[("revision", str(call.revision))],
    )
    return _confirmed(request, call, confirmation, open_call, _("申报通知已发布。"))


def closing(request: Request, call_id: int) -> HttpResponse:
    """Close a call, after showing what that does."""
    call = _run(request, call_id)
    confirmation = Confirmation(
        title=_("结束本批次"),
        act=_("结束批次"),
        back_url=_board(call),
        consequences=(
            _("没有报到主办单位的申报记为“逾期未报”，不能恢复。"),
            _("结束后不能再办理其中的申报，全部记录仍可查看。"),
        ),
        hidden=[("revision", str(call.revision))],
        dangerous=True,
    )
    return _confirmed(request, call, confirmation, close_call, _("本批次已结束。"))


def _confirmed(
    request: Request, call: Call, confirmation: Confirmation, service: Callable[..., object], words: Text
) -> HttpResponse:
    refusal = None
    if request.method == "POST":
        try:
            service(actor=request.actor, call=call, expected_revision=expected(request, "revision"))
        except Refusal as caught:
            refusal = caught
        else:
            return done(request, _board(call), words)
    context = {"confirmation": confirmation, "refusal": refusal}
    return render(request, "ui/confirm.html", context, status=status_of(refusal))


def exception(request: Request, call_id: int) -> HttpResponse:
    """Let an organisation act late, with a reason; the organiser's leader does."""
    call = get_call_for(request.actor, call_id)
    may_give_late_exception(actor=request.actor, call=call).require()
    stages = list(call.stages.all())
    below = organisations_for(request.actor).filter(path__startswith=call.organiser.path, closed_on=None)
    options = [(area.pk, area.name) for area in areas_of(call)]
    units = below.filter(entries__call=call).distinct().values_list("pk", "name")[:2000]
    form = ExceptionForm(
        request.POST or None,
        initial={"organisation": request.GET.get("organisation"), "stage": request.GET.get("stage")},
        stages=stages,
        organisations=[*options, *units],
    )

    def deed() -> object:
        stage = next(item for item in stages if item.code == form.cleaned_data["stage"])
        organisation = below.filter(pk=int(form.cleaned_data["organisation"])).first()
        if organisation is None:
            raise NotFound
        return give_late_exception(
            actor=request.actor,
            stage=stage,
            organisation=organisation,
            until=form.cleaned_data["until"],
            reason=form.cleaned_data["reason"],
        )

    context = {"title": _("批准逾期办理"), "act_label": _("批准")}
    words = _("已批准，并记入日志。")
    return _settle(request, call, form, deed, words=words, template="desk/calls/settings.html", context=context)


def reserve(request: Request, call_id: int) -> HttpResponse:
    """Move seats from the reserve to one organisation."""
    call = _run(request, call_id)
    limited = Quota.objects.filter(call=call, organisation__isnull=False, hard_limit__isnull=False)
    options = [
        (quota.organisation_id or 0, f"{quota.organisation}（{quota.used}/{quota.hard_limit}）")
        for quota in limited.select_related("organisation")
    ]
    initial = {"organisation": request.GET.get("organisation"), "revision": call.revision}
    form = ReserveForm(request.POST or None, initial=initial, organisations=options)

    def deed() -> object:
        return grant_reserve(
            actor=request.actor,
            call=call,
            organisation=Organisation.objects.get(pk=int(form.cleaned_data["organisation"])),
            seats=form.cleaned_data["seats"],
            reason=form.cleaned_data["reason"],
            expected_revision=form.cleaned_data["revision"],
        )

    kept = Quota.objects.filter(call=call, organisation=None).first()
    free = (kept.hard_limit or 0) - kept.used if kept else 0
    note = gettext("机动名额还剩 %(free)s 个。") % {"free": free}
    context = {"title": _("调剂机动名额"), "act_label": _("调剂"), "lead": note}
    words = _("名额已调剂。")
    return _settle(request, call, form, deed, words=words, template="desk/calls/settings.html", context=context)
