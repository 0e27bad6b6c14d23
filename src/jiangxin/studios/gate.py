"""The gate to the files of studios: team, ledger and funds are not the directory, which anyone may read."""

from django.db.models import Q, QuerySet

from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.refusal import NotFound
from jiangxin.orgs.queries import in_subtree
from jiangxin.studios.models import Studio

KEEPERS = (Role.STUDIO_LEADER, Role.STUDIO_SECRETARY, Role.UNION_OFFICER)
"""Duties at the host unit that keep the file day by day."""
CITY = (Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)


def files_for(actor: Actor) -> QuerySet[Studio]:
    """Return the studios whose file an actor may open: its unit, the area above, the city all.

    An audit committee opens those below the union it belongs to.
    """
    if actor == SYSTEM or actor.is_any(*CITY):
        return Studio.objects.all()
    if not actor.organisation_path:
        return Studio.objects.none()
    hosted = in_subtree("unit__path", actor.organisation_path)
    if actor.is_any(*KEEPERS):
        return Studio.objects.filter(hosted)
    if actor.is_any(Role.REVIEWER_FIRST, Role.AUDIT):
        return Studio.objects.filter(hosted | Q(area_id=actor.organisation_id))
    return Studio.objects.none()


def file_for(actor: Actor, studio_id: int) -> Studio:
    """Return a studio whose file the actor may open; absent and forbidden look alike."""
    found = files_for(actor).filter(pk=studio_id).first()
    if found is None:
        raise NotFound
    return found
