"""Ordering a studio to mend things by a day, and what it hands in about them (domain 3.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max
from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.files import Upload, keep
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.studios import assessment_policies as policies
from jiangxin.studios.assessment_enums import RUNNING, RectificationOrigin, RectificationState
from jiangxin.studios.deadlines import REVIEW_DAYS, end_of, in_working_days
from jiangxin.studios.models import (
    AssessmentOutcome,
    Rectification,
    RectificationFile,
    RectificationItem,
    Studio,
)
from jiangxin.studios.periods import lock
from jiangxin.studios.proofs import ACCEPTED
from jiangxin.studios.soundness import Faults

MEND, CHECK, DECIDE = "mend_items", "check_rectification", "decide_rectification"
PROPOSE = "decide_withdrawal"
MOST_ITEMS, MOST_FILES = 30, 9
_WHAT, _ANSWER = 300, 1000


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to mend, and its last day."""

    what: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Order:
    """Why things are to be mended, by which document, and what the order rests on."""

    origin: RectificationOrigin
    reason: str
    document_number: str
    outcome: AssessmentOutcome | None = None


@service("studios.open_rectification", about="studio")
def open_rectification(*, actor: Actor, studio: Studio, order: Order, tasks: Sequence[Task]) -> Rectification:
    """Order a studio to mend things; its people are asked at once. One order runs at a time.

    The order's day is that of its last item.
    """
    locked = lock(studio)
    policies.may_open_rectification(actor=actor, studio=locked).require()
    if Rectification.objects.filter(studio=locked, state__in=RUNNING).exists():
        message = _("这个工作室已有整改正在进行。")
        raise Refusal("running_already", message, _("请在现有整改中办理，办结后再下达新的。"))
    faults = Faults()
    reason = faults.text("reason", order.reason, 500, required=True)
    number = faults.text("document_number", order.document_number, 60, required=True)
    _check(faults, tasks)
    faults.settle()
    today, last = clock.today(), max(task.due_on for task in tasks)
    row = Rectification.objects.create(
        studio=locked,
        origin=order.origin,
        outcome=order.outcome,
        reason=reason,
        document_number=number,
        opened_on=today,
        due_on=last,
        first_due_on=last,
        opened_by_id=actor.account_id,
        opened_at=clock.now(),
    )
    _add(row, tasks)
    _forget_proposals(locked)
    ask_to_mend(row)
    after = {"document": number, "due_on": last, "items": len(tasks), "rectification": row.pk}
    journal.record(actor=actor, act="studios.open_rectification", obj=locked, after=after, reason=reason)
    return row


@service("studios.answer_item", about="item")
def answer_item(
    *, actor: Actor, item: RectificationItem, answer: str, files: Sequence[Upload] = ()
) -> RectificationItem:
    """Tell what was done about one item, with what shows it; until it is handed in, told again as often as needed.

    Raises:
        Refusal: no words, or nothing that shows it yet; too many files; the day has passed.
    """
    row = lock_rectification(item.rectification)
    policies.may_mend(actor=actor, rectification=row).require()
    locked = RectificationItem.objects.select_for_update().get(pk=item.pk)
    faults = Faults()
    words = faults.text("answer", answer, _ANSWER, required=True)
    count = locked.files.count() + len(files)
    if not count:
        faults.add("photos", "evidence_missing", _("请上传照片或材料，说明已经整改。"))
    if count > MOST_FILES:
        faults.add("photos", "too_many", _("每项最多%(most)d份佐证。") % {"most": MOST_FILES})
    faults.settle()
    for upload in files:
        stored = keep(actor=actor, upload=upload, purpose="studios.rectification", accepted=ACCEPTED)
        RectificationFile.objects.create(item=locked, stored=stored)
    locked.answer, locked.done_at = words, clock.now()
    locked.finding, locked.finding_note, locked.checked_at, locked.checked_by = "", "", None, None
    locked.save()
    after = {"item": locked.position, "files": count}
    journal.record(actor=actor, act="studios.answer_item", obj=row, after=after, reason=words[:300])
    return locked


