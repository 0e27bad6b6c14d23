"""The annex of a ranking for the minutes: one page as PDF, all tables as Excel; taking it along is journalled."""

import io
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.annex import annex_of
from jiangxin.awards.queries import get_ranking_for, ranking_rows_for
from jiangxin.awards.reliability import reliability_of
from jiangxin.core.actor import Request
from jiangxin.core.press import press
from jiangxin.core.printing.ranking_annex import RankingAnnex, annex_page_pdf, annex_tables
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.services.exports import account_of, record_export
from jiangxin.core.spreadsheet.writing import RowWriter, workbook_writer

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page(request: Request, ranking_id: int) -> HttpResponse:
    """Give the one page for the minutes as PDF."""
    content = annex_page_pdf(_taken(request, ranking_id, "pdf"), press())
    return _file(content, "application/pdf", f"annex-{ranking_id}.pdf")


def book(request: Request, ranking_id: int) -> HttpResponse:
    """Give all tables as Excel."""
    annex, file = _taken(request, ranking_id, "xlsx"), io.BytesIO()
    with workbook_writer(file) as writer:
        for name, rows in annex_tables(annex):
            sheet = RowWriter(writer, name, widths=[24] * len(rows[0]), frozen=1)
            for row in rows:
                sheet.row(row)
    return _file(file.getvalue(), _XLSX, f"annex-{ranking_id}.xlsx")


def _taken(request: Request, ranking_id: int, form: str) -> RankingAnnex:
    """Return the annex after recording that it was taken; places and totals would tell of entries that are hidden."""
    found = get_ranking_for(request.actor, ranking_id)
    rows = list(found.rows.select_related("entry__unit", "entry__area").order_by("order"))
    if not rows:
        raise NotFound
    if ranking_rows_for(request.actor, found).count() != len(rows):
        raise Refusal(
            "conflict_of_interest",
            _("有申报因回避不向您显示，附件会透露它们的名次，不能下载。"),
            _("请由没有回避关系的同志下载。"),
            status=HTTPStatus.FORBIDDEN,
        )
    annex = annex_of(found, reliability_of(found, rows))
    account = account_of(request.actor)
    if account is not None:
        record_export(
            actor=request.actor,
            account=account,
            listing="desk.ranking_annex",
            form=form,
            query=f"ranking={found.pk}",
            rows=len(rows),
        )
    return annex


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
