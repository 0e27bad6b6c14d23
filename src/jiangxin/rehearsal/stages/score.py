"""Experts declare, read and score; inspectors visit."""

from decimal import ROUND_DOWN, Decimal

from jiangxin.campaigns.models import Entry
from jiangxin.rehearsal import papers
from jiangxin.rehearsal.browser import Browser, at
from jiangxin.rehearsal.run import Run
from jiangxin.review.models import Assignment, Conflict, Panel, PanelMember, Visit
from jiangxin.review.services.scoring import rubric_of

_STEP = Decimal("0.5")


def declare_conflicts(run: Run, panel: Panel) -> None:
    """Let every member sign the declaration; the first of them declares one conflict."""
    for place, member in enumerate(panel.members.select_related("expert__account", "expert__person").order_by("pk")):
        browser = run.browser(member.expert.account.username)
        page = browser.open(at("expert:declaration", member.pk))
        form = page.form("/declaration/", having="signed_as")
        values = {"nothing_else": "on", "signed_as": member.expert.person.name}
        if place == 0:
            unsigned = browser.send(form, {"signed_as": "别人"})
            run.expect_refusal("a declaration signed with another's name", unsigned)
            entry = form.values["shown"][0]
            values |= {f"kind-{entry}": "kin", f"explanation-{entry}": "领衔人系本人表亲"}
            run.facts["declared"] = (member.pk, int(entry))
        run.expect_done(f"{member} declares", browser.send(form, values))
    member_id, entry_id = run.facts["declared"]
    stands = Conflict.objects.filter(member_id=member_id, entry_id=entry_id, source="declared").count()
    run.expect("the declared conflict stands", stands, 1)


def score_all(run: Run, panel: Panel) -> None:
    """Score and sign every sheet; refused on the way: points beyond the scale, another's case, a locked sheet."""
    totals: dict[int, list[Decimal]] = {}
    members = panel.members.select_related("expert__account", "expert__person").order_by("pk")
    for place, member in enumerate(members):
        browser = run.browser(member.expert.account.username)
        cases = list(member.assignments.filter(withdrawn_at=None).select_related("entry").order_by("pk"))
        if place == 0 and cases:
            _refusals(run, browser, member, cases[0])
        for assignment in cases:
            ability = Decimal(run.rng.randint(60, 98)) / 100
            total = score_sheet(run, browser, assignment, ability)
            totals.setdefault(assignment.entry_id, []).append(total)
    run.facts["totals"] = totals


def score_sheet(run: Run, browser: Browser, assignment: Assignment, ability: Decimal) -> Decimal:
    """Score a case at a share of the points of each item, sign it, and return the total it must have."""
    page = browser.open(at("expert:case", assignment.pk))
    if assignment.run.panel.is_blind:
        entry = assignment.entry
        told = [word for word in (entry.name, entry.leader_name, entry.unit.host_unit) if page.says(word)]
        run.expect("a blind case tells no names", told, [])
    rubric = rubric_of(assignment.sheet)
    points: dict[str, Decimal] = {}
    for item in rubric.items():
        points[item.code] = (item.points * ability / _STEP).to_integral_value(ROUND_DOWN) * _STEP
    values = {f"points-{code}": str(value) for code, value in points.items()}
    values |= {"act": "sign", "signed_as": assignment.member.expert.person.name, "comment": "成果扎实，推广有据。"}
    page = browser.send(page.form(f"/cases/{assignment.pk}/", having="revision"), values, strict=False)
    run.expect_done(f"sheet {assignment.pk} is signed", page)
    base = sum((points[item.code] for part in rubric.sections for item in part.items), Decimal(0))
    extra = sum((points[item.code] for item in (rubric.bonus.items if rubric.bonus else ())), Decimal(0))
    return base + min(extra, rubric.bonus_max)


def _refusals(run: Run, browser: Browser, member: PanelMember, assignment: Assignment) -> None:
    page = browser.open(at("expert:case", assignment.pk))
    form = page.form(f"/cases/{assignment.pk}/", having="revision")
    first = next(iter(rubric_of(assignment.sheet).items()))
    beyond = {f"points-{first.code}": str(first.points + 1), "act": "save"}
    run.expect_refusal("points beyond the scale", browser.send(form, beyond, strict=False))
    other = Assignment.objects.filter(run=assignment.run, withdrawn_at=None).exclude(member=member).first()
    if other is not None:
        run.expect_refusal("another expert's case", browser.open(at("expert:case", other.pk)), "没有找到")
    declared = Entry.objects.get(pk=run.facts["declared"][1])
    given = Assignment.objects.filter(member=member, entry=declared, withdrawn_at=None).exists()
    run.expect("a conflicted entry is not assigned", given, False)


def locked_sheet_refused(run: Run, panel: Panel) -> None:
    """Send a signed sheet once more, from a page opened before it was signed."""
    assignment = Assignment.objects.filter(run__panel=panel, withdrawn_at=None).order_by("pk").first()
    assert assignment is not None, "the panel has cases"
    account = assignment.member.expert.account.username
    browser = run.browser(account)
    page = browser.open(at("expert:case", assignment.pk))
    run.expect("a signed sheet offers no form to sign", 'name="signed_as"' in page.body.decode(), False)


def visit_all(run: Run, visits: list[Visit]) -> None:
    """Let the inspectors record and sign the planned visits, each with photos that carry time and place."""
    for visit in visits:
        _record(run, run.browser("inspector1"), visit)
        for username in ("inspector1", "inspector2"):
            browser = run.browser(username)
            page = browser.open(at("expert:visit", visit.pk))
            name = run.city.duties[username].account.person.name
            page = browser.send(page.form("/sign/", having="signed_as"), {"signed_as": name})
            run.expect_done(f"{username} signs the visit", page)
        visit.refresh_from_db()
        run.expect("the visit is signed by all", visit.state, "signed")
    run.facts["visited"] = {visit.entry_id for visit in visits}


def _record(run: Run, browser: Browser, visit: Visit) -> None:
    address = at("expert:visit", visit.pk)
    for number in range(4):
        page = browser.open(address)
        taken = run.moment.replace(tzinfo=None)
        photo = papers.photo(f"visit {visit.pk} {number}", number * 30, taken, (30.86, 120.09))
        page = browser.send(page.form("/photos/", having="photo"), files={"photo": (f"p{number}.jpg", photo)})
        run.expect_done("a photo is kept", page)
    page = browser.open(address)
    form = page.form(address, having="findings")
    verdicts = {name: "met" for name in form.names if name.startswith("verdict-")}
    values = {**verdicts, "findings": "场所固定，台账完整，与申报一致。", "arrived_at": f"{run.moment:%Y-%m-%dT%H:%M}"}
    run.expect_done("the visit is recorded", browser.send(form, values, strict=False))
