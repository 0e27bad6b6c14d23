"""Reading about proposals."""

from jiangxin.campaigns.blueprint.proposing import KIND
from jiangxin.proposals.queries.aftercare import (
    Due,
    adoptions_of,
    follow_up_due,
    get_offered_for,
    offered_for,
    own_adoption,
)
from jiangxin.proposals.queries.gate import (
    collecting_for,
    get_proposal_by_code,
    get_proposal_for,
    own_proposals,
    proposals_for,
)
from jiangxin.proposals.queries.likeness import Like, similar_to
from jiangxin.proposals.queries.outcomes import benefits_of, best_benefit, parts_of, savings_of

__all__ = [
    "KIND",
    "Due",
    "Like",
    "adoptions_of",
    "benefits_of",
    "best_benefit",
    "collecting_for",
    "follow_up_due",
    "get_offered_for",
    "get_proposal_by_code",
    "get_proposal_for",
    "offered_for",
    "own_adoption",
    "own_proposals",
    "parts_of",
    "proposals_for",
    "savings_of",
    "similar_to",
]
