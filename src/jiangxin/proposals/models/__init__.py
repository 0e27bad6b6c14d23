"""Tables of this room."""

from jiangxin.proposals.models.benefit import Benefit, ProposalProject, Reward
from jiangxin.proposals.models.proposal import Fingerprint, Proposal, ProposalAuthor, ProposalFile, ProposalStep

__all__ = [
    "Benefit",
    "Fingerprint",
    "Proposal",
    "ProposalAuthor",
    "ProposalFile",
    "ProposalProject",
    "ProposalStep",
    "Reward",
]
