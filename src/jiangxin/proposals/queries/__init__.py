"""Reading about proposals."""

from jiangxin.proposals.queries.gate import (
    KIND,
    collecting_for,
    get_proposal_by_code,
    get_proposal_for,
    own_proposals,
    proposals_for,
)
from jiangxin.proposals.queries.likeness import Like, similar_to

__all__ = [
    "KIND",
    "Like",
    "collecting_for",
    "get_proposal_by_code",
    "get_proposal_for",
    "own_proposals",
    "proposals_for",
    "similar_to",
]
