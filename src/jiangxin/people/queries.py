"""Reading about people."""

from datetime import date

from django.db.models import Max

from jiangxin.people.models import Honour, Person


def highest_honour_level(person: Person, *, on: date) -> int:
    """Return the level of the person's highest honour that stands on a day; 0 when there is none."""
    standing = Honour.objects.filter(person=person, awarded_on__lte=on).exclude(withdrawn_on__lte=on)
    return int(standing.aggregate(top=Max("level"))["top"] or 0)
