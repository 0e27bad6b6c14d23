"""Units and counties check, return, recommend; quotas hold; a studio withdraws; the late stay out."""

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Call, Entry, Quota
from jiangxin.rehearsal import papers
from jiangxin.rehearsal.applications import Applications
from jiangxin.rehearsal.browser import Page, at
from jiangxin.rehearsal.founding import Unit
from jiangxin.rehearsal.run import Run
from jiangxin.rehearsal.stages import declare

OPINION = "材料真实，本单位公示无异议，同意推荐。"
RETURNED, WITHDRAWN = 1, 2
"""Units whose entry the county returns once, and whose studio withdraws."""


def entry_of(call: Call, unit: Unit) -> Entry:
    """Return the unit's entry in the call."""
    return Entry.objects.select_related("unit", "area").get(call=call, unit=unit.organisation)


def recommend(run: Run, username: str, entry: Entry, opinion: str = OPINION) -> Page:
    """Recommend an entry from its case page, with a sealed page."""
    browser = run.browser(username)
    page = browser.open(at("desk:entry", entry.pk))
    files = {"sealed_page": ("sealed.pdf", papers.pdf(f"recommendation {entry.number}"))}
    return browser.send(page.form("/recommend/"), {"opinion": opinion}, files)


def by_units(run: Run, call: Call) -> None:
    """Let every unit's union recommend; one forgets the opinion first; one studio withdraws."""
    units = run.city.units[: run.entries]
    other = run.browser(units[-1].officer.account.username)
    first = entry_of(call, units[0])
    run.expect_refusal("another unit's entry", other.open(at("desk:entry", first.pk)), "没有找到")
    for place, unit in enumerate(units):
        username, entry = unit.officer.account.username, entry_of(call, unit)
        if place == 0:
            run.expect_refusal("a recommendation without an opinion", recommend(run, username, entry, ""))
        if place == WITHDRAWN:
            _withdraw(run, unit, entry)
            continue
        run.expect_done(f"{username} recommends", recommend(run, username, entry))
        run.sign_out(username)
    waiting = Entry.objects.filter(call=call, state=EntryState.RECOMMENDED_UNIT).count()
    run.expect("recommended by their units", waiting, run.entries - 1)


def _withdraw(run: Run, unit: Unit, entry: Entry) -> None:
    browser = run.browser(unit.secretary.account.username)
    page = browser.open(at("studio:withdraw", entry.pk))
    form = page.form("/withdraw")
    run.expect_refusal("withdrawing without a reason", browser.send(form, {"reason": ""}))
    run.expect_done("a studio withdraws", browser.send(form, {"reason": "领衔人工作调动，暂不申报。"}))
    entry.refresh_from_db()
    run.expect("the entry is withdrawn", entry.state, EntryState.WITHDRAWN)


def same_leader_twice(run: Run, call: Call, unit: Unit, leader_of: Unit) -> None:
    """Let a unit apply under the name of somebody who already leads an application of this call."""
    maker = Applications(run.folk, run.moment.date())
    username = unit.secretary.account.username
    borrowed, unit.leader = unit.leader, leader_of.leader
    declare.fill_in(run, username, unit, call, maker)
    run.expect_refusal("a second application of one leader", declare.submit(run, username), "一人只能领衔一个")
    unit.leader = borrowed


def by_counties(run: Run, call: Call) -> None:
    """Let the counties recommend: one entry goes back and comes again; the last of a full county is refused."""
    units = run.city.units[: run.entries]
    _return_and_again(run, call, units[RETURNED])
    for number, area in enumerate(run.city.areas, start=1):
        username = f"county{number}"
        mine = [unit for unit in units if unit.area == area]
        waiting = [e for u in mine if (e := entry_of(call, u)).state == EntryState.RECOMMENDED_UNIT]
        quota = Quota.objects.get(call=call, organisation=area)
        free = (quota.hard_limit or 0) - quota.used
        for entry in waiting[:free]:
            run.expect_done(f"{username} recommends", recommend(run, username, entry, "经审核符合条件，同意推荐。"))
        if waiting[free:]:
            refused = recommend(run, username, waiting[free], "经审核符合条件，同意推荐。")
            run.expect_refusal(f"{area} beyond its quota", refused, "推荐名额已满")
        quota.refresh_from_db()
        run.expect(f"{area} quota used", quota.used, min(len(waiting), free))
    run.facts["recommended"] = set(
        Entry.objects.filter(call=call, state=EntryState.RECOMMENDED_COUNTY).values_list("pk", flat=True)
    )


def _return_and_again(run: Run, call: Call, unit: Unit) -> None:
    entry = entry_of(call, unit)
    county = f"county{run.city.areas.index(unit.area) + 1}"
    browser = run.browser(county)
    form = browser.open(at("desk:entry", entry.pk)).form("/return/")
    run.expect_refusal("a return without reasons", browser.send(form, {"reason": ""}))
    page = browser.send(form, {"reason": "请补充成果应用证明后重新提交。"})
    run.expect_done("the county returns an entry", page)
    run.expect_refusal("returning it twice from the stale page", browser.send(form, {"reason": "再退一次"}))
    secretary = unit.secretary.account.username
    page = declare.submit(run, secretary)
    run.expect_done("the studio submits again", page)
    run.expect_done("its union recommends again", recommend(run, unit.officer.account.username, entry))
    entry.refresh_from_db()
    run.expect("it is with the county again", entry.state, EntryState.RECOMMENDED_UNIT)
    run.expect("two versions are kept", entry.versions.count(), 2)


def late(run: Run, call: Call, unit: Unit) -> None:
    """Let a studio try to start after the clock has closed the stage."""
    browser = run.browser(unit.secretary.account.username)
    home = browser.open(at("studio:home"))
    offered = [node for node in home.tree.css("form") if f"/calls/{call.pk}/start" in (node.attributes["action"] or "")]
    run.expect("a closed call is not offered", len(offered), 0)
    token = home.tree.css_first("input[name=csrfmiddlewaretoken]")
    assert token is not None, "every signed-in page holds a form"
    value = str(token.attributes["value"])
    response = browser.fetch(f"/studio/calls/{call.pk}/start", {}, value)
    run.records[-1].refused += 1
    run.expect("a late start is refused", response.json().get("code"), "too_late")
    run.expect("nothing was begun", Entry.objects.filter(call=call, unit=unit.organisation).exists(), False)
