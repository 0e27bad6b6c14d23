"""Reading about proposals."""

from jiangxin.campaigns.blueprint.proposing import KIND
from jiangxin.proposals.queries.gate import (
    collecting_for,
    get_proposal_by_code,
    get_proposal_for,
    own_proposals,
    proposals_for,
)
from jiangxin.proposals.queries.likeness import Like, similar_to
from jiangxin.proposals.queries.outcomes import benefits_of, best_benefit, parts_of

__all__ = [
    "KIND",
    "Like",
    "benefits_of",
    "best_benefit",
    "collecting_for",
    "get_proposal_by_code",
    "get_proposal_for",
    "own_proposals",
    "parts_of",
    "proposals_for",
    "similar_to",
]
