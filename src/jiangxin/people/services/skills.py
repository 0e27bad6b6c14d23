"""Skill grades: entered from the certificate by the officer who checked it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.files import Accepted, Upload, keep
from jiangxin.core.refusal import Problem, Refusal, Text
from jiangxin.core.service import service
from jiangxin.people import policies
from jiangxin.people.enums import SkillGrade
from jiangxin.people.models import Person, SkillCertificate

_ACCEPTED = Accepted(kinds=("pdf", "jpeg", "png"))


@service("people.enter_skill_certificate", about="person")
def enter_skill_certificate(
    *,
    actor: Actor,
    person: Person,
    grade: SkillGrade,
    number: str,
    issued_by: str,
    issued_on: date,
    certificate: Upload,
) -> SkillCertificate:
    """Enter a certificate; the person's grade becomes the highest of all entered for them.

    Raises:
        Refusal: no grade, a day to come, or the same certificate was entered before.
    """
    policies.may_verify_honour(actor=actor).require()
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if grade <= SkillGrade.NONE:
        raise _refusal("grade", "required", _("请选择技能等级。"))
    if issued_on > clock.today():
        raise _refusal("issued_on", "day_to_come", _("发证日期不能晚于今天。"))
    if SkillCertificate.objects.filter(person=locked, number=number.strip()).exists():
        raise _refusal("number", "entered_already", _("这张证书已经登记。"))
    entered = SkillCertificate.objects.create(
        person=locked,
        grade=grade,
        number=number.strip(),
        issued_by=issued_by.strip(),
        issued_on=issued_on,
        certificate=keep(actor=actor, upload=certificate, purpose="people.skill_certificate", accepted=_ACCEPTED),
        entered_by_id=actor.account_id,
        entered_at=clock.now(),
    )
    before = {"grade": locked.skill_grade}
    locked.skill_grade = max(locked.skill_grade, grade)
    locked.save(update_fields=["skill_grade"])
    after = {"grade": locked.skill_grade, "certificate": entered.number}
    journal.record(actor=actor, act="people.enter_skill_certificate", obj=locked, before=before, after=after)
    return entered


def _refusal(path: str, code: str, message: Text) -> Refusal:
    return Refusal(code, _("证书信息有误。"), _("请核对后再提交。"), problems=[Problem(path, message, code)])
