"""What unions do with proposals: take up, answer, put to use, reckon, reward, offer, take over, look again."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from jiangxin.proposals.models import Proposal
from jiangxin.rehearsal import papers
from jiangxin.rehearsal.browser import Files, Page, at
from jiangxin.rehearsal.run import Run
from jiangxin.rehearsal.tally import Idea, Tally, parts_of, saved_tonnes, saved_yuan, tier_of

_FATES = ("adopt", "adopt", "adopt", "pilot", "store", "reject")
_USED = ("adopt", "pilot")
_PROOF: Files = {"proof": ("proof.pdf", papers.pdf("proof"))}


def _union(
    run: Run, idea: Idea, name: str, values: Mapping[str, object], files: Files | None = None, *, query: str = ""
) -> Page:
    """Send a form about a proposal as the union of its unit."""
    browser = run.browser(f"union{idea.unit + 1}")
    address = at(f"desk:proposal-{name}", idea.key) + query
    page = browser.open(address)
    return browser.send(page.form(having="version"), values, files, strict=False)


def answer_all(run: Run, ideas: list[Idea], tallies: dict[str, Tally]) -> None:
    """Take up each, and answer it; a no without words is refused."""
    for place, idea in enumerate(ideas):
        idea.fate = _FATES[place % len(_FATES)]
        browser = run.browser(f"union{idea.unit + 1}")
        page = browser.open(at("desk:proposal", idea.key))
        run.expect_done(f"{idea.title} is taken up", browser.send(page.form("/accept/")))
        words: dict[str, object] = {"verdict": idea.fate, "words": "看过现场，按这个办。", "owner": "", "due_on": ""}
        if place == 0:
            refused = _union(run, idea, "answer", {**words, "words": " "})
            run.expect_refusal("an answer without words", refused)
        if idea.fate in _USED:
            words |= {"owner": "设备科 郑立", "due_on": (run.moment.date() + timedelta(days=40)).isoformat()}
        run.expect_done(f"{idea.title} is answered", _union(run, idea, "answer", words))
        tally = tallies[idea.kind]
        tally.answered += 1
        tally.adopted += idea.fate in _USED


def use_all(run: Run, ideas: list[Idea], tallies: dict[str, Tally]) -> list[Idea]:
    """Put to use what was adopted or tried; what was not answered so is refused."""
    used = [idea for idea in ideas if idea.fate in _USED]
    told = {"used_on": run.moment.date().isoformat(), "effect": "装好了，每班都在用。"}
    for idea in used:
        run.expect_done(f"{idea.title} is put to use", _union(run, idea, "use", told))
        tallies[idea.kind].used += 1
    rejected = next(idea for idea in ideas if idea.fate == "reject")
    page = run.browser(f"union{rejected.unit + 1}").open(at("desk:proposal-use", rejected.key))
    run.expect_refusal("using what was rejected", page)
    return used


def reckon_all(run: Run, used: list[Idea], tallies: dict[str, Tally]) -> None:
    """Record what finance proves and reward it inside its tier, shared to the fen."""
    for place, idea in enumerate(used):
        amount = _benefit(run, idea, tallies[idea.kind])
        if idea.named:
            _reward(run, idea, tallies[idea.kind], amount, is_first=place == 0)
        if idea.kind == "energy_saving_proposals":
            _save(run, idea, tallies[idea.kind], place)


def _benefit(run: Run, idea: Idea, tally: Tally) -> Decimal:
    before, after = run.rng.randint(60, 900), run.rng.randint(1, 59)
    quantities = {
        "before": f"{before}.{run.rng.randint(0, 999):03d}",
        "after": str(after),
        "price": f"{run.rng.randint(1, 400)}.{run.rng.randint(0, 99):02d}",
        "periods": "12",
        "cost": "7.77",
    }
    values: dict[str, object] = {**quantities, "year": run.moment.year, "proven_by": "财务科 王敏"}
    page = _union(run, idea, "benefit", values, _PROOF, query="?rule=saving")
    run.expect_done(f"{idea.title}: its benefit is recorded", page)
    amount = saved_yuan(**quantities)
    run.expect(f"{idea.title}: its benefit is shown", page.says(f"{amount:,}"), True)
    tally.benefit += amount
    return amount


def _reward(run: Run, idea: Idea, tally: Tally, benefit: Decimal, *, is_first: bool) -> None:
    least, most = tier_of(idea.kind, benefit)
    if is_first:
        page = _union(run, idea, "reward", {"amount": f"{most}.01", "document_number": ""})
        run.expect_refusal("a reward above its tier", page)
    amount = Decimal(run.rng.randint(max(least * 100, 1), most * 100)) / 100
    page = _union(run, idea, "reward", {"amount": str(amount), "document_number": ""})
    run.expect_done(f"{idea.title} is rewarded", page)
    parts = [f"{part:,}" for part in parts_of(amount, idea.shares)]
    run.expect(f"{idea.title}: its parts {parts}", page.says(*parts), True)
    tally.reward += amount


def _save(run: Run, idea: Idea, tally: Tally, place: int) -> None:
    carrier = ("electricity", "diesel")[place % 2]
    used = {"before": str(run.rng.randint(40_000, 60_000)), "after": str(run.rng.randint(20_000, 39_000))}
    made = {"made": str(run.rng.randint(900, 1100)), "now": str(run.rng.randint(900, 1100))}
    last = run.moment.date()
    year = timedelta(days=365)
    values: dict[str, object] = {
        "year": last.year,
        "before_from": (last - year - timedelta(days=30)).isoformat(),
        "before_to": (last - year).isoformat(),
        "after_from": (last - timedelta(days=30)).isoformat(),
        "after_to": last.isoformat(),
        "output_unit": "件",
        "output_before": made["made"],
        "output_after": made["now"],
        "carrier_1": carrier,
        "before_1": used["before"],
        "after_1": used["after"],
        "measured_by": "动力科 王敏",
    }
    page = _union(run, idea, "saving", values, _PROOF)
    run.expect_done(f"{idea.title}: its energy is recorded", page)
    coal, carbon = saved_tonnes(carrier, **used, **made)
    run.expect(f"{idea.title}: {coal} tce and {carbon} t", page.says(f"{coal:,}", f"{carbon:,}"), True)
    tally.coal += coal
    tally.carbon += carbon


def spread_all(run: Run, used: list[Idea], tallies: dict[str, Tally]) -> None:
    """Offer every third to the other units; two others take it over, its own unit may not."""
    units = len(run.city.units)
    for idea in used[::3]:
        page = _union(run, idea, "offer", {"summary": "先量一周再装。", "contact": "郑立 0000-21"})
        run.expect_done(f"{idea.title} is offered", page)
        own = run.browser(f"union{idea.unit + 1}").open(at("worker:offered-adopt", idea.key))
        run.expect_refusal("taking over one's own", own)
        for step in (1, 2):
            other = run.browser(f"union{(idea.unit + step) % units + 1}")
            page = other.open(at("worker:offered-adopt", idea.key))
            told = {"since": run.moment.date().isoformat(), "effect": "也装了两套。"}
            run.expect_done(f"{idea.title} is taken over", other.send(page.form(having="since"), told))
            tallies[idea.kind].adopters += 1


def look_again(run: Run, used: list[Idea], tallies: dict[str, Tally]) -> None:
    """Look after 3 and 12 months; too early is refused, and one that was given up is stopped."""
    early = {"finding": "still", "looked_on": run.moment.date().isoformat(), "words": "还在用。"}
    run.expect_refusal("looking too early", _union(run, used[0], "follow-up", early))
    for months, days in ((3, 92), (12, 275)):
        run.wait_until(_morning(run.moment.date() + timedelta(days=days)))
        for idea in used:
            if months > 3 and idea is used[-1]:  # noqa: PLR2004  it was stopped at the first look
                continue
            stops = months == 3 and idea is used[-1]  # noqa: PLR2004
            told = {**early, "finding": "stopped" if stops else "still", "looked_on": run.moment.date().isoformat()}
            run.expect_done(f"{idea.title} after {months} months", _union(run, idea, "follow-up", told))
            tallies[idea.kind].stopped += stops
    run.expect("what was given up is stopped", Proposal.objects.get(pk=used[-1].key).state, "stopped")


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
