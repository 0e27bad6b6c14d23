"""Reading who may not apply, and until when."""

from datetime import date

from django.db.models import Q, QuerySet

from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.refusal import NotFound
from jiangxin.orgs.models import Bar, Organisation
from jiangxin.orgs.queries.organisations import in_subtree
from jiangxin.people.models import Person

_CITY = (Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)


def bars_for(actor: Actor) -> QuerySet[Bar]:
    """Return the bars an actor may read: the city all, a union those of the units below it."""
    rows = Bar.objects.select_related("unit", "leader")
    if actor == SYSTEM or actor.is_any(*_CITY):
        return rows
    if actor.is_any(Role.REVIEWER_FIRST, Role.UNION_OFFICER) and actor.organisation_path:
        return rows.filter(in_subtree("unit__path", actor.organisation_path))
    return rows.none()


def get_bar_for(actor: Actor, bar_id: int) -> Bar:
    """Return one bar; absent and forbidden look alike."""
    found = bars_for(actor).select_related("entered_by__person").filter(pk=bar_id).first()
    if found is None:
        raise NotFound
    return found


def standing_bar(*, unit: Organisation | None, leader: Person | None, day: date) -> Bar | None:
    """Return the bar that keeps a unit or a leader from applying on a day: the one that ends last."""
    whom = Q()
    if unit is not None:
        whom |= Q(unit=unit)
    if leader is not None:
        whom |= Q(leader=leader)
    if not whom:
        return None
    rows = Bar.objects.filter(whom, lifted_on=None, since__lte=day, until__gte=day)
    return rows.select_related("unit", "leader").order_by("-until", "pk").first()
