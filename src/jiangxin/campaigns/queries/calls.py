"""Reading calls and blueprints."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from jiangxin.campaigns.enums import CallState, StageKind
from jiangxin.campaigns.models import Blueprint, Call, LateException, LeaderException, Stage
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


def leader_exceptions_for(actor: Actor, call: Call) -> QuerySet[LeaderException]:
    """Return the leave given to single persons to lead in a call: for the organiser's duties, which also run the call.

    A recusal closes it as it closes the entry that rests on it.
    """
    given = LeaderException.objects.filter(call=call)
    city = actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)
    if not city or call.organiser_id != actor.organisation_id:
        return given.none()
    if actor.person_id is not None:
        given = given.exclude(used_by__recusals__person_id=actor.person_id)
    return given.select_related("person", "given_by__person", "revoked_by__person", "used_by")


def get_leader_exception_for(actor: Actor, call: Call, exception_id: int) -> LeaderException:
    """Return one of them; absent and forbidden look alike."""
    found = leader_exceptions_for(actor, call).filter(pk=exception_id).first()
    if found is None:
        raise NotFound
    return found


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
