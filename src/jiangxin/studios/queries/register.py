"""The register of model workers and craftsmen: whose honours an actor may read."""

from django.db.models import Q, QuerySet

from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.refusal import NotFound
from jiangxin.orgs.models import Duty
from jiangxin.people.models import Honour
from jiangxin.studios.gate import CITY, files_for
from jiangxin.studios.models import StudioLeadership, StudioMembership


def honours_for(actor: Actor) -> QuerySet[Honour]:
    """Return the honours an actor may read: the city all; others their studios' people and own entries."""
    rows = Honour.objects.select_related("person")
    if actor == SYSTEM or actor.is_any(*CITY):
        return rows
    if not actor.is_any(Role.REVIEWER_FIRST, Role.UNION_OFFICER):
        return rows.none()
    studios = files_for(actor).values("pk")
    leaders = StudioLeadership.objects.filter(studio__in=studios, struck_at=None, person__isnull=False)
    members = StudioMembership.objects.filter(studio__in=studios, struck_at=None)
    colleagues = Duty.objects.filter(organisation_id=actor.organisation_key).values("account_id")
    return rows.filter(
        Q(person__in=leaders.values("person_id"))
        | Q(person__in=members.values("person_id"))
        | Q(entered_by__in=colleagues)
    )


def get_honour_for(actor: Actor, honour_id: int) -> Honour:
    """Return one honour; absent and forbidden look alike."""
    rows = honours_for(actor).select_related("certificate", "entered_by__person", "verified_by__person")
    found = rows.filter(pk=honour_id).first()
    if found is None:
        raise NotFound
    return found
