"""The activities the studios are fused with, each kind through its whole path by the pages."""

from selectolax.lexbor import LexborNode

from jiangxin.campaigns.models import Call
from jiangxin.campaigns.services import load_shipped_blueprints
from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.core.services.energy import load_shipped_factors
from jiangxin.rehearsal.browser import Page, at
from jiangxin.rehearsal.founding import add_unit, appoint, found_city, spread
from jiangxin.rehearsal.report import Out, tell
from jiangxin.rehearsal.run import Run, start_of
from jiangxin.rehearsal.shapes import sample_shape
from jiangxin.rehearsal.stages import carry, propose
from jiangxin.rehearsal.tally import Tally

LEAST, MOST = 60, 100_000
_UNITS, _WORKERS = 6, 4
_HANDLED = 120
"""So many proposals are answered and followed to the end; the others wait, and are late."""


def rehearse_activities(*, proposals: int, counties: int, seed: int, as_json: bool, out: Out) -> int:
    """Rehearse and report; returns the exit code, 0 when everything was as expected.

    Raises:
        Refusal: so few proposals that not every fate is met, or so many that it ends on no machine.
    """
    if not LEAST <= proposals <= MOST:
        raise Refusal(
            "rehearsal_size",
            f"--proposals {proposals} 不能用 – cannot be used.",
            f"请用 {LEAST} 至 {MOST} 的整数。Use a whole number from {LEAST} to {MOST}.",
        )
    run = Run(sample_shape(counties), proposals, 0, seed, start_of(2026))
    _walk(run, proposals)
    tell(run, out, as_json=as_json)
    return 1 if run.mismatches else 0


def _walk(run: Run, proposals: int) -> None:
    with run.stage("建立组织 founding"):
        _found(run)
    with run.stage("征集通知 calls"):
        calls = propose.open_campaigns(run)
    tallies = {code: Tally() for code in calls}
    run.wait(days=5)
    with run.stage("提出建议 proposing"):
        propose.propose_all(run, calls, tallies, proposals, _WORKERS)
    ideas = [idea for tally in tallies.values() for idea in tally.ideas]
    count = min(_HANDLED, len(ideas) // 2)
    handled = [ideas[place * len(ideas) // count] for place in range(count)]  # of every kind its part
    with run.stage("匿名 without a name"):
        for idea in [idea for idea in ideas if not idea.named][:5]:
            propose.never_shown(run, idea)
    with run.stage("受理答复 answers"):
        carry.answer_all(run, handled, tallies)
    run.wait(days=30)
    with run.stage("投入使用 use"):
        used = carry.use_all(run, handled, tallies)
    with run.stage("效益节能 benefit, energy"):
        carry.reckon_all(run, used, tallies)
    with run.stage("推广 spreading"):
        carry.spread_all(run, used, tallies)
    with run.stage("统计 figures"):
        for code, call in calls.items():
            _figures(run, call, tallies[code])
    with run.stage("回访 follow-up"):
        carry.look_again(run, used, tallies)


def _found(run: Run) -> None:
    with clock.stopped_at(start_of(run.shape.year - 1)):
        run.city = found_city(run.shape, run.folk)
        for area in spread(run.city, _UNITS):
            unit = add_unit(run.city, run.folk, area)
            for number in range(1, _WORKERS + 1):
                username = f"worker{len(run.city.units)}x{number}"
                run.city.duties[username] = appoint(run.folk, username, Role.WORKER, unit.organisation)
        load_shipped_blueprints()
        load_shipped_factors()
    run.act(_UNITS * (_WORKERS + 1))


def _figures(run: Run, call: Call, tally: Tally) -> None:
    """Hold the page of figures against the tally."""
    page = run.browser("officer").open(f"{at('desk:proposal-figures')}?call={call.pk}")
    shown = _shown(page)
    run.act()
    wanted = {
        "建议": len(tally.ideas),
        "建议人": tally.proposers,
        "已采纳": tally.adopted,
        "已投入使用": tally.used,
        "其他单位采用": tally.adopters,
        "财务证明的效益": f"{tally.benefit:,} 元",
        "奖励": f"{tally.reward:,} 元",
    }
    if tally.coal:
        wanted |= {"节约标准煤": f"{tally.coal:,} 吨", "减少二氧化碳": f"{tally.carbon:,} 吨"}
    for label, figure in wanted.items():
        run.expect(f"{call.title}: {label}", shown.get(label), str(figure))
    run.expect(f"{call.title}: without a name", page.says(f"其中匿名 {tally.unnamed} 条"), True)


def _shown(page: Page) -> dict[str, str]:
    figures = {_in(node, ".jx-figure-label"): _in(node, ".jx-figure-value") for node in page.tree.css(".jx-figure")}
    counted = {label: "".join(letter for letter in value if letter.isdigit()) for label, value in figures.items()}
    return counted | {_in(node, "dt"): _in(node, "dd") for node in page.tree.css(".jx-facts > div")}


def _in(node: LexborNode, part: str) -> str:
    found = node.css_first(part)
    return " ".join(found.text(strip=True).split()) if found else ""
