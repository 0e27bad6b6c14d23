"""Reading applications to change studios, behind the gate of their files."""

from django.db.models import QuerySet

from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound
from jiangxin.studios.gate import files_for
from jiangxin.studios.models import StudioChange


def changes_for(actor: Actor) -> QuerySet[StudioChange]:
    """Return the applications of every studio whose file the actor may open."""
    return StudioChange.objects.filter(studio__in=files_for(actor)).select_related("studio__area")


def get_change_for(actor: Actor, change_id: int) -> StudioChange:
    """Return one application; absent and forbidden look alike."""
    rows = changes_for(actor).select_related("studio__unit", "submitted_by__person")
    found = rows.filter(pk=change_id).first()
    if found is None:
        raise NotFound
    return found
