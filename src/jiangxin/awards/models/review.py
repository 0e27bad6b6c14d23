"""The yearly look at what was named: kept, warned, or to be withdrawn."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.enums import ReviewResult
from jiangxin.awards.models.award import Award
from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Account


class AwardReview(Record):
    """The review of one award in one year; once the city confirmed it, it stays as it is."""

    journal_label: ClassVar[str] = "awards.award_review"
    retention: ClassVar[Retention] = Retention.PERMANENT

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField(_("年度"))
    result = models.CharField(_("复核结果"), max_length=10, choices=ReviewResult.choices)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    evidence = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("年度复核")
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["award", "year"], name="award_review_once_a_year"),
            models.CheckConstraint(
                condition=models.Q(result__in=ReviewResult.values), name="award_review_result_known"
            ),
            models.CheckConstraint(
                condition=models.Q(result="keep") | ~models.Q(reason=""), name="award_review_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.year}"
