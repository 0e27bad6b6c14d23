"""Satisfaction as figures, always with the number of answers; nothing below what is counted together.

No query here, or anywhere, leads from an answer to a booking: there is no key between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet

from jiangxin.core.actor import Actor
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import SatisfactionAnswer, ServiceOffer, Studio
from jiangxin.studios.service_enums import SATISFIED, Channel, Score


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What the served said.

    Attributes:
        answers: how many are counted; 0 when there are not yet enough to be shown.
        by_score: every score from the best to the worst, with its answers.
        by_booking: how many came by bookers' own links; the rest by slips the studio handed out.
    """

    answers: int
    by_score: Sequence[tuple[Score, int]]
    by_booking: int

    @property
    def rate(self) -> Decimal | None:
        """Return the share of satisfied answers in per cent with one decimal; None without answers."""
        if not self.answers:
            return None
        satisfied = sum(count for score, count in self.by_score if score in SATISFIED)
        return (Decimal(100 * satisfied) / self.answers).quantize(Decimal("0.1"))

    @property
    def mean(self) -> Decimal | None:
        """Return the mean score from 1 to 5 with one decimal; None without answers."""
        if not self.answers:
            return None
        return (Decimal(sum(score * count for score, count in self.by_score)) / self.answers).quantize(Decimal("0.1"))


def satisfaction_of(studio: Studio, *, since: date | None = None, until: date | None = None) -> Satisfaction:
    """Return a studio's figures; a period takes whole groups by the day they were counted."""
    return _figures(_counted(studio, since, until))


def satisfaction_of_offer(offer: ServiceOffer) -> Satisfaction:
    """Return an offer's figures."""
    return _figures(SatisfactionAnswer.objects.filter(offer=offer).exclude(counted_on=None))


def comments_for(
    actor: Actor, studio: Studio, *, since: date | None = None, until: date | None = None
) -> QuerySet[SatisfactionAnswer]:
    """Return the counted answers with words, in an order that tells nothing, to whoever may open the file."""
    return _counted(file_for(actor, studio.pk), since, until).exclude(comment="").order_by("-counted_on", "id")


def _counted(studio: Studio, since: date | None, until: date | None) -> QuerySet[SatisfactionAnswer]:
    rows = SatisfactionAnswer.objects.filter(studio=studio).exclude(counted_on=None)
    if since:
        rows = rows.filter(counted_on__gte=since)
    return rows.filter(counted_on__lte=until) if until else rows


def _figures(rows: QuerySet[SatisfactionAnswer]) -> Satisfaction:
    counts: dict[int, int] = dict.fromkeys(Score.values, 0)
    by_booking = 0
    for score, channel, count in rows.order_by().values_list("score", "channel").annotate(count=Count("pk")):
        counts[score] += count
        by_booking += count if channel == Channel.BOOKING else 0
    by_score = [(Score(value), counts[value]) for value in sorted(counts, reverse=True)]
    return Satisfaction(sum(counts.values()), by_score, by_booking)
