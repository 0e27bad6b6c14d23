"""An application's own acts: start, submit, withdraw, answer a return or a supplement."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns import policies
from jiangxin.campaigns.assessing import assessment_problems
from jiangxin.campaigns.blueprint.columns import EntryColumns, one_spelling
from jiangxin.campaigns.enums import GIVEN_UP, EntryState
from jiangxin.campaigns.models import Call, Entry, EntryAnswers, EntryFile, EntryVersion, Recommendation
from jiangxin.campaigns.queries.answers import draft_answers
from jiangxin.campaigns.queries.definitions import form_of, plan_of
from jiangxin.campaigns.registered import eligibility_standing
from jiangxin.campaigns.services.leader_exceptions import use_leader_exception
from jiangxin.campaigns.services.passage import lock_entry, may_move, move_entry
from jiangxin.campaigns.services.recommendations import free_place
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.policy import Decision
from jiangxin.core.refusal import Refusal
from jiangxin.core.service import service
from jiangxin.forms.acts import places_of
from jiangxin.forms.answers import Answers, digest, snapshot, validate
from jiangxin.forms.sensitive import protect
from jiangxin.orgs.enums import NON_PUBLIC, Level
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import recommending_organisation
from jiangxin.people.models import Account, Person
from jiangxin.people.services import enter_person


@service("campaigns.start_entry", about="call")
def start_entry(*, actor: Actor, call: Call, unit: Organisation, secretary: Account) -> Entry:
    """Start an application of a unit's studio; it stays a draft, seen by nobody else, until it is submitted."""
    policies.may_start_entry(actor=actor, call=call, unit=unit).require()
    area = recommending_organisation(unit, Level.COUNTY, on=clock.today())
    if area is None:
        raise Refusal(
            "no_recommending_organisation",
            _("没有找到贵单位的推荐单位（县（市、区）总工会或产业工会）。"),
            _("请联系市总工会经办人核对组织隶属关系。"),
        )
    held = Call.objects.select_for_update().get(pk=call.pk)
    held.last_entry_number += 1
    held.save(update_fields=["last_entry_number"])
    entry = Entry.objects.create(
        call=held,
        number=f"{held.year}-{held.pk:02d}-{held.last_entry_number:04d}",
        unit=unit,
        area=area,
        secretary=secretary,
        is_non_public=unit.ownership in NON_PUBLIC,
        industry_section=unit.industry_section,
        created_at=clock.now(),
        moved_at=clock.now(),
    )
    prefilled = plan_of(held).columns.prefill(unit)
    EntryAnswers.objects.create(entry=entry, data=protect(form_of(held), prefilled), saved_at=clock.now())
    after = {"call": call.pk, "unit": unit.pk, "area": area.pk, "number": entry.number}
    journal.record(actor=actor, act="campaigns.start_entry", obj=entry, after=after)
    return entry


@service("campaigns.submit_entry", about="entry")
def submit_entry(*, actor: Actor, entry: Entry, expected_version: int) -> EntryVersion:
    """Submit: check completeness, seal the answers as a version, and hand the entry to the unit's union.

    A returned entry and an answered supplement come in by the same act.

    Raises:
        Refusal: "incomplete" with every fault; "sealed_scan_missing" or "sealed_scan_outdated"; "leader_twice",
            "unit_twice"; the deadline of the stage or of the supplement has passed; the page was stale.
    """
    locked = lock_entry(entry, expected_version=expected_version)
    may_submit(actor=actor, entry=locked).require()  # first: nobody else is told what is missing in it
    answers = draft_answers(locked)
    # What is hidden counts for nothing: neither for eligibility, nor for who leads, nor for the benefit.
    sealed = snapshot(form_of(locked.call), answers)
    of_form = validate(form_of(locked.call), answers, at=clock.today())
    standing = eligibility_standing(locked, sealed, of_form=of_form, at=clock.today())
    problems = [*standing.problems, *assessment_problems(locked, sealed)]
    if problems:
        raise Refusal(
            "incomplete",
            _("还有 %(count)s 处需要补充或改正，暂不能提交。") % {"count": len(problems)},
            _("请按提示逐项修改，已填内容都已保存。"),
            problems=problems,
        )
    _require_scan(locked, sealed)
    columns = plan_of(locked.call).columns.read(sealed)
    leader = _leader(actor, locked, columns) if locked.subject_id is None else locked.leader
    _require_only_one(locked, columns)
    version = _seal(actor, locked, sealed)
    _keep_only_files_of(locked, sealed)
    _write_columns(locked, columns, leader)
    facts = {"entry_version": version.number, "digest": version.digest, "leader": leader.pk if leader else None}
    facts |= use_leader_exception(locked, standing)
    move_entry(actor=actor, entry=locked, act=_act_of(locked), facts=facts)
    locked.supplements.filter(answered_at=None).update(answered_at=clock.now())
    entry.refresh_from_db()
    return version


def may_submit(*, actor: Actor, entry: Entry) -> Decision:
    """Tell whether the actor may hand the entry in now: for the first time, again, or with what was asked for."""
    moving = may_move(actor=actor, entry=entry, act=_act_of(entry))
    return moving and policies.supplement_in_time(entry=entry)


def _act_of(entry: Entry) -> str:
    return "answer_supplement" if entry.state == EntryState.SUPPLEMENT else "submit"


