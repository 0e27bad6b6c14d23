"""Rows from Excel: the template of a section, what a filled one brings, and adding it to the draft."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.policies import may_edit_answers
from jiangxin.campaigns.queries import draft_answers, form_of, get_entry_for
from jiangxin.campaigns.services import save_changes
from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.forms.answers import Row
from jiangxin.forms.answers.reading import malformed
from jiangxin.forms.columns import importable_fields
from jiangxin.forms.conditions import is_filled
from jiangxin.forms.definition import Section
from jiangxin.forms.excel import Imported, read_workbook, template_workbook
from jiangxin.forms.protocol import read_posted
from jiangxin.forms.wording import words_of
from jiangxin.web.studio.from_ledger import SECTIONS, rows_from_ledger

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer read from the workbook, in words, with what is wrong with it."""

    words: str
    problems: tuple[Problem, ...]


@require_safe
def template(request: Request, entry_id: int) -> HttpResponse:
    """Give the workbook of a repeated section, empty or (`filled`) with the rows it holds."""
    entry, section = _place(request, entry_id, request.GET.get("section", ""))
    rows = _held(entry, section) if request.GET.get("filled") else []
    response = HttpResponse(template_workbook(section, rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{entry.number}-{section.code}.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
def excel(request: Request, entry_id: int) -> HttpResponse:
    """Take a filled workbook, show what was read, and after a second look add it to the draft."""
    posted = read_posted(request) if request.method == "POST" else request.GET
    entry, section = _place(request, entry_id, posted.get("section", ""))
    may_edit_answers(actor=request.actor, entry=entry).require()
    if request.method != "POST":
        return _from_ledger(request, entry, section) if posted.get("ledger") else _page(request, entry, section)
    try:
        if "rows" in posted:
            return _add(request, entry, section)
        return _page(request, entry, section, imported=_read(request, section))
    except Refusal as refusal:
        entry.answers.refresh_from_db()
        return _page(request, entry, section, refusal=refusal)


def _from_ledger(request: Request, entry: Entry, section: Section) -> HttpResponse:
    """Show what the ledger of the unit's studios has for a section, to be looked at and added like any rows."""
    if section.code not in SECTIONS:
        raise NotFound
    found = rows_from_ledger(request.actor, entry, section, _held(entry, section))
    if found.rows:
        return _page(request, entry, section, imported=found)
    message = _("台账里没有可以带入的新内容。")
    refusal = Refusal("nothing_in_ledger", message, _("近三年登记、而本栏还没有的项目和成果才会带入。"))
    return _page(request, entry, section, refusal=refusal)


def _place(request: Request, entry_id: int, code: str) -> tuple[Entry, Section]:
    entry = get_entry_for(request.actor, entry_id)
    section = form_of(entry.call).section(code)
    if section is None or not section.repeated:
        raise NotFound
    return entry, section


def _held(entry: Entry, section: Section) -> list[Row]:
    return [row for row in draft_answers(entry).get(section.code) or [] if is_filled(row)]


def _read(request: Request, section: Section) -> Imported:
    upload = request.FILES.get("workbook")
    if upload is None or isinstance(upload, list):
        raise Refusal(
            "file_missing", _("没有选择文件。"), _("请选择填好的 Excel 文件。"), status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    return read_workbook(section, upload.read(), at=clock.today())


def _page(
    request: Request,
    entry: Entry,
    section: Section,
    *,
    imported: Imported | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    context = {
        "entry": entry,
        "section": section,
        "held": len(_held(entry, section)),
        "revision": entry.answers.revision,
        "imported": imported,
        "columns": importable_fields(section),
        "shown": _cells(section, imported) if imported else [],
        "rows_json": json.dumps(imported.rows, ensure_ascii=False) if imported else "",
        "refusal": refusal,
        "has_ledger": section.code in SECTIONS,
        "from_ledger": bool(request.GET.get("ledger")),
    }
    return render(request, "studio/excel.html", context, status=refusal.status if refusal else HTTPStatus.OK)


def _cells(section: Section, imported: Imported) -> list[list[Cell]]:
    faults: dict[str, list[Problem]] = {}
    for problem in imported.problems:
        faults.setdefault(problem.path, []).append(problem)
    return [
        [
            Cell(words_of(field, row.get(field.code)), tuple(faults.get(f"{section.code}.{number}.{field.code}", ())))
            for field in importable_fields(section)
        ]
        for number, row in enumerate(imported.rows)
    ]


def _add(request: Request, entry: Entry, section: Section) -> HttpResponse:
    """Write the rows the person has looked at; they are read again as anything typed is."""
    rows = _posted_rows(request.POST["rows"])
    held = _held(entry, section) if request.POST.get("act") != "replace" else []
    if len(held) + len(rows) > section.max_rows:
        counts = {"most": section.max_rows, "held": len(held), "rows": len(rows)}
        raise Refusal(
            "too_many_rows",
            _("本栏最多 %(most)s 行，现有 %(held)s 行，再加 %(rows)s 行就超过了。") % counts,
            _("请减少表格中的行数，或选择替换现有各行。"),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    revision = request.POST.get("revision", "")
    save_changes(
        actor=request.actor,
        entry=entry,
        changes={section.code: [*held, *rows]},
        base_revision=int(revision) if revision.isascii() and revision.isdigit() else -1,
    )
    if request.POST.get("source") == "ledger":
        told = ngettext("已从台账带入 %(count)s 行，请核对。", "已从台账带入 %(count)s 行，请核对。", len(rows))
    else:
        told = ngettext("已从 Excel 加入 %(count)s 行，请核对。", "已从 Excel 加入 %(count)s 行，请核对。", len(rows))
    messages.success(request, told % {"count": len(rows)})
    return redirect(reverse("studio:fill", args=[entry.pk]) + f"#{section.code}")


def _posted_rows(text: str) -> list[dict[str, Any]]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise malformed() from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise malformed()
    return rows
