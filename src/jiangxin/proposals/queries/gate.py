"""The gate to proposals: one's own, those of one's unit or area, all for the city; an unnamed one also by its code."""

from django.db.models import QuerySet

from jiangxin.campaigns.blueprint.proposing import KIND
from jiangxin.campaigns.enums import CallState, StageKind
from jiangxin.campaigns.models import Call
from jiangxin.campaigns.queries import calls_for, plan_of
from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, SYSTEM, Actor, Role
from jiangxin.core.refusal import NotFound
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import in_subtree
from jiangxin.proposals.enums import ProposalState
from jiangxin.proposals.models import Proposal
from jiangxin.proposals.policies import READERS
from jiangxin.studios.booking_codes import tidy


def own_proposals(actor: Actor) -> QuerySet[Proposal]:
    """Return what an account has proposed under its name."""
    if not actor.is_signed_in:
        return Proposal.objects.none()
    return Proposal.objects.filter(proposer_id=actor.account_id).select_related("call", "unit")


def proposals_for(actor: Actor) -> QuerySet[Proposal]:
    """Return what an actor's duty reads: the unit's, the area's, the city's. What was taken back is its proposer's."""
    rows = Proposal.objects.exclude(state=ProposalState.WITHDRAWN).select_related("call", "unit", "proposer__person")
    if actor == SYSTEM:
        return rows
    if not actor.is_any(*READERS) or not actor.organisation_path:
        return rows.none()
    if actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE):
        return rows
    below = in_subtree("unit__path", actor.organisation_path)
    return rows.filter(below)


def get_proposal_for(actor: Actor, proposal_id: int) -> Proposal:
    """Return a proposal an actor may read, own ones included; absent and forbidden look alike."""
    found = proposals_for(actor).filter(pk=proposal_id).first() or own_proposals(actor).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound
    return found


def get_proposal_by_code(code: str) -> Proposal:
    """Return an unnamed proposal to whoever knows its code."""
    found = Proposal.objects.select_related("call", "unit").filter(code=tidy(code), is_anonymous=True).first()
    if found is None:
        raise NotFound
    return found


def collecting_for(unit: Organisation) -> list[Call]:
    """Return the campaigns that collect proposals of a unit now, the one that ends first before the others."""
    now = clock.now()
    ends = {}
    for call in calls_for(PUBLIC).filter(state=CallState.OPEN, blueprint__kind=KIND).prefetch_related("stages"):
        areas = call.who_may_apply.get("areas") or []
        windows = [stage for stage in call.stages.all() if stage.kind == StageKind.DECLARE]
        is_open = any(stage.opens_at <= now <= stage.closes_at for stage in windows)
        if plan_of(call).proposals and is_open and (not areas or any(unit.path.startswith(path) for path in areas)):
            ends[call] = max(stage.closes_at for stage in windows)
    return sorted(ends, key=lambda call: (ends[call], call.pk))
