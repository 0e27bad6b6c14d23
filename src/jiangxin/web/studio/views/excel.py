"""Rows from Excel: the template of a section, and the rows a filled one brings."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jiangxin.campaigns.queries import draft_answers, form_of, get_entry_for
from jiangxin.campaigns.services import save_answers
from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.forms.excel import read_workbook, template_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def excel(request: Request, entry_id: int) -> HttpResponse:
    """Give the template of a repeated section, or add the rows of an uploaded one to the draft."""
    entry = get_entry_for(request.actor, entry_id)
    code = request.GET.get("section") or request.POST.get("section", "")
    section = form_of(entry.call).section(code)
    if section is None or not section.repeated:
        raise NotFound
    if request.method == "GET":
        response = HttpResponse(template_workbook(section), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{code}.xlsx"'
        return response
    upload = request.FILES.get("workbook")
    if upload is None or isinstance(upload, list):
        raise Refusal(
            "file_missing", _("没有选择文件。"), _("请选择填好的 Excel 文件。"), status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    answers = draft_answers(entry)
    rows = read_workbook(section, upload.read(), at=clock.today()).rows
    held = [row for row in answers.get(code) or [] if row]
    save_answers(
        actor=request.actor,
        entry=entry,
        answers={**answers, code: [*held, *rows]},
        base_revision=entry.answers.revision,
    )
    messages.success(request, _("已导入 %(count)s 行，请核对。") % {"count": len(rows)})
    return redirect(reverse("studio:fill", args=[entry.pk]) + f"#{code}")
