"""The lists of a ledger's import: the imports, and what is wrong with the rows of one."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor
from jiangxin.core.ui.listing import ChoiceFilter, Column, DateRangeFilter, Empty, Kind, Listing, TextFilter
from jiangxin.studios.enums import TakeoverState
from jiangxin.studios.importing.passes import NOTES
from jiangxin.studios.models import ImportFault, StudioImport
from jiangxin.studios.queries.takeovers import faults_of, takeovers_for

_NOTE_WORDS: list[tuple[Any, Any]] = [("filled_down", _("合并单元格向下填入")), ("footer", _("合计行、小标题和表尾"))]


def _rows(actor: Actor) -> QuerySet[StudioImport]:
    return takeovers_for(actor).select_related("made_by__person")


def count_of(batch: StudioImport, kind: str) -> int:
    """Return how many rows of all sheets are sound, faulty, known or skipped, or how many notes there are."""
    return sum(count.get(kind, 0) for number, count in batch.counts.items() if number.isdigit())


TAKEOVERS: Listing[StudioImport] = Listing(
    code="desk.takeovers",
    title=_("台账导入"),
    lead=_("把原有的工作室名录、团队、项目、成果、资金和荣誉从 Excel 导入：先核对，再导入，可整批撤销。"),
    rows=_rows,
    unit=_("次"),
    columns=(
        Column(code="title", label=_("名称"), sort="title"),
        Column(code="state", label=_("状态"), kind=Kind.STATE),
        Column(code="sound", label=_("可导入"), kind=Kind.NUMBER, value=lambda row: count_of(row, "sound")),
        Column(code="faulty", label=_("有问题"), kind=Kind.NUMBER, value=lambda row: count_of(row, "faulty")),
        Column(code="known", label=_("已有"), kind=Kind.NUMBER, value=lambda row: count_of(row, "known")),
        Column(code="made_by", label=_("经办人"), value=lambda row: row.made_by.person.name if row.made_by else ""),
        Column(code="made_at", label=_("上传时间"), kind=Kind.MOMENT, sort="id"),
    ),
    filters=(
        TextFilter(code="q", label=_("名称"), fields=("title",)),
        ChoiceFilter(code="state", label=_("状态"), choices=TakeoverState.choices),
        DateRangeFilter(code="made", label=_("上传时间"), field="made_at", moments=True),
    ),
    default_sort="-made_at",
    row_url=lambda row: reverse("desk:takeover", args=[row.pk]),
    empty=Empty(
        _("还没有导入过台账"),
        _("可以用模板填写，也可以直接上传原有的表格，系统会认出各列。"),
        "/desk/studios/imports/new/",
        _("导入台账"),
    ),
)


def faults_listing(batch: StudioImport) -> Listing[ImportFault]:
    """Return the list of what is wrong with the rows of an import."""
    sheets: list[tuple[Any, Any]] = [
        (str(number), plan["name"]) for number, plan in enumerate(batch.sheets) if plan["table"]
    ]
    return Listing[ImportFault](
        code="desk.takeover-faults",
        title=batch.title,
        rows=lambda actor: faults_of(actor, batch),
        columns=(
            Column(code="sheet", label=_("工作表"), value="sheet_name", sort=("sheet", "row", "id")),
            Column(code="row", label=_("行"), kind=Kind.NUMBER),
            Column(code="column", label=_("列"), value=lambda row: f"{row.column} {row.heading}".strip()),
            Column(code="value", label=_("填写的内容")),
            Column(
                code="nature",
                label=_("性质"),
                value=lambda row: _("提示") if row.code in NOTES else _("问题"),
            ),
            Column(code="message", label=_("问题和改法")),
        ),
        filters=(
            ChoiceFilter(code="in", label=_("工作表"), choices=sheets, field="sheet"),
            ChoiceFilter(code="note", label=_("只看提示"), choices=_NOTE_WORDS, field="code"),
            TextFilter(code="q", label=_("列名或问题"), fields=("heading", "message")),
        ),
        default_sort="sheet",
        unit=_("处"),
        empty=Empty(_("没有发现问题"), _("各行都可以导入，或系统中已有。"))
        if batch.checked_at
        else Empty(_("还没有逐行核对"), _("核对之后，有问题的行和单元格列在这里。")),
    )
