"""What becomes of an adopted proposal."""

from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands
from jiangxin.proposals import policies
from jiangxin.proposals.models import Proposal
from jiangxin.proposals.services.following_up import ask_for_follow_up
from jiangxin.proposals.services.passage import lock_proposal, move_proposal

LONGEST_EFFECT = 1000


@service("proposals.put_to_use", about="proposal")
def put_to_use(
    *, actor: Actor, proposal: Proposal, used_on: date | None, effect: str, expected_version: int
) -> Proposal:
    """Record that what was proposed is in use, since when, and what came of it."""
    locked = lock_proposal(proposal, expected_version)
    policies.may_handle(actor=actor, proposal=locked, act="put_to_use").require()
    problems = []
    if used_on is None or not localdate(locked.submitted_at) <= used_on <= clock.today():
        problems.append(Problem("used_on", _("请填写投入使用的日期，在提出之后、今天或以前。"), "out_of_range"))
    if not 0 < len(effect.strip()) <= LONGEST_EFFECT:
        problems.append(Problem("effect", _("请写明怎么用、有什么效果，最多1000个字。"), "required"))
    if problems:
        raise Refusal("incomplete", _("还有几处需要补充或改正。"), _("请按提示修改后再提交。"), problems=problems)
    locked.used_on, locked.effect = used_on, effect.strip()
    move_proposal(actor, locked, "put_to_use", words=locked.effect)
    close_errands(about=locked)
    ask_for_follow_up(locked)
    return locked
