"""Reading errands: the inbox."""

from django.db.models import Q, QuerySet

from jiangxin.core.actor import Actor
from jiangxin.orgs.models import Errand


def errands_for(actor: Actor) -> QuerySet[Errand]:
    """Return what waits for the actor in the duty they act in: asked of the role, or of them by name."""
    if not actor.is_signed_in:
        return Errand.objects.none()
    mine = Q(account_id=actor.account_id, role=actor.role) | Q(
        account__isnull=True, organisation_id=actor.organisation_id, role=actor.role
    )
    return Errand.objects.filter(mine, closed_at=None)
