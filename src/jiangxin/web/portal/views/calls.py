"""Calls for applications, as the public reads them."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jiangxin.awards.assessment import decided_grades
from jiangxin.awards.enums import DocumentState
from jiangxin.awards.models import AssessmentResult, Award
from jiangxin.awards.terms import words
from jiangxin.campaigns.blueprint.subject import Subject
from jiangxin.campaigns.enums import CallState
from jiangxin.campaigns.models import Call, Stage
from jiangxin.campaigns.policies import APPLICANTS
from jiangxin.campaigns.queries import calls_for, get_call_for, plan_of
from jiangxin.campaigns.wording import words_of
from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.parts import Step
from jiangxin.library.queries import about, articles_for
from jiangxin.orgs.models import Organisation
from jiangxin.proposals.policies import PROPOSERS

_SHOWN = 60
_ARTICLES = 20
"""Articles about a call its page lists, the newest; the library lists all of them."""


def calls(request: Request) -> HttpResponse:
    """List the calls: those one can apply to, those under way, those that are over."""
    found = list(calls_for(PUBLIC).prefetch_related("stages")[:_SHOWN])
    running = [call for call in found if call.state == CallState.OPEN]
    collecting = [call for call in running if plan_of(call).proposals is not None]
    running = [call for call in running if plan_of(call).proposals is None]
    context = {
        "collecting": [(call, _declare_ends(call)) for call in collecting],
        "accepting": [(call, _declare_ends(call)) for call in running if takes_applications(call)],
        "under_way": [(call, _declare_ends(call), words_of(call)) for call in running if not takes_applications(call)],
        "closed": [call for call in found if call.state != CallState.OPEN],
    }
    return render(request, "portal/calls/calls.html", context)


def takes_applications(call: Call) -> bool:
    """Tell whether one can apply to a call now."""
    plan = plan_of(call)
    if plan.assessment is not None or plan.proposals is not None:  # studios are invited; workers propose
        return False
    return call.state == CallState.OPEN and any(_is_current(s) for s in call.stages.all() if s.kind == "declare")


def _declare_ends(call: Call) -> datetime | None:
    return next((stage.closes_at for stage in call.stages.all() if stage.kind == "declare"), None)


def call(request: Request, call_id: int) -> HttpResponse:
    """Show a call: what it is, when, who may apply, how many each area may recommend."""
    found = get_call_for(PUBLIC, call_id)
    stages = list(found.stages.all())
    eligibility = found.definition.get("eligibility", {})
    context = {
        "call": found,
        "assessment": plan_of(found).assessment,
        "proposals": plan_of(found).proposals,
        "is_proposer": request.actor.is_any(*PROPOSERS),
        "grades": list(decided_grades(found)),
        "result": AssessmentResult.objects.filter(call=found).first(),
        "steps": [_step(stage) for stage in stages],
        "stages": stages,
        "subject": plan_of(found).subject,
        "named": _named(found),
        "may_apply_now": takes_applications(found),
        "is_applicant": request.actor.is_any(*APPLICANTS),
        "leader_any_of": [words(row) for row in eligibility.get("leader_any_of", ())],
        "disqualified": [*_bars(eligibility), *(words(row) for row in eligibility.get("disqualified", ()))],
        "team": _team(eligibility, plan_of(found).subject),
        "areas": _areas(found),
        "articles": about(articles_for(PUBLIC), found)[:_ARTICLES],
        "quotas": found.quotas.filter(organisation__isnull=False).select_related("organisation"),
    }
    return render(request, "portal/calls/call.html", context)


def _is_current(stage: Stage) -> bool:
    return stage.opens_at <= clock.now() <= stage.closes_at


def _step(stage: Stage) -> Step:
    state = "current" if _is_current(stage) else "done" if clock.now() > stage.closes_at else "todo"
    days = [date_format(timezone.localtime(moment), "MONTH_DAY_FORMAT") for moment in (stage.opens_at, stage.closes_at)]
    return Step(stage.shown_label, state, note="–".join(days))


def _team(eligibility: dict[str, dict[str, object]], subject: Subject) -> list[str]:
    lines = []
    years, members = eligibility.get("years_operating", {}), eligibility.get("core_members", {})
    if least := years.get("at_least"):
        facts = {"label": str(words(years)), "years": least}
        lines.append((_("%(label)s满 %(years)s 年") if words(years) else _("工作室成立并运行满 %(years)s 年")) % facts)
    if members.get("at_least"):
        facts = {"label": str(words(members)), "least": members["at_least"], "most": members.get("at_most", "—")}
        named = (
            _("%(label)s %(least)s 及以上") if members.get("at_most") is None else _("%(label)s %(least)s 至 %(most)s")
        )
        lines.append((named if words(members) else _("核心成员 %(least)s 至 %(most)s 人")) % facts)
    if share := eligibility.get("front_line_share", {}).get("at_least_percent"):
        lines.append(_("一线职工不少于成员的 %(share)s%%") % {"share": share})
    if eligibility.get("one_entry_per_leader") and subject.is_studio:
        lines.append(_("一人一次只能领衔申报一个工作室"))
    if not subject.is_studio:
        lines.append(_("同一单位同一名称的%(subject)s只能申报一次") % {"subject": subject.noun})
    if days := eligibility.get("display", {}).get("working_days"):
        lines.append(_("申报前在本单位公示不少于 %(days)s 个工作日") % {"days": days})
    return lines


def _bars(eligibility: dict[str, Any]) -> list[str]:
    """Return which events of the unit bar, and for how long."""
    rows = eligibility.get("events", {}).get("bars", ())
    this_year = [str(words(row)) for row in rows if not row.get("years")]
    later = [
        _("%(what)s（自发生之日起 %(years)s 年内）") % {"what": words(row), "years": row["years"]}
        for row in rows
        if row.get("years")
    ]
    return [*([_("当年有：%(what)s") % {"what": "、".join(this_year)}] if this_year else []), *later]


def _named(found: Call) -> list[Award]:
    """Return who was named by the call, with whether it still stands; studios have their directory."""
    if plan_of(found).subject.is_studio:
        return []
    rows = Award.objects.filter(document__call=found, document__state=DocumentState.ISSUED)
    return list(rows.select_related("document").prefetch_related("certificates").order_by("document", "position"))


def _areas(found: Call) -> list[Organisation]:
    paths = found.who_may_apply.get("areas") or []
    return list(Organisation.objects.filter(path__in=paths).order_by("path")) if paths else []


def rule_document(request: Request, call_id: int) -> HttpResponseBase:
    """Give the document a call rests on."""
    del request
    found = get_call_for(PUBLIC, call_id)
    if found.rule_document is None:
        raise NotFound
    return send(found.rule_document)
