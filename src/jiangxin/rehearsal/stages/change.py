"""A studio changes: renamed on application, and raised by a higher body."""

from jiangxin.awards.models import Certificate
from jiangxin.rehearsal.browser import Browser, at
from jiangxin.rehearsal.papers import pdf
from jiangxin.rehearsal.run import Run
from jiangxin.studios.models import Studio, StudioChange, StudioLevelHeld

_OK = 200


def rename(run: Run, username: str, county: str, studio: Studio) -> None:
    """Apply for another name: the county passes it on, the city approves, the portal and the verify page follow."""
    browser, reviewer, officer = run.browser(username), run.browser(county), run.browser("officer")
    name = f"{studio.leader_name}数字制造创新工作室"
    form = browser.open(at("studio:change-new", studio.pk, "rename")).form(having="note")
    facts = {"name": name, "basis": "leader", "note": "专业方向调整。"}
    paper = {"papers": [("application.pdf", pdf("application"))]}
    run.expect_done("a change of name is applied for", browser.send(form, facts, paper))
    change = StudioChange.objects.get(studio=studio)
    form = reviewer.open(at("desk:change-recommend", studio.pk, change.pk)).form(having="opinion")
    run.expect_done("the county passes it on", reviewer.send(form, {"opinion": "情况属实，同意上报。"}))
    form = officer.open(at("desk:change-approve", studio.pk, change.pk)).form(having="document_number")
    approval = {
        "document_number": f"{run.shape.document_word}〔{run.moment.year}〕61号",
        "on": f"{run.moment:%Y-%m-%d}",
    }
    run.expect_done("the city approves", officer.send(form, approval))
    run.expect("the portal has the new name", run.visitor().open(at("portal:studio", studio.pk)).says(name), True)
    plaque = Certificate.objects.filter(award=studio.award, kind="plaque").latest("pk")
    page = _stranger(run, 1).open(at("portal:verify-number", plaque.number))
    run.expect("the plaque tells the new name", page.says(name), True)


def promote(run: Run, studio: Studio) -> None:
    """Enter the level a higher body gave; the city's own level stays."""
    officer = run.browser("officer")
    form = officer.open(at("desk:studio-enter", studio.pk, "level")).form(having="awarding_body")
    facts = {
        "level": "province",
        "awarding_body": "省总工会",
        "document_number": f"省工发〔{run.moment.year}〕8号",
        "since": f"{run.moment:%Y-%m-%d}",
    }
    run.expect_done("a higher level is entered", officer.send(form, facts))
    held = StudioLevelHeld.objects.filter(studio=studio, struck_at=None, until=None)
    run.expect("levels held at once", sorted(held.values_list("level", flat=True)), ["city", "province"])
    page = run.visitor().open(at("portal:studio", studio.pk))
    run.expect("the portal shows both levels", page.says("市级", "省级"), True)


def _stranger(run: Run, number: int) -> Browser:
    """Return the browser of somebody new: one address is held back when it asks often."""
    return run.browsers.setdefault(f"year {number}", Browser(f"127.0.3.{number}"))
