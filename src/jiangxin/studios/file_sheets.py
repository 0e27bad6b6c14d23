"""The sheets of a ledger's Excel file beside the diary: levels, team, equipment, funds, service log, papers."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from jiangxin.studios.file_record import FileRecord, use_of
from jiangxin.studios.models import Expense, StudioPaper, Subsidy, yuan

Cell = str | int | Decimal | date | datetime | None
Sheet = tuple[str, Sequence[str], Iterable[Sequence[Cell]]]
"""Title, headings, rows."""


def file_sheets(record: FileRecord, papers: Iterable[StudioPaper]) -> list[Sheet]:
    """Return the sheets of a record, each with its headings, also when it has no row."""
    return [
        *_file(record),
        *_money(record),
        (
            _("服务"),
            [
                _("日期"),
                _("服务事项"),
                _("服务对象"),
                _("服务件数"),
                _("时长（分钟）"),
                _("受益人次"),
                _("地点"),
                _("备注"),
            ],
            (
                [
                    row.day,
                    row.title,
                    row.get_served_display(),
                    row.cases,
                    row.minutes,
                    row.beneficiaries,
                    row.place,
                    row.note,
                ]
                for row in record.services
            ),
        ),
        (
            _("资料"),
            [_("日期"), _("类别"), _("名称"), _("年度"), _("文件")],
            ([row.day, row.get_kind_display(), row.title, row.year, row.file.name] for row in papers),
        ),
    ]


def _file(record: FileRecord) -> list[Sheet]:
    return [
        (
            _("级别"),
            [_("级别"), _("称号类别"), _("命名机关"), _("文号"), _("命名日期"), _("有效期至"), _("终止日期")],
            (
                [
                    *(str(row), row.get_kind_display(), row.awarding_body, row.document_number),
                    *(row.since, row.valid_until, row.until),
                ]
                for row in record.levels
            ),
        ),
        (
            _("成员"),
            [_("姓名"), _("角色"), _("一线职工"), _("分工"), _("加入日期"), _("离开日期")],
            (
                [
                    row.person_name,
                    row.get_role_display(),
                    _("是") if row.front_line else _("否"),
                    row.task,
                    row.since,
                    row.until,
                ]
                for row in record.team
            ),
        ),
        (
            _("设备"),
            [_("设备名称"), _("数量"), _("原值（元）"), _("启用日期"), _("停用日期")],
            ([row.name, row.number, row.value, row.since, row.until] for row in record.equipment),
        ),
    ]


def _money(record: FileRecord) -> list[Sheet]:
    return [
        (
            _("补助"),
            [
                *(_("批准文号"), _("资金来源"), _("预算科目"), _("补助金额（元）"), _("拨付日期"), _("使用期限")),
                *(_("应配套（元）"), _("已配套（元）"), _("已支出（元）"), _("追回（元）"), _("余额（元）"), _("凭证")),
            ],
            (_subsidy(row) for row in record.subsidies),
        ),
        (
            _("支出"),
            [
                *(_("日期"), _("批准文号"), _("支出渠道"), _("类别"), _("用途"), _("收款方"), _("金额（元）")),
                *(_("凭证"), _("已冲销")),
            ],
            (_expense(row) for row in record.expenses),
        ),
    ]


def _subsidy(row: Subsidy) -> list[Cell]:
    due, paid, back = (yuan(fen) for fen in (row.matching_due_fen, row.matched_fen, row.clawed_back_fen))
    return [
        *(row.approval_number, row.get_source_display(), row.budget_line, row.amount, row.paid_on, row.spend_by),
        *(due, paid, row.spent, back, row.balance, row.voucher.name),
    ]


def _expense(row: Expense) -> list[Cell]:
    return [
        *(row.spent_on, row.subsidy.approval_number, row.get_purse_display(), use_of(row.category), row.purpose),
        *(row.payee, yuan(row.amount_fen), row.voucher.name, _("是") if hasattr(row, "reversal") else ""),
    ]
