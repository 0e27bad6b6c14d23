"""Entering an honour of somebody who is not chosen from a list: person and honour together, or neither."""

from datetime import date

from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.files import Upload
from jiangxin.core.service import service
from jiangxin.people.enums import SkillGrade
from jiangxin.people.models import Honour, SkillCertificate
from jiangxin.people.policies import may_enter_honour, may_verify_honour
from jiangxin.people.services import enter_honour, enter_skill_certificate
from jiangxin.studios.newcomers import Newcomer, enter_newcomer
from jiangxin.studios.proofs import Proof


@service("studios.register_honour", about="newcomer")
def register_honour(
    *,
    actor: Actor,
    newcomer: Newcomer,
    kind: str,
    level: int,
    name: str,
    awarded_by: str,
    awarded_on: date,
    document_number: str,
    certificate: Proof,
) -> Honour:
    """Enter an honour in the register; the person is found by number, or entered with it."""
    may_enter_honour(actor=actor).require()
    person = enter_newcomer(newcomer, actor=actor)
    honour = enter_honour(
        actor=actor,
        person=person,
        kind=kind,
        level=level,
        name=name,
        awarded_by=awarded_by,
        awarded_on=awarded_on,
        document_number=document_number,
        certificate=certificate,
    )
    after = {"honour": honour.pk, "document": document_number}
    journal.record(actor=actor, act="studios.register_honour", obj=person, after=after)
    return honour


@service("studios.register_skill_grade", about="newcomer")
def register_skill_grade(
    *,
    actor: Actor,
    newcomer: Newcomer,
    grade: int,
    number: str,
    issued_by: str,
    issued_on: date,
    certificate: Upload,
) -> SkillCertificate:
    """Enter a skill grade from its certificate; the person is found by number, or entered with it."""
    may_verify_honour(actor=actor).require()
    person = enter_newcomer(newcomer, actor=actor)
    entered = enter_skill_certificate(
        actor=actor,
        person=person,
        grade=SkillGrade(grade),
        number=number,
        issued_by=issued_by,
        issued_on=issued_on,
        certificate=certificate,
    )
    after = {"grade": grade, "certificate": number}
    journal.record(actor=actor, act="studios.register_skill_grade", obj=person, after=after)
    return entered
