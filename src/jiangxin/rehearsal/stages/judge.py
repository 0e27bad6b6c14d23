"""The city builds the panel, hides names, assigns, plans visits, and closes the scoring."""

from datetime import timedelta

from django.utils import timezone

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Call, Entry
from jiangxin.rehearsal.browser import at
from jiangxin.rehearsal.run import Run
from jiangxin.rehearsal.stages.decide import plain_mean
from jiangxin.review.models import Assignment, AssignmentRun, Conflict, Expert, Panel, Visit


def build(run: Run, call: Call, experts: list[Expert]) -> Panel:
    """Build the panel and invite it to declare."""
    officer = run.browser("officer")
    page = officer.open(at("desk:build-panel", call.pk))
    due = timezone.localtime(call.stages.get(code="expert_review").closes_at)
    values = {
        "sheets_per_entry": run.facts["sheets"],
        "is_blind": "on",
        "due_at": f"{due:%Y-%m-%dT%H:%M}",
        "experts": [str(expert.pk) for expert in experts],
    }
    page = officer.send(page.form("/panel/", having="sheets_per_entry"), values)
    run.expect_done("the panel is built", page)
    panel = Panel.objects.get(call=call)
    page = officer.open(at("desk:panel", panel.pk))
    run.expect_done("its members are invited", officer.send(page.form("/invite/")))
    return panel


def assign(run: Run, panel: Panel) -> None:
    """Derive conflicts, make and accept the blind copies, preview, publish, undo, publish again."""
    officer = run.browser("officer")
    page = officer.open(at("desk:conflicts", panel.pk))
    run.expect_done("conflicts are derived", officer.send(page.form("/conflicts/")))
    derived = Conflict.objects.filter(member__panel=panel, source="derived")
    run.expect(
        "the expert of an applicant's unit is found", derived.filter(member_id=run.facts["insider"][0]).exists(), True
    )
    blind(run, panel)
    publish(run, panel)
    stood = AssignmentRun.objects.get(panel=panel, state="published")
    page = officer.open(at("desk:undo-assignment", panel.pk, stood.pk))
    run.expect_refusal("undoing without a reason", officer.send(page.form("/undo/"), {"reason": ""}))
    page = officer.open(at("desk:undo-assignment", panel.pk, stood.pk))
    run.expect_done("the assignment is undone", officer.send(page.form("/undo/"), {"reason": "专家名单有调整"}))
    publish(run, panel)
    _hold_fair(run, panel)


def blind(run: Run, panel: Panel) -> None:
    """Make the copies without names, and accept them."""
    officer = run.browser("officer")
    page = officer.open(at("desk:redacted-copies", panel.pk))
    run.expect_done("blind copies are made", officer.send(page.form("/copies/")))
    page = officer.open(at("desk:accept-copies", panel.pk))
    run.expect_done("blind copies are accepted", officer.send(page.form("/accept/")))


def publish(run: Run, panel: Panel) -> None:
    """Have the cases assigned, look at the draft, publish it."""
    officer = run.browser("officer")
    page = officer.open(at("desk:assignment", panel.pk))
    run.expect_done(
        "an assignment is previewed", officer.send(page.form("/assignment/"), {"seed": run.seed}, strict=False)
    )
    draft = AssignmentRun.objects.filter(panel=panel, state="draft").order_by("-id").first()
    assert draft is not None, "the preview has just been made"
    page = officer.open(at("desk:publish-assignment", panel.pk, draft.pk))
    run.expect_done("the assignment is published", officer.send(page.form("/publish/")))


def _hold_fair(run: Run, panel: Panel) -> None:
    given = list(Assignment.objects.filter(run__panel=panel, withdrawn_at=None).values_list("member_id", "entry_id"))
    per_entry: dict[int, int] = {}
    loads: dict[int, int] = {}
    for member, entry in given:
        per_entry[entry] = per_entry.get(entry, 0) + 1
        loads[member] = loads.get(member, 0) + 1
    run.expect("every entry has its sheets", set(per_entry.values()), {run.facts["sheets"]})
    run.expect("loads are even", max(loads.values()) - min(loads.values()) <= 1, True)
    barred = set(Conflict.objects.filter(member__panel=panel).values_list("member_id", "entry_id"))
    run.expect("no conflicted pair", barred & set(given), set())


def plan_visits(run: Run, call: Call) -> list[Visit]:
    """Plan visits to the best by material: half as many again as there are seats (domain 3.1 step 7)."""
    officer = run.browser("officer")
    best = sorted(run.facts["totals"], key=lambda entry: (-plain_mean(run.facts["totals"][entry]), entry))
    inspectors = [str(run.city.duties[name].account_id) for name in ("inspector1", "inspector2")]
    visits = []
    for entry in best[: call.seats + (call.seats + 1) // 2]:
        page = officer.open(at("desk:plan-visit", entry))
        moment = timezone.localtime(run.moment + timedelta(hours=3))
        values = {"planned_for": f"{moment:%Y-%m-%dT%H:%M}", "place": "工业大道18号", "inspectors": inspectors}
        run.expect_done("a visit is planned", officer.send(page.form("/visit/", having="planned_for"), values))
        visits.append(Visit.objects.get(entry_id=entry))
    return visits


def close(run: Run, call: Call, panel: Panel) -> None:
    """Close the scoring: every entry has its signed sheets."""
    officer = run.browser("officer")
    page = officer.open(at("desk:close-scoring", panel.pk))
    run.expect_done("the scoring is closed", officer.send(page.form("/close/")))
    scored = Entry.objects.filter(call=call, state=EntryState.SCORED).count()
    run.expect("entries scored", scored, len(run.facts["totals"]))
