"""Tables of this room."""

from jiangxin.proposals.models.proposal import Fingerprint, Proposal, ProposalAuthor, ProposalFile, ProposalStep

__all__ = ["Fingerprint", "Proposal", "ProposalAuthor", "ProposalFile", "ProposalStep"]
