"""The meeting that decides, as the officer writes it down: drafted, changed, handed to the leader."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.enums import MeetingOutcome, MeetingState
from jiangxin.awards.models import Meeting, MeetingItem, Ranking, RankingRow
from jiangxin.awards.services.meeting_checks import (
    lock_meeting,
    ranking_rows,
    require_complete,
    require_newest,
    require_open,
    selected_entries,
)
from jiangxin.campaigns.models import Call
from jiangxin.core import journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.files import Accepted, Upload, keep
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands, open_errand

CONCLUDE = "conclude_meeting"
MINUTES = Accepted(kinds=("pdf", "docx", "jpeg", "png"))
_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """Who met, when, where, and the minutes."""

    title: str
    minutes_number: str
    held_at: datetime | None
    place: str
    chair: str
    attendees: str
    minutes: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is decided of one entry, and why when that departs from the ranking."""

    selected: bool
    reason: str = ""


@service("awards.draft_meeting", about="ranking")
def draft_meeting(
    *,
    actor: Actor,
    ranking: Ranking,
    facts: MeetingFacts,
    choices: Mapping[int, Choice],
    minutes_file: Upload | None = None,
) -> Meeting:
    """Draft the meeting of a ranking.

    Args:
        choices: decision by entry id; an entry left out is not selected.

    Raises:
        Refusal: another meeting of the call is still open, the ranking is not the newest, a fault in the facts.
    """
    call = Call.objects.select_for_update().get(pk=ranking.call_id)
    rows = ranking_rows(ranking)
    policies.may_prepare_meeting(actor=actor, call=call, entries=[row.entry for row in rows]).require()
    require_newest(ranking)
    if Meeting.objects.filter(call=call).exclude(state=MeetingState.CONCLUDED).exists():
        raise Refusal("meeting_open", _("本次活动已有一份未定的会议记录。"), _("请在原记录上修改，不要另起一份。"))
    meeting = Meeting(call=call, ranking=ranking)
    _put(meeting, facts)
    meeting.minutes_file = _kept(actor, minutes_file)
    meeting.save(force_insert=True)
    _put_items(meeting, rows, choices)
    journal.record(actor=actor, act="awards.draft_meeting", obj=meeting, after=_told(meeting, choices))
    return meeting


@service("awards.update_meeting", about="meeting")
def update_meeting(
    *,
    actor: Actor,
    meeting: Meeting,
    facts: MeetingFacts,
    choices: Mapping[int, Choice],
    expected_revision: int,
    minutes_file: Upload | None = None,
) -> Meeting:
    """Change a meeting that is not concluded; changing a prepared one takes it back to a draft."""
    locked = lock_meeting(meeting, expected_revision)
    rows = ranking_rows(locked.ranking)
    policies.may_prepare_meeting(actor=actor, call=locked.call, entries=[row.entry for row in rows]).require()
    require_open(locked)
    before = {"state": locked.state, "selected": sorted(selected_entries(locked))}
    _put(locked, facts)
    locked.minutes_file = _kept(actor, minutes_file) or locked.minutes_file
    locked.state, locked.revision = MeetingState.DRAFT, locked.revision + 1
    locked.save()
    _put_items(locked, rows, choices)
    close_errands(about=locked)
    journal.record(actor=actor, act="awards.update_meeting", obj=locked, before=before, after=_told(locked, choices))
    return locked


@service("awards.prepare_meeting", about="meeting")
def prepare_meeting(*, actor: Actor, meeting: Meeting, expected_revision: int) -> Meeting:
    """Hand the decision to the leader, once nothing is missing."""
    locked = lock_meeting(meeting, expected_revision)
    rows = ranking_rows(locked.ranking)
    policies.may_prepare_meeting(actor=actor, call=locked.call, entries=[row.entry for row in rows]).require()
    require_open(locked)
    require_complete(locked, rows)
    locked.state, locked.revision = MeetingState.PREPARED, locked.revision + 1
    locked.save(update_fields=["state", "revision"])
    close_errands(about=locked)
    open_errand(
        role=Role.LEADER_CITY,
        organisation=locked.call.organiser,
        asked=CONCLUDE,
        about=locked,
        title=locked.title,
        note=locked.call.title,
    )
    journal.record(
        actor=actor, act="awards.prepare_meeting", obj=locked, after={"selected": sorted(selected_entries(locked))}
    )
    return locked


def _kept(actor: Actor, upload: Upload | None) -> StoredFile | None:
    return keep(actor=actor, upload=upload, purpose="minutes", accepted=MINUTES) if upload else None


def _put(meeting: Meeting, facts: MeetingFacts) -> None:
    problems = [
        Problem(name, _("请填写这一项。"), "required")
        for name in ("title", "minutes_number", "held_at", "place", "chair")
        if not (getattr(facts, name) or "")
    ]
    for name, value in asdict(facts).items():
        most = getattr(Meeting._meta.get_field(name), "max_length", None)  # noqa: SLF001  Django's documented interface
        if most and isinstance(value, str) and len(value) > most:
            problems.append(Problem(name, _("最多 %(most)d 个字。") % {"most": most}, "too_long"))
        setattr(meeting, name, value.strip() if isinstance(value, str) else value)
    taken = Meeting.objects.filter(minutes_number=meeting.minutes_number).exclude(pk=meeting.pk).exists()
    if meeting.minutes_number and taken:
        problems.append(Problem("minutes_number", _("这个纪要编号已被使用。"), "taken"))
    if problems:
        raise Refusal("form_invalid", _("会议记录有填写问题。"), _("请按提示改正后再保存。"), problems=problems)


def _put_items(meeting: Meeting, rows: list[RankingRow], choices: Mapping[int, Choice]) -> None:
    known = {row.entry_id for row in rows}
    if not set(choices) <= known:
        raise Refusal("unknown_entry", _("名单中有不在这次排名里的申报。"), _("请刷新页面后重试。"))
    too_long = [entry for entry, choice in choices.items() if len(choice.reason) > _LONGEST_REASON]
    if too_long:
        problems = [Problem(f"reason-{entry}", _("理由最多 500 个字。"), "too_long") for entry in too_long]
        raise Refusal("form_invalid", _("理由太长。"), _("请精简后再保存。"), problems=problems)
    meeting.items.all().delete()
    nothing = Choice(selected=False)
    MeetingItem.objects.bulk_create(
        [
            MeetingItem(
                meeting=meeting,
                entry_id=row.entry_id,
                outcome=MeetingOutcome.SELECTED
                if choices.get(row.entry_id, nothing).selected
                else MeetingOutcome.NOT_SELECTED,
                reason=choices.get(row.entry_id, nothing).reason.strip(),
            )
            for row in rows
        ],
        batch_size=500,
    )


def _told(meeting: Meeting, choices: Mapping[int, Choice]) -> dict[str, Any]:
    return {
        "minutes_number": meeting.minutes_number,
        "ranking": meeting.ranking_id,
        "selected": sorted(entry for entry, choice in choices.items() if choice.selected),
    }
