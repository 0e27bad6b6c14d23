"""Entries nobody applies for: the organiser invites the subjects of an assessment."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns import policies
from jiangxin.campaigns.enums import CallState, EntryState, StageKind
from jiangxin.campaigns.models import Call, Entry, EntryAnswers
from jiangxin.campaigns.queries.definitions import form_of, plan_of
from jiangxin.campaigns.services.passage import lock_entry, move_entry
from jiangxin.core import clock, journal
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.refusal import Refusal
from jiangxin.core.service import service
from jiangxin.forms.answers import Answers
from jiangxin.forms.sensitive import protect
from jiangxin.orgs.enums import NON_PUBLIC, Level
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import recommending_organisation
from jiangxin.orgs.services import open_errand
from jiangxin.people.models import Account, Person

_SILENT = (EntryState.DRAFT, EntryState.RETURNED, EntryState.SUPPLEMENT)
"""States in which the ball lies with the subject."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about, as the room that keeps it tells.

    Args:
        kind: "studio".
        key: Its key there.
        answers: What the records answer of the form.
        facts: What else they said, kept with the entry (JSON).
    """

    kind: str
    key: int
    name: str
    sort: str
    unit: Organisation
    secretary: Account
    leader: Person | None = None
    leader_name: str = ""
    area: Organisation | None = None
    industry_section: str = ""
    answers: Answers = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)


@service("campaigns.invite_subject", about="call")
def invite_subject(*, actor: Actor, call: Call, subject: Subject) -> Entry:
    """Open the entry of one subject in an assessment, as a draft of its secretary, and ask for the report.

    Raises:
        Refusal: the call assesses nothing of the kind, is not open, or has an entry about the subject.
    """
    policies.may_run_call(actor=actor, call=call).require()
    held = Call.objects.select_for_update().select_related("organiser").get(pk=call.pk)
    _require_invitable(held, subject)
    held.last_entry_number += 1
    held.save(update_fields=["last_entry_number"])
    entry = Entry.objects.create(
        call=held,
        number=f"{held.year}-{held.pk:02d}-{held.last_entry_number:04d}",
        unit=subject.unit,
        area=_area(subject),
        secretary=subject.secretary,
        name=subject.name,
        kind=subject.sort,
        variant=plan_of(held).columns.variant(subject.sort),
        leader=subject.leader,
        leader_name=subject.leader_name,
        is_non_public=subject.unit.ownership in NON_PUBLIC,
        industry_section=subject.industry_section or subject.unit.industry_section,
        subject_kind=subject.kind,
        subject_id=subject.key,
        subject_facts=subject.facts,
        created_at=clock.now(),
        moved_at=clock.now(),
    )
    EntryAnswers.objects.create(entry=entry, data=protect(form_of(held), subject.answers), saved_at=clock.now())
    open_errand(
        role=Role.STUDIO_SECRETARY,
        organisation=subject.unit,
        account_id=subject.secretary.pk,
        asked=policies.SELF_REPORT,
        about=entry,
        title=str(entry),
        note=held.title,
        due_at=policies.closing_time(held, policies.SELF_REPORT, EntryState.DRAFT),
    )
    after = {"call": held.pk, "subject": subject.kind, "key": subject.key, "number": entry.number}
    journal.record(actor=actor, act="campaigns.invite_subject", obj=entry, after=after)
    return entry


def _area(subject: Subject) -> Organisation:
    area = recommending_organisation(subject.unit, Level.COUNTY, on=clock.today()) or subject.area
    if area is None:
        raise Refusal(
            "no_recommending_organisation",
            _("没有找到“%(name)s”的上级工会（县（市、区）总工会或产业工会）。") % {"name": subject.name},
            _("请先核对其所在单位的组织隶属关系。"),
        )
    return area


def _require_invitable(call: Call, subject: Subject) -> None:
    rules = plan_of(call).assessment
    if rules is None or rules.subject != subject.kind:
        raise Refusal("not_an_assessment", _("这项通知不是考核，不能邀请。"), _("请从考核类方案发起通知。"))
    if call.state != CallState.OPEN:
        raise Refusal("call_not_open", _("这项通知尚未发布或已经结束。"), _("请先发布通知，再邀请。"))
    if Entry.objects.filter(call=call, subject_kind=subject.kind, subject_id=subject.key).exists():
        raise Refusal(
            "invited_before", _("“%(name)s”已在本次考核名单中。") % {"name": subject.name}, _("不必再次邀请。")
        )


@service("campaigns.read_records_again", about="entry")
def read_records_again(
    *, actor: Actor, entry: Entry, answers: Answers, facts: dict[str, Any], expected_revision: int
) -> Entry:
    """Put in place what the records say now; what was written by hand stays as the caller hands it over."""
    locked = lock_entry(entry)
    policies.may_edit_answers(actor=actor, entry=locked).require()
    kept = EntryAnswers.objects.select_for_update().get(entry=locked)
    if kept.revision != expected_revision:
        raise Refusal("stale_page", _("这份自评刚在另一处保存过。"), _("请刷新页面后再取数。"))
    before = locked.subject_facts
    locked.subject_facts = facts
    locked.save(update_fields=["subject_facts"])
    kept.data = protect(form_of(locked.call), answers)
    kept.revision += 1
    kept.saved_at, kept.saved_by_id = clock.now(), actor.account_id
    kept.save(update_fields=["data", "revision", "saved_at", "saved_by"])
    journal.record(
        actor=actor,
        act="campaigns.read_records_again",
        obj=locked,
        before={"proposed": before.get("proposed", {})},
        after={"proposed": facts.get("proposed", {})},
    )
    return locked


@service("campaigns.expire_unreported", about="call")
def expire_unreported(*, actor: Actor, call: Call) -> list[int]:
    """Close the entries whose reports never came, once the days of grace are over; they get the lowest grade by rule.

    Returns:
        The keys of the entries closed.

    Raises:
        Refusal: "grace_not_over" with the last day; the call is no assessment.
    """
    policies.may_run_call(actor=actor, call=call).require()
    held = Call.objects.select_for_update().get(pk=call.pk)
    rules = plan_of(held).assessment
    if rules is None:
        raise Refusal("not_an_assessment", _("这项通知不是考核。"), _("请从考核类方案发起通知。"))
    declare = next((stage for stage in held.stages.all() if stage.kind == StageKind.DECLARE), None)
    if declare is not None and clock.now() <= declare.closes_at + timedelta(days=rules.grace_days):
        last = (declare.closes_at + timedelta(days=rules.grace_days)).date()
        raise Refusal(
            "grace_not_over",
            _("报送截止后还有 %(days)s 天宽限，到%(last)s为止。")
            % {"days": rules.grace_days, "last": last.isoformat()},
            _("请先催报；宽限期满仍未报送的，再按规则处理。"),
        )
    closed = []
    for entry in held.entries.filter(state__in=_SILENT).order_by("pk"):
        move_entry(actor=SYSTEM, entry=entry, act="expire", facts={"by": actor.account_id})
        closed.append(entry.pk)
    journal.record(actor=actor, act="campaigns.expire_unreported", obj=held, after={"entries": closed})
    return closed
