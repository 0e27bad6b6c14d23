"""A proposal becomes a project of a studio, in one act."""

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.service import service
from jiangxin.proposals import policies
from jiangxin.proposals.models import Proposal, ProposalProject
from jiangxin.proposals.services.passage import lock_proposal, write_step
from jiangxin.studios.models import Studio
from jiangxin.studios.services.projects import ProjectFacts, open_project


@service("proposals.make_project", about="proposal")
def make_project(
    *, actor: Actor, proposal: Proposal, studio: Studio, facts: ProjectFacts, expected_version: int
) -> ProposalProject:
    """Open a project in a studio's ledger from a proposal, and tie the two.

    Raises:
        Refusal: the policy's; those of opening a project.
    """
    locked = lock_proposal(proposal, expected_version)
    policies.may_make_project(actor=actor, proposal=locked).require()
    project = open_project(actor=actor, studio=studio, facts=facts)
    made = ProposalProject.objects.create(
        proposal=locked, project=project, made_by_id=actor.account_key, made_at=clock.now()
    )
    write_step(actor, locked, act="make_project", from_state=locked.state)
    after = {"studio": studio.pk, "project": project.pk}
    journal.record(actor=actor, act="proposals.make_project", obj=locked, after=after)
    return made
