"""Campaigns that collect are opened, and workers propose from their phones: with a name, with others, without one."""

from datetime import timedelta

from jiangxin.campaigns.enums import CallState
from jiangxin.campaigns.models import Blueprint, Call
from jiangxin.proposals.models import Proposal
from jiangxin.rehearsal import papers
from jiangxin.rehearsal.browser import Form, at
from jiangxin.rehearsal.run import Run
from jiangxin.rehearsal.stages.opening import send_part
from jiangxin.rehearsal.tally import Idea, Tally

KINDS = {
    "rationalisation_proposals": "合理化建议",
    "five_smalls": "五小成果",
    "energy_saving_proposals": "节能减排一策",
}
_NAMED_ALONE = "five_smalls"
_PLACES = ("焊接", "冲压", "装配", "喷漆", "热处理", "机加工", "仓储", "包装", "质检", "动力")
_THINGS = ("工装", "照明", "排烟罩", "传送带", "工具车", "看板", "夹具", "阀门", "电机", "水泵")
_FAULTS = ("磨损快", "耗电多", "找不到", "常堵塞", "换型慢", "噪声大", "漏水", "漏气", "配合松", "难清理")


def open_campaigns(run: Run) -> dict[str, Call]:
    """Open one campaign of each kind by the pages."""
    return {code: _open(run, code, number) for number, code in enumerate(KINDS, 11)}


def _open(run: Run, code: str, number: int) -> Call:
    officer = run.browser("officer")
    blueprint = Blueprint.objects.get(code=code, owner=None)
    page = officer.open(f"/desk/calls/new/?blueprint={blueprint.pk}")
    title = f"{run.shape.year}年度{run.shape.name}{KINDS[code]}征集"
    values = {"blueprint": blueprint.pk, "title": title, "year": run.shape.year}
    run.expect_done(f"{code}: a call is made", officer.send(page.form("/calls/new/", having="title"), values))
    call = Call.objects.get(blueprint=blueprint)
    words = {"announcement": "看到可以改进的地方，用手机说一说。", "contact": "劳动和经济工作部 0000-2110001"}
    run.expect_done(f"{code}: it is described", send_part(run, call, "describe", words))
    reference = {"rule_document_number": f"{run.shape.document_word}〔{run.shape.year}〕{number}号"}
    document = {"rule_document": ("rules.pdf", papers.pdf("rules"))}
    run.expect_done(f"{code}: its rules are attached", send_part(run, call, "rules", reference, document))
    run.expect_done(f"{code}: it is opened", officer.send(officer.open(at("desk:call-open", call.pk)).form("/open/")))
    call.refresh_from_db()
    run.expect(f"{code}: it is open", call.state, CallState.OPEN)
    return call


def propose_all(run: Run, calls: dict[str, Call], tallies: dict[str, Tally], count: int, workers: int) -> None:
    """Let `workers` of each unit propose in turn, `count` in all, a few minutes apart."""
    forms: dict[tuple[str, str], Form] = {}
    every = timedelta(days=60) / count
    for number in range(count):
        idea = _idea(run, number, workers)
        browser = run.browser(idea.worker)
        call = calls[idea.kind]
        form = forms.get((idea.worker, idea.kind))
        if form is None:
            form = browser.open(at("worker:propose", call.pk)).form("/propose/", having="act")
            forms[idea.worker, idea.kind] = form
        page = browser.send(form, _filled(idea, number), strict=False)
        run.expect_done(f"proposal {number}", page)
        _found(run, idea, page.address)
        tallies[idea.kind].ideas.append(idea)
        run.wait_until(run.moment + every)


def _idea(run: Run, number: int, workers: int) -> Idea:
    codes = list(KINDS)
    kind = codes[1] if number % 10 == 8 else codes[2] if number % 10 == 9 else codes[0]  # noqa: PLR2004  of ten: 8, 1, 1
    unit = run.rng.randrange(len(run.city.units))
    named = kind == _NAMED_ALONE or number % 25 != 3  # noqa: PLR2004  one in twenty-five
    other = run.rng.randint(5, 45)
    shares = (100 - other, other) if named and number % 7 == 0 else (100,)
    place, thing, fault = (run.rng.choice(words) for words in (_PLACES, _THINGS, _FAULTS))
    title = f"{place}工段{thing}{fault}的改进（{number}）"
    return Idea(number, kind, unit, f"worker{unit + 1}x{run.rng.randint(1, workers)}", title, named, shares)


def _filled(idea: Idea, number: int) -> dict[str, object]:
    problem = f"{idea.title}。第 {number} 号工位上每班都碰到，耽误 {number % 37 + 3} 分钟，大家都说过。"
    remedy = f"改用{number * 7919 % 99991}型，装在{number * 104729 % 99989}号位置，班前检查一次，记录在案。"
    values: dict[str, object] = {"act": "propose", "authors.0.name": "", "authors.0.share": ""}
    if idea.kind == "five_smalls":
        values |= {
            "work.title": idea.title,
            "work.class": "renovation",
            "work.trade": "钳工",
            "work.used_since": "2026-01",
            "work.problem": problem,
            "work.principle": remedy,
            "work.compared": f"用时由 {number % 50 + 20} 分钟降到 {number % 15 + 3} 分钟。",
        }
    else:
        category = "electricity" if idea.kind == "energy_saving_proposals" else "equipment"
        values |= {
            "idea.title": idea.title,
            "idea.category": category,
            "idea.problem": problem,
            "idea.remedy": remedy,
        }
    if len(idea.shares) > 1:
        values |= {"authors.0.name": "周海平", "authors.0.share": idea.shares[1]}
    return values | ({} if idea.named else {"unnamed": "on"})


def _found(run: Run, idea: Idea, address: str) -> None:
    """Note where a proposal stands: at its number, or behind its code."""
    last = address.rstrip("/").rpartition("/")[2]
    if idea.named:
        idea.key = int(last) if last.isdigit() else 0
        run.expect(f"proposal {idea.number} stands at its number", bool(idea.key), True)
        return
    idea.code = last
    found = (
        Proposal.objects.filter(code=last.replace("-", "").upper()).first()
        or Proposal.objects.filter(code=last).first()
    )
    run.expect(f"proposal {idea.number} has a code and no proposer", (found and found.proposer_id) is None, True)
    idea.key = found.pk if found else 0


def never_shown(run: Run, idea: Idea) -> None:
    """Hold that a proposal without a name stands in none of its worker's pages, and names nobody on the desk's."""
    browser = run.browser(idea.worker)
    run.expect("a worker's list has none without a name", browser.open("/worker/").says(idea.title), False)
    run.expect("its page is closed to its worker", browser.open(at("worker:proposal", idea.key)).status, 404)
    run.expect("its code opens it", run.visitor().open(at("portal:proposal", idea.code)).says(idea.title), True)
    name = run.city.duties[idea.worker].account.person.name
    desk = run.browser(f"union{idea.unit + 1}").open(at("desk:proposal", idea.key))
    run.expect("the desk is told no name", (desk.says("匿名"), desk.says(name)), (True, False))
