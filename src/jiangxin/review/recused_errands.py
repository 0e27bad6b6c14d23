"""What waits about a case or a visit is out of sight for whoever is kept away from its entry."""

from django.db.models import Q

from jiangxin.orgs.queries import keeps_away
from jiangxin.review.models import Assignment, Visit


@keeps_away
def errands_of_cases(entries: list[int]) -> Q:
    """Return the errands about assignments and visits of some entries."""
    assignments = Assignment.objects.filter(entry__in=entries).values("pk")
    visits = Visit.objects.filter(entry__in=entries).values("pk")
    return Q(subject=Assignment.journal_label, subject_id__in=assignments) | Q(
        subject=Visit.journal_label, subject_id__in=visits
    )
