"""The city ranks, draws the line, meets and decides."""

from decimal import ROUND_HALF_UP, Decimal

from jiangxin.awards.models import Meeting, Ranking
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Call, Entry
from jiangxin.rehearsal.browser import at
from jiangxin.rehearsal.run import Run

_DROP_FROM = 5


def rank(run: Run, call: Call) -> Ranking:
    """Compute the ranking through the page, and hold it against a calculation of the rehearsal's own."""
    officer = run.browser("officer")
    page = officer.open(at("desk:rankings"))
    page = officer.send(page.form(f"/calls/{call.pk}/ranking/"))
    run.expect_done("the ranking is computed", page)
    ranking = Ranking.objects.filter(call=call).order_by("-id").first()
    assert ranking is not None, "the page has just made one"
    rows = list(ranking.rows.order_by("order"))
    visited = run.facts["visited"]
    for row in rows:
        run.expect(f"score of {row.entry_id}", row.score, expected_score(run, row.entry_id))
    merits = [(row.entry_id in visited, row.score) for row in rows]
    run.expect("visited first, then best first", merits, sorted(merits, reverse=True))
    run.expect("everyone scored is ranked", len(rows), len(run.facts["totals"]))
    page = officer.open(at("desk:ranking", ranking.pk))
    run.expect("the ranking page opens", page.status, 200)
    return ranking


def expected_score(run: Run, entry: int) -> Decimal:
    """Return the score an entry must have: the mean, and for the visited 70 parts of it to 30 of a faultless visit."""
    mean = plain_mean(run.facts["totals"].get(entry, []))
    if entry not in run.facts["visited"]:
        return mean
    return ((mean * 70 + Decimal(100) * 30) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def plain_mean(totals: list[Decimal]) -> Decimal:
    """Return the mean to two decimals, highest and lowest left out from five totals on (domain 5)."""
    kept = sorted(totals)[1:-1] if len(totals) >= _DROP_FROM else totals
    return (sum(kept, Decimal(0)) / len(kept)).quantize(Decimal("0.01"), ROUND_HALF_UP) if kept else Decimal(0)


def decide(run: Run, call: Call, ranking: Ranking) -> Meeting:
    """Prepare the meeting with one choice too many (refused), then right; the leader concludes."""
    officer, leader = run.browser("officer"), run.browser("leader")
    ordered = list(ranking.rows.filter(vetoed=False).order_by("order").values_list("entry_id", flat=True))
    seats = min(call.seats, len(ordered) - 1)
    page = officer.open(at("desk:line", ranking.pk))
    run.expect("the line page opens", page.status, 200)
    page = officer.open(f"/desk/rankings/{ranking.pk}/meeting/?line={seats}")
    form = page.form(f"/rankings/{ranking.pk}/meeting/", having="minutes_number")
    facts = {
        "title": "主席办公会议",
        "minutes_number": f"主席办公会纪要〔{call.year}〕7号",
        "held_at": f"{run.moment:%Y-%m-%dT%H:%M}",
        "place": "三楼会议室",
        "chair": run.city.actor("leader").name,
        "attendees": "主席、副主席、经审办、纪检监察组",
        "minutes": "听取评审情况汇报，经研究同意拟命名名单，按程序公示。",
    }
    chosen = [str(entry) for entry in ordered[:seats]]
    too_many = [str(entry) for entry in ordered[: call.seats + 1]]
    page = officer.send(form, {**facts, "selected": too_many if len(ordered) > call.seats else chosen})
    run.expect_done("the meeting is drafted", page)
    meeting = Meeting.objects.get(call=call)
    if len(ordered) > call.seats:
        page = officer.open(at("desk:meeting", meeting.pk))
        run.expect_refusal("one more than the seats", officer.send(page.form("/prepare/")))
        page = officer.open(at("desk:edit-meeting", meeting.pk))
        page = officer.send(page.form("/edit/", having="minutes_number"), {"selected": chosen})
        run.expect_done("the choice is put right", page)
    page = officer.open(at("desk:meeting", meeting.pk))
    run.expect_done("the meeting is handed to the leader", officer.send(page.form("/prepare/")))
    stale = leader.open(at("desk:meeting", meeting.pk)).form("/conclude/")
    run.expect_done("the leader concludes", leader.send(stale))
    run.expect_refusal("concluding twice from a stale page", leader.send(stale))
    selected = set(Entry.objects.filter(call=call, state=EntryState.SELECTED).values_list("pk", flat=True))
    run.expect("selected entries", selected, {int(entry) for entry in chosen})
    return meeting
