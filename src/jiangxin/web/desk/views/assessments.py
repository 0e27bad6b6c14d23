"""An assessment as the desk sees it: every studio in it, invitations, one studio's evidence, vetoes."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.grading import rooms
from jiangxin.awards.models import GradeLine, VetoFinding
from jiangxin.awards.queries import newest_ranking_for
from jiangxin.awards.services import find_veto, lift_veto
from jiangxin.campaigns.assessing import self_score_of
from jiangxin.campaigns.blueprint.grading import Assessment
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Call, Entry
from jiangxin.campaigns.policies import may_run_call
from jiangxin.campaigns.queries import get_call_for, plan_of
from jiangxin.campaigns.queries.answers import draft_answers
from jiangxin.campaigns.services import expire_unreported
from jiangxin.core.actor import Actor, Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.listing import ChoiceFilter, Column, Empty, Kind, Listing, TextFilter, YesNoFilter, listing_page
from jiangxin.core.ui.parts import Fact
from jiangxin.studios.queries.assessing import assessed_for, candidates, get_assessed_for, studio_of
from jiangxin.web.desk.history_awards import history_of
from jiangxin.web.desk.posting import done, status_of
from jiangxin.web.studio_file.evidence import shown_evidence

_SILENT = (EntryState.DRAFT, EntryState.RETURNED, EntryState.SUPPLEMENT)


def get_assessment(request: Request, call_id: int) -> tuple[Call, Assessment]:
    """Return an assessment the reader may see, and its rules; other calls are not found."""
    call = get_call_for(request.actor, call_id)
    rules = plan_of(call).assessment
    if rules is None:
        raise NotFound
    return call, rules


def _rows(actor: Actor, call: Call) -> QuerySet[Entry]:
    lines = GradeLine.objects.filter(entry=OuterRef("pk")).order_by("-pk")
    vetoes = VetoFinding.objects.filter(entry=OuterRef("pk"), lifted_at=None)
    return assessed_for(actor, call).annotate(
        grade_now=Subquery(lines.values("grade")[:1]),
        grade_reason=Subquery(lines.values("reason")[:1]),
        grade_score=Subquery(lines.values("score")[:1]),
        has_veto=Exists(vetoes),
    )


def _listing(call: Call, rules: Assessment) -> Listing[Entry]:
    labels = {one.code: str(one.label) for one in rules.grades}

    def grade_word(row: Entry) -> str:
        return labels.get(getattr(row, "grade_now", ""), "")

    return Listing(
        code="desk.assessment",
        title=_("考核名单"),
        lead=call.title,
        unit=_("个"),
        rows=lambda actor: _rows(actor, call),
        columns=(
            Column(code="name", label=_("工作室"), sort=("name", "id")),
            Column(code="number", label=_("编号"), sort="number", shown=False),
            Column(code="leader", label=_("领衔人"), value="leader_name"),
            Column(code="unit", label=_("单位"), value="unit.host_unit"),
            Column(code="area", label=_("县（市、区）、产业"), value="area.short_name"),
            Column(code="state", label=_("进度"), kind=Kind.STATE),
            Column(code="score", label=_("得分"), value="grade_score", sort="grade_score"),
            Column(code="grade", label=_("等次"), value=grade_word, sort="grade_now"),
            Column(code="veto", label=_("一票否决"), value="has_veto", kind=Kind.YES_NO),
            Column(code="reason", label=_("等次说明"), value="grade_reason", shown=False),
        ),
        filters=(
            TextFilter(code="q", label=_("工作室、领衔人或单位"), fields=("name", "leader_name", "unit__name")),
            ChoiceFilter(code="state", label=_("进度"), choices=EntryState.choices),
            YesNoFilter(code="silent", label=_("等待工作室报送"), condition=Q(state__in=_SILENT)),
            ChoiceFilter(
                code="grade", label=_("等次"), choices=[(one.code, str(one.label)) for one in rules.grades],
                field="grade_now",
            ),
        ),
        default_sort="name",
        row_url=lambda row: reverse("desk:assessed", args=[call.pk, row.pk]),
        empty=Empty(_("还没有工作室列入"), _("发布通知后，请点“邀请工作室”列入考核名单。")),
    )  # fmt: skip


def assessment(request: Request, call_id: int) -> HttpResponseBase:
    """List every studio of an assessment with where it stands and its grade."""
    call, rules = get_assessment(request, call_id)
    rows = assessed_for(request.actor, call)
    given = [grade for row in _rows(request.actor, call) if (grade := getattr(row, "grade_now", ""))]
    runs = bool(may_run_call(actor=request.actor, call=call))
    context = {
        "call": call,
        "runs": runs,
        "silent": rows.filter(state__in=_SILENT).count(),
        "uninvited": len(candidates(request.actor, call)) if runs and call.state == "open" else 0,
        "rooms": rooms(rules, given) if given else [],
        "ranking": newest_ranking_for(request.actor, call.pk),
    }
    return listing_page(request, _listing(call, rules), template="desk/assessments/list.html", context=context)


def expire(request: Request, call_id: int) -> HttpResponse:
    """Close the reports that never came, by the rule."""
    call, _rules = get_assessment(request, call_id)
    address = reverse("desk:assessment", args=[call.pk])
    if request.method == "POST":
        closed = expire_unreported(actor=request.actor, call=call)
        words = _("%(count)d 个逾期未报送的工作室已按规则处理，将列最低等次。")
        return done(request, address, words % {"count": len(closed)})
    context = {
        "call": call,
        "entries": assessed_for(request.actor, call).filter(state__in=_SILENT).order_by("number"),
        "grade": _rules.lowest.label,
        "grace": _rules.grace_days,
        "back_url": address,
    }
    return render(request, "desk/assessments/expire.html", context)


def assessed(request: Request, call_id: int, entry_id: int) -> HttpResponse:
    """Show one studio: its evidence, self-score, vetoes and grade."""
    return _case(request, *_found(request, call_id, entry_id))


def _found(request: Request, call_id: int, entry_id: int) -> tuple[Entry, Assessment]:
    call, rules = get_assessment(request, call_id)
    return get_assessed_for(request.actor, call, entry_id), rules


def _case(request: Request, entry: Entry, rules: Assessment, refusal: Refusal | None = None) -> HttpResponse:
    studio = studio_of(entry)
    if studio is None:
        raise NotFound
    answers = draft_answers(entry)
    line = GradeLine.objects.filter(entry=entry).order_by("-pk").first()
    enterable = [rule for rule in rules.vetoes if policies.may_find_veto(actor=request.actor, entry=entry, rule=rule)]
    names = {rule.code: rule.label for rule in rules.vetoes}
    findings = VetoFinding.objects.filter(entry=entry).order_by("pk")
    context = {
        "entry": entry,
        "call": entry.call,
        "studio": studio,
        "facts": _facts(entry, rules, line, self_score_of(entry, answers)),
        "evidence": shown_evidence(request, studio, entry, answers),
        "findings": [(one, names.get(one.code, one.code)) for one in findings],
        "enterable": enterable if entry.state not in _DECIDED else [],
        "may_lift": bool(policies.may_lift_veto(actor=request.actor, entry=entry)) and entry.state not in _DECIDED,
        "line": line,
        "history": history_of(entry),
        "reads_entry": entry.submitted_at is not None,
        "typed": request.POST if refusal else {},
        "refusal": refusal,
    }
    return render(request, "desk/assessments/case.html", context, status=status_of(refusal))


_DECIDED = (EntryState.GRADED, EntryState.DISPLAYED, EntryState.ASSESSED)


def _facts(entry: Entry, rules: Assessment, line: GradeLine | None, own: Any) -> list[Fact]:
    facts = [
        Fact(_("考核通知"), entry.call.title, url=reverse("desk:assessment", args=[entry.call_id])),
        Fact(_("编号"), entry.number),
        Fact(_("所在单位"), entry.unit.host_unit),
        Fact(_("领衔人"), entry.leader_name),
        Fact(_("联络员"), entry.secretary.person.name),
        Fact(_("自评总分"), own if own is not None else _("尚未填写")),
    ]
    if line is not None:
        label = rules.grade(line.grade).label
        facts += [
            Fact(_("评分"), line.score if line.score is not None else "—"),
            Fact(_("等次"), label, note=line.why),
        ]
    return facts


def enter_veto(request: Request, call_id: int, entry_id: int) -> HttpResponse:
    """Enter a veto."""
    entry, rules = _found(request, call_id, entry_id)
    if request.method == "POST":
        code, reason = request.POST.get("code", ""), request.POST.get("reason", "")
        try:
            find_veto(actor=request.actor, entry=entry, code=code, reason=reason)
        except Refusal as refusal:
            return _case(request, entry, rules, refusal)
        return done(request, reverse("desk:assessed", args=[call_id, entry.pk]), _("已登记一票否决。"))
    return _case(request, entry, rules)


def lift(request: Request, call_id: int, entry_id: int, finding_id: int) -> HttpResponse:
    """Take a veto back."""
    entry, rules = _found(request, call_id, entry_id)
    finding = VetoFinding.objects.filter(entry=entry, pk=finding_id).first()
    if finding is None:
        raise NotFound
    if request.method == "POST":
        try:
            lift_veto(actor=request.actor, finding=finding, reason=request.POST.get("reason", ""))
        except Refusal as refusal:
            return _case(request, entry, rules, refusal)
        return done(request, reverse("desk:assessed", args=[call_id, entry.pk]), _("已撤销这项认定。"))
    return _case(request, entry, rules)
