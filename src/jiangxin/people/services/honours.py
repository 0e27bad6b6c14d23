"""Honours: entered with their papers, verified against them, withdrawn when they are taken away."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.files import Accepted, Upload, keep
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import Problem, Refusal, Text
from jiangxin.core.service import service
from jiangxin.people import policies
from jiangxin.people.models import Honour, Person

_ACCEPTED = Accepted(kinds=("pdf", "jpeg", "png"))


@service("people.enter_honour", about="person")
def enter_honour(
    *,
    actor: Actor,
    person: Person,
    kind: str,
    level: int,
    name: str,
    awarded_by: str,
    awarded_on: date,
    document_number: str = "",
    certificate: StoredFile | Upload | None = None,
) -> Honour:
    """Enter an honour of a person; entering the same one again returns it. It counts once it is verified."""
    policies.may_enter_honour(actor=actor).require()
    if awarded_on > clock.today():
        raise _refusal("awarded_on", "day_to_come", _("授予时间不能晚于今天。"))
    standing = Honour.objects.filter(person=person, name=name.strip(), awarded_on=awarded_on).first()
    if standing:
        return standing
    honour = Honour.objects.create(
        person=person,
        kind=kind,
        level=level,
        name=name.strip(),
        awarded_by=awarded_by.strip(),
        awarded_on=awarded_on,
        document_number=document_number.strip(),
        certificate=_kept(actor, certificate),
        entered_by_id=actor.account_id,
    )
    after = {"person": person.pk, "kind": kind, "level": level, "awarded_on": awarded_on}
    journal.record(actor=actor, act="people.enter_honour", obj=honour, after=after)
    return honour


@service("people.verify_honour", about="honour")
def verify_honour(*, actor: Actor, honour: Honour) -> Honour:
    """Say that an honour was checked against its document and its certificate, both of which must be there."""
    policies.may_verify_honour(actor=actor).require()
    locked = Honour.objects.select_for_update(of=("self",)).get(pk=honour.pk)
    if locked.verified_at is not None:
        raise Refusal("verified_already", _("这项荣誉已经核验。"), _("请刷新页面查看最新情况。"))
    if not locked.document_number or locked.certificate_id is None:
        message = _("缺少表彰文号或证书扫描件，不能核验。")
        raise Refusal("papers_missing", message, _("请补登文号和证书后再核验。"))
    locked.verified_by_id, locked.verified_at = actor.account_id, clock.now()
    locked.save(update_fields=["verified_by", "verified_at"])
    journal.record(actor=actor, act="people.verify_honour", obj=locked, after={"document": locked.document_number})
    return locked


@service("people.complete_honour", about="honour")
def complete_honour(
    *, actor: Actor, honour: Honour, document_number: str, certificate: StoredFile | Upload | None = None
) -> Honour:
    """Add the papers an honour was entered without; once it is verified they no longer change."""
    policies.may_enter_honour(actor=actor).require()
    locked = Honour.objects.select_for_update(of=("self",)).get(pk=honour.pk)
    if locked.verified_at is not None:
        raise Refusal("verified_already", _("这项荣誉已经核验，材料不再更改。"), _("如有错误，请登记撤销后重新登记。"))
    before = {"document": locked.document_number, "certificate": locked.certificate_id}
    locked.document_number = document_number.strip() or locked.document_number
    kept = _kept(actor, certificate)
    locked.certificate = kept or locked.certificate
    locked.save(update_fields=["document_number", "certificate"])
    after = {"document": locked.document_number, "certificate": locked.certificate_id}
    journal.record(actor=actor, act="people.complete_honour", obj=locked, before=before, after=after)
    return locked


@service("people.withdraw_honour", about="honour")
def withdraw_honour(*, actor: Actor, honour: Honour, on: date, reason: str, document_number: str) -> Honour:
    """Say that an honour was taken away on a day, by which document and why; it stays in the register."""
    policies.may_verify_honour(actor=actor).require()
    locked = Honour.objects.select_for_update(of=("self",)).get(pk=honour.pk)
    if locked.withdrawn_on is not None:
        raise Refusal("withdrawn_already", _("这项荣誉已经撤销。"), _("请刷新页面查看最新情况。"))
    if not locked.awarded_on <= on <= clock.today():
        raise _refusal("on", "day_invalid", _("撤销日期应在授予之后、不晚于今天。"))
    if not reason.strip():
        raise _refusal("reason", "required", _("请写明原因。"))
    if not document_number.strip():
        raise _refusal("document_number", "required", _("请填写撤销文件的文号。"))
    locked.withdrawn_on = on
    locked.withdrawn_reason, locked.withdrawn_document = reason.strip()[:300], document_number.strip()[:60]
    locked.save(update_fields=["withdrawn_on", "withdrawn_reason", "withdrawn_document"])
    after = {"on": on, "document": locked.withdrawn_document}
    journal.record(actor=actor, act="people.withdraw_honour", obj=locked, after=after, reason=reason)
    return locked


def _kept(actor: Actor, certificate: StoredFile | Upload | None) -> StoredFile | None:
    if certificate is None or isinstance(certificate, StoredFile):
        return certificate
    return keep(actor=actor, upload=certificate, purpose="people.honour", accepted=_ACCEPTED)


def _refusal(path: str, code: str, message: Text) -> Refusal:
    return Refusal(code, _("荣誉信息有误。"), _("请核对后再提交。"), problems=[Problem(path, message, code)])
