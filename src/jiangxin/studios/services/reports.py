"""Quarterly and yearly reports: figures by the system, words by the secretary, seal, submission, return, acceptance."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.studios import policies, report_policies
from jiangxin.studios.ledger_enums import ReportKind, ReportState
from jiangxin.studios.models import Studio, StudioReport
from jiangxin.studios.periods import lock
from jiangxin.studios.proofs import Proof, kept
from jiangxin.studios.queries.figures import report_figures
from jiangxin.studios.services.projects import require_revision
from jiangxin.studios.soundness import Faults, sound_reason

REVIEW, REVISE = "review_report", "revise_report"
LONGEST = 5000
_FIRST_YEAR = 2000
_QUARTERS = 4


def days_of_report(kind: str, year: int, quarter: int) -> tuple[date, date]:
    """Return the first and the last day of a year or a quarter (1–4)."""
    if kind == ReportKind.YEAR:
        return date(year, 1, 1), date(year, 12, 31)
    after = date(year + quarter // _QUARTERS, quarter % _QUARTERS * 3 + 1, 1)
    return date(year, quarter * 3 - 2, 1), after - timedelta(days=1)


@service("studios.draft_report", about="studio")
def draft_report(*, actor: Actor, studio: Studio, kind: str, year: int, quarter: int = 1) -> StudioReport:
    """Begin the report of a year or a quarter that has begun; there is one of each."""
    locked = lock(studio)
    policies.may_keep_file(actor=actor, studio=locked).require()
    faults = Faults()
    faults.one_of("kind", kind, ReportKind.values)
    faults.between("year", year, _FIRST_YEAR, clock.today().year)
    faults.between("quarter", quarter, 1, _QUARTERS)
    faults.settle()
    since, until = days_of_report(kind, year, quarter)
    if since > clock.today():
        problem = Problem("quarter", _("这个季度还没有开始。"), "day_to_come")
        raise Refusal("day_to_come", _("还不能写这个季度的报告。"), _("请选择已经开始的季度。"), problems=[problem])
    if StudioReport.objects.filter(studio=locked, kind=kind, since=since).exists():
        raise Refusal("report_there", _("这份报告已经有了。"), _("请在报告列表中打开它。"))
    report = StudioReport(studio=locked, kind=kind, since=since, until=until)
    report.entered_by_id, report.entered_at = actor.account_id, clock.now()
    report.save(force_insert=True)
    after = {"studio": locked.pk, "kind": kind, "since": since, "until": until}
    journal.record(actor=actor, act="studios.draft_report", obj=report, after=after)
    return report


@service("studios.write_report", about="report")
def write_report(
    *, actor: Actor, report: StudioReport, highlights: str, problems: str, plans: str, expected_revision: int
) -> StudioReport:
    """Write the words; a sealed scan of older words is taken off."""
    locked = _locked(report)
    report_policies.may_write_report(actor=actor, report=locked).require()
    require_revision(locked, expected_revision)
    faults = Faults()
    words = {"highlights": highlights, "problems": problems, "plans": plans}
    words = {path: faults.text(path, text, LONGEST) for path, text in words.items()}
    faults.settle()
    before = {path: getattr(locked, path) for path in words}
    for path, text in words.items():
        setattr(locked, path, text)
    if before != words:
        locked.sealed_scan = None
    locked.revision += 1
    locked.save()
    journal.record(actor=actor, act="studios.write_report", obj=locked, before=before, after=words)
    return locked


@service("studios.attach_report_scan", about="report")
def attach_report_scan(*, actor: Actor, report: StudioReport, scan: Proof) -> StudioReport:
    """Keep the sealed scan of the printed report."""
    locked = _locked(report)
    report_policies.may_write_report(actor=actor, report=locked).require()
    stored = kept(actor, scan, "studios.report_scan")
    if stored is None:
        problem = Problem("scan", _("请选择文件。"), "required")
        raise Refusal("scan_missing", _("没有选择扫描件。"), _("请选择文件后再提交。"), problems=[problem])
    locked.sealed_scan = stored
    locked.save(update_fields=["sealed_scan"])
    journal.record(actor=actor, act="studios.attach_report_scan", obj=locked, after={"file": stored.pk})
    return locked


@service("studios.submit_report", about="report")
def submit_report(*, actor: Actor, report: StudioReport) -> StudioReport:
    """Hand the report in: from now on its figures stay as they are."""
    locked = _locked(report)
    report_policies.may_write_report(actor=actor, report=locked).require()
    report_policies.require_ready(locked)
    figures = report_figures(SYSTEM, locked.studio, locked.since, locked.until)
    locked.figures = {row.code: [str(row.value), str(row.total)] for row in figures}
    locked.submitted_at, locked.opinion = clock.now(), ""
    _move(actor, locked, ReportState.SUBMITTED, "studios.submit_report")
    close_errands(about=locked)
    title = f"{locked.studio.name} {locked}"
    open_errand(role=Role.REVIEWER_FIRST, organisation=locked.studio.area, asked=REVIEW, about=locked, title=title)
    return locked


@service("studios.return_report", about="report")
def return_report(*, actor: Actor, report: StudioReport, reason: str) -> StudioReport:
    """Send a report back with what is wrong."""
    locked = _locked(report)
    report_policies.may_decide_report(actor=actor, report=locked).require()
    locked.opinion, locked.decided_at, locked.figures = sound_reason(reason), clock.now(), {}
    _move(actor, locked, ReportState.RETURNED, "studios.return_report", locked.opinion)
    close_errands(about=locked)
    for role in (Role.STUDIO_SECRETARY, Role.STUDIO_LEADER):
        open_errand(
            role=role,
            organisation=locked.studio.unit,
            asked=REVISE,
            about=locked,
            title=f"{locked.studio.name} {locked}",
            note=locked.opinion,
        )
    return locked


@service("studios.accept_report", about="report")
def accept_report(*, actor: Actor, report: StudioReport, opinion: str = "") -> StudioReport:
    """Accept a report; it counts for the year's standard."""
    locked = _locked(report)
    report_policies.may_decide_report(actor=actor, report=locked).require()
    faults = Faults()
    locked.opinion = faults.text("reason", opinion, 300)
    faults.settle()
    locked.decided_at = clock.now()
    _move(actor, locked, ReportState.ACCEPTED, "studios.accept_report", locked.opinion)
    close_errands(about=locked)
    return locked


def _locked(report: StudioReport) -> StudioReport:
    rows = StudioReport.objects.select_for_update(of=("self",)).select_related("studio__unit", "studio__area")
    return rows.get(pk=report.pk)


def _move(actor: Actor, report: StudioReport, state: ReportState, act: str, reason: str = "") -> None:
    before: dict[str, Any] = {"state": report.state}
    report.state = state
    report.revision += 1
    report.save()
    journal.record(actor=actor, act=act, obj=report, before=before, after={"state": state}, reason=reason)
