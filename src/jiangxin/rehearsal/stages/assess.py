"""The yearly assessment of every active studio, through the pages: excellent to unqualified, one vetoed."""

from decimal import Decimal
from fractions import Fraction

from jiangxin.awards.assessment import decided_grades
from jiangxin.awards.models import AssessmentResult, Meeting, Ranking
from jiangxin.campaigns.models import Blueprint, Call, Entry
from jiangxin.rehearsal import papers
from jiangxin.rehearsal.browser import Page, at
from jiangxin.rehearsal.founding import Unit
from jiangxin.rehearsal.run import Run
from jiangxin.rehearsal.stages import check, declare, judge, notice, opening, recommend, score
from jiangxin.rehearsal.stages.decide import plain_mean
from jiangxin.review.models import Assignment, Expert, Panel

_VETOED = 1
"""The second studio of the round refuses its inspection."""
_ABILITIES = ("0.97", "0.84", "0.82", "0.72", "0.5")
"""What the experts think of the studios, in turn: excellent, good, qualified, unqualified."""
_BARS = (("excellent", 90), ("good", 80), ("qualified", 60), ("unqualified", 0))
_MOST_EXCELLENT = Fraction(1, 5)
_WORDS = {
    "words.highlights": "围绕生产难题立项攻关，组织技能培训和师徒结对，成果在本单位推广应用。",
    "words.problems": "场地偏小，跨单位交流机会不多，希望市总工会协调联合攻关。",
    "words.next_plan": "继续攻关在研课题，完善台账，带好新一批徒弟。",
    "declarations.truth": "true",
}


def decide(run: Run) -> Call:
    """Invite, report, verify, check, score, grade, publish and settle; return the call, the clock behind its result."""
    call = _open(run)
    entries = _invite(run, call)
    _go_to(run, call, "declare", 0.5)
    for entry in entries:
        _report(run, entry)
    _verify(run, call, entries)
    _go_to(run, call, "formal_check", 0.5)
    for entry in entries:
        run.expect_done(f"{entry.number} passes the check", check.pass_check(run, entry))
    _veto(run, call, entries[_VETOED])
    _go_to(run, call, "expert_review", 0.1)
    totals = _judge(run, call, entries)
    _go_to(run, call, "decision", 0.5)
    meeting = _grade(run, _rank(run, call, totals))
    _go_to(run, call, "notice", 0.0)
    run.wait(hours=16)
    published = notice.publish(run, call, meeting)
    notice.close(run, published)
    _settle(run, call)
    _hold_grades(run, call, totals, entries[_VETOED])
    run.wait(days=3)
    return Call.objects.get(pk=call.pk)


def _go_to(run: Run, call: Call, code: str, share: float) -> None:
    stage = call.stages.get(code=code)
    run.wait_until(stage.opens_at + (stage.closes_at - stage.opens_at) * share)


def _open(run: Run) -> Call:
    officer = run.browser("officer")
    blueprint = Blueprint.objects.filter(definition__blueprint__code="studio_assessment").latest("pk")
    title = f"{run.moment.year}年度{run.shape.name}劳模创新（服务）工作室考核"
    page = officer.open(f"/desk/calls/new/?blueprint={blueprint.pk}")
    values = {"blueprint": blueprint.pk, "title": title, "year": run.moment.year}
    run.expect_done("the assessment is made", officer.send(page.form("/calls/new/", having="title"), values))
    call = Call.objects.get(blueprint=blueprint)
    words = {"announcement": "现对全市在册工作室进行年度考核。", "contact": "劳动和经济工作部 0000-2110001"}
    run.expect_done("it is described", opening.send_part(run, call, "describe", words))
    number = {"rule_document_number": f"{run.shape.document_word}〔{run.moment.year}〕60号"}
    document = {"rule_document": ("rules.pdf", papers.pdf("assessment"))}
    run.expect_done("its rules are attached", opening.send_part(run, call, "rules", number, document))
    windows = officer.open(at("desk:call-windows", call.pk))
    run.expect_done("dates are kept as proposed", officer.send(windows.form("/windows/")))
    page = officer.open(at("desk:call-open", call.pk))
    run.expect_done("the assessment is opened", officer.send(page.form("/open/")))
    return Call.objects.get(pk=call.pk)


