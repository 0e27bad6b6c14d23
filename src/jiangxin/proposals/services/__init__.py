"""What is done with proposals."""

from jiangxin.proposals.services.answering import Answer, accept_proposal, answer_proposal
from jiangxin.proposals.services.becoming import make_project
from jiangxin.proposals.services.benefits import BenefitFacts, record_benefit
from jiangxin.proposals.services.carrying_out import put_to_use
from jiangxin.proposals.services.proposing import propose, unnamed, withdraw_proposal
from jiangxin.proposals.services.rewarding import reward_proposal

__all__ = [
    "Answer",
    "BenefitFacts",
    "accept_proposal",
    "answer_proposal",
    "make_project",
    "propose",
    "put_to_use",
    "record_benefit",
    "reward_proposal",
    "unnamed",
    "withdraw_proposal",
]
