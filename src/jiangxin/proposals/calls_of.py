"""To which campaign what waits about a proposal belongs, for mails that name none."""

from collections.abc import Iterable

from jiangxin.orgs.digest import belongs_to
from jiangxin.proposals.models import Proposal


@belongs_to(Proposal.journal_label)
def calls_of_proposals(keys: Iterable[int]) -> dict[int, str]:
    """Return the titles of the campaigns of some proposals."""
    return dict(Proposal.objects.filter(pk__in=keys).values_list("pk", "call__title"))
