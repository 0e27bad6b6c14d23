"""A person, whether or not they have an account."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.crypto import EncryptedTextField, digest
from jiangxin.core.models import Record, Retention
from jiangxin.people.enums import Gender, SkillGrade


class Person(Record):
    """One human being. Identity is the person, never an account or a telephone number.

    Number and telephone are encrypted; their keyed digests find and keep them unique.
    """

    journal_label: ClassVar[str] = "people.person"
    retention: ClassVar[Retention] = Retention.PERMANENT

    name = models.CharField(_("姓名"), max_length=60, db_index=True)
    gender = models.CharField(_("性别"), max_length=10, choices=Gender.choices, blank=True)
    ethnicity = models.CharField(_("民族"), max_length=20, blank=True)
    birth = models.DateField(_("出生日期"), null=True, blank=True)
    resident_id = EncryptedTextField(_("身份证号"))
    resident_id_digest = models.CharField(max_length=64, blank=True, editable=False)
    phone = EncryptedTextField(_("手机"))
    phone_digest = models.CharField(max_length=64, blank=True, editable=False)
    post = models.CharField(_("职务"), max_length=60, blank=True)
    title = models.CharField(_("职称"), max_length=60, blank=True)
    skill_grade = models.SmallIntegerField(_("技能等级"), choices=SkillGrade.choices, default=SkillGrade.NONE)

    class Meta:
        verbose_name = _("人员")
        constraints = [
            models.UniqueConstraint(
                fields=["resident_id_digest"],
                condition=~models.Q(resident_id_digest=""),
                name="person_once_per_resident_id",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def set_resident_id(self, number: str) -> None:
        """Store the number and its digest together."""
        self.resident_id, self.resident_id_digest = number, digest(number) if number else ""

    def set_phone(self, number: str) -> None:
        """Store the telephone number and its digest together."""
        self.phone, self.phone_digest = number, digest(number) if number else ""
