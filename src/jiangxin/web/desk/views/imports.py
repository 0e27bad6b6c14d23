"""Bringing organisations and people in from Excel: the template, what a filled one would do, and doing it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.refusal import Problem, Refusal, Text
from jiangxin.forms.answers import Row, validate
from jiangxin.forms.answers.reading import malformed
from jiangxin.forms.definition import Field, FormDefinition, Section
from jiangxin.forms.excel import read_workbook, template_workbook
from jiangxin.forms.wording import words_of
from jiangxin.orgs.importing import Deed
from jiangxin.orgs.queries import get_organisation_for
from jiangxin.orgs.services import import_organisations, import_people
from jiangxin.web.desk.posting import done
from jiangxin.web.desk.sheets import (
    MOST_LINES,
    ORGANISATIONS,
    PEOPLE,
    Sheet,
    organisation_lines,
    person_lines,
)
from jiangxin.web.desk.views.accounts import start_passwords

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the page shows it: whom or what it is about, what becomes of it, its cells with their faults."""

    deed: Deed
    label: Text
    name: "Cell"
    cells: tuple["Cell", ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column, and what is wrong with it."""

    label: str
    words: str
    problems: tuple[Text, ...]


@require_safe
def organisations_template(request: Request) -> HttpResponse:
    """Give the empty sheet of organisations."""
    return _template(request, ORGANISATIONS)


@require_safe
def people_template(request: Request) -> HttpResponse:
    """Give the empty sheet of people."""
    return _template(request, PEOPLE)


def organisations(request: Request) -> HttpResponse:
    """Read a sheet of organisations, show what it would do, and after a second look do it."""
    return _page(request, ORGANISATIONS)


def people(request: Request) -> HttpResponse:
    """Read a sheet of people, show what it would do, and after a second look do it."""
    return _page(request, PEOPLE)


def _template(request: Request, sheet: Sheet) -> HttpResponse:
    response = HttpResponse(template_workbook(sheet.section(request.actor)), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="jiangxin-{sheet.code}.xlsx"'
    return response


def _page(request: Request, sheet: Sheet) -> HttpResponse:
    section = sheet.section(request.actor)
    if request.method != "POST":
        return _show(request, sheet, section)
    rows: Sequence[Row] = ()
    try:
        if "rows" not in request.POST:
            return _show(request, sheet, section, rows=_uploaded(request, section))
        rows = _posted(request.POST["rows"], section)
        if _problems(section, rows):
            return _show(request, sheet, section, rows=rows)
        return _carry_out(request, sheet, rows)
    except Refusal as refusal:
        if refusal.code == "import_faulty":  # the tree has changed since the look: the rows tell where
            return _show(request, sheet, section, rows=rows)
        return _show(request, sheet, section, refusal=refusal)


def _uploaded(request: Request, section: Section) -> list[Row]:
    upload = request.FILES.get("workbook")
    if upload is None or isinstance(upload, list):
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        raise Refusal("file_missing", _("没有选择文件。"), _("请选择填好的 Excel 文件。"), status=status)
    return read_workbook(section, upload.read(), at=clock.today()).rows


def _posted(text: str, section: Section) -> list[Row]:
    """Return the rows the person has looked at, as they came back with the form."""
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise malformed() from error
    known = {field.code for field in section.fields}
    if not isinstance(rows, list) or len(rows) > MOST_LINES:
        raise malformed()
    if not all(isinstance(row, dict) and row.keys() <= known for row in rows):
        raise malformed()
    return rows


def _problems(section: Section, rows: Sequence[Row]) -> list[Problem]:
    return validate(FormDefinition(sections=(section,)), {section.code: list(rows)}, at=clock.today())


def _carry_out(request: Request, sheet: Sheet, rows: Sequence[Row]) -> HttpResponse:
    actor = request.actor
    below = get_organisation_for(actor, actor.organisation_key)
    if sheet is ORGANISATIONS:
        made = import_organisations(actor=actor, below=below, lines=organisation_lines(rows))
        words = ngettext("已导入 %(count)s 个组织。", "已导入 %(count)s 个组织。", len(made)) % {"count": len(made)}
        return done(request, reverse("desk:organisations"), words)
    issued = import_people(actor=actor, below=below, lines=person_lines(rows))
    if not issued:
        return done(request, reverse("desk:accounts"), _("已导入，没有新开账号。"))
    words = ngettext("已导入，新开 %(count)s 个账号", "已导入，新开 %(count)s 个账号", len(issued))
    return start_passwords(request, issued, back_url=reverse("desk:accounts"), title=words % {"count": len(issued)})


def _show(
    request: Request,
    sheet: Sheet,
    section: Section,
    *,
    rows: Sequence[Row] = (),
    refusal: Refusal | None = None,
) -> HttpResponse:
    lines, faults = _lines(request, sheet, section, rows) if rows else ([], [])
    used = [place for place, cells in enumerate(zip(*(line.cells for line in lines), strict=True)) if _any(cells)]
    context: dict[str, Any] = {
        "section": section,
        "template_url": reverse(f"desk:import-{sheet.code}-template"),
        "for_people": sheet is PEOPLE,
        "lines": [replace(line, cells=tuple(line.cells[place] for place in used)) for line in lines],
        "faults": faults[:_SHOWN_FAULTS],
        "more_faults": max(0, len(faults) - _SHOWN_FAULTS),
        "fault_count": len(faults),
        "added": sum(line.deed == Deed.ADD for line in lines),
        "given": sum(line.deed == Deed.GIVE for line in lines),
        "kept": sum(line.deed == Deed.KEEP for line in lines),
        "rows_json": "" if faults or not rows else json.dumps(list(rows), ensure_ascii=False),
        "refusal": refusal,
    }
    status = refusal.status if refusal else HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "desk/imports/import.html", context, status=status)


def _any(cells: Sequence[Cell]) -> bool:
    return any(cell.words or cell.problems for cell in cells)


def _lines(
    request: Request, sheet: Sheet, section: Section, rows: Sequence[Row]
) -> tuple[list[Line], list[tuple[int, Text, Text]]]:
    """Return the rows for the page, and every fault with its line (from 1) and its column."""
    found, verdicts = _by_line(_problems(section, rows)), []
    if not found:  # only rows that read well are looked up in the tree
        verdicts = sheet.plan(request.actor, rows)
        found = {place: list(verdict.problems) for place, verdict in enumerate(verdicts) if verdict.problems}
    labels = {field.code: str(field.label) for field in section.fields}
    faults: list[tuple[int, Text, Text]] = [
        (place + 1, labels[problem.path], problem.message) for place in sorted(found) for problem in found[place]
    ]
    lines = []
    for place, row in enumerate(rows):
        problems = found.get(place, [])
        deed = Deed.FAULT if problems else verdicts[place].deed if verdicts else None
        cells = {field.code: _cell(field, row, problems) for field in section.fields}
        lines.append(Line(deed or Deed.KEEP, _label(sheet, deed), cells.pop("name"), tuple(cells.values())))
    return lines, faults


def _by_line(problems: Sequence[Problem]) -> dict[int, list[Problem]]:
    found: dict[int, list[Problem]] = {}
    for problem in problems:
        _section, place, code = problem.path.split(".")
        found.setdefault(int(place), []).append(Problem(code, problem.message, problem.code))
    return found


def _cell(field: Field, row: Row, problems: Sequence[Problem]) -> Cell:
    found = tuple(problem.message for problem in problems if problem.path == field.code)
    return Cell(str(field.label), words_of(field, row.get(field.code)), found)


def _label(sheet: Sheet, deed: Deed | None) -> Text:
    match deed:
        case Deed.FAULT:
            return _("有错")
        case Deed.ADD:
            return _("新开账号并授予职责") if sheet is PEOPLE else _("新增")
        case Deed.GIVE:
            return _("授予职责")
        case Deed.KEEP:
            return _("已有，不变")
        case None:
            return _("未核对")
