"""Looking again at a proposal in use, so many months on; what is not used any more is told so."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.proposals import policies
from jiangxin.proposals.enums import Finding
from jiangxin.proposals.models import FollowUp, Offer, Proposal
from jiangxin.proposals.queries.aftercare import EARLY_DAYS, Due, follow_up_due
from jiangxin.proposals.services.passage import lock_proposal, move_proposal, write_step
from jiangxin.studios.deadlines import end_of

FOLLOW_UP = "follow_up_proposal"
LONGEST_WORDS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was found, on which day, in words the proposer reads."""

    finding: Finding
    looked_on: date | None
    words: str


@service("proposals.follow_up", about="proposal")
def follow_up(*, actor: Actor, proposal: Proposal, look: Look, expected_version: int) -> FollowUp:
    """Record the next look of the campaign's list; the one after it is then awaited. What was stopped is closed.

    Raises:
        Refusal: "incomplete" with the faults; the policy's.
    """
    locked = lock_proposal(proposal, expected_version)
    policies.may_follow_up(actor=actor, proposal=locked).require()
    due = follow_up_due(locked)
    assert due is not None, "the policy has asked"
    _require_whole(locked, look, due)
    assert look.looked_on is not None, "_require_whole has asked"
    made = FollowUp.objects.create(
        proposal=locked,
        months=due.months,
        due_on=due.day,
        looked_on=look.looked_on,
        finding=look.finding,
        words=look.words.strip(),
        recorded_by_id=actor.account_key,
        recorded_at=clock.now(),
    )
    close_errands(about=locked, asked=FOLLOW_UP)
    if look.finding == Finding.STOPPED:
        Offer.objects.filter(proposal=locked, ended_at=None).update(ended_at=clock.now())
        move_proposal(actor, locked, "stop", words=made.words)
    else:
        locked.version += 1
        locked.save(update_fields=["version"])
        write_step(actor, locked, act="follow_up", from_state=locked.state, words=made.words)
        ask_for_follow_up(locked)
    after = {"months": made.months, "finding": made.finding, "looked_on": made.looked_on}
    journal.record(actor=actor, act="proposals.follow_up", obj=locked, after=after, reason=made.words)
    return made


def ask_for_follow_up(proposal: Proposal) -> None:
    """Ask the union of the unit for the next look, if the campaign promises one more."""
    due = follow_up_due(proposal)
    if due is not None:
        open_errand(
            role=Role.UNION_OFFICER,
            organisation=proposal.unit,
            asked=FOLLOW_UP,
            about=proposal,
            title=proposal.title,
            due_at=end_of(due.day),
        )


def _require_whole(proposal: Proposal, look: Look, due: Due) -> None:
    problems = []
    if look.finding != Finding.STOPPED and not due.has_come(clock.today()):
        words = _("离回访期限还早，%(days)d 天以内再登记；已经停用的现在就可以登记。") % {"days": EARLY_DAYS}
        problems.append(Problem("finding", words, "too_early"))
    if look.looked_on is None or not (proposal.used_on or look.looked_on) <= look.looked_on <= clock.today():
        problems.append(Problem("looked_on", _("请填写回访日期，在投入使用之后、今天或以前。"), "out_of_range"))
    if not 0 < len(look.words.strip()) <= LONGEST_WORDS:
        problems.append(
            Problem("words", _("请写明现在用得怎么样，最多 %(most)d 个字。") % {"most": LONGEST_WORDS}, "required")
        )
    if problems:
        raise Refusal("incomplete", _("还有几处需要补充或改正。"), _("请按提示修改后再提交。"), problems=problems)
