"""To which call what waits about an entry belongs, for mails that name no case."""

from collections.abc import Iterable

from jiangxin.campaigns.models import Call, Entry
from jiangxin.orgs.digest import belongs_to


@belongs_to(Entry.journal_label)
def calls_of_entries(keys: Iterable[int]) -> dict[int, str]:
    """Return the titles of the calls of some entries."""
    return dict(Entry.objects.filter(pk__in=keys).values_list("pk", "call__title"))


@belongs_to(Call.journal_label)
def titles_of_calls(keys: Iterable[int]) -> dict[int, str]:
    """Return the titles of some calls."""
    return dict(Call.objects.filter(pk__in=keys).values_list("pk", "title"))
