"""Moving a proposal by the table of ways; every act comes through here."""

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Refusal
from jiangxin.proposals.models import Proposal, ProposalStep
from jiangxin.proposals.path import WAYS


def lock_proposal(proposal: Proposal, expected_version: int) -> Proposal:
    """Return a proposal as it is now, locked.

    Raises:
        Refusal: "stale_page" when it has moved on since the page was shown.
    """
    found = Proposal.objects.select_for_update(of=("self",)).select_related("call", "unit").get(pk=proposal.pk)
    if found.version != expected_version:
        raise Refusal(
            "stale_page",
            _("这条建议在您打开页面之后已有变化，这次操作没有生效。"),
            _("请刷新页面，看过最新情况后再办。"),
        )
    return found


def move_proposal(actor: Actor, locked: Proposal, act: str, *, words: str = "") -> None:
    """Move a locked proposal whose policy has agreed; writes the row, the step and the journal."""
    came_from, version = locked.state, locked.version
    locked.state, locked.version, locked.moved_at = WAYS[act].ends, version + 1, clock.now()
    locked.save()
    write_step(actor, locked, act=act, from_state=came_from, words=words)
    before = {"state": came_from, "version": version}
    after = {"state": locked.state, "version": locked.version, "owner": locked.owner, "due_on": locked.due_on}
    journal.record(actor=actor, act=f"proposals.{act}", obj=locked, before=before, after=after, reason=words)


def write_step(actor: Actor, proposal: Proposal, *, act: str, from_state: str, words: str = "") -> None:
    """Write one line of what was done."""
    ProposalStep.objects.create(
        proposal=proposal,
        act=act,
        from_state=from_state,
        to_state=proposal.state,
        words=words,
        by_id=actor.account_id,
        by_name=actor.name,
        organisation_id=actor.organisation_id,
        at=clock.now(),
    )
