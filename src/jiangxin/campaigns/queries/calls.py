"""Reading calls and blueprints."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from jiangxin.campaigns.enums import CallState, StageKind
from jiangxin.campaigns.models import Blueprint, Call, LateException, Stage
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import NotFound
from jiangxin.orgs.models import Organisation


def calls_for(actor: Actor) -> QuerySet[Call]:
    """Return the calls an actor may see: published ones for everybody, drafts for the organiser's officers."""
    calls = Call.objects.select_related("organiser", "blueprint")
    if actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE):
        return calls.filter(organiser_id=actor.organisation_id)
    return calls.exclude(state=CallState.DRAFT)


def get_call_for(actor: Actor, call_id: int) -> Call:
    """Return one call; absent and forbidden look alike."""
    found = calls_for(actor).filter(pk=call_id).first()
    if found is None:
        raise NotFound
    return found


def calls_to_answer(actor: Actor, unit: Organisation) -> QuerySet[Call]:
    """Return the open calls whose time for applying is not over for a unit, late exceptions included."""
    now = clock.now()
    declaring = Stage.objects.filter(call=OuterRef("pk"), kind=StageKind.DECLARE)
    late = LateException.objects.filter(
        stage__call=OuterRef("pk"), stage__kind=StageKind.DECLARE, organisation=unit, until__gte=now
    )
    still = Exists(declaring.filter(closes_at__gte=now)) | Exists(late) | ~Exists(declaring)
    # Nobody applies for an assessment: its subjects are invited; proposals come from workers, one by one.
    other = Q(definition__has_key="assessment") | Q(definition__has_key="proposals")
    return calls_for(actor).filter(still, state=CallState.OPEN).exclude(other)


def blueprints_for(actor: Actor) -> QuerySet[Blueprint]:
    """Return the blueprints a city officer works with: the shipped ones and their federation's own."""
    if not actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY):
        return Blueprint.objects.none()
    return Blueprint.objects.filter(Q(owner__isnull=True) | Q(owner_id=actor.organisation_id))


def get_blueprint_for(actor: Actor, blueprint_id: int) -> Blueprint:
    """Return one blueprint; absent and forbidden look alike."""
    found = blueprints_for(actor).filter(pk=blueprint_id).first()
    if found is None:
        raise NotFound
    return found
