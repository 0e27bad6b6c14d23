"""Tables of this room."""

from jiangxin.proposals.models.benefit import Benefit, ProposalProject, Reward
from jiangxin.proposals.models.energy import CarrierSaving, EnergySaving
from jiangxin.proposals.models.follow_up import FollowUp
from jiangxin.proposals.models.proposal import Fingerprint, Proposal, ProposalAuthor, ProposalFile, ProposalStep
from jiangxin.proposals.models.spreading import Adoption, Offer

__all__ = [
    "Adoption",
    "Benefit",
    "CarrierSaving",
    "EnergySaving",
    "Fingerprint",
    "FollowUp",
    "Offer",
    "Proposal",
    "ProposalAuthor",
    "ProposalFile",
    "ProposalProject",
    "ProposalStep",
    "Reward",
]
