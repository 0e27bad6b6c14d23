"""Entering and withdrawing announcements of holidays. Dates that were published before stay as they are."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.holidays import days_of, rows_of
from jiangxin.core.models import Holiday, HolidayNotice
from jiangxin.core.policy import ALLOWED, Decision, deny
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.engine.measure.document_number import parse_document_number
from jiangxin.engine.measure.fault import Fault, MeasureError
from jiangxin.engine.measure.holiday_notice import Holiday as ReadHoliday
from jiangxin.engine.measure.holiday_notice import is_whole_year, read_notice

_WORDS = {
    "form": _("写法应如“元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。”"),
    "no_such_day": _("没有这一天：%(day)s。"),
    "no_days": _("“%(name)s”没有读到放假的日期，或者起止有误。"),
    "weekday": _("%(day)s写作周%(noted)s，实际是周%(is)s。"),
    "weekday_worked": _("%(day)s不是周末，本来就上班，请核对。"),
    "count": _("写着共%(told)s天，按起止是%(found)s天。"),
    "twice": _("%(day)s写了两次。"),
}


def may_keep_calendar(*, actor: Actor) -> Decision:
    """City officers and the system administrator enter holidays."""
    if actor == SYSTEM or actor.is_any(Role.OFFICER_CITY, Role.SYSTEM_ADMINISTRATOR):
        return ALLOWED
    return deny("not_your_calendar", _("放假安排由市总工会经办人或系统管理员录入。"))


def read_announcement(document_number: str, text: str, year: int) -> tuple[str, list[ReadHoliday]]:
    """Return the number of an announcement in its standard form, and the holidays its text names.

    Raises:
        Refusal: the number is none or entered already; "holidays_unreadable" with the line of each fault in words.
    """
    number = _number(document_number)
    holidays, faults = read_notice(text, year)
    problems = [Problem("text", _line(fault.line, fault.fault), fault.fault.code) for fault in faults]
    if not holidays and not problems:
        problems = [Problem("text", _("没有读到放假安排。请粘贴通知全文，或按示例逐行书写。"), "required")]
    if problems:
        raise Refusal("holidays_unreadable", _("放假安排有误，没有保存。"), _("请按提示核对原文。"), problems=problems)
    return number, holidays


def _line(number: int, fault: Fault) -> str:
    words = str(_WORDS[fault.code.rpartition(".")[2]]) % {name: _shown(value) for name, value in fault.params.items()}
    return str(_("第 %(number)s 行：%(words)s")) % {"number": number, "words": words}


def _shown(value: str | int) -> str | int:
    """Return a day in words; anything else as it is."""
    try:
        return date_format(date.fromisoformat(str(value)), "DATE_FORMAT")
    except ValueError:
        return value


@service("core.enter_holidays", about="notice")
def enter_holidays(*, actor: Actor, document_number: str, year: int, issued_on: date, text: str) -> HolidayNotice:
    """Enter an announcement; every deadline computed from now on goes by it, none that was published moves.

    One that names all seven public holidays makes its year known; a closure of the office's own does not.

    Raises:
        Refusal: not the actor's to enter; the number is none or entered already; the text contradicts itself.
    """
    may_keep_calendar(actor=actor).require()
    number, holidays = read_announcement(document_number, text, year)
    notice = HolidayNotice.objects.create(
        document_number=number,
        year=year,
        issued_on=issued_on,
        text=text.strip(),
        is_complete=is_whole_year(holidays),
        entered_at=clock.now(),
        entered_by_id=actor.account_id,
    )
    Holiday.objects.bulk_create(rows_of(notice, holidays))
    days = {str(day): worked for day, worked in sorted(days_of(holidays).items())}
    after = {"year": year, "issued_on": issued_on, "complete": notice.is_complete, "days": days}
    journal.record(actor=actor, act="core.enter_holidays", obj=notice, after=after)
    return notice


def _number(typed: str) -> str:
    try:
        number = str(parse_document_number(typed))
    except MeasureError as fault:
        problem = Problem("document_number", _("文号应写作“国办发明电〔2026〕7号”。"), fault.code)
        raise Refusal("document_number", _("文号格式不对。"), _("请按公文格式填写。"), problems=[problem]) from fault
    if HolidayNotice.objects.filter(document_number=number, withdrawn_at=None).exists():
        problem = Problem("document_number", _("这个文号的放假安排已经录入。"), "entered")
        raise Refusal(
            "entered_already", _("没有保存：这个文号已经录入。"), _("如有更正，请先撤销再录入。"), problems=[problem]
        )
    return number


@service("core.withdraw_holidays", about="notice")
def withdraw_holidays(*, actor: Actor, notice: HolidayNotice, reason: str) -> HolidayNotice:
    """Take an announcement out of the calendar again; it stays on record."""
    may_keep_calendar(actor=actor).require()
    held = HolidayNotice.objects.select_for_update().get(pk=notice.pk)
    if held.withdrawn_at is not None:
        raise Refusal("withdrawn_already", _("这份放假安排已经撤销。"))
    if not reason.strip():
        problem = Problem("reason", _("请写明撤销的原因。"), "required")
        raise Refusal("reason_missing", _("没有撤销。"), _("请写明撤销的原因。"), problems=[problem])
    held.withdrawn_at = clock.now()
    held.save(update_fields=["withdrawn_at"])
    journal.record(
        actor=actor,
        act="core.withdraw_holidays",
        obj=held,
        after={"withdrawn_at": held.withdrawn_at},
        reason=reason.strip(),
    )
    return held
