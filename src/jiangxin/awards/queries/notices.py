"""Reading notices: the public sees what is published and has begun, the organiser its drafts too."""

from django.db.models import Prefetch, Q, QuerySet

from jiangxin.awards.enums import NoticeState
from jiangxin.awards.models import Notice, NoticeItem
from jiangxin.awards.policies import WATCHING_ROLES
from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound


def notices_for(actor: Actor) -> QuerySet[Notice]:
    """Return the notices an actor may read; inside the house without a watching duty, what the public reads."""
    notices = Notice.objects.select_related("call__organiser", "meeting")
    public = Q(state__in=[NoticeState.PUBLISHED, NoticeState.CLOSED], opens_on__lte=clock.today())
    if actor.is_any(*WATCHING_ROLES):
        return notices.filter(public | Q(call__organiser_id=actor.organisation_id))
    return notices.filter(public)


def own_notices_for(actor: Actor) -> QuerySet[Notice]:
    """Return the notices of the actor's own federation, for the desk."""
    if not actor.is_any(*WATCHING_ROLES):
        return Notice.objects.none()
    return notices_for(actor).filter(call__organiser_id=actor.organisation_id)


def get_notice_for(actor: Actor, notice_id: int) -> Notice:
    """Return one notice with its list; absent and forbidden look alike."""
    items = NoticeItem.objects.order_by("position")
    found = notices_for(actor).filter(pk=notice_id).prefetch_related(Prefetch("items", queryset=items)).first()
    if found is None:
        raise NotFound
    return found


def get_own_notice_for(actor: Actor, notice_id: int) -> Notice:
    """Return one notice of the actor's own federation; absent and forbidden look alike."""
    found = own_notices_for(actor).filter(pk=notice_id).first()
    if found is None:
        raise NotFound
    return found


def get_notice_item_for(actor: Actor, notice_id: int, item_id: int) -> NoticeItem:
    """Return one line of a notice; absent and forbidden look alike."""
    found = (
        NoticeItem.objects.select_related("notice__call__organiser")
        .filter(pk=item_id, notice_id=notice_id, notice__in=notices_for(actor))
        .first()
    )
    if found is None:
        raise NotFound
    return found
