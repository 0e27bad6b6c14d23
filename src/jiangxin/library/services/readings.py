"""Counting readings: one row changes for each. A reading is no act, so no journal tells who read what."""

from django.db.models import F

from jiangxin.core import clock
from jiangxin.library.models import Article, ReadingDay
from jiangxin.library.queries.lists import reads_of


def count_reading(article: Article) -> None:
    """Count one reading of an article today."""
    today = ReadingDay.objects.filter(article=article, day=clock.today())
    if today.update(reads=F("reads") + 1, total=F("total") + 1):
        return
    # The first of the day; of two at once one makes the row, and both count in it.
    first = ReadingDay(article=article, day=clock.today(), reads=0, total=reads_of(article))
    ReadingDay.objects.bulk_create([first], ignore_conflicts=True)
    today.update(reads=F("reads") + 1, total=F("total") + 1)
