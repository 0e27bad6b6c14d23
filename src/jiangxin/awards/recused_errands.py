"""What waits about an objection is out of sight for whoever is kept away from the entry it is about."""

from django.db.models import Q

from jiangxin.awards.models import Objection
from jiangxin.orgs.queries import keeps_away


@keeps_away
def errands_of_objections(entries: list[int]) -> Q:
    """Return the errands about objections against some entries."""
    objections = Objection.objects.filter(item__entry__in=entries).values("pk")
    return Q(subject=Objection.journal_label, subject_id__in=objections)
