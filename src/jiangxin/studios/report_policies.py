"""Who writes and who decides on a studio's reports; every no carries its reason."""

from http import HTTPStatus

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.policy import ALLOWED, Decision, deny
from jiangxin.core.refusal import Refusal
from jiangxin.studios.ledger_enums import ReportKind, ReportState
from jiangxin.studios.models import StudioReport
from jiangxin.studios.policies import may_keep_file

OPEN = (ReportState.DRAFT, ReportState.RETURNED)


def may_write_report(*, actor: Actor, report: StudioReport) -> Decision:
    """Those who keep the file write it, until it is handed in and again when it came back."""
    if report.state not in OPEN:
        words = {"state": report.get_state_display()}
        return deny("wrong_state", _("报告%(state)s，不能修改。") % words, _("如需修改，请联系审核单位退回。"))
    return may_keep_file(actor=actor, studio=report.studio)


def may_decide_report(*, actor: Actor, report: StudioReport) -> Decision:
    """The county or industrial union of the studio's area decides, or the city."""
    if report.state != ReportState.SUBMITTED:
        return deny("wrong_state", _("报告%(state)s，不需要审核。") % {"state": report.get_state_display()})
    if actor == SYSTEM or actor.is_any(Role.OFFICER_CITY):
        return ALLOWED
    if actor.is_any(Role.REVIEWER_FIRST) and actor.organisation_id == report.studio.area_id:
        return ALLOWED
    return deny(
        "wrong_duty",
        _("工作室报告由所属县（市、区）、产业工会或市总工会审核。"),
        _("请切换到相应的职责。"),
        status=HTTPStatus.FORBIDDEN,
    )


def require_ready(report: StudioReport) -> None:
    """Refuse a report without words or seal, or before its days are over.

    Raises:
        Refusal: "not_over", "words_missing", "seal_missing".
    """
    if report.kind == ReportKind.QUARTER and report.until > clock.today():
        message = _("这个季度还没有结束。")
        raise Refusal("not_over", message, _("请在%(day)s以后报送。") % {"day": date_format(report.until)})
    if not report.highlights or not report.plans:
        raise Refusal("words_missing", _("工作亮点和下一步计划还没有写。"), _("请先填写文字部分。"))
    if report.sealed_scan_id is None:
        raise Refusal("seal_missing", _("还没有盖章扫描件。"), _("请打印报告，由单位工会盖章后上传扫描件。"))
