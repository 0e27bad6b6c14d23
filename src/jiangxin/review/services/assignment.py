"""Giving entries to experts: a preview that can be repeated, publishing, undoing."""

import random
import secrets
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries.definitions import rubric_for
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.engine.fairness.assignment import Assignment as Plan
from jiangxin.engine.fairness.assignment import CaseNeed, Exclusion, ExpertOffer, Impossible, Rules, assign
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.review import policies
from jiangxin.review.enums import PanelState, RunState, SheetState
from jiangxin.review.models import Assignment, AssignmentRun, Conflict, Panel, PanelMember, ScoreSheet
from jiangxin.review.queries.panels import entries_to_assign
from jiangxin.review.reasons import in_words
from jiangxin.review.services.conflicts import derive_conflicts
from jiangxin.review.services.panels import lock_panel
from jiangxin.review.services.redaction import prepare_redacted_copies, require_checked_copies

_LARGEST_SEED = 2**31


@service("review.preview_assignment", about="panel")
def preview_assignment(*, actor: Actor, panel: Panel, seed: int | None = None) -> AssignmentRun:
    """Compute an assignment: even loads, nobody in conflict, expertise in the entry's industry preferred.

    Args:
        seed: chooses among plans of equal worth; the same seed and facts give the same plan. Drawn when None.

    Raises:
        Refusal: "assignment_impossible" with a problem for each reason; nothing to assign; wrong state.
    """
    policies.may_decide_panel(actor=actor, panel=panel).require()
    locked = lock_panel(panel)
    policies.panel_is(locked, PanelState.DECLARING).require()
    derive_conflicts(actor=actor, panel=locked)
    entries, members = list(entries_to_assign(locked)), list(locked.members.select_related("expert__person"))
    if not entries:
        raise Refusal("nothing_to_assign", _("还没有通过形式审查的申报。"), _("请先完成形式审查。"))
    if locked.is_blind:
        prepare_redacted_copies(actor=actor, panel=locked)
    chosen = secrets.randbelow(_LARGEST_SEED) if seed is None else seed
    plan = _plan(locked, entries, members, chosen)
    AssignmentRun.objects.filter(panel=locked, state=RunState.DRAFT).delete()
    run = AssignmentRun.objects.create(
        panel=locked,
        seed=chosen,
        demands={
            "sheets_per_entry": locked.sheets_per_entry,
            "entries": [entry.pk for entry in entries],
            "caps": {str(member.pk): member.most for member in members},
        },
        pairs=[[int(case), int(expert)] for case, expert in plan.pairs],
        statistics=_statistics(plan),
        computed_at=clock.now(),
        computed_by_id=actor.account_id or 0,
    )
    after = {"seed": chosen, "pairs": len(run.pairs), **run.statistics}
    journal.record(actor=actor, act="review.preview_assignment", obj=run, after=after)
    return run


def _plan(panel: Panel, entries: Sequence[Entry], members: Sequence[PanelMember], seed: int) -> Plan:
    needs = [CaseNeed(_key(entry.pk), frozenset(filter(None, [entry.industry_section]))) for entry in entries]
    offers = [
        ExpertOffer(
            _key(member.pk),
            capacity=member.most or len(entries),
            tags=frozenset(member.expert.industry_sections),
        )
        for member in members
    ]
    shown = {entry.pk for entry in entries}
    exclusions = [
        Exclusion(_key(member), _key(entry), kind)
        for member, entry, kind in Conflict.objects.filter(member__panel=panel).values_list(
            "member_id", "entry_id", "kind"
        )
        if entry in shown
    ]
    rules = Rules(experts_per_case=panel.sheets_per_entry, seed=seed)
    plan = assign(needs, offers, rules, exclusions=exclusions)
    if isinstance(plan, Impossible):
        names = {_key(member.pk): str(member) for member in members}
        problems = in_words(plan.reasons, {_key(entry.pk): str(entry) for entry in entries}, names)
        raise Refusal(
            "assignment_impossible",
            _("按现有专家和回避关系排不出分配方案。"),
            _("请按下列原因调整后再预览；没有任何分配被改动。"),
            problems=problems,
        )
    return plan


def _key(number: int) -> str:
    """Return an identifier that sorts as its number does."""
    return f"{number:012d}"


def _statistics(plan: Plan) -> dict[str, Any]:
    figures = plan.statistics
    return {
        "least": figures.minimum_load,
        "most": figures.maximum_load,
        "fit": figures.total_fit,
        "loads": {str(int(member)): load for member, load in plan.loads.items()},
    }


@service("review.publish_assignment", about="run")
def publish_assignment(*, actor: Actor, run: AssignmentRun) -> AssignmentRun:
    """Give the cases of a previewed run to the experts.

    Raises:
        Refusal: a run is published already, the list of entries or the conflicts have changed since the preview, a
            member has not declared, or redacted copies have not been checked.
    """
    policies.may_decide_panel(actor=actor, panel=run.panel).require()
    panel = lock_panel(run.panel)
    policies.panel_is(panel, PanelState.DECLARING).require()
    derive_conflicts(actor=actor, panel=panel)
    entries = {entry.pk: entry for entry in entries_to_assign(panel)}
    members = {member.pk: member for member in panel.members.select_related("expert__person", "expert__account")}
    _require_current(run, panel, entries, members)
    _require_declared(run, members)
    if panel.is_blind:
        require_checked_copies(list(entries.values()))
    _give(run, entries, members)
    run.state, run.published_at = RunState.PUBLISHED, clock.now()
    run.save(update_fields=["state", "published_at"])
    panel.state = PanelState.SCORING
    panel.save(update_fields=["state"])
    after = {"pairs": run.pairs, "seed": run.seed, "blind": panel.is_blind, "due_at": panel.due_at}
    journal.record(actor=actor, act="review.publish_assignment", obj=run, before={"state": RunState.DRAFT}, after=after)
    return run


