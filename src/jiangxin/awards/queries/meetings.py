"""Reading decision meetings."""

from django.db.models import QuerySet

from jiangxin.awards.models import Meeting, MeetingItem
from jiangxin.awards.policies import WATCHING_ROLES
from jiangxin.campaigns.queries import entries_for
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound


def meetings_for(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings of the calls the actor's federation organises."""
    if not actor.is_any(*WATCHING_ROLES):
        return Meeting.objects.none()
    return Meeting.objects.filter(call__organiser_id=actor.organisation_id).select_related(
        "call__organiser", "ranking", "minutes_file", "concluded_by__person"
    )


def get_meeting_for(actor: Actor, meeting_id: int) -> Meeting:
    """Return one meeting; absent and forbidden look alike."""
    found = meetings_for(actor).filter(pk=meeting_id).first()
    if found is None:
        raise NotFound
    return found


def meeting_items_for(actor: Actor, meeting: Meeting) -> QuerySet[MeetingItem]:
    """Return what was decided of each entry the actor may see."""
    return (
        MeetingItem.objects.filter(meeting=meeting, meeting__in=meetings_for(actor), entry__in=entries_for(actor))
        .select_related("entry__unit", "entry__area")
        .order_by("id")
    )
