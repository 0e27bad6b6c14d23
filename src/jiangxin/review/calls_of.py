"""To which call what waits about a seat, a case or a visit belongs, for mails that name no case."""

from collections.abc import Iterable

from jiangxin.orgs.digest import belongs_to
from jiangxin.review.models import Assignment, PanelMember, Visit


@belongs_to(PanelMember.journal_label)
def calls_of_seats(keys: Iterable[int]) -> dict[int, str]:
    """Return the titles of the calls of some seats."""
    return dict(PanelMember.objects.filter(pk__in=keys).values_list("pk", "panel__call__title"))


@belongs_to(Assignment.journal_label)
def calls_of_cases(keys: Iterable[int]) -> dict[int, str]:
    """Return the titles of the calls of some cases."""
    return dict(Assignment.objects.filter(pk__in=keys).values_list("pk", "member__panel__call__title"))


@belongs_to(Visit.journal_label)
def calls_of_visits(keys: Iterable[int]) -> dict[int, str]:
    """Return the titles of the calls of some visits."""
    return dict(Visit.objects.filter(pk__in=keys).values_list("pk", "entry__call__title"))
