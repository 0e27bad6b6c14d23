"""Certificates and plaques after they were given: replaced, and withdrawn with their award."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.enums import CertificateKind, Standing, WithdrawalKind
from jiangxin.awards.models import Award, Certificate
from jiangxin.awards.numbers import NumberSeries
from jiangxin.awards.services.inscriptions import REISSUE
from jiangxin.awards.services.naming import new_certificate
from jiangxin.awards.terms import award_terms
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.engine.measure.document_number import parse_document_number
from jiangxin.engine.measure.fault import MeasureError
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.services import close_errands, open_errand

_LONGEST_REASON = 300
WITHDRAW_REVIEWED = "withdraw_reviewed"
"""Asked of the leader once the city confirmed a yearly review that ends an award."""


@service("awards.replace_certificate", about="certificate")
def replace_certificate(
    *, actor: Actor, certificate: Certificate, reason: str, inscription: Mapping[str, str] | None = None
) -> Certificate:
    """Issue a new certificate or plaque for an old one, which from now on is shown as replaced.

    Args:
        inscription: what the new one says, where a name has changed: "studio", "leader"; else what the old one says.
    """
    locked = _lock(certificate)
    call = locked.award.entry.call
    policies.may_keep_register(actor=actor, call=call).require()
    _require_standing(locked)
    reason = checked_reason(reason)
    issuer = Organisation.objects.select_for_update().get(pk=call.organiser_id)
    terms = award_terms(call)
    pattern = terms.plaque_pattern if locked.kind == CertificateKind.PLAQUE else terms.certificate_pattern
    today = clock.today()
    locked.standing, locked.replaced_reason = Standing.REPLACED, reason
    locked.save(update_fields=["standing", "replaced_reason"])
    number = NumberSeries(pattern, issuer=issuer, on=today).next()
    fresh = new_certificate(locked.award, locked.kind, number, today)
    fresh.replaces = locked
    fresh.inscription = dict(inscription) if inscription else locked.inscription
    fresh.save(force_insert=True)
    for asked in ("renew_plaque", REISSUE):
        close_errands(about=locked, asked=asked)
    journal.record(
        actor=actor,
        act="awards.replace_certificate",
        obj=locked,
        before={"standing": Standing.STANDS},
        after={"standing": Standing.REPLACED, "replaced_by": fresh.number, "inscription": fresh.inscription},
        reason=reason,
    )
    return fresh


@service("awards.withdraw_award", about="award")
def withdraw_award(
    *,
    actor: Actor,
    award: Award,
    reason: str,
    document_number: str,
    on: date | None = None,
    kind: str = WithdrawalKind.ORDERED,
) -> Award:
    """Withdraw an award: it, its certificate and its plaque no longer stand, and whoever verifies them is told so.

    Args:
        kind: by order, by itself in the cases laid down, or because what was named is no more: `WithdrawalKind`.
    """
    locked = Award.objects.select_for_update(of=("self",)).select_related("entry__call__organiser").get(pk=award.pk)
    policies.may_withdraw_award(actor=actor, call=locked.entry.call).require()
    if locked.standing == Standing.WITHDRAWN:
        raise Refusal("already_withdrawn", _("这项命名已经撤销。"), _("请刷新页面查看最新情况。"))
    if kind not in WithdrawalKind.values:
        problem = Problem("kind", _("请选择摘牌方式。"), "required")
        raise Refusal("withdrawal_kind", _("没有这种摘牌方式。"), _("请重新选择。"), problems=[problem])
    reason = checked_reason(reason)
    day = on or clock.today()
    if not locked.awarded_on <= day <= clock.today():
        problem = Problem("on", _("撤销日期应在命名之后、不晚于今天。"))
        raise Refusal("withdrawn_on_invalid", _("撤销日期有误。"), _("请另填日期。"), problems=[problem])
    locked.withdrawn_document = checked_document(document_number)
    locked.standing, locked.withdrawn_on, locked.withdrawn_reason = Standing.WITHDRAWN, day, reason
    locked.withdrawal_kind = kind
    locked.restored_on, locked.restored_reason, locked.restored_document = None, "", ""  # the journal keeps them
    locked.save()
    locked.certificates.filter(standing=Standing.STANDS).update(standing=Standing.WITHDRAWN)
    for paper in locked.certificates.all():
        close_errands(about=paper, asked=WITHDRAW_REVIEWED)
    plaque = locked.certificates.filter(kind=CertificateKind.PLAQUE, standing=Standing.WITHDRAWN).last()
    if plaque:
        open_errand(
            role=Role.OFFICER_CITY,
            organisation=locked.entry.call.organiser,
            asked="take_back_plaque",
            about=plaque,
            title=locked.studio_name,
            note=plaque.number,
        )
    after = {"standing": Standing.WITHDRAWN, "kind": kind, "on": day, "document": locked.withdrawn_document}
    journal.record(
        actor=actor,
        act="awards.withdraw_award",
        obj=locked,
        before={"standing": Standing.STANDS},
        after=after,
        reason=reason,
    )
    return locked


def _lock(certificate: Certificate) -> Certificate:
    return (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("award__entry__call__organiser")
        .get(pk=certificate.pk)
    )


def _require_standing(certificate: Certificate) -> None:
    if certificate.standing != Standing.STANDS:
        raise Refusal(
            "not_standing",
            _("%(number)s 已经是“%(standing)s”，不能换发。")
            % {"number": certificate.number, "standing": certificate.get_standing_display()},
            _("请在现行有效的证书或牌匾上办理。"),
        )


def checked_reason(text: str) -> str:
    """Return a reason without the space around it.

    Raises:
        Refusal: there is none, or it is too long.
    """
    text = text.strip()
    if not text:
        problem = Problem("reason", _("请写明原因。"), "required")
        raise Refusal("reason_missing", _("这一步需要写明原因。"), _("请填写后再提交。"), problems=[problem])
    if len(text) > _LONGEST_REASON:
        problem = Problem("reason", _("最多 300 个字。"), "too_long")
        raise Refusal("form_invalid", _("原因太长。"), _("请精简后再提交。"), problems=[problem])
    return text


def checked_document(number: str) -> str:
    """Return a document's number as it is written.

    Raises:
        Refusal: it is no such number.
    """
    try:
        return str(parse_document_number(number))
    except MeasureError as fault:
        problem = Problem("document_number", _("发文字号应如“云工发〔2026〕35号”。"))
        raise Refusal(
            "document_number_invalid",
            _("撤销命名须有撤销文件的发文字号。"),
            _("请按文件填写后再提交。"),
            problems=[problem],
        ) from fault
