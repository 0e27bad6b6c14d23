"""The gate: what an actor may see of entries. Lists, counts, search, exports and files all come through here."""

from django.db.models import Q, QuerySet

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry, EntryFile, Recusal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import NotFound
from jiangxin.orgs.queries import in_subtree

_CITY = (Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)


def entries_for(actor: Actor) -> QuerySet[Entry]:
    """Return the entries an actor may see.

    Applicants: their own. The unit's officers: what their unit has submitted. County and industry officers: what units
    of their area have submitted. The city: everything submitted. A recusal closes the gate for everyone but the
    applicant side. Experts and inspectors see cases through `review.queries` only.
    """
    seen = Entry.objects.select_related("unit", "area", "call")
    if actor.is_any(Role.STUDIO_SECRETARY, Role.STUDIO_LEADER):
        return seen.filter(Q(secretary_id=actor.account_id) | Q(leader_id=actor.person_id, leader__isnull=False))
    submitted = seen.exclude(submitted_at__isnull=True)
    if actor.is_any(Role.UNION_OFFICER):
        return submitted.filter(unit_id=actor.organisation_id)
    if actor.is_any(Role.REVIEWER_FIRST):
        under = in_subtree("unit__path", actor.organisation_path) | Q(area_id=actor.organisation_id)
        return _without_recused(submitted.filter(under), actor)
    if actor.is_any(*_CITY):
        return _without_recused(submitted.exclude(state=EntryState.DRAFT), actor)
    return seen.none()


def _without_recused(entries: QuerySet[Entry], actor: Actor) -> QuerySet[Entry]:
    if actor.person_id is None:
        return entries
    return entries.exclude(pk__in=Recusal.objects.filter(person_id=actor.person_id).values("entry_id"))


def get_entry_for(actor: Actor, entry_id: int) -> Entry:
    """Return one entry; absent and forbidden look alike."""
    found = entries_for(actor).filter(pk=entry_id).first()
    if found is None:
        raise NotFound
    return found


def get_entry_file_for(actor: Actor, entry_id: int, file_id: int) -> EntryFile:
    """Return one file of an entry the actor may see."""
    found = (
        EntryFile.objects.select_related("stored")
        .filter(pk=file_id, entry__in=entries_for(actor).filter(pk=entry_id))
        .first()
    )
    if found is None:
        raise NotFound
    return found
