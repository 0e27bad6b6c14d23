"""What waits about an entry is out of sight for whoever is kept away from the entry."""

from django.db.models import Q

from jiangxin.campaigns.models import Entry, Recusal
from jiangxin.orgs.queries import cases_kept, keeps_away


@cases_kept
def recused_entries(person_id: int) -> list[int]:
    """Return the entries a person is recused from."""
    return list(Recusal.objects.filter(person_id=person_id).values_list("entry_id", flat=True))


@keeps_away
def errands_of_entries(entries: list[int]) -> Q:
    """Return the errands about some entries."""
    return Q(subject=Entry.journal_label, subject_id__in=entries)