def _invite(run: Run, call: Call) -> list[Entry]:
    officer = run.browser("officer")
    form = officer.open(at("desk:assessment-invite", call.pk)).form(having="left_out")
    studios = [name.removeprefix("reason-") for name in form.names if name.startswith("reason-")]
    unsaid = officer.send(form, {"left_out": studios[:1]})
    run.expect_refusal("leaving a studio out without a reason", unsaid)
    run.expect_done("the studios are invited", officer.send(form))
    entries = list(Entry.objects.filter(call=call).select_related("unit", "secretary").order_by("pk"))
    run.expect("every active studio is invited", len(entries), len(studios))
    return entries


def _report(run: Run, entry: Entry) -> None:
    """Fill in what the ledger could not: own points with a reason where it proposes none, and the words."""
    username = entry.secretary.username
    browser = run.browser(username)
    run.facts["entries"][username] = entry.pk
    run.expect_refusal("a report without its words", declare.submit(run, username), "自评")
    form = browser.open(at("studio:fill", entry.pk)).form("/fill", having="revision")
    values = {"act": "save", **_WORDS}
    for name in sorted(form.names):
        if name.startswith("self_scores.") and name.endswith(".points") and not form.values.get(name, [""])[0]:
            values |= {name: "4.0", name.removesuffix("points") + "reason": "服务对象回访情况良好。"}
    run.expect_done(f"{username} completes the report", browser.send(form, values, strict=False))
    run.expect_done(f"{username} hands the report in", declare.submit(run, username))


def _verify(run: Run, call: Call, entries: list[Entry]) -> None:
    units = {unit.organisation.pk: unit for unit in run.city.units}
    for code, who, opinion in (
        ("unit_recommend", _union_of, "自评与台账相符，同意上报。"),
        ("county_recommend", _county_of, "经核查属实。"),
    ):
        _go_to(run, call, code, 0.7)
        for entry in entries:
            entry.refresh_from_db()
            page = recommend.recommend(run, who(run, units[entry.unit_id]), entry, opinion)
            run.expect_done(f"{entry.number} is verified", page)


def _union_of(run: Run, unit: Unit) -> str:
    del run
    return unit.officer.account.username


def _county_of(run: Run, unit: Unit) -> str:
    return f"county{run.city.areas.index(unit.area) + 1}"


def _veto(run: Run, call: Call, entry: Entry) -> None:
    officer = run.browser("officer")
    form = officer.open(at("desk:assessed", call.pk, entry.pk)).form("/veto/", having="code")
    run.expect_refusal("a veto without its facts", officer.send(form, {"code": "refusal", "reason": ""}))
    facts = {"code": "refusal", "reason": "两次书面通知核查，均未安排人员和场地。"}
    run.expect_done("a veto is entered", officer.send(form, facts))


def _judge(run: Run, call: Call, entries: list[Entry]) -> dict[int, list[Decimal]]:
    """Let a panel without conflicts score; return every signed total of each entry."""
    panel = judge.build(run, call, list(Expert.objects.select_related("person").order_by("pk")))
    for member in panel.members.select_related("expert__account", "expert__person").order_by("pk"):
        browser = run.browser(member.expert.account.username)
        form = browser.open(at("expert:declaration", member.pk)).form("/declaration/", having="signed_as")
        signed = browser.send(form, {"nothing_else": "on", "signed_as": member.expert.person.name})
        run.expect_done(f"{member} declares", signed)
    page = run.browser("officer").open(at("desk:conflicts", panel.pk))
    run.expect_done("conflicts are derived", run.browser("officer").send(page.form("/conflicts/")))
    judge.blind(run, panel)
    judge.publish(run, panel)
    totals = _score(run, panel, {entry.pk: place for place, entry in enumerate(entries)})
    run.facts["totals"] = totals
    judge.close(run, call, panel)
    return totals


