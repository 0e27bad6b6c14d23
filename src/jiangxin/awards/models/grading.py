"""Grades of an assessment: vetoes entered against a subject, the grade of each, and the result."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.enums import GradeCause
from jiangxin.awards.grade_reasons import REASON, reason_words
from jiangxin.awards.models.decision import Meeting
from jiangxin.campaigns.models import Call, Entry
from jiangxin.campaigns.opinions import facts_of, told_by
from jiangxin.core.models import Record, Retention
from jiangxin.people.models import Account

told_by(REASON, reason_words)


class VetoFinding(Record):
    """A finding that forces the lowest grade while it stands; taking it back keeps the row."""

    journal_label: ClassVar[str] = "awards.veto_finding"
    retention: ClassVar[Retention] = Retention.PERMANENT

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="veto_findings")
    code = models.CharField(max_length=40)
    reason = models.CharField(_("认定情况"), max_length=500)
    found_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    found_by_name = models.CharField(_("认定人"), max_length=100)
    found_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_reason = models.CharField(_("撤销原因"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("一票否决认定")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "code"], condition=models.Q(lifted_at__isnull=True), name="veto_finding_stands_once"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="veto_finding_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True) | ~models.Q(lifted_reason=""),
                name="veto_finding_lifted_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.code}"


class GradeLine(Record):
    """The grade a meeting gives one entry.

    `earned` is what the score alone would give, `proposed` what the rules give, `grade` what is decided; a grade that
    is not the proposed one carries its reason in `deviation`. `reason` says in the house's language where the proposal
    comes from, `facts` the same as codes and numbers.
    A line changed after the notice carries `amended_reason`.
    """

    journal_label: ClassVar[str] = "awards.grade_line"
    retention: ClassVar[Retention] = Retention.PERMANENT

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="grade_lines")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="grade_lines")
    order = models.PositiveIntegerField()
    score = models.DecimalField(_("得分"), max_digits=6, decimal_places=2, null=True, blank=True)
    earned = models.CharField(_("按得分"), max_length=40)
    proposed = models.CharField(_("按规则"), max_length=40)
    grade = models.CharField(_("等次"), max_length=40)
    cause = models.CharField(_("原因"), max_length=12, choices=GradeCause.choices)
    reason = models.CharField(_("说明"), max_length=500)
    facts = models.JSONField(default=dict)
    deviation = models.CharField(_("调整理由"), max_length=500, blank=True)
    amended_at = models.DateTimeField(null=True, blank=True)
    amended_reason = models.CharField(_("公示后更正理由"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("考核等次")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "entry"], name="grade_line_once_per_entry"),
            models.UniqueConstraint(fields=["meeting", "order"], name="grade_line_once_per_order"),
            models.CheckConstraint(condition=models.Q(cause__in=GradeCause.values), name="grade_line_cause_known"),
            models.CheckConstraint(
                condition=models.Q(grade=models.F("proposed")) | ~models.Q(deviation="") | ~models.Q(amended_reason=""),
                name="grade_line_deviates_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.grade}"

    @property
    def written_reason(self) -> str:
        """Return what somebody wrote about the grade: after an objection, or instead of the proposed one."""
        return self.amended_reason or self.deviation

    @property
    def opinion_facts(self) -> dict[str, Any] | None:
        """Return what the reason says, for the entry's history, where the rules gave it and nobody wrote one."""
        return None if self.written_reason or not self.facts else facts_of(REASON, self.facts)

    @property
    def why(self) -> str:
        """Return why, in the reader's language; what somebody wrote stays as it was written."""
        return self.written_reason or reason_words(self.facts, self.reason)


class AssessmentResult(Record):
    """The result of an assessment: from here on its grades are final."""

    journal_label: ClassVar[str] = "awards.assessment_result"
    retention: ClassVar[Retention] = Retention.PERMANENT

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="assessment_result")
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="assessment_result")
    document_number = models.CharField(_("通报文号"), max_length=60)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("考核结果")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.call} {self.document_number}"
