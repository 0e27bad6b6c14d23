"""The chapters of a bound ledger beside the diary: the basic file, funds with their vouchers, the service log."""

from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.utils import formats
from django.utils.translation import gettext as _

from jiangxin.core.printing.ledger_book import BookEntry, BookGroup
from jiangxin.core.ui.amounts import in_yuan
from jiangxin.studios.file_record import FileRecord, use_of
from jiangxin.studios.models import Clawback, Expense, MatchingPayment, Period, ServiceRecord, Subsidy, yuan

Facts = list[tuple[str, str]]
R = TypeVar("R", MatchingPayment, Expense, Clawback)


def basic_chapters(record: FileRecord) -> list[BookGroup]:
    """Return the chapter a book opens with: levels, name list, equipment; none when there is nothing."""
    basics = tuple(_basics(record))
    return [BookGroup(_("基本情况"), basics)] if basics else []


def money_chapters(record: FileRecord) -> list[BookGroup]:
    """Return the chapters a book closes with: each subsidy with all that was paid of it, and what was served."""
    chapters = (
        BookGroup(_("经费"), tuple(_subsidy(record, row) for row in record.subsidies)),
        BookGroup(_("服务"), tuple(_service(row) for row in record.services)),
    )
    return [chapter for chapter in chapters if chapter.entries]


def _basics(record: FileRecord) -> list[BookEntry]:
    levels: Facts = [
        (row.title, _line(row.awarding_body, row.document_number, _days(row), _term(row.valid_until)))
        for row in record.levels
    ]
    team: Facts = [
        (
            row.person_name,
            _line(str(row.get_role_display()), _("一线职工") if row.front_line else "", row.task, _days(row)),
        )
        for row in record.team
    ]
    equipment: Facts = [
        (
            row.name,
            _line(
                _("%(number)d台（件）") % {"number": row.number},
                _("原值%(yuan)s元") % {"yuan": in_yuan(row.value)} if row.value is not None else "",
                _days(row),
            ),
        )
        for row in record.equipment
    ]
    entries = (
        BookEntry(_("级别"), tuple(levels)),
        BookEntry(_("团队名单"), tuple(team)),
        BookEntry(_("设备清单"), tuple(equipment)),
    )
    return [entry for entry in entries if entry.facts]


def _subsidy(record: FileRecord, row: Subsidy) -> BookEntry:
    facts: Facts = [
        (_("资金来源"), _line(str(row.get_source_display()), row.budget_line)),
        (_("补助金额"), _yuan(yuan(row.amount_fen))),
        (_("拨付日期"), _day(row.paid_on)),
        (_("使用期限"), _day(row.spend_by)),
        *((_("配套到账"), f"{_day(one.paid_on)} {_yuan(yuan(one.amount_fen))}") for one in _of(record.payments, row)),
        *((_("支出"), _expense(one)) for one in _of(record.expenses, row)),
        *((_("追回"), f"{_day(one.decided_on)} {_yuan(yuan(one.amount_fen))}") for one in _of(record.clawbacks, row)),
        (_("装订日余额"), _yuan(row.balance)),
    ]
    return BookEntry(row.approval_number, tuple(facts))


def _of(rows: tuple[R, ...], subsidy: Subsidy) -> list[R]:
    return [row for row in rows if row.subsidy_id == subsidy.pk]


def _expense(row: Expense) -> str:
    reversed_words = _("（已冲销）") if hasattr(row, "reversal") else ""
    amount = _yuan(yuan(row.amount_fen))
    told = _line(_day(row.spent_on), use_of(row.category), row.purpose, row.payee, str(row.get_purse_display()))
    return f"{told} {amount}{reversed_words}"


def _service(row: ServiceRecord) -> BookEntry:
    facts: Facts = [
        (_("日期"), _day(row.day)),
        (_("服务对象"), str(row.get_served_display())),
        (_("服务件数"), str(row.cases)),
        (_("时长"), _("%(minutes)d分钟") % {"minutes": row.minutes}),
        (_("受益人次"), str(row.beneficiaries)),
        (_("地点"), row.place),
    ]
    return BookEntry(f"{row.day:%m-%d} {row.title}", tuple(fact for fact in facts if fact[1]), row.note)


def _line(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _days(row: Period) -> str:
    return _("%(since)s至%(until)s") % {"since": _day(row.since), "until": _day(row.until) or _("今")}


def _term(until: date | None) -> str:
    return _("有效期至 %(day)s") % {"day": _day(until)} if until else ""


def _yuan(amount: Decimal) -> str:
    return _("%(yuan)s元") % {"yuan": in_yuan(amount)}


def _day(day: date | None) -> str:
    return formats.date_format(day, "DATE_FORMAT") if day else ""
