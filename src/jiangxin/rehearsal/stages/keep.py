"""A studio keeps its ledger: entries with photos and people, a project, an outcome with its proofs."""

from datetime import timedelta
from decimal import Decimal

from jiangxin.rehearsal.browser import Browser, Form, at
from jiangxin.rehearsal.papers import pdf, photo
from jiangxin.rehearsal.run import Run
from jiangxin.studios.ledger_enums import LedgerCategory
from jiangxin.studios.models import LedgerEntry, Outcome, Project, Studio

BENEFIT = Decimal("865000.00")
_MONTHLY = (LedgerCategory.MEETING, LedgerCategory.LEARNING, LedgerCategory.TRAINING)


def entries(run: Run, username: str, studio: Studio, months: int) -> None:
    """Record what happens month by month; a day to come is refused, a wrong entry is struck and stays to be read."""
    browser = run.browser(username)
    for month in range(months):
        for category in _MONTHLY:
            _record(run, browser, studio, category, f"{category} {month}")
        run.wait(days=30)
    form = _form(browser, studio, LedgerCategory.VISIT)
    tomorrow = {"title": "兄弟单位来访", "day": f"{run.moment + timedelta(days=1):%Y-%m-%d}"}
    run.expect_refusal("an entry of a day to come", browser.send(form, tomorrow))
    _record(run, browser, studio, LedgerCategory.VISIT, "visit")
    wrong = LedgerEntry.objects.filter(studio=studio).order_by("pk").last()
    assert wrong is not None, "it was recorded above"
    page = browser.open(at("studio:studio-entry-strike", studio.pk, wrong.pk))
    run.expect_done("a wrong entry is struck", browser.send(page.form(having="reason"), {"reason": "记到了别的工作室"}))
    standing = LedgerEntry.objects.filter(studio=studio, struck_at=None).count()
    run.expect("entries that stand", standing, months * len(_MONTHLY))
    run.expect("entries kept", LedgerEntry.objects.filter(studio=studio).count(), standing + 1)


def _form(browser: Browser, studio: Studio, category: str) -> Form:
    page = browser.open(at("studio:studio-ledger-new", studio.pk) + f"?category={category}")
    return page.form(having="headcount")


def _record(run: Run, browser: Browser, studio: Studio, category: str, label: str) -> None:
    form = _form(browser, studio, category)
    values = {"headcount": 12, "place": "工作室研讨区", "hours": "1.5", "guests": "车间青年职工代表"}
    if not form.values.get("title", [""])[0]:
        values["title"] = "接待来访"
    page = browser.send(form, values, {"photos": [("photo.jpg", photo(label))]})
    run.expect_done(f"an entry about {category}", page)


def project_and_outcome(run: Run, username: str, studio: Studio) -> None:
    """Open a project, close it, and enter its outcome; a benefit without the finance department's proof is refused."""
    browser = run.browser(username)
    form = browser.open(at("studio:studio-project-new", studio.pk)).form(having="approval_number")
    facts = {
        "title": "薄壁件装夹变形控制",
        "kind": "research",
        "level": "enterprise",
        "leader_name": studio.leader_name,
        "starts_on": f"{run.moment - timedelta(days=60):%Y-%m-%d}",
        "ends_on": f"{run.moment + timedelta(days=30):%Y-%m-%d}",
    }
    run.expect_done("a project is opened", browser.send(form, facts))
    project = Project.objects.get(studio=studio)
    page = browser.open(at("studio:studio-project-close", studio.pk, project.pk))
    result = {"closed_on": f"{run.moment:%Y-%m-%d}", "result": "合格率由 82% 提高到 97%。"}
    run.expect_done("the project is closed", browser.send(page.form(having="result"), result))
    form = browser.open(at("studio:studio-outcome-new", studio.pk)).form(having="applied_units")
    outcome = {
        "title": "一种薄壁件装夹装置",
        "kind": "utility_model",
        "number": "ZL 2026 2 0000001.X",
        "day": f"{run.moment:%Y-%m-%d}",
        "owner": studio.unit_name,
        "project": project.pk,
        "applied_units": studio.unit_name,
        "benefit": BENEFIT,
    }
    proof = {"proof": ("patent.pdf", pdf("patent")), "application_proof": ("used.pdf", pdf("used"))}
    run.expect_refusal("a benefit without proof", browser.send(form, outcome, proof), "财务")
    proof["finance_proof"] = ("finance.pdf", pdf("finance"))
    run.expect_done("an outcome is entered", browser.send(form, outcome, proof))
    run.expect("outcomes of the studio", Outcome.objects.filter(studio=studio, struck_at=None).count(), 1)
    page = browser.open(at("studio:studio-standard", studio.pk))
    run.expect("the year's standard is told", page.status, 200)
    stranger = run.browser("secretary1" if username != "secretary1" else "secretary2")
    run.expect("it is nothing for another unit", stranger.open(at("studio:studio-ledger", studio.pk)).status, 404)
