"""Taking proposals up and answering them, within the promised days and with words the proposer can read."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.queries import plan_of
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.proposals import policies
from jiangxin.proposals.enums import Verdict
from jiangxin.proposals.models import Proposal
from jiangxin.proposals.services.passage import lock_proposal, move_proposal
from jiangxin.studios.deadlines import end_of

ANSWER, CARRY_OUT = "answer_proposal", "carry_out_proposal"
LONGEST_ANSWER = 1000
_LONGEST_OWNER = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a union answers.

    Attributes:
        verdict: Adopt, try, keep for later, or not.
        words: Told to the proposer.
        reason_code: The ground of a no, from the campaign's list; "" for another.
        owner: Who carries it out; with `due_on` for what is adopted or tried.
    """

    verdict: Verdict
    words: str
    reason_code: str = ""
    owner: str = ""
    due_on: date | None = None


@service("proposals.accept_proposal", about="proposal")
def accept_proposal(*, actor: Actor, proposal: Proposal, expected_version: int) -> Proposal:
    """Take a proposal up; the answer is then awaited by its day."""
    locked = lock_proposal(proposal, expected_version)
    policies.may_handle(actor=actor, proposal=locked, act="accept").require()
    move_proposal(actor, locked, "accept")
    close_errands(about=locked)
    open_errand(
        role=Role.UNION_OFFICER,
        organisation=locked.unit,
        asked=ANSWER,
        about=locked,
        title=locked.title,
        due_at=end_of(locked.answer_due_on),
    )
    return locked


@service("proposals.answer_proposal", about="proposal")
def answer_proposal(*, actor: Actor, proposal: Proposal, answer: Answer, expected_version: int) -> Proposal:
    """Answer a proposal; the proposer reads the words at once.

    Raises:
        Refusal: "incomplete" with the faults: no words, no owner or day for what is adopted, a ground unknown.
    """
    locked = lock_proposal(proposal, expected_version)
    policies.may_handle(actor=actor, proposal=locked, act=answer.verdict).require()
    _require_whole(locked, answer)
    goes_on = answer.verdict in {Verdict.ADOPT, Verdict.PILOT}
    locked.answered_at, locked.answer = clock.now(), answer.words.strip()
    locked.reason_code = answer.reason_code if answer.verdict in {Verdict.REJECT, Verdict.STORE} else ""
    locked.owner, locked.due_on = (answer.owner.strip(), answer.due_on) if goes_on else ("", None)
    move_proposal(actor, locked, answer.verdict, words=locked.answer)
    close_errands(about=locked)
    if goes_on and locked.due_on:
        open_errand(
            role=Role.UNION_OFFICER,
            organisation=locked.unit,
            asked=CARRY_OUT,
            about=locked,
            title=locked.title,
            due_at=end_of(locked.due_on),
        )
    return locked


def _require_whole(proposal: Proposal, answer: Answer) -> None:
    problems = []
    if not 0 < len(answer.words.strip()) <= LONGEST_ANSWER:
        problems.append(Problem("words", _("请写明答复，最多 %(most)d 个字。") % {"most": LONGEST_ANSWER}, "required"))
    if answer.verdict in {Verdict.ADOPT, Verdict.PILOT}:
        if not 0 < len(answer.owner.strip()) <= _LONGEST_OWNER:
            problems.append(Problem("owner", _("请写明由谁落实。"), "required"))
        if answer.due_on is None or answer.due_on < clock.today():
            problems.append(Problem("due_on", _("请填写完成期限，不能早于今天。"), "required"))
    rules = plan_of(proposal.call).proposals
    known = {reason.code for reason in rules.reasons} if rules else set()
    if answer.reason_code and answer.reason_code not in known:
        problems.append(Problem("reason_code", _("请从列出的理由中选择。"), "unknown"))
    if problems:
        raise Refusal("incomplete", _("还有几处需要补充或改正。"), _("请按提示修改后再提交。"), problems=problems)
