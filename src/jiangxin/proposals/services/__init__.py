"""What is done with proposals."""

from jiangxin.proposals.services.answering import Answer, accept_proposal, answer_proposal
from jiangxin.proposals.services.carrying_out import put_to_use
from jiangxin.proposals.services.proposing import propose, unnamed, withdraw_proposal

__all__ = ["Answer", "accept_proposal", "answer_proposal", "propose", "put_to_use", "unnamed", "withdraw_proposal"]
