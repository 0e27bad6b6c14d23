"""What waits about an entry is out of sight for whoever is kept away from the entry."""

from django.db.models import Q

from jiangxin.campaigns.models import Entry, Recusal
from jiangxin.orgs.queries import keeps_away


@keeps_away
def errands_of_entries(person_id: int) -> Q:
    """Return the errands about entries a person is recused from."""
    entries = Recusal.objects.filter(person_id=person_id).values("entry_id")
    return Q(subject=Entry.journal_label, subject_id__in=entries)