def _require_only_one(entry: Entry, columns: EntryColumns) -> None:
    """Refuse a second application of a unit, where the call takes one of each, and of one team under the same name."""
    plan = plan_of(entry.call)
    if not plan.one_per_unit and plan.subject.is_studio:
        return
    # One submission of a unit at a time, so that two at once do not both find none.
    Organisation.objects.select_for_update(no_key=True).get(pk=entry.unit_id)
    others = Entry.objects.filter(call_id=entry.call_id, unit_id=entry.unit_id, submitted_at__isnull=False)
    standing = others.exclude(pk=entry.pk).exclude(state__in=GIVEN_UP)
    remedy = _("请先撤回另一份申报，或由本单位工会研究确定报哪一个。")
    if plan.one_per_unit and (other := standing.first()):
        told = {"subject": plan.subject.noun, "other": other.name or other.number}
        raise Refusal("unit_twice", _("本次申报每个单位限报一个%(subject)s，本单位已报“%(other)s”。") % told, remedy)
    if plan.subject.is_studio:
        return
    name = one_spelling(columns.name)
    if other := next((one for one in standing if one_spelling(one.name) == name), None):
        told = {"subject": plan.subject.noun, "name": columns.name, "number": other.number}
        raise Refusal("name_twice", _("本单位已申报同名的%(subject)s“%(name)s”（%(number)s）。") % told, remedy)


def _require_scan(entry: Entry, sealed: Answers) -> None:
    if not plan_of(entry.call).needs_sealed_scan:
        return
    kept = entry.answers
    if kept.sealed_scan_id is None:
        raise Refusal(
            "sealed_scan_missing",
            _("还没有上传盖章后的扫描件。"),
            _("请先打印，签字盖章后扫描上传，再提交。"),
        )
    if kept.sealed_digest != digest(sealed):
        raise Refusal(
            "sealed_scan_outdated",
            _("上传盖章件之后，申报内容又有修改，二者已不一致。"),
            _("请重新打印、盖章并上传，或把内容改回后再提交。"),
        )


def _leader(actor: Actor, entry: Entry, columns: EntryColumns) -> Person | None:
    if not plan_of(entry.call).subject.is_studio and not columns.leader_resident_id:
        return None  # the head of a team is told by name alone: a person may head several, and there is no register
    leader = enter_person(
        actor=actor,
        name=columns.leader_name,
        resident_id=columns.leader_resident_id,
        gender=columns.leader_gender,
    )
    other = Entry.objects.filter(call=entry.call, leader=leader).exclude(pk=entry.pk).exclude(state__in=GIVEN_UP)
    if other.exists():
        raise _leader_twice(columns)
    return leader


def _leader_twice(columns: EntryColumns) -> Refusal:
    return Refusal(
        "leader_twice",
        _("领衔人%(name)s在本次申报中已领衔另一个工作室，一人只能领衔一个。") % {"name": columns.leader_name},
        _("请更换领衔人，或撤回另一份申报后再提交。"),
    )


def _seal(actor: Actor, entry: Entry, sealed: Answers) -> EntryVersion:
    return EntryVersion.objects.create(
        entry=entry,
        number=entry.versions.count() + 1,
        data=protect(form_of(entry.call), sealed),
        digest=digest(sealed),
        sealed_scan=entry.answers.sealed_scan,
        submitted_at=clock.now(),
        submitted_by_id=actor.account_key,
    )


def _keep_only_files_of(entry: Entry, sealed: Answers) -> None:
    """Mark what was taken out of the form as removed: everybody else gets only what was submitted."""
    named = [int(file["id"]) for _path, file in places_of(form_of(entry.call), sealed)]
    EntryFile.objects.filter(entry=entry, removed_at=None).exclude(pk__in=named).update(removed_at=clock.now())
    EntryFile.objects.filter(entry=entry, pk__in=named).update(removed_at=None)


def _write_columns(entry: Entry, columns: EntryColumns, leader: Person | None) -> None:
    if entry.subject_id is not None:  # what it is called stands in the subject's own file
        entry.benefit_wan, entry.submitted_at = columns.benefit_wan, clock.now()
        entry.save(update_fields=["benefit_wan", "submitted_at"])
        return
    entry.name, entry.kind, entry.variant = columns.name, columns.kind, columns.variant
    entry.field, entry.leader, entry.leader_name = columns.field, leader, columns.leader_name
    entry.industry_section = columns.industry_section or entry.industry_section
    entry.leader_honour_level, entry.benefit_wan = columns.leader_honour_level, columns.benefit_wan
    entry.is_front_line, entry.leader_gender = columns.is_front_line, columns.leader_gender
    entry.groups = list(columns.groups) or None
    entry.is_non_public = columns.is_non_public or entry.is_non_public
    entry.submitted_at = clock.now()
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as fault:  # two applications of one leader submitted at the same moment
        raise _leader_twice(columns) from fault


@service("campaigns.withdraw_entry", about="entry")
def withdraw_entry(*, actor: Actor, entry: Entry, reason: str, expected_version: int) -> None:
    """Withdraw an application for good; places it took in quotas become free again."""
    locked = lock_entry(entry, expected_version=expected_version)
    for standing in Recommendation.objects.filter(entry=locked, withdrawn_at=None):
        free_place(standing, reason=reason)
    move_entry(actor=actor, entry=locked, act="withdraw", opinion=reason)
    entry.refresh_from_db()


@service("campaigns.return_entry", about="entry")
def return_entry(*, actor: Actor, entry: Entry, reason: str, expected_version: int) -> None:
    """Return an entry to its applicant with reasons; recommendations made so far fall away."""
    locked = lock_entry(entry, expected_version=expected_version)
    for standing in Recommendation.objects.filter(entry=locked, withdrawn_at=None):
        free_place(standing, reason=reason)
    move_entry(actor=actor, entry=locked, act="return", opinion=reason)
    entry.refresh_from_db()
