"""Applying for a further level of a registered studio: chosen, prefilled from its file, handed in as what it is."""

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Call, Entry, EntryVersion
from jiangxin.campaigns.policies import may_edit_answers
from jiangxin.campaigns.queries.answers import draft_answers
from jiangxin.campaigns.services import lock_entry, save_answers, start_entry, submit_entry
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound, Problem, Refusal, Text
from jiangxin.core.service import service
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Account
from jiangxin.studios.candidacy_policies import may_stand
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import Studio, StudioCandidacy, StudioName
from jiangxin.studios.periods import current, lock
from jiangxin.studios.queries.applying import filled_from_file


@service("studios.start_candidacy", about="studio")
def start_candidacy(*, actor: Actor, call: Call, studio: Studio, secretary: Account) -> Entry:
    """Start an application for a further level of a registered studio, prefilled from its file.

    Raises:
        Refusal: the studio holds the level already, has ended, is barred, or is applied for already; the unit may not
            answer the call.
    """
    unit = Organisation.objects.get(pk=actor.organisation_key)
    entry = start_entry(actor=actor, call=call, unit=unit, secretary=secretary)
    choose_studio(actor=actor, entry=entry, studio=studio)
    after = {"entry": entry.pk, "call": call.pk}
    journal.record(actor=actor, act="studios.start_candidacy", obj=studio, after=after)
    return entry


@service("studios.choose_studio", about="entry")
def choose_studio(*, actor: Actor, entry: Entry, studio: Studio | None) -> StudioCandidacy | None:
    """Say which registered studio an application is made for; None: for a new one.

    What the studio's file knows is written into those answers that are empty still.
    """
    locked = lock_entry(entry)
    may_edit_answers(actor=actor, entry=locked).require()
    if locked.subject_id is not None:
        raise NotFound
    before = StudioCandidacy.objects.filter(entry=locked).first()
    chosen = _chosen(actor, locked, studio) if studio else None
    if before and chosen is None:
        before.delete()
    if chosen:
        kept = draft_answers(locked)
        filled = filled_from_file(chosen.studio, locked.call, kept)
        if filled != kept:
            save_answers(actor=actor, entry=locked, answers=filled, base_revision=locked.answers.revision)
    journal.record(
        actor=actor,
        act="studios.choose_studio",
        obj=locked,
        before={"studio": before and before.studio_id},
        after={"studio": chosen and chosen.studio_id},
    )
    return chosen


def _chosen(actor: Actor, entry: Entry, studio: Studio) -> StudioCandidacy:
    found = lock(file_for(actor, studio.pk))
    if found.unit_id != entry.unit_id:
        raise NotFound
    may_stand(studio=found, call=entry.call, entry=entry).require()
    facts = {"studio": found, "chosen_by_id": actor.account_id, "chosen_at": clock.now()}
    return StudioCandidacy.objects.update_or_create(entry=entry, defaults=facts)[0]


@service("studios.submit_candidacy", about="entry")
def submit_candidacy(*, actor: Actor, entry: Entry, expected_version: int) -> EntryVersion:
    """Hand in an application for a registered studio; name and leader must be those of its file.

    Raises:
        Refusal: as `submit_entry`; what keeps the studio from standing; "other_name" or "other_leader".
    """
    version = submit_entry(actor=actor, entry=entry, expected_version=expected_version)
    studio = lock(StudioCandidacy.objects.select_related("studio").get(entry=entry).studio)
    may_stand(studio=studio, call=entry.call, entry=entry).require()
    _require_same(studio, entry)
    after = {"studio": studio.pk, "version": version.number}
    journal.record(actor=actor, act="studios.submit_candidacy", obj=entry, after=after)
    return version


def _require_same(studio: Studio, entry: Entry) -> None:
    """Refuse what would change the studio's name or leader by the way: both change by acts of their own."""
    registered = current(StudioName, studio)
    names = {studio.name, registered.name if registered else studio.name}
    if entry.name not in names:
        raise _differs("other_name", _("申报的名称与工作室档案登记的“%(name)s”不一致。") % {"name": studio.name})
    same_leader = entry.leader_id == studio.leader_id if studio.leader_id else entry.leader_name == studio.leader_name
    if not same_leader:
        message = _("申报的领衔人与工作室档案登记的领衔人%(name)s不是同一人。") % {"name": studio.leader_name}
        raise _differs("other_leader", message)


def _differs(code: str, message: Text) -> Refusal:
    remedy = _("请改成与档案一致；确已变更的，请先在工作室档案申请变更，再提交申报。")
    return Refusal(code, message, remedy, problems=[Problem("studio", message, code)])
