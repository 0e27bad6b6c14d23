"""Checking what was mended: the county item by item, the city as a whole; put off once, failed, or withdrawn after."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.rounds import every
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.studios import assessment_policies as policies
from jiangxin.studios.assessment_enums import ItemFinding, RectificationState
from jiangxin.studios.deadlines import REVIEW_DAYS, in_working_days
from jiangxin.studios.models import Rectification
from jiangxin.studios.services.ending import Withdrawal, withdraw_here
from jiangxin.studios.services.rectifying import (
    DECIDE,
    ask_to_mend,
    lock_rectification,
    propose_withdrawal,
)
from jiangxin.studios.soundness import Faults, sound_reason

Findings = Mapping[int, tuple[str, str]]
SECONDS = 3600.0


@service("studios.check_rectification", about="rectification")
def check_rectification(
    *, actor: Actor, rectification: Rectification, findings: Findings, opinion: str
) -> Rectification:
    """Say of every item whether it is mended, and pass the whole on to the city.

    Args:
        findings: by the item's id a value of `ItemFinding` and a note, which an unsound item needs.
    """
    row = lock_rectification(rectification)
    policies.may_check_rectification(actor=actor, rectification=row).require()
    items, faults = list(row.items.all()), Faults()
    words = faults.text("opinion", opinion, 500, required=True)
    for item in items:
        finding, note = findings.get(item.pk, ("", ""))
        faults.one_of(f"finding_{item.pk}", finding, ItemFinding.values)
        faults.text(f"note_{item.pk}", note, 300, required=finding == ItemFinding.UNSOUND)
    faults.settle()
    for item in items:
        item.finding, note = findings[item.pk]
        item.finding_note, item.checked_at, item.checked_by_id = note.strip(), clock.now(), actor.account_id
        item.save(update_fields=["finding", "finding_note", "checked_at", "checked_by"])
    row.state, row.county_opinion, row.county_at = RectificationState.CHECKED, words, clock.now()
    row.save(update_fields=["state", "county_opinion", "county_at"])
    close_errands(about=row)
    area = row.studio.area
    open_errand(
        role=Role.OFFICER_CITY,
        organisation=area.parent or area,
        asked=DECIDE,
        about=row,
        title=row.studio.name,
        note=words[:300],
        due_at=in_working_days(REVIEW_DAYS),
    )
    unsound = sum(1 for item in items if item.finding == ItemFinding.UNSOUND)
    after = {"items": len(items), "unsound": unsound, "state": row.state}
    journal.record(actor=actor, act="studios.check_rectification", obj=row, after=after, reason=words)
    return row


@service("studios.return_rectification", about="rectification")
def return_rectification(*, actor: Actor, rectification: Rectification, reason: str) -> Rectification:
    """Give it back to the studio with what is missing, as long as there are days left."""
    row = lock_rectification(rectification)
    policies.may_return_rectification(actor=actor, rectification=row).require()
    reason = sound_reason(reason)
    row.items.filter(finding=ItemFinding.UNSOUND).update(done_at=None)
    if row.state == RectificationState.REPORTED:
        row.county_opinion, row.county_at = reason, clock.now()
    else:
        row.decision = reason
    row.state, row.reported_at = RectificationState.OPEN, None
    row.save(update_fields=["state", "reported_at", "county_opinion", "county_at", "decision"])
    close_errands(about=row)
    ask_to_mend(row)
    journal.record(actor=actor, act="studios.return_rectification", obj=row, after={"state": row.state}, reason=reason)
    return row


@service("studios.decide_rectification", about="rectification")
def decide_rectification(*, actor: Actor, rectification: Rectification, passed: bool, opinion: str) -> Rectification:
    """Re-check: passed, the studio goes on as before; failed, the city's leader is asked about its withdrawal."""
    row = lock_rectification(rectification)
    policies.may_decide_rectification(actor=actor, rectification=row).require()
    faults = Faults()
    words = faults.text("opinion", opinion, 500, required=True)
    faults.settle()
    if passed and row.items.filter(finding=ItemFinding.UNSOUND).exists():
        problem = Problem("passed", _("县（市、区）或产业工会核查认为还有事项没有整改到位。"), "unsound_items")
        remedy = _("请退回继续整改，或作出不合格的结论。")
        raise Refusal("unsound_items", _("还有事项没有整改到位。"), remedy, problems=[problem])
    row.state = RectificationState.PASSED if passed else RectificationState.FAILED
    row.decision, row.decided_at = words, clock.now()
    row.save(update_fields=["state", "decision", "decided_at"])
    close_errands(about=row)
    if not passed:
        propose_withdrawal(row)
    journal.record(actor=actor, act="studios.decide_rectification", obj=row, after={"state": row.state}, reason=words)
    return row


