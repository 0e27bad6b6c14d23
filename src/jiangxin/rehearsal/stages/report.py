"""A studio reports: figures drafted from the ledger, words by the secretary, seal, return, and acceptance."""

from datetime import datetime

from jiangxin.rehearsal.browser import at
from jiangxin.rehearsal.papers import pdf
from jiangxin.rehearsal.run import Run
from jiangxin.rehearsal.stages.keep import BENEFIT
from jiangxin.studios.ledger_enums import ReportState
from jiangxin.studios.models import LedgerEntry, Studio, StudioReport


def quarterly(run: Run, username: str, county: str, studio: Studio) -> None:
    """Hand in the report of the present quarter: incomplete it is refused, once returned, then accepted."""
    browser, reviewer = run.browser(username), run.browser(county)
    form = browser.open(at("studio:studio-reports", studio.pk)).form(having="kind")
    quarter = (run.moment.month + 2) // 3
    facts = {"kind": "quarter", "year": run.moment.year, "quarter": quarter}
    run.expect_done("a report is drafted", browser.send(form, facts))
    run.expect_refusal("the same report again", browser.send(form, facts))
    report = StudioReport.objects.get(studio=studio)
    here = at("studio:studio-report", studio.pk, report.pk)
    page = browser.open(here)
    run.expect("the benefit stands in the figures", page.says(f"{BENEFIT:,}"), True)
    _figures_open(run, username, studio, page.links(at("studio:studio-ledger", studio.pk) + "?"))
    run.expect_refusal("a report without words and seal", browser.send(page.form("/submit/")))
    words = {"highlights": "攻克薄壁件装夹变形。", "problems": "缺少三坐标测量机。", "plans": "推广装夹装置。"}
    form = browser.open(f"{here}edit/").form(having="highlights")
    run.expect_done("the words are written", browser.send(form, words))
    run.expect("the report prints", browser.open(f"{here}print/").body[:5], b"%PDF-")
    form = browser.open(f"{here}scan/").form("/scan/")
    run.expect_done("the sealed scan is given", browser.send(form, files={"scan": ("report.pdf", pdf("report"))}))
    run.expect_refusal("a report before its quarter is over", browser.send(browser.open(here).form("/submit/")))
    run.wait_until(next_quarter(run.moment))
    run.expect_done("the report is handed in", browser.send(browser.open(here).form("/submit/")))
    there = at("desk:studio-report", studio.pk, report.pk)
    form = reviewer.open(there).form("/decide/")
    run.expect_refusal("a return without a reason", reviewer.send(form, {"act": "return"}, strict=False))
    reason = {"act": "return", "reason": "请写明推广范围。"}
    run.expect_done("the county returns it", reviewer.send(form, reason, strict=False))
    run.expect_done("it is handed in again", browser.send(browser.open(here).form("/submit/")))
    form = reviewer.open(there).form("/decide/")
    run.expect_done("the county accepts it", reviewer.send(form, {"act": "accept"}, strict=False))
    report.refresh_from_db()
    run.expect("the report is accepted", report.state, ReportState.ACCEPTED)


def next_quarter(moment: datetime) -> datetime:
    """Return the morning of the first day of the quarter after a moment."""
    month = (moment.month + 2) // 3 * 3 + 1
    return moment.replace(year=moment.year + month // 13, month=(month - 1) % 12 + 1, day=1, hour=9)


def _figures_open(run: Run, username: str, studio: Studio, links: list[str]) -> None:
    """Open the records behind the ledger's figures; none of them may be dead."""
    run.expect("figures lead to their records", bool(links), LedgerEntry.objects.filter(studio=studio).exists())
    for link in links:
        run.expect(f"{link} opens", run.browser(username).open(link).status, 200)
