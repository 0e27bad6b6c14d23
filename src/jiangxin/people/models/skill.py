"""Certificates of vocational skill grades: what a leader's grade rests on."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.people.enums import SkillGrade
from jiangxin.people.models.person import Person


class SkillCertificate(Record):
    """A certificate of a skill grade, entered by whoever checked it; the highest is the person's grade."""

    journal_label: ClassVar[str] = "people.skill_certificate"
    retention: ClassVar[Retention] = Retention.PERMANENT

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="skill_certificates")
    grade = models.SmallIntegerField(_("技能等级"), choices=SkillGrade.choices)
    number = models.CharField(_("证书编号"), max_length=60)
    issued_by = models.CharField(_("发证机构"), max_length=100)
    issued_on = models.DateField(_("发证日期"))
    certificate = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(
        "people.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    entered_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("技能等级证书")
        ordering = ["-grade", "-issued_on"]
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="skill_certificate_once")]

    def __str__(self) -> str:
        return f"{self.get_grade_display()} {self.number}"