def _require_current(
    run: AssignmentRun, panel: Panel, entries: dict[int, Entry], members: dict[int, PanelMember]
) -> None:
    fresh = AssignmentRun.objects.get(pk=run.pk)
    barred = {
        (member, entry)
        for member, entry in Conflict.objects.filter(member__panel=panel).values_list("member_id", "entry_id")
    }
    same = (
        fresh.state == RunState.DRAFT
        and sorted(fresh.demands["entries"]) == sorted(entries)
        and fresh.demands["sheets_per_entry"] == panel.sheets_per_entry
        and {member for _entry, member in fresh.pairs} <= set(members)
        and not any((member, entry) in barred for entry, member in fresh.pairs)
    )
    if not same:
        raise Refusal(
            "run_outdated",
            _("预览之后，申报名单、评审组或回避关系有变化，这份方案不能发布。"),
            _("请重新预览后再发布。"),
        )


def _require_declared(run: AssignmentRun, members: dict[int, PanelMember]) -> None:
    silent = [
        members[pk]
        for pk in sorted({member for _entry, member in run.pairs})
        if not {entry for entry, member in run.pairs if member == pk} <= set(members[pk].declared_entries)
    ]
    if silent:
        raise Refusal(
            "member_undeclared",
            _("还有 %(count)s 名专家没有对全部申报作出回避申报：%(names)s。")
            % {"count": len(silent), "names": "、".join(map(str, silent))},
            _("请提醒其登录填写，或将其移出评审组后重新预览。"),
            problems=[Problem(f"member.{member.pk}", str(member)) for member in silent],
        )


def _give(run: AssignmentRun, entries: dict[int, Entry], members: dict[int, PanelMember]) -> None:
    numbers = case_numbers(sorted(entries), run.seed)
    given = Assignment.objects.bulk_create(
        Assignment(run=run, member_id=member, entry_id=entry, case_number=numbers[entry]) for entry, member in run.pairs
    )
    codes = {entry.variant: rubric_for(entry.call, entry.variant).code for entry in entries.values()}
    now = clock.now()
    ScoreSheet.objects.bulk_create(
        ScoreSheet(assignment=item, rubric=codes[entries[item.entry_id].variant], saved_at=now) for item in given
    )
    for pk in sorted({item.member_id for item in given}):
        ask_to_score(members[pk], run.panel)


def case_numbers(entry_ids: Sequence[int], seed: int) -> dict[int, int]:
    """Return the neutral number of each entry: drawn by lot, so that it tells nothing of the entry's own number."""
    drawn = list(entry_ids)
    random.Random(seed).shuffle(drawn)  # noqa: S311  a lot that can be repeated, not a secret
    return {entry: number for number, entry in enumerate(drawn, start=1)}


def ask_to_score(member: PanelMember, panel: Panel) -> None:
    """Open the member's errand to score."""
    open_errand(
        role=Role.EXPERT,
        organisation=None,
        account_id=member.expert.account_id,
        asked="score",
        about=member,
        title=str(panel.call),
        due_at=panel.due_at,
    )


@service("review.undo_assignment", about="run")
def undo_assignment(*, actor: Actor, run: AssignmentRun, reason: str) -> AssignmentRun:
    """Take a published assignment back while nobody has locked a sheet; drafts are kept, withdrawn.

    Raises:
        Refusal: a sheet is locked, the run is not published, or no reason is given.
    """
    policies.may_decide_panel(actor=actor, panel=run.panel).require()
    panel = lock_panel(run.panel)
    policies.panel_is(panel, PanelState.SCORING).require()
    if AssignmentRun.objects.get(pk=run.pk).state != RunState.PUBLISHED:
        raise Refusal("run_not_published", _("这份方案没有处于发布状态。"), _("请刷新页面查看当前方案。"))
    if not reason.strip():
        problem = Problem("reason", _("请写明撤销原因。"), "required")
        raise Refusal("reason_missing", _("撤销分配需要写明原因。"), _("请填写后再提交。"), problems=[problem])
    locked = ScoreSheet.objects.filter(assignment__run=run, state=SheetState.LOCKED).count()
    if locked:
        raise Refusal(
            "sheets_locked",
            _("已有 %(count)s 份评分表签名锁定，不能整体撤销分配。") % {"count": locked},
            _("个别专家需要更换的，请逐份改派。"),
        )
    standing = Assignment.objects.filter(run=run, withdrawn_at=None)
    members = list(PanelMember.objects.filter(assignments__in=standing).distinct())
    for assignment in Assignment.objects.filter(run=run).exclude(withdrawn_at=None):
        close_errands(about=assignment)
    count = standing.update(withdrawn_at=clock.now(), withdrawn_reason=reason.strip()[:300])
    for member in members:
        close_errands(about=member, asked="score")
    run.state, run.undone_at, run.undone_reason = RunState.UNDONE, clock.now(), reason.strip()[:300]
    run.save(update_fields=["state", "undone_at", "undone_reason"])
    panel.state = PanelState.DECLARING
    panel.save(update_fields=["state"])
    journal.record(
        actor=actor,
        act="review.undo_assignment",
        obj=run,
        before={"state": RunState.PUBLISHED, "assignments": count},
        after={"state": run.state},
        reason=reason,
    )
    return run
