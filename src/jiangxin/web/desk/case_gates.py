"""Whether somebody may see the case an escalated errand is about: the gate of each kind of thing, asked by its number.

Who hears that something is late is not thereby let into the case. A kind that is not listed here stays unnamed.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries import entries_for
from jiangxin.core.actor import Actor
from jiangxin.orgs.models import Errand
from jiangxin.proposals.models import Proposal
from jiangxin.proposals.queries import proposals_for
from jiangxin.review.models import Visit
from jiangxin.review.queries import visits_for
from jiangxin.studios.gate import files_for
from jiangxin.studios.models import Rectification, Studio, StudioChange, StudioReport

Gate = Callable[[Actor], QuerySet[Any]]
_GATES: dict[str, Gate] = {
    Entry.journal_label: entries_for,
    Visit.journal_label: visits_for,
    Proposal.journal_label: proposals_for,
    Studio.journal_label: files_for,
    StudioChange.journal_label: lambda actor: StudioChange.objects.filter(studio__in=files_for(actor)),
    StudioReport.journal_label: lambda actor: StudioReport.objects.filter(studio__in=files_for(actor)),
    Rectification.journal_label: lambda actor: Rectification.objects.filter(studio__in=files_for(actor)),
}


def may_see_case(actor: Actor, errand: Errand) -> bool:
    """Tell whether the actor may see what an errand is about, whoever it waits for."""
    gate = _GATES.get(errand.subject)
    return gate is not None and gate(actor).filter(pk=errand.subject_id).exists()
