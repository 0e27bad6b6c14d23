"""The city clones the blueprint, edits it, makes a call of it, and opens it."""

from collections.abc import Mapping

from jiangxin.campaigns.enums import CallState
from jiangxin.campaigns.models import Blueprint, Call
from jiangxin.orgs.models import Organisation
from jiangxin.rehearsal import papers
from jiangxin.rehearsal.browser import Files, Page, at
from jiangxin.rehearsal.run import Run


def open_call(run: Run) -> Call:
    """Walk from the shipped blueprint to an open call, as the city officer does."""
    blueprint = _blueprint(run)
    officer = run.browser("officer")
    page = officer.open(f"/desk/calls/new/?blueprint={blueprint.pk}")
    title = f"{run.shape.year}年度{run.shape.name}劳模创新（服务）工作室申报"
    values = {"blueprint": blueprint.pk, "title": title, "year": run.shape.year}
    page = officer.send(page.form("/calls/new/", having="title"), values)
    run.expect_done("a call is made", page)
    call = Call.objects.get(blueprint=blueprint)
    page = officer.open(at("desk:call-open", call.pk))
    run.expect_refusal("opening a call that is not complete", officer.send(page.form("/open/")))
    _settle(run, call)
    public = run.visitor().open("/calls/")
    run.expect("a draft is not public", public.says(title), False)
    page = officer.open(at("desk:call-open", call.pk))
    run.expect_done("the call is opened", officer.send(page.form("/open/")))
    call.refresh_from_db()
    run.expect("the call is open", call.state, CallState.OPEN)
    run.expect("the call is public", run.visitor().open(at("portal:call", call.pk)).says(title), True)
    return call


def _blueprint(run: Run) -> Blueprint:
    officer = run.browser("officer")
    shipped = Blueprint.objects.get(code="studio_naming", owner=None)
    page = officer.open(at("desk:blueprint", shipped.pk))
    title = f"{run.shape.name}工作室命名方案"
    run.expect_done("the blueprint is cloned", officer.send(page.form("/clone/"), {"title": title}))
    clone = Blueprint.objects.get(cloned_from=shipped)
    _rubrics(run, clone)
    run.expect("its route is the city's", tuple(clone.definition["route"]["levels"]), run.shape.route)
    page = officer.open(f"/desk/blueprints/{clone.pk}/part/selection/")
    if page.status == 200:  # noqa: PLR2004  HTTP
        form = page.form("/part/selection/", having="revision")
        page = officer.send(form, {"seats": seats(run)}, strict=False)
        run.expect_done("its seats are set", page)
    page = officer.open(at("desk:blueprint-publish", clone.pk))
    run.expect_done("the blueprint is published", officer.send(page.form("/publish/")))
    clone.refresh_from_db()
    return clone


def _rubrics(run: Run, clone: Blueprint) -> None:
    if not run.shape.rubrics:
        return
    officer = run.browser("officer")
    page = officer.open(at("desk:blueprint-rubrics", clone.pk))
    values = {f"variant-{variant}": rubric for variant, rubric in run.shape.rubrics.items()}
    run.expect_done("the profile's rubric is chosen", officer.send(page.form("/rubrics/"), values))
    clone.refresh_from_db()
    chosen = {row["code"]: row["rubric"] for row in clone.definition["variants"]["list"]}
    run.expect("the rubric stands", chosen, run.shape.rubrics)


def _settle(run: Run, call: Call) -> None:
    """Write words, rule document and quotas; a malformed document number is refused."""
    words = {
        "announcement": "现组织开展本年度工作室申报，请按要求申报推荐。",
        "contact": "劳动和经济工作部 0000-2110001",
        "seats": seats(run),
    }
    run.expect_done("the call is described", send_part(run, call, "describe", words))
    document = {"rule_document": ("rules.pdf", papers.pdf("rules"))}
    wrong = send_part(run, call, "rules", {"rule_document_number": "第三号"}, document)
    run.expect_refusal("a malformed document number", wrong)
    disguised = {"rule_document": ("rules.pdf", b"MZ\x90\x00 not a document")}
    number = {"rule_document_number": f"{run.shape.document_word}〔{run.shape.year}〕3号"}
    run.expect_refusal("a disguised file", send_part(run, call, "rules", number, disguised), "不符")
    run.expect_done("the rule document is attached", send_part(run, call, "rules", number, document))
    limits = {f"hard-{area.pk}": quota_of(run, area) for area in run.city.areas}
    run.expect_done("quotas are set", send_part(run, call, "quotas", {**limits, "reserve": max(1, len(limits) // 4)}))
    windows = run.browser("officer").open(at("desk:call-windows", call.pk))
    run.expect_done("dates are kept as proposed", run.browser("officer").send(windows.form("/windows/")))


def send_part(run: Run, call: Call, what: str, values: Mapping[str, object], files: Files | None = None) -> Page:
    """Send one page of a call's settings."""
    officer = run.browser("officer")
    page = officer.open(f"/desk/calls/{call.pk}/{what}/")
    return officer.send(page.form(f"/{what}/", having="revision"), values, files)


def seats(run: Run) -> int:
    """Return how many to name: the shape's number, or half the applicants when there are too few."""
    return min(run.shape.seats, max(2, run.entries // 2))


def quota_of(run: Run, area: Organisation) -> int:
    """Return what an area may recommend: as published, else so few that the areas with most applicants fill up."""
    shape = run.shape
    published = shape.quotas.get(area.short_name, shape.quota_per_area)
    if published:
        return max(published, shape.minimum_per_area)
    fitting = max(1, run.entries // len(run.city.areas))
    least = shape.minimum_per_area
    return max(fitting, least) if run.entries > least * len(run.city.areas) else fitting
