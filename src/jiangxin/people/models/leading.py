"""Conditions to lead a studio as a federation has laid them down, each from a day on and with its document."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention
from jiangxin.people.enums import HonourKind, HonourLevel, SkillGrade


class LeadingRule(Record):
    """The conditions for one kind of studio from a day on; a later rule takes over, none is changed or removed.

    `studio_kind` is a code the rooms above know; it means nothing here.
    """

    journal_label: ClassVar[str] = "people.leading_rule"
    retention: ClassVar[Retention] = Retention.PERMANENT

    studio_kind = models.CharField(_("工作室类别"), max_length=40)
    since = models.DateField(_("施行日期"))
    basis = models.CharField(_("依据文件"), max_length=100)
    entered_by = models.ForeignKey(
        "people.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    entered_at = models.DateTimeField(_("录入时间"), editable=False)

    class Meta:
        verbose_name = _("领衔条件")
        ordering = ["studio_kind", "-since", "-pk"]

    def __str__(self) -> str:
        return f"{self.studio_kind} {self.since} {self.basis}"


class LeadingCondition(Record):
    """One condition of a rule: an honour of a kind and a least level, or a least skill grade. Any one is enough."""

    journal_label: ClassVar[str] = "people.leading_condition"
    retention: ClassVar[Retention] = Retention.PERMANENT

    rule = models.ForeignKey(LeadingRule, on_delete=models.PROTECT, related_name="conditions")
    honour_kind = models.CharField(_("荣誉类别"), max_length=20, choices=HonourKind.choices, blank=True)
    least_level = models.SmallIntegerField(_("最低级别"), choices=HonourLevel.choices, null=True, blank=True)
    least_grade = models.SmallIntegerField(_("最低技能等级"), choices=SkillGrade.choices, null=True, blank=True)

    class Meta:
        verbose_name = _("领衔条件项")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "honour_kind"], name="leading_condition_once"),
            models.CheckConstraint(
                condition=models.Q(honour_kind="", least_level__isnull=True, least_grade__gt=SkillGrade.NONE)
                | (~models.Q(honour_kind="") & models.Q(least_level__isnull=False, least_grade__isnull=True)),
                name="leading_condition_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.honour_kind or self.least_grade}"
