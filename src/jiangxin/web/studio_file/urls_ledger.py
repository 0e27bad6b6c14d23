"""Addresses of a studio's ledger, projects, outcomes and reports, the same in both faces."""

from django.urls import URLPattern

from jiangxin.core.policy import PagePolicy
from jiangxin.core.routing import View, page
from jiangxin.web.studio_file.views import (
    ledger,
    ledger_export,
    ledger_sheet,
    ledger_standard,
    outcomes,
    projects,
    reports,
)

_S = "studios/<int:studio_id>/"
_ENTRY = f"{_S}ledger/<int:entry_id>/"
_PAPER = f"{_S}ledger/papers/<int:paper_id>/"
_JOB = f"{_S}ledger/export/<int:job_id>/"
_PROJECT = f"{_S}projects/<int:project_id>/"
_STEP = f"{_S}projects/steps/<int:step_id>/"
_OUTCOME = f"{_S}outcomes/<int:outcome_id>/"
_REPORT = f"{_S}reports/<int:report_id>/"
_PAGES: tuple[tuple[str, View, str], ...] = (
    (f"{_S}ledger/", ledger.ledger, "studio-ledger"),
    (f"{_S}ledger/new/", ledger.new, "studio-ledger-new"),
    (f"{_S}ledger/standard/", ledger_standard.standard, "studio-standard"),
    (f"{_S}ledger/papers/new/", ledger_standard.new_paper, "studio-paper-new"),
    (f"{_PAPER}file/", ledger_standard.paper, "studio-paper-file"),
    (f"{_PAPER}strike/", ledger_standard.strike, "studio-paper-strike"),
    (f"{_S}ledger/export/", ledger_export.export, "studio-ledger-export"),
    (_JOB, ledger_export.job, "studio-ledger-job"),
    (f"{_JOB}status/", ledger_export.status, "studio-ledger-job-status"),
    (f"{_JOB}cancel/", ledger_export.cancel, "studio-ledger-job-cancel"),
    (f"{_JOB}result/", ledger_export.result, "studio-ledger-job-result"),
    (_ENTRY, ledger.entry, "studio-entry"),
    (f"{_ENTRY}add/", ledger.add, "studio-entry-add"),
    (f"{_ENTRY}correct/", ledger.correct, "studio-entry-correct"),
    (f"{_ENTRY}strike/", ledger.strike, "studio-entry-strike"),
    (f"{_ENTRY}show/", ledger.show, "studio-entry-show"),
    (f"{_ENTRY}sheet/", ledger_sheet.sheet, "studio-entry-sheet"),
    (f"{_ENTRY}files/<int:file_id>/", ledger.file, "studio-entry-file"),
    (f"{_S}projects/", projects.projects, "studio-projects"),
    (f"{_S}projects/new/", projects.new, "studio-project-new"),
    (_PROJECT, projects.project, "studio-project"),
    (f"{_PROJECT}edit/", projects.edit, "studio-project-edit"),
    (f"{_PROJECT}close/", projects.close, "studio-project-close"),
    (f"{_PROJECT}strike/", projects.strike, "studio-project-strike"),
    (f"{_PROJECT}step/", projects.step, "studio-project-step"),
    (f"{_PROJECT}papers/<slug:kind>/", projects.paper, "studio-project-paper"),
    (f"{_STEP}done/", projects.step_done, "studio-step-done"),
    (f"{_STEP}strike/", projects.step_strike, "studio-step-strike"),
    (f"{_S}outcomes/", outcomes.outcomes, "studio-outcomes"),
    (f"{_S}outcomes/new/", outcomes.new, "studio-outcome-new"),
    (_OUTCOME, outcomes.outcome, "studio-outcome"),
    (f"{_OUTCOME}edit/", outcomes.edit, "studio-outcome-edit"),
    (f"{_OUTCOME}strike/", outcomes.strike, "studio-outcome-strike"),
    (f"{_OUTCOME}show/", outcomes.show, "studio-outcome-show"),
    (f"{_OUTCOME}papers/<slug:kind>/", outcomes.paper, "studio-outcome-paper"),
    (f"{_S}reports/", reports.reports, "studio-reports"),
    (_REPORT, reports.report, "studio-report"),
    ("reports/<int:report_id>/", reports.lead, "report"),
    (f"{_REPORT}edit/", reports.edit, "studio-report-edit"),
    (f"{_REPORT}print/", reports.printed, "studio-report-print"),
    (f"{_REPORT}scan/", reports.scan, "studio-report-scan"),
    (f"{_REPORT}sealed/", reports.sealed, "studio-report-sealed"),
    (f"{_REPORT}submit/", reports.submit, "studio-report-submit"),
    (f"{_REPORT}decide/", reports.decide, "studio-report-decide"),
)


def ledger_pages(policy: PagePolicy) -> list[URLPattern]:
    """Return these pages for a face; `policy` lets in the duties that work in it."""
    return [page(route, view, policy=policy, name=name) for route, view, name in _PAGES]
