"""What is still missing for the year's standard, and the papers of the basic file."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound, Text
from jiangxin.core.ui.parts import Fact
from jiangxin.studios.figure_words import LEDGER_GROUPS
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import Studio, StudioPaper
from jiangxin.studios.policies import may_keep_file
from jiangxin.studios.queries.ledger import get_paper_for, papers_for
from jiangxin.studios.queries.standard import missing_for_standard
from jiangxin.studios.services.papers import keep_paper, strike_paper
from jiangxin.studios.standard import StandardLine
from jiangxin.web.studio_file.answering import ask
from jiangxin.web.studio_file.forms_file import ReasonForm
from jiangxin.web.studio_file.forms_ledger import PaperForm
from jiangxin.web.studio_file.frame import at, frame
from jiangxin.web.studio_file.ledger_lists import STANDARD_YEARS
from jiangxin.web.studio_file.views.ledger import TAB, addresses, keeps

_GROUPS: dict[str, Text] = {
    "file": _("基础条件"),
    "ledger": _("日常活动"),
    "project": _("课题"),
    "outcome": _("成果"),
    "service": _("服务"),
    "mentoring": _("带徒传技"),
    "report": _("报告"),
}
_WORDS: dict[str, Text] = {"met": _("已达标"), "late": _("进度落后"), "due": _("待完成")}
_TONES = {"met": "done", "late": "late", "due": "waiting"}
# Where the records of a demand are listed, and where one is added: page names without the face.
_PLACES = {
    "photo": ("studio-file", "enter:profile"),
    "place": ("studio-file", "enter:place"),
    "equipment": ("studio-file", "enter:equipment"),
    "leader": ("studio-file", ""),
    "members": ("studio-file", "enter:member"),
    "apprentices": ("studio-file", "enter:member"),
    "funds": ("studio-funds", ""),
    "projects": ("studio-projects", "studio-project-new"),
    "outcomes": ("studio-outcomes", "studio-outcome-new"),
    "services": ("studio-service-log", "studio-service-record-new"),
    "reports": ("studio-reports", "studio-reports"),
    "papers": ("studio-standard", "studio-paper-new"),
    "ledger": (TAB, "studio-ledger-new"),
}


def standard(request: Request, studio_id: int) -> HttpResponse:
    """Show every demand of a year, what answers it, and the button that adds what is missing."""
    studio = file_for(request.actor, studio_id)
    year = _year(request.GET.get("year", ""))
    may = keeps(request, studio)
    lines = missing_for_standard(request.actor, studio, year)
    groups: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        groups.setdefault(line.demand.group, []).append(_shown(request, studio, line, year, may=may))
    this_year = clock.today().year
    context = {
        **frame(request, studio, TAB),
        **addresses(request, studio),
        "year": year,
        "years": range(this_year, this_year - STANDARD_YEARS, -1),
        "groups": [(_GROUPS[code], shown) for code, shown in groups.items()],
        "met": sum(line.is_met for line in lines),
        "late": sum(line.is_late and not line.is_met for line in lines),
        "count": len(lines),
        "papers": [(row, *_paper_urls(request, studio, row)) for row in papers_for(request.actor, studio)],
        "paper_url": at(request, "studio-paper-new", studio.pk) if may else "",
        "keeps": may,
    }
    return render(request, "studios/ledger/standard.html", context)


def new_paper(request: Request, studio_id: int) -> HttpResponse:
    """Keep a paper of the basic file."""
    studio = file_for(request.actor, studio_id)
    may_keep_file(actor=request.actor, studio=studio).require()
    initial = {"kind": request.GET.get("kind", ""), "year": _year(request.GET.get("year", ""))}
    form = PaperForm(request.POST or None, request.FILES or None, actor=request.actor, studio=studio, initial=initial)
    return ask(
        request,
        studio,
        form,
        deed=lambda data: keep_paper(actor=request.actor, studio=studio, **data),
        words=_("已存入基础资料。"),
        page=_page(request, studio, _("上传基础资料")),
    )


def strike(request: Request, studio_id: int, paper_id: int) -> HttpResponse:
    """Take a paper out of the file."""
    found = _paper(request, studio_id, paper_id)
    may_keep_file(actor=request.actor, studio=found.studio).require()
    return ask(
        request,
        found.studio,
        ReasonForm(request.POST or None),
        deed=lambda data: strike_paper(actor=request.actor, paper=found, reason=data["reason"]),
        words=_("已作废。"),
        page={**_page(request, found.studio, _("作废资料")), "told": [Fact(found.get_kind_display(), found.title)]},
    )


def paper(request: Request, studio_id: int, paper_id: int) -> HttpResponseBase:
    """Give a paper."""
    return send(_paper(request, studio_id, paper_id).file)


def _paper(request: Request, studio_id: int, paper_id: int) -> StudioPaper:
    found = get_paper_for(request.actor, paper_id)
    if found.studio_id != studio_id:
        raise NotFound
    return found


def _paper_urls(request: Request, studio: Studio, row: StudioPaper) -> tuple[str, str]:
    pages = ("studio-paper-file", "studio-paper-strike")
    shown, struck = (at(request, page, studio.pk, row.pk) for page in pages)
    return shown, struck


def _page(request: Request, studio: Studio, title: Any) -> dict[str, Any]:
    back = at(request, "studio-standard", studio.pk)
    return {"title": title, "act_label": title, "back_url": back, "back_label": _("年度标准"), "current": TAB}


def _year(text: str) -> int:
    this_year = clock.today().year
    year = int(text) if text.isdecimal() and len(text) <= len("2026") else this_year
    return min(max(year, this_year - STANDARD_YEARS + 1), this_year)


def _shown(request: Request, studio: Studio, line: StandardLine, year: int, *, may: bool) -> dict[str, Any]:
    records, adds = _PLACES[line.demand.of]
    return {
        "line": line,
        "word": _WORDS[line.state],
        "tone": _TONES[line.state],
        "records_url": _records_url(request, studio, records, line, year),
        "add_url": _add_url(request, studio, adds, line) if may and adds and not line.is_met else "",
    }


def _records_url(request: Request, studio: Studio, records: str, line: StandardLine, year: int) -> str:
    address = at(request, records, studio.pk)
    of, among = line.demand.of, line.demand.among
    days = f"day_from={year}-01-01&day_to={year}-12-31"
    match of:
        case "ledger":
            group = next((code for code, (_label, held) in LEDGER_GROUPS.items() if set(held) == set(among)), "")
            return f"{address}?{f'group={group}' if group else f'category={among[0]}'}&{days}"
        case "outcomes" | "projects":
            return f"{address}?year={year}"
        case "services":
            return f"{address}?struck=no&{days}"
        case "papers":
            return f"{address}?year={year}#papers"
        case "members" | "apprentices":
            return f"{address}#team"
        case _:
            return address


def _add_url(request: Request, studio: Studio, adds: str, line: StandardLine) -> str:
    if adds.startswith("enter:"):
        return at(request, "studio-enter", studio.pk, adds.removeprefix("enter:"))
    address = at(request, adds, studio.pk)
    among = line.demand.among
    match line.demand.of:
        case "ledger":
            return f"{address}?category={among[0]}"
        case "papers":
            return f"{address}?kind={among[0]}"
        case _:
            return address
