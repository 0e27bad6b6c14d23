"""Signing in: the recorder opens an entry's sheet, those present scan the code, each signs once."""

from datetime import timedelta
from http import HTTPStatus

from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.studios import policies
from jiangxin.studios.ledger_enums import SignInWay
from jiangxin.studios.models import LedgerEntry, SignIn, SignInSheet, StudioMembership
from jiangxin.studios.services.ledger import lock_entry, require_standing
from jiangxin.studios.sign_in_codes import is_valid
from jiangxin.studios.soundness import Faults

OPEN_FOR = timedelta(hours=3)
OPENED_WITHIN = timedelta(days=2)
MOST = 2000


@service("studios.open_sheet", about="entry")
def open_sheet(*, actor: Actor, entry: LedgerEntry) -> SignInSheet:
    """Open the sheet for three hours, for the first time or again; only while the event is fresh."""
    locked = lock_entry(entry)
    policies.may_keep_file(actor=actor, studio=locked.studio).require()
    require_standing(locked)
    if not may_open_sheet(locked):
        message = _("活动过去两天以上，不能再扫码签到。")
        raise Refusal("too_late", message, _("请在记录中登记参加人员，或上传纸质签到表的照片。"))
    now = clock.now()
    sheet, _made = SignInSheet.objects.update_or_create(
        entry=locked,
        defaults={"closes_at": now + OPEN_FOR},
        create_defaults={"opened_at": now, "closes_at": now + OPEN_FOR},
    )
    journal.record(actor=actor, act="studios.open_sheet", obj=locked, after={"closes_at": sheet.closes_at})
    return sheet


@service("studios.close_sheet", about="entry")
def close_sheet(*, actor: Actor, entry: LedgerEntry) -> SignInSheet:
    """Close the sheet now."""
    locked = lock_entry(entry)
    policies.may_keep_file(actor=actor, studio=locked.studio).require()
    sheet = SignInSheet.objects.filter(entry=locked).first()
    if sheet is None or not is_open(sheet):
        raise Refusal("sheet_closed", _("签到没有开放。"), _("请刷新页面查看最新情况。"))
    sheet.closes_at = clock.now()
    sheet.save(update_fields=["closes_at"])
    after = {"signed": locked.sign_ins.count()}
    journal.record(actor=actor, act="studios.close_sheet", obj=locked, after=after)
    return sheet


@service("studios.sign_in", about="entry")
def sign_in(
    *, actor: Actor, entry: LedgerEntry, ticket: str, person_id: int | None = None, name: str = "", unit_name: str = ""
) -> SignIn:
    """Sign in one of the team, or a guest by name. Who comes a second time is told so."""
    locked = lock_entry(entry)
    require_standing(locked)
    sheet = SignInSheet.objects.filter(entry=locked).first()
    if sheet is None or not is_open(sheet):
        raise Refusal("sheet_closed", _("签到已经结束。"), _("请找活动记录人补登。"), status=HTTPStatus.GONE)
    if not is_valid(ticket, sheet.pk):
        message = _("签到码已经失效。")
        raise Refusal("code_stale", message, _("请重新扫描现场手机上的二维码。"), status=HTTPStatus.GONE)
    if locked.sign_ins.count() >= MOST:
        raise Refusal("sheet_full", _("签到人数已满。"), _("请找活动记录人。"))
    row = _member(locked, person_id) if person_id else _guest(locked, name, unit_name)
    row.way, row.signed_at = SignInWay.SCANNED, clock.now()
    row.save(force_insert=True)
    after = {"way": row.way, "guest": row.person_id is None}
    journal.record(actor=actor, act="studios.sign_in", obj=locked, after=after)
    return row


def may_open_sheet(entry: LedgerEntry) -> bool:
    """Tell whether the event is fresh enough to be signed in to."""
    return clock.today() - entry.day <= OPENED_WITHIN


def is_open(sheet: SignInSheet) -> bool:
    """Tell whether people can sign in now."""
    return sheet.opened_at <= clock.now() < sheet.closes_at


def _member(entry: LedgerEntry, person_id: int) -> SignIn:
    rows = StudioMembership.objects.filter(studio_id=entry.studio_id, person_id=person_id, struck_at=None)
    member = rows.order_by("-since").first()
    if member is None:
        problem = Problem("person", _("请从名单中选择本人。"), "not_in_list")
        raise Refusal("not_in_team", _("名单里没有这个人。"), _("请重新选择，或按来宾签到。"), problems=[problem])
    _require_first(SignIn.objects.filter(entry=entry, person_id=person_id).exists())
    return SignIn(entry=entry, person_id=person_id, name=member.person_name)


def _guest(entry: LedgerEntry, name: str, unit_name: str) -> SignIn:
    faults = Faults()
    name = faults.text("name", name, 60, required=True)
    unit_name = faults.text("unit_name", unit_name, 120)
    faults.settle()
    _require_first(SignIn.objects.filter(entry=entry, person=None, name=name, unit_name=unit_name).exists())
    return SignIn(entry=entry, name=name, unit_name=unit_name)


def _require_first(there: object) -> None:
    if there:
        raise Refusal("signed_already", _("您已经签到。"), _("不需要再签。同名的另一个人请写上单位。"))
