"""A studio's ledger as one Excel file: a sheet each for entries, people, projects, milestones, outcomes, and its file.

Texts are written as texts: what begins like a formula is marked as text (OWASP, "CSV Injection").
"""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from jiangxin.core.actor import Actor
from jiangxin.core.ui.export import watermark
from jiangxin.studios.binding import FIRST, LAST, papers_within
from jiangxin.studios.file_record import record_of
from jiangxin.studios.file_sheets import Cell, Sheet, file_sheets
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import LedgerEntry, Milestone, Outcome, Project, SignIn, Studio
from jiangxin.studios.queries.ledger import ledger_for, outcomes_for, projects_for, within

_DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_CELL_LIMIT = 32_767
_FORMULAS_OFF = {"strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}


def workbook_of(
    actor: Actor, studio: Studio, since: date | None, until: date | None, tell: Callable[[int, int], None]
) -> bytes:
    """Return the Excel file of a period; `tell` is called between the sheets and may raise to stop."""
    found = file_for(actor, studio.pk)
    days = since or FIRST, until or LAST
    sheets = _sheets(actor, found, days)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {**_FORMULAS_OFF, "in_memory": True}) as book:
        for number, (title, heads, rows) in enumerate(sheets):
            tell(number, len(sheets))
            _fill(book, actor, title, heads, list(rows))
    return target.getvalue()


def _sheets(actor: Actor, studio: Studio, days: tuple[date, date]) -> list[Sheet]:
    entries = within(ledger_for(actor, studio), "day", *days).order_by("day", "pk")
    signed = SignIn.objects.filter(entry__in=entries.values("pk")).select_related("entry").order_by("entry__day", "pk")
    projects = within(projects_for(actor, studio), "starts_on", FIRST, days[1])
    steps = Milestone.objects.filter(project__in=projects.values("pk"), struck_at=None).select_related("project")
    outcomes = within(outcomes_for(actor, studio), "day", *days)
    return [
        (_("台账"), _entry_heads(), (_entry(row) for row in entries)),
        (_("签到"), _signed_heads(), (_signed(row) for row in signed)),
        (_("项目"), _project_heads(), (_project(row) for row in projects)),
        (
            _("项目节点"),
            [_("课题名称"), _("节点"), _("应完成日期"), _("完成日期")],
            ([row.project.title, row.title, row.due_on, row.done_on] for row in steps),
        ),
        (_("成果"), _outcome_heads(), (_outcome(row) for row in outcomes)),
        *file_sheets(record_of(actor, studio, days), papers_within(actor, studio, days)),
    ]


def _entry_heads() -> list[str]:
    return [
        *(_("日期"), _("类别"), _("主题"), _("地点"), _("内容"), _("时长（分钟）"), _("参加人数")),
        *(_("级别"), _("相关项目"), _("相关成果"), _("照片")),
    ]


def _entry(row: LedgerEntry) -> list[Cell]:
    counts: Any = row  # `people` and `photos` come with `ledger_for`
    return [
        *(row.day, row.get_category_display(), row.title, row.place, row.content, row.minutes, counts.people),
        row.get_level_display(),
        row.project.title if row.project else None,
        row.outcome.title if row.outcome else None,
        counts.photos,
    ]


def _signed_heads() -> list[str]:
    return [_("日期"), _("主题"), _("姓名"), _("单位"), _("方式"), _("时间")]


def _signed(row: SignIn) -> list[Cell]:
    return [row.entry.day, row.entry.title, row.name, row.unit_name, row.get_way_display(), row.signed_at]


def _project_heads() -> list[str]:
    return [
        *(_("课题名称"), _("类型"), _("来源"), _("立项级别"), _("立项文号"), _("负责人"), _("开始日期")),
        *(_("计划完成日期"), _("状态"), _("结题日期"), _("经费（元）"), _("结果")),
    ]


def _project(row: Project) -> list[Cell]:
    return [
        *(row.title, row.get_kind_display(), row.source, row.get_level_display(), row.approval_number),
        *(row.leader_name, row.starts_on, row.ends_on, row.get_state_display(), row.closed_on, row.cost, row.result),
    ]


def _outcome_heads() -> list[str]:
    return [
        *(_("成果名称"), _("类型"), _("编号"), _("申请、发表或提出日期"), _("授权、采纳或获奖日期")),
        *(_("权利人或完成人"), _("本工作室排名"), _("来自项目"), _("应用单位"), _("经济效益（元）"), _("社会效益")),
    ]


def _outcome(row: Outcome) -> list[Cell]:
    project = row.project.title if row.project else None
    return [
        *(row.title, row.get_kind_display(), row.number, row.day, row.granted_on, row.owner, row.rank),
        *(project, row.applied_units, row.benefit, row.social_benefit),
    ]


def _fill(book: Any, actor: Actor, title: str, heads: Sequence[str], rows: list[Sequence[Cell]]) -> None:
    sheet = book.add_worksheet(title)
    head = book.add_format({"bold": True, "bg_color": "#F4F0EA", "bottom": 1, "text_wrap": True})
    formats = {
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        Decimal: book.add_format({"num_format": "#,##0.00"}),
        str: book.add_format({"quote_prefix": True}),
    }
    sheet.write_string(0, 0, watermark(actor, len(rows)))
    for column, text in enumerate(heads):
        sheet.write_string(1, column, text, head)
        sheet.set_column(column, column, 18)
    sheet.freeze_panes(2, 0)
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, formats)


def _write(sheet: Any, row: int, column: int, value: Cell, formats: dict[type, Any]) -> None:
    match value:
        case None | "":
            return
        case str():
            marked = formats[str] if value.startswith(_DANGEROUS) else None
            sheet.write_string(row, column, value[:_CELL_LIMIT], marked)
        case datetime():
            local = timezone.localtime(value).replace(tzinfo=None)
            sheet.write_datetime(row, column, local, formats[datetime])
        case date():
            sheet.write_datetime(row, column, value, formats[date])
        case _:
            sheet.write_number(row, column, value, formats.get(type(value)))