@service("studios.report_rectification", about="rectification")
def report_rectification(*, actor: Actor, rectification: Rectification) -> Rectification:
    """Hand in that every item is mended; the county or industrial union looks at it."""
    row = lock_rectification(rectification)
    policies.may_mend(actor=actor, rectification=row).require()
    open_ones = list(row.items.filter(done_at=None))
    if open_ones:
        problems = [Problem(f"item_{item.pk}", item.what, "not_done") for item in open_ones]
        message = _("还有%(count)d项没有填写整改情况。") % {"count": len(open_ones)}
        raise Refusal("items_open", message, _("请逐项填写并上传佐证后再报送。"), problems=problems)
    row.state, row.reported_at = RectificationState.REPORTED, clock.now()
    row.save(update_fields=["state", "reported_at"])
    close_errands(about=row)
    open_errand(
        role=Role.REVIEWER_FIRST,
        organisation=row.studio.area,
        asked=CHECK,
        about=row,
        title=row.studio.name,
        note=row.document_number,
        due_at=in_working_days(REVIEW_DAYS),
    )
    journal.record(actor=actor, act="studios.report_rectification", obj=row, after={"state": row.state})
    return row


def add_tasks(row: Rectification, tasks: Sequence[Task]) -> None:
    """Add items to an order that runs already; part of the service that found them."""
    last = max(task.due_on for task in tasks)
    _add(row, tasks)
    if last > row.due_on:
        row.due_on = row.first_due_on = last
    row.state, row.reported_at = RectificationState.OPEN, None
    row.save(update_fields=["due_on", "first_due_on", "state", "reported_at"])
    close_errands(about=row)
    ask_to_mend(row)


def ask_to_mend(row: Rectification) -> None:
    """Ask the studio's people and their union to mend by the day; for services."""
    for role in (Role.STUDIO_SECRETARY, Role.STUDIO_LEADER, Role.UNION_OFFICER):
        open_errand(
            role=role,
            organisation=row.studio.unit,
            asked=MEND,
            about=row,
            title=row.studio.name,
            note=row.reason,
            due_at=end_of(row.due_on),
        )


def propose_withdrawal(row: Rectification) -> None:
    """Ask the city's leader to decide on the studio whose mending failed; for services."""
    area = row.studio.area
    open_errand(
        role=Role.LEADER_CITY,
        organisation=area.parent or area,
        asked=PROPOSE,
        about=row,
        title=row.studio.name,
        note=f"{row.get_state_display()} {row.document_number}",
        due_at=in_working_days(REVIEW_DAYS),
    )


def lock_rectification(rectification: Rectification) -> Rectification:
    """Return the row, locked until the transaction ends."""
    rows = Rectification.objects.select_for_update(of=("self",))
    return rows.select_related("studio__unit", "studio__area__parent").get(pk=rectification.pk)


def _add(row: Rectification, tasks: Sequence[Task]) -> None:
    last = row.items.aggregate(last=Max(F("position")))["last"] or 0
    RectificationItem.objects.bulk_create(
        [
            RectificationItem(rectification=row, position=place, what=task.what.strip(), due_on=task.due_on)
            for place, task in enumerate(tasks, last + 1)
        ]
    )


def _check(faults: Faults, tasks: Sequence[Task]) -> None:
    if not 0 < len(tasks) <= MOST_ITEMS:
        faults.add("items", "items_missing", _("请列出1至%(most)d个整改事项。") % {"most": MOST_ITEMS})
    for task in tasks:
        faults.text("items", task.what, _WHAT, required=True)
        if task.due_on <= clock.today():
            faults.add("due_on", "day_passed", _("完成期限应在今天以后。"))


def _forget_proposals(studio: Studio) -> None:
    for old in Rectification.objects.filter(studio=studio, state=RectificationState.FAILED):
        close_errands(about=old)
