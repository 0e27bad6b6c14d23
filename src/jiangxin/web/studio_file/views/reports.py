"""Quarterly and yearly reports of a studio: list, figures that open their records, words, seal, decision."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.studios.figure_words import UNITS
from jiangxin.studios.gate import file_for
from jiangxin.studios.ledger_enums import ReportKind
from jiangxin.studios.models import StudioReport
from jiangxin.studios.queries.figures import ReportFigure, report_figures
from jiangxin.studios.queries.ledger import get_report_for, reports_for
from jiangxin.studios.report_paper import report_pdf, written
from jiangxin.studios.report_policies import may_decide_report, may_write_report
from jiangxin.studios.services.reports import (
    LONGEST,
    accept_report,
    attach_report_scan,
    draft_report,
    return_report,
    submit_report,
    write_report,
)
from jiangxin.web.studio_file.answering import ask, done, tell
from jiangxin.web.studio_file.forms_file import ProofField, text_area
from jiangxin.web.studio_file.frame import at, frame
from jiangxin.web.studio_file.ledger_history import acts_on
from jiangxin.web.studio_file.views.ledger import TAB, addresses, keeps

_SHOWN = 60
_YEARS = 4
LISTS = {
    "ledger": TAB,
    "projects": "studio-projects",
    "outcomes": "studio-outcomes",
    "team": "studio-team",
    "subsidies": "studio-subsidies",
    "expenses": "studio-expenses",
    "service": "studio-service-log",
    "satisfaction": "studio-satisfaction",
}


class BeginForm(forms.Form):
    """Which report to begin."""

    kind = forms.ChoiceField(label=_("报告类型"), choices=ReportKind.choices)
    year = forms.TypedChoiceField(label=_("年度"), coerce=int)
    quarter = forms.TypedChoiceField(
        label=_("季度（季度报告）"),
        choices=[(1, _("第一季度")), (2, _("第二季度")), (3, _("第三季度")), (4, _("第四季度"))],
        coerce=int,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        year, quarter = self.fields["year"], self.fields["quarter"]
        assert isinstance(year, forms.ChoiceField)
        year.choices = [(number, str(number)) for number in range(today.year, today.year - _YEARS, -1)]
        quarter.initial = (today.month + 2) // 3


class WordsForm(forms.Form):
    """What the secretary writes."""

    highlights = forms.CharField(label=_("工作亮点"), max_length=LONGEST, required=False, widget=text_area(8))
    problems = forms.CharField(
        label=_("问题和请求"),
        max_length=LONGEST,
        required=False,
        widget=text_area(5),
        help_text=_("需要上级工会协调解决的困难写在这里。"),
    )
    plans = forms.CharField(label=_("下一步计划"), max_length=LONGEST, required=False, widget=text_area(6))
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ScanForm(forms.Form):
    """The sealed scan."""

    scan = ProofField(label=_("盖章扫描件"))


class DecideForm(forms.Form):
    """The opinion on a report."""

    reason = forms.CharField(label=_("审核意见"), max_length=300, required=False, widget=text_area(3))


def reports(request: Request, studio_id: int) -> HttpResponse:
    """List the reports, and begin one."""
    studio = file_for(request.actor, studio_id)
    form, refusal = BeginForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            made = draft_report(actor=request.actor, studio=studio, **form.cleaned_data)
        except Refusal as caught:
            refusal = caught
            tell(form, caught)
        else:
            return done(request, at(request, "studio-report", studio.pk, made.pk), _("报告草稿已生成，数字已填好。"))
    rows = [
        (row, at(request, "studio-report", studio.pk, row.pk)) for row in reports_for(request.actor, studio)[:_SHOWN]
    ]
    context = {
        **frame(request, studio, TAB),
        **addresses(request, studio),
        "form": form,
        "refusal": refusal,
        "reports": rows,
        "keeps": keeps(request, studio),
    }
    return render(request, "studios/ledger/reports.html", context, status=refusal.status if refusal else 200)


def report(request: Request, studio_id: int, report_id: int) -> HttpResponse:
    """Show a report: each figure opens its records."""
    found = _found(request, studio_id, report_id)
    context = {
        **frame(request, found.studio, TAB),
        **addresses(request, found.studio),
        "report": found,
        "figures": [_shown(request, studio_id, figure) for figure in figures_of(request, found)],
        "acts": {
            act: at(request, f"studio-report-{act}", studio_id, report_id)
            for act in ("edit", "print", "scan", "sealed", "submit", "decide")
        },
        "writes": bool(may_write_report(actor=request.actor, report=found)),
        "decides": bool(may_decide_report(actor=request.actor, report=found)),
        "decide_form": DecideForm(),
        "history": acts_on(found),
    }
    return render(request, "studios/ledger/report.html", context)


def edit(request: Request, studio_id: int, report_id: int) -> HttpResponse:
    """Write the words."""
    found = _found(request, studio_id, report_id)
    may_write_report(actor=request.actor, report=found).require()
    initial = {name: getattr(found, name) for name in ("highlights", "problems", "plans", "revision")}
    form = WordsForm(request.POST or None, initial=initial)

    def deed(data: dict[str, Any]) -> None:
        revision = data.pop("revision")
        write_report(actor=request.actor, report=found, **data, expected_revision=revision)

    return ask(request, found.studio, form, deed=deed, words=_("已保存。"), page=_page(request, found, _("填写文字")))


def scan(request: Request, studio_id: int, report_id: int) -> HttpResponse:
    """Take the sealed scan."""
    found = _found(request, studio_id, report_id)
    may_write_report(actor=request.actor, report=found).require()
    return ask(
        request,
        found.studio,
        ScanForm(request.POST or None, request.FILES or None),
        deed=lambda data: attach_report_scan(actor=request.actor, report=found, scan=data["scan"]),
        words=_("扫描件已上传。"),
        page=_page(request, found, _("上传盖章扫描件")),
    )


def sealed(request: Request, studio_id: int, report_id: int) -> HttpResponseBase:
    """Give the sealed scan."""
    found = _found(request, studio_id, report_id)
    if found.sealed_scan is None:
        raise NotFound
    return send(found.sealed_scan)


def printed(request: Request, studio_id: int, report_id: int) -> HttpResponse:
    """Print the report."""
    found = _found(request, studio_id, report_id)
    response = HttpResponse(report_pdf(found, figures_of(request, found)), content_type="application/pdf")
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "private, no-store"
    return response


def submit(request: Request, studio_id: int, report_id: int) -> HttpResponse:
    """Hand the report in; asked by a button."""
    found = _found(request, studio_id, report_id)
    address = at(request, "studio-report", studio_id, report_id)
    if request.method != "POST":
        return HttpResponseRedirect(address)
    submit_report(actor=request.actor, report=found)
    return done(request, address, _("报告已报送，等待审核。"))


def decide(request: Request, studio_id: int, report_id: int) -> HttpResponse:
    """Accept a report, or send it back with a reason; asked by two buttons."""
    found = _found(request, studio_id, report_id)
    address = at(request, "studio-report", studio_id, report_id)
    if request.method != "POST":
        return HttpResponseRedirect(address)
    opinion = request.POST.get("reason", "")
    if request.POST.get("act") == "accept":
        accept_report(actor=request.actor, report=found, opinion=opinion)
        return done(request, address, _("已通过。"))
    return_report(actor=request.actor, report=found, reason=opinion)
    return done(request, address, _("已退回。"))


def lead(request: Request, report_id: int) -> HttpResponse:
    """Lead from an errand to the report it is about."""
    found = get_report_for(request.actor, report_id)
    return HttpResponseRedirect(at(request, "studio-report", found.studio_id, found.pk))


def figures_of(request: Request, found: StudioReport) -> list[ReportFigure]:
    """Return the figures: as handed in, or as they stand now while the report is being written."""
    figures = report_figures(request.actor, found.studio, found.since, found.until)
    return [
        figure.frozen(*found.figures[figure.code]) if figure.code in found.figures else figure for figure in figures
    ]


def _found(request: Request, studio_id: int, report_id: int) -> StudioReport:
    found = get_report_for(request.actor, report_id)
    if found.studio_id != studio_id:
        raise NotFound
    return found


def _page(request: Request, found: StudioReport, title: Any) -> dict[str, Any]:
    back = at(request, "studio-report", found.studio_id, found.pk)
    return {"title": title, "act_label": title, "back_url": back, "back_label": str(found), "current": TAB}


def _shown(request: Request, studio_id: int, figure: ReportFigure) -> dict[str, Any]:
    url = at(request, LISTS[figure.records], studio_id)
    query, whole = urlencode(figure.query), urlencode(figure.whole)
    return {
        "label": figure.label,
        "value": written(figure),
        "total": written(figure, whole=True),
        "unit": UNITS[figure.unit],
        "url": f"{url}?{query}" if query else url,
        "whole_url": f"{url}?{whole}" if whole else url,
    }
