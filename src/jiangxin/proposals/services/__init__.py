"""What is done with proposals."""

from jiangxin.proposals.services.answering import Answer, accept_proposal, answer_proposal
from jiangxin.proposals.services.becoming import make_project
from jiangxin.proposals.services.benefits import BenefitFacts, record_benefit
from jiangxin.proposals.services.carrying_out import put_to_use
from jiangxin.proposals.services.following_up import Look, follow_up
from jiangxin.proposals.services.proposing import propose, unnamed, withdraw_proposal
from jiangxin.proposals.services.rewarding import reward_proposal
from jiangxin.proposals.services.saving_energy import CarrierUse, SavingFacts, record_saving
from jiangxin.proposals.services.spreading import Takeover, end_offer, give_up, offer_proposal, take_over

__all__ = [
    "Answer",
    "BenefitFacts",
    "CarrierUse",
    "Look",
    "SavingFacts",
    "Takeover",
    "accept_proposal",
    "answer_proposal",
    "end_offer",
    "follow_up",
    "give_up",
    "make_project",
    "offer_proposal",
    "propose",
    "put_to_use",
    "record_benefit",
    "record_saving",
    "reward_proposal",
    "take_over",
    "unnamed",
    "withdraw_proposal",
]