def _score(run: Run, panel: Panel, places: dict[int, int]) -> dict[int, list[Decimal]]:
    totals: dict[int, list[Decimal]] = {}
    given = Assignment.objects.filter(run__panel=panel, withdrawn_at=None)
    for assignment in given.select_related("run__panel", "entry__unit", "member__expert__account").order_by("pk"):
        browser = run.browser(assignment.member.expert.account.username)
        ability = _ability(places[assignment.entry_id], len(places))
        totals.setdefault(assignment.entry_id, []).append(score.score_sheet(run, browser, assignment, ability))
    return totals


def _ability(place: int, studios: int) -> Decimal:
    """Return what the experts think of a studio; a last round of fewer than five has no excellent one.

    A fifth may be excellent, and who is equal where the room ends falls together: one too many would leave none.
    """
    turn = place % len(_ABILITIES)
    is_whole = place < studios - studios % len(_ABILITIES)
    return Decimal(_ABILITIES[turn] if is_whole or turn else _ABILITIES[1])


def _rank(run: Run, call: Call, totals: dict[int, list[Decimal]]) -> Ranking:
    officer = run.browser("officer")
    page = officer.open(at("desk:rankings"))
    run.expect_done("the ranking is computed", officer.send(page.form(f"/calls/{call.pk}/ranking/")))
    ranking = Ranking.objects.filter(call=call).latest("pk")
    scores = dict(ranking.rows.values_list("entry_id", "score"))
    run.expect("every score", scores, {entry: plain_mean(found) for entry, found in totals.items()})
    return ranking


def _grade(run: Run, ranking: Ranking) -> Meeting:
    """Take the grades the rules give before the meeting; a change without a reason is refused; the leader concludes."""
    officer, leader = run.browser("officer"), run.browser("leader")
    form = officer.open(at("desk:new-grades", ranking.pk)).form(having="minutes_number")
    facts = {
        "title": "主席办公会议",
        "minutes_number": f"主席办公会纪要〔{run.moment.year}〕60号",
        "held_at": f"{run.moment:%Y-%m-%dT%H:%M}",
        "place": "三楼会议室",
        "chair": run.city.actor("leader").name,
        "attendees": "主席、副主席、劳动和经济工作部、经审办、纪检监察组",
        "minutes": "听取年度考核情况汇报，经研究同意拟定等次，按程序公示。",
    }
    best = ranking.rows.filter(vetoed=False).order_by("order").values_list("entry_id", flat=True)[0]
    run.expect_refusal("a grade changed without a reason", officer.send(form, {**facts, f"grade-{best}": "qualified"}))
    run.expect_done("the grades are drafted", officer.send(form, facts))
    meeting = Meeting.objects.get(ranking=ranking)
    for browser, act in ((officer, "prepare"), (leader, "conclude")):
        page = browser.open(at("desk:meeting", meeting.pk))
        run.expect_done(f"the meeting: {act}", browser.send(page.form(f"/{act}/")))
    return meeting


def _settle(run: Run, call: Call) -> Page:
    leader = run.browser("leader")
    meeting = Meeting.objects.get(call=call)
    form = leader.open(at("desk:settle-assessment", meeting.notice.pk)).form(having="document_number")
    run.expect_refusal("a result without a document", leader.send(form, {"document_number": ""}))
    page = leader.send(form, {"document_number": f"{run.shape.document_word}〔{run.moment.year}〕61号"})
    run.expect_done("the result is published", page)
    run.expect("the result stands", AssessmentResult.objects.filter(call=call).count(), 1)
    return page


def _hold_grades(run: Run, call: Call, totals: dict[int, list[Decimal]], vetoed: Entry) -> None:
    """Hold the grades against the rehearsal's own reading of the rules (domain 3.4).

    Bars of the score; a fifth may be excellent, and who is equal where the room ends falls together; the veto.
    """
    means = {entry: plain_mean(found) for entry, found in totals.items()}
    room = int(len(means) * _MOST_EXCELLENT)
    want = {entry: next(code for code, least in _BARS if mean >= least) for entry, mean in means.items()}
    want[vetoed.pk] = "unqualified"
    best = [entry for entry, code in want.items() if code == "excellent"]
    for entry in best:
        if sum(means[other] >= means[entry] for other in best) > room:
            want[entry] = "good"
    run.expect("every grade", {one.entry.pk: one.grade for one in decided_grades(call)}, want)
