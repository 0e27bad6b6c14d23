"""Reading inspections: the team's own, and for the city those of entries it may see."""

from django.db.models import QuerySet

from jiangxin.campaigns.models import Recusal
from jiangxin.campaigns.queries import entries_for
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import NotFound
from jiangxin.orgs.models import Duty
from jiangxin.orgs.queries import duties_on
from jiangxin.review.models import Visit, VisitPhoto


def visits_for(actor: Actor) -> QuerySet[Visit]:
    """Return the visits an actor may see; a recusal closes the gate."""
    visits = Visit.objects.select_related("entry__call__organiser", "entry__unit").order_by("planned_for", "id")
    if actor.is_any(Role.INSPECTOR):
        recused = Recusal.objects.filter(person_id=actor.person_id or 0).values("entry_id")
        return visits.filter(members__account_id=actor.account_id or 0).exclude(entry_id__in=recused)
    if actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE):
        return visits.filter(entry__call__organiser_id=actor.organisation_id, entry__in=entries_for(actor))
    return visits.none()


def get_visit_for(actor: Actor, visit_id: int) -> Visit:
    """Return one visit; absent and forbidden look alike."""
    found = visits_for(actor).filter(pk=visit_id).first()
    if found is None:
        raise NotFound
    return found


def get_photo_for(actor: Actor, visit_id: int, photo_id: int) -> VisitPhoto:
    """Return one photo of a visit the actor may see."""
    found = (
        VisitPhoto.objects.filter(pk=photo_id, visit__in=visits_for(actor).filter(pk=visit_id))
        .select_related("stored")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def inspectors_for(actor: Actor) -> QuerySet[Duty]:
    """Return today's inspectors of the actor's city federation."""
    if not actor.is_any(Role.OFFICER_CITY):
        return Duty.objects.none()
    return (
        duties_on(clock.today())
        .filter(role=Role.INSPECTOR, organisation__path__startswith=actor.organisation_path)
        .order_by("account__person__name", "id")
    )