@service("studios.extend_rectification", about="rectification")
def extend_rectification(*, actor: Actor, rectification: Rectification, due_on: date, reason: str) -> Rectification:
    """Put the day off, once, with the reason; items that are not done get the new day too."""
    row = lock_rectification(rectification)
    policies.may_extend_rectification(actor=actor, rectification=row).require()
    faults = Faults()
    words = faults.text("reason", reason, 300, required=True)
    if due_on <= max(row.due_on, clock.today()):
        faults.add("due_on", "not_later", _("新的期限应晚于原期限和今天。"))
    faults.settle()
    before = {"due_on": row.due_on, "state": row.state}
    row.items.filter(done_at=None).update(due_on=due_on)
    row.due_on, row.extended_reason, row.state = due_on, words, RectificationState.OPEN
    row.save(update_fields=["due_on", "extended_reason", "state"])
    close_errands(about=row)
    ask_to_mend(row)
    after = {"due_on": due_on, "state": row.state}
    journal.record(actor=actor, act="studios.extend_rectification", obj=row, before=before, after=after, reason=words)
    return row


@service("studios.lapse_rectification", about="rectification")
def lapse_rectification(*, actor: Actor, rectification: Rectification) -> None:
    """Note that the day has passed with nothing handed in, and ask the city's leader."""
    row = lock_rectification(rectification)
    if row.state != RectificationState.OPEN or row.due_on >= clock.today():
        return
    row.state = RectificationState.OVERDUE
    row.save(update_fields=["state"])
    close_errands(about=row)
    propose_withdrawal(row)
    journal.record(actor=actor, act="studios.lapse_rectification", obj=row, after={"state": row.state})


@service("studios.withdraw_after_rectification", about="rectification")
def withdraw_after_rectification(
    *, actor: Actor, rectification: Rectification, withdrawal: Withdrawal
) -> Rectification:
    """Withdraw a studio that did not mend: plaques, levels, money and bar in one act."""
    row = lock_rectification(rectification)
    policies.may_withdraw_after(actor=actor, rectification=row).require()
    withdraw_here(actor=actor, studio=row.studio, withdrawal=withdrawal)
    if row.state == RectificationState.OVERDUE:
        row.state, row.decision, row.decided_at = RectificationState.FAILED, withdrawal.reason[:500], clock.now()
        row.save(update_fields=["state", "decision", "decided_at"])
    close_errands(about=row)
    after = {"document": withdrawal.document_number, "state": row.state}
    journal.record(
        actor=actor, act="studios.withdraw_after_rectification", obj=row, after=after, reason=withdrawal.reason
    )
    return row


@every(SECONDS, code="studios.rectification_day")
def rectification_day() -> None:
    """Make the round: what was not handed in by its day is overdue. Safe at any time."""
    late = Rectification.objects.filter(state=RectificationState.OPEN, due_on__lt=clock.today())
    for row in late.order_by("pk")[:500]:
        lapse_rectification(actor=SYSTEM, rectification=row)
