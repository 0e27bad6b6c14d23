"""Conflicts of interest: derived from facts, declared, entered by an officer; each closes every gate to the entry."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Entry, Recusal
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.review import policies
from jiangxin.review.enums import ConflictKind, ConflictSource, SheetState
from jiangxin.review.facts import Judge, Tie, derive
from jiangxin.review.models import Assignment, Conflict, Panel, PanelMember
from jiangxin.review.queries.panels import judged_entries

MARK = "评审回避："
"""How the reason of a recusal begins that follows from a conflict, so that it ends with its last conflict."""
DECLARED_KINDS = (
    ConflictKind.KIN,
    ConflictKind.MENTOR,
    ConflictKind.COLLABORATION,
    ConflictKind.MONEY,
    ConflictKind.OTHER,
)


@service("review.derive_conflicts", about="panel")
def derive_conflicts(*, actor: Actor, panel: Panel) -> list[Conflict]:
    """Find the conflicts that recorded facts show and keep exactly these; doing it again changes nothing.

    Returns the conflicts that are new. Derived ones whose facts are gone are taken away, with their recusals.
    """
    policies.may_run_panel(actor=actor, call=panel.call).require()
    members = {member.expert.person_id: member for member in _members(panel)}
    entries = list(judged_entries(panel))
    ties, _namesakes = derive([_judge(member) for member in members.values()], entries)
    by_entry = {entry.pk: entry for entry in entries}
    wanted = {(members[tie.person_id].pk, tie.entry_id, tie.kind.value): tie for tie in ties}
    standing = list(
        Conflict.objects.filter(
            member__panel=panel, entry_id__in=by_entry, source=ConflictSource.DERIVED
        ).select_related("member__expert__person", "entry__call")
    )
    known = {(item.member_id, item.entry_id, item.kind): item for item in standing}
    new = [
        put_conflict(members[tie.person_id], by_entry[tie.entry_id], tie.kind, ConflictSource.DERIVED, tie.explanation)
        for key, tie in wanted.items()
        if key not in known
    ]
    gone = [item for key, item in known.items() if key not in wanted]
    for item in gone:
        _take_away(item)
    _refresh_explanations(known, wanted)
    after = {"new": [item.pk for item in new], "entries": len(entries), "members": len(members)}
    before = {"gone": [[item.member_id, item.entry_id, item.kind] for item in gone]}
    journal.record(actor=actor, act="review.derive_conflicts", obj=panel, before=before, after=after)
    return new


def _members(panel: Panel) -> Iterable[PanelMember]:
    return panel.members.select_related("expert__person", "expert__organisation", "panel")


def _judge(member: PanelMember) -> Judge:
    expert = member.expert
    return Judge(expert.person, expert.workplace, expert.organisation)


def _refresh_explanations(known: dict[tuple[int, int, str], Conflict], wanted: dict[tuple[int, int, str], Tie]) -> None:
    for key, item in known.items():
        if key in wanted and item.explanation != wanted[key].explanation:
            item.explanation = wanted[key].explanation
            item.save(update_fields=["explanation"])


def put_conflict(
    member: PanelMember, entry: Entry, kind: ConflictKind, source: ConflictSource, explanation: str
) -> Conflict:
    """Write a conflict and the recusal that closes the gate; a case already given to the expert is taken back.

    Part of the services that find conflicts; their own records tell who did it.
    """
    conflict, made = Conflict.objects.get_or_create(
        member=member,
        entry=entry,
        kind=kind,
        source=source,
        defaults={"explanation": explanation[:300], "found_at": clock.now()},
    )
    if not made:
        conflict.explanation = explanation[:300]
        conflict.save(update_fields=["explanation"])
    with translation.override("zh-hans"):
        reason = MARK + "：".join(filter(None, (str(kind.label), explanation)))
    Recusal.objects.get_or_create(
        entry=entry,
        person_id=member.expert.person_id,
        defaults={"reason": reason[:300], "since": clock.now()},
    )
    for assignment in standing_assignments(member, entry):
        withdraw_assignment(assignment, reason=reason, ask_officer=True)
    return conflict


def standing_assignments(member: PanelMember, entry: Entry) -> list[Assignment]:
    """Return the assignments of an entry to a member that have not been taken back (at most one)."""
    standing = Assignment.objects.filter(member=member, entry=entry, withdrawn_at=None)
    return list(standing.select_related("member__panel__call", "member__expert", "entry"))


def withdraw_assignment(assignment: Assignment, *, reason: str, ask_officer: bool) -> None:
    """Take a case back from an expert; the sheet stays as it is. Part of the services that do so.

    Args:
        ask_officer: open an errand for the organiser's officers to give the case to somebody else.
    """
    assignment.withdrawn_at, assignment.withdrawn_reason = clock.now(), reason[:300]
    assignment.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    close_scoring_errand(assignment.member)
    if ask_officer:
        open_errand(
            role=Role.OFFICER_CITY,
            organisation=assignment.member.panel.call.organiser,
            asked="reassign_case",
            about=assignment,
            title=gettext("案卷 %(number)02d 需要改派专家") % {"number": assignment.case_number},
            note=str(assignment.member),
            due_at=assignment.member.panel.due_at,
        )


def close_scoring_errand(member: PanelMember) -> None:
    """Close the errand to score when nothing is left to score."""
    left = Assignment.objects.filter(member=member, withdrawn_at=None).exclude(sheet__state=SheetState.LOCKED)
    if not left.exists():
        close_errands(about=member, asked="score")


@service("review.enter_conflict", about="member")
def enter_conflict(
    *, actor: Actor, member: PanelMember, entry: Entry, kind: ConflictKind, explanation: str
) -> Conflict:
    """Enter a conflict that an officer has learned of, with its ground."""
    policies.may_handle_entry(actor=actor, entry=entry).require()
    if entry.call_id != member.panel.call_id:
        raise Refusal("other_call", _("这份申报不属于该评审组。"), _("请刷新页面后重新选择。"))
    if not explanation.strip():
        problem = Problem("explanation", _("请写明回避事由和依据。"), "required")
        raise Refusal("reason_missing", _("登记回避需要写明事由。"), _("请填写后再保存。"), problems=[problem])
    conflict = put_conflict(member, entry, ConflictKind(kind), ConflictSource.OFFICER, explanation.strip())
    after = {"member": member.pk, "entry": entry.pk, "kind": kind}
    journal.record(actor=actor, act="review.enter_conflict", obj=conflict, after=after, reason=explanation)
    return conflict


@service("review.remove_conflict", about="conflict")
def remove_conflict(*, actor: Actor, conflict: Conflict, reason: str) -> None:
    """Take away a declared or entered conflict that turned out not to be one.

    Raises:
        Refusal: the conflict follows from facts (correct the facts instead), or no reason is given.
    """
    policies.may_handle_entry(actor=actor, entry=conflict.entry).require()
    if conflict.source == ConflictSource.DERIVED:
        raise Refusal(
            "conflict_derived",
            _("这条回避关系由系统按登记的事实比对得出，不能直接删除。"),
            _("事实有误的，请先更正任职、单位或申报信息，再重新比对。"),
        )
    if not reason.strip():
        problem = Problem("reason", _("请写明解除回避的理由。"), "required")
        raise Refusal("reason_missing", _("解除回避需要写明理由。"), _("请填写后再提交。"), problems=[problem])
    before = {
        "member": conflict.member_id,
        "entry": conflict.entry_id,
        "kind": conflict.kind,
        "source": conflict.source,
        "explanation": conflict.explanation,
    }
    journal.record(actor=actor, act="review.remove_conflict", obj=conflict, before=before, reason=reason)
    _take_away(conflict)


def _take_away(conflict: Conflict) -> None:
    person_id = conflict.member.expert.person_id
    entry_id = conflict.entry_id
    conflict.delete()
    others = Conflict.objects.filter(member__expert__person_id=person_id, entry_id=entry_id)
    if not others.exists():
        Recusal.objects.filter(entry_id=entry_id, person_id=person_id, reason__startswith=MARK).delete()


@service("review.raise_conflict", about="assignment")
def raise_conflict(*, actor: Actor, assignment: Assignment, kind: ConflictKind, explanation: str) -> Conflict:
    """Let an expert say of a case in hand that they should not judge it: the case is taken back at once."""
    policies.may_raise_conflict(actor=actor, assignment=assignment).require()
    if kind not in DECLARED_KINDS:
        problem = Problem("kind", _("请选择回避的类别。"), "required")
        raise Refusal("kind_missing", _("没有选择回避类别。"), _("请选择后再提交。"), problems=[problem])
    if not explanation.strip():
        problem = Problem("explanation", _("请简要说明关系。"), "required")
        raise Refusal("reason_missing", _("申请回避需要说明关系。"), _("请填写后再提交。"), problems=[problem])
    conflict = put_conflict(
        assignment.member, assignment.entry, ConflictKind(kind), ConflictSource.DECLARED, explanation.strip()
    )
    after = {"conflict": conflict.pk, "kind": kind}
    journal.record(actor=actor, act="review.raise_conflict", obj=assignment, after=after, reason=explanation)
    return conflict
