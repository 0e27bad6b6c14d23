"""Reading the expert pool."""

from django.db.models import QuerySet

from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import NotFound
from jiangxin.review.models import Expert


def experts_for(actor: Actor) -> QuerySet[Expert]:
    """Return the expert pool, for those who keep it or answer for it."""
    if not actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE):
        return Expert.objects.none()
    return Expert.objects.select_related("person", "account", "organisation").order_by("person__name", "id")


def get_expert_for(actor: Actor, expert_id: int) -> Expert:
    """Return one expert of the pool."""
    found = experts_for(actor).filter(pk=expert_id).first()
    if found is None:
        raise NotFound
    return found
