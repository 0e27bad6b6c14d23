"""The leader's side of a decision: giving it back, or concluding it for every entry at once."""

from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.enums import MeetingOutcome, MeetingState
from jiangxin.awards.models import Meeting
from jiangxin.awards.services.grade_checks import lines_of
from jiangxin.awards.services.meeting_checks import (
    lock_meeting,
    ranking_rows,
    require_complete,
    require_prepared,
    selected_entries,
)
from jiangxin.awards.terms import act_between
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.services import move_entry
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands, open_errand

REVISE = "revise_meeting"
PUBLISH = "publish_notice"


@service("awards.send_back_meeting", about="meeting")
def send_back_meeting(*, actor: Actor, meeting: Meeting, reason: str, expected_revision: int) -> Meeting:
    """Give a prepared decision back to the officers, with the reason."""
    locked = lock_meeting(meeting, expected_revision)
    rows = ranking_rows(locked.ranking)
    policies.may_conclude_meeting(actor=actor, call=locked.call, entries=[row.entry for row in rows]).require()
    require_prepared(locked)
    if not reason.strip():
        problem = Problem("reason", _("请写明退回原因。"), "required")
        raise Refusal("reason_missing", _("退回需要写明原因。"), _("请填写后再提交。"), problems=[problem])
    locked.state, locked.revision = MeetingState.DRAFT, locked.revision + 1
    locked.save(update_fields=["state", "revision"])
    close_errands(about=locked)
    open_errand(
        role=Role.OFFICER_CITY,
        organisation=locked.call.organiser,
        asked=REVISE,
        about=locked,
        title=locked.title,
        note=reason.strip(),
    )
    journal.record(actor=actor, act="awards.send_back_meeting", obj=locked, reason=reason.strip())
    return locked


@service("awards.conclude_meeting", about="meeting")
def conclude_meeting(*, actor: Actor, meeting: Meeting, expected_revision: int) -> Meeting:
    """Conclude the meeting: the staged decision is applied to every entry at once, or to none.

    Raises:
        Refusal: not prepared, already concluded, more selected than seats, a recused concluder, an entry that has
            moved on.
    """
    locked = lock_meeting(meeting, expected_revision)
    rows = ranking_rows(locked.ranking)
    policies.may_conclude_meeting(actor=actor, call=locked.call, entries=[row.entry for row in rows]).require()
    require_prepared(locked)
    require_complete(locked, rows)
    lines = lines_of(locked)
    for item in locked.items.select_related("entry__call", "entry__unit", "entry__area").order_by("entry_id"):
        chosen = item.outcome == MeetingOutcome.SELECTED
        target = EntryState.SELECTED if chosen else EntryState.NOT_SELECTED
        line = lines.get(item.entry_id)
        if line is not None:
            target = EntryState.GRADED
        move_entry(
            actor=actor,
            entry=item.entry,
            act=act_between(locked.call, EntryState.SCORED, target),
            opinion=(line.written_reason or line.reason) if line else item.reason,
            opinion_facts=line.opinion_facts if line else None,
            document_number=locked.minutes_number,  # the minutes speak of other entries too: they stay with the meeting
        )
    locked.state, locked.revision = MeetingState.CONCLUDED, locked.revision + 1
    locked.concluded_at, locked.concluded_by_id = clock.now(), actor.account_id
    locked.save(update_fields=["state", "revision", "concluded_at", "concluded_by"])
    close_errands(about=locked)
    open_errand(
        role=Role.OFFICER_CITY,
        organisation=locked.call.organiser,
        asked=PUBLISH,
        about=locked,
        title=locked.title,
        note=locked.call.title,
    )
    journal.record(
        actor=actor,
        act="awards.conclude_meeting",
        obj=locked,
        after={"minutes_number": locked.minutes_number, "selected": sorted(selected_entries(locked))},
    )
    return locked
