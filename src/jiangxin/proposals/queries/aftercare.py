"""What lasts: the next look at a proposal in use, what is offered to other units, and who took it over."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from jiangxin.campaigns.queries import plan_of
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound
from jiangxin.engine.measure.months import months_on
from jiangxin.proposals.enums import ProposalState
from jiangxin.proposals.models import Adoption, FollowUp, Proposal
from jiangxin.proposals.policies import PROPOSERS, READERS

EARLY_DAYS = 30
"""So many days before its day a look may be made; what is no longer used is told at once."""


class Due(NamedTuple):
    """A look that is awaited: so many months after it was put to use, until a day."""

    months: int
    day: date

    def has_come(self, today: date) -> bool:
        """Tell whether it is near enough to look."""
        return today >= self.day - timedelta(days=EARLY_DAYS)


def follow_up_due(proposal: Proposal) -> Due | None:
    """Return the next look of the campaign's list; none for what is not in use, or when all were made."""
    rules = plan_of(proposal.call).proposals
    if rules is None or proposal.used_on is None or proposal.state != ProposalState.IN_USE:
        return None
    done = set(FollowUp.objects.filter(proposal=proposal).values_list("months", flat=True))
    left = [months for months in rules.follow_up_months if months not in done]
    return Due(left[0], months_on(proposal.used_on, left[0])) if left else None


def offered_for(actor: Actor) -> QuerySet[Proposal]:
    """Return what units offer to the others, with `adopters`, how many use it besides; for all duties at unions."""
    rows = Proposal.objects.filter(state=ProposalState.IN_USE, offer__isnull=False, offer__ended_at=None)
    if not actor.is_any(*PROPOSERS, *READERS):
        return rows.none()
    using = Count("adoptions", filter=Q(adoptions__ended_on=None))
    return rows.select_related("call", "unit", "offer").annotate(adopters=using)


def get_offered_for(actor: Actor, proposal_id: int) -> Proposal:
    """Return one that is offered.

    Raises:
        NotFound: there is none for this actor.
    """
    found = offered_for(actor).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound
    return found


def adoptions_of(proposal: Proposal) -> list[Adoption]:
    """Return the units that took a proposal over, first those that still use it."""
    rows = Adoption.objects.filter(proposal=proposal).select_related("unit")
    return sorted(rows, key=lambda row: (row.ended_on is not None, row.since, row.pk))


def own_adoption(actor: Actor, proposal: Proposal) -> Adoption | None:
    """Return that of the actor's own unit, as long as it uses it."""
    if not actor.organisation_id:
        return None
    return Adoption.objects.filter(proposal=proposal, unit_id=actor.organisation_id, ended_on=None).first()
