"""What followed for a studio from an assessment (domain 3.4); the grade itself is decided in the awards room."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.grade_reasons import reason_words
from jiangxin.campaigns.models import Call, Entry
from jiangxin.core.models import Record, Retention
from jiangxin.studios.assessment_enums import Act
from jiangxin.studios.enums import StudioLevel
from jiangxin.studios.models.file import StudioLevelHeld
from jiangxin.studios.models.funds import Subsidy, yuan
from jiangxin.studios.models.studio import Studio


class AssessmentOutcome(Record):
    """The grade a studio got, and that its consequences were carried out: once for each assessment.

    `acts` are the codes of `Act`, in the order of the call's rules. The database keeps these rows.
    """

    journal_label: ClassVar[str] = "studios.assessment_outcome"
    retention: ClassVar[Retention] = Retention.PERMANENT

    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="assessment_outcomes")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("考核年度"))
    grade = models.CharField(max_length=40)
    grade_name = models.CharField(_("等次"), max_length=60)
    grade_name_en = models.CharField(max_length=60, blank=True)
    reason = models.CharField(_("说明"), max_length=500, blank=True)
    reason_facts = models.JSONField(null=True)
    vetoed = models.BooleanField(_("一票否决"), default=False)
    warned = models.BooleanField(_("警示"), default=False)
    acts = models.JSONField(default=list)
    document_number = models.CharField(_("文号"), max_length=60)
    carried_out_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    carried_out_at = models.DateTimeField()

    class Meta:
        verbose_name = _("考核结果落实")
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["studio", "call"], name="assessment_outcome_once"),
            models.CheckConstraint(condition=~models.Q(document_number=""), name="assessment_outcome_with_document"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.grade_label}"

    @property
    def grade_label(self) -> str:
        """Return the grade in the reader's language."""
        in_english = (get_language() or "").startswith("en") and self.grade_name_en
        return self.grade_name_en if in_english else self.grade_name

    @property
    def why(self) -> str:
        """Return the reason of the grade in the reader's language."""
        return reason_words(self.reason_facts or {}, self.reason)

    @property
    def act_labels(self) -> str:
        """Return what followed, in words."""
        return "、".join(str(Act(act).label) for act in self.acts)


class Reconfirmation(Record):
    """A level confirmed by an assessment; its term, when it was about to end, runs on. The database keeps these rows.

    `before` and `until` are the ends of the term; both empty when the term did not change.
    """

    journal_label: ClassVar[str] = "studios.reconfirmation"
    retention: ClassVar[Retention] = Retention.PERMANENT

    outcome = models.ForeignKey(AssessmentOutcome, on_delete=models.PROTECT, related_name="reconfirmations")
    level = models.ForeignKey(StudioLevelHeld, on_delete=models.PROTECT, related_name="+")
    before = models.DateField(_("原有效期至"), null=True, blank=True)
    until = models.DateField(_("有效期至"), null=True, blank=True)

    class Meta:
        verbose_name = _("复核确认")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["outcome", "level"], name="reconfirmation_once"),
            models.CheckConstraint(
                condition=models.Q(before__isnull=True, until__isnull=True) | models.Q(until__gt=models.F("before")),
                name="reconfirmation_extends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.level}"


class Reward(Record):
    """Money an assessment promises; it is paid as a subsidy with its voucher, which this row then names."""

    journal_label: ClassVar[str] = "studios.reward"
    retention: ClassVar[Retention] = Retention.LONG

    outcome = models.OneToOneField(AssessmentOutcome, on_delete=models.PROTECT, related_name="reward")
    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="rewards")
    amount_fen = models.BigIntegerField(_("奖励金额（分）"))
    subsidy = models.OneToOneField(Subsidy, null=True, blank=True, on_delete=models.PROTECT, related_name="reward")

    class Meta:
        verbose_name = _("考核奖励")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="reward_amount_positive")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.amount}"

    @property
    def amount(self) -> Decimal:
        """Return the amount in yuan."""
        return yuan(self.amount_fen)


class LevelRecommendation(Record):
    """An assessment recommends the studio for the next level: its call shows so. The database keeps these rows."""

    journal_label: ClassVar[str] = "studios.level_recommendation"
    retention: ClassVar[Retention] = Retention.PERMANENT

    outcome = models.OneToOneField(AssessmentOutcome, on_delete=models.PROTECT, related_name="recommendation")
    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="level_recommendations")
    level = models.CharField(_("推荐级别"), max_length=20, choices=StudioLevel.choices)

    class Meta:
        verbose_name = _("上一级推荐")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=StudioLevel.values), name="level_recommendation_level_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.get_level_display()}"
