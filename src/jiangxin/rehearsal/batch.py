"""One whole batch, from cloning the blueprint to checking the plaque, through the pages."""

from pathlib import Path

from jiangxin.campaigns.models import Call
from jiangxin.campaigns.services import load_shipped_blueprints
from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.rehearsal.founding import PASSWORD, add_unit, appoint, found_city, spread
from jiangxin.rehearsal.profile import read_profile
from jiangxin.rehearsal.report import Out, tell
from jiangxin.rehearsal.run import Run, start_of
from jiangxin.rehearsal.shapes import CityShape, sample_shape
from jiangxin.rehearsal.stages import check, decide, declare, judge, name, notice, opening, recommend, score
from jiangxin.rehearsal.year import live
from jiangxin.review.models import Expert
from jiangxin.review.services import enter_expert

_PROFILES = Path(__file__).parent / "profiles"
_SPARE_UNITS = 2
LEAST_ENTRIES, MOST_ENTRIES = 4, 20_000
LEAST_ENTRIES_OF_A_YEAR = 12  # so that studios are named with different fates
LEAST_EXPERTS, MOST_EXPERTS = 5, 500
MOST_COUNTIES = 99


def rehearse(
    *, entries: int, experts: int, counties: int, seed: int, profile: str, as_json: bool, out: Out, year: bool = False
) -> int:
    """Rehearse and report; returns the exit code, 0 when everything was as expected.

    Args:
        year: go on from the named batch through the year after it.

    Raises:
        Refusal: the profile cannot be read, or the size makes no batch.
    """
    _require_a_batch(entries, experts, counties, LEAST_ENTRIES_OF_A_YEAR if year else LEAST_ENTRIES)
    run = Run(_shape(profile, counties), entries, experts, seed, start_of(2026))
    run.moment = start_of(run.shape.year)
    _walk(run)
    if year:
        live(run)
    tell(run, out, as_json=as_json)
    return 1 if run.mismatches else 0


def _require_a_batch(entries: int, experts: int, counties: int, least_entries: int) -> None:
    """Refuse a size in which not everything a rehearsal expects can happen.

    Returned, withdrawn, objected to with and without success: four entries. Three sheets beside an expert with a
    declared and one with a derived conflict: five experts.
    """
    for option, given, least, most in (
        ("--entries", entries, least_entries, MOST_ENTRIES),
        ("--experts", experts, LEAST_EXPERTS, MOST_EXPERTS),
        ("--counties", counties, 1, MOST_COUNTIES),
    ):
        if not least <= given <= most:
            raise Refusal(
                "rehearsal_size",
                f"{option} {given} 不能用 – cannot be used.",
                f"请用 {least} 至 {most} 的整数。Use a whole number from {least} to {most}.",
            )


def _shape(profile: str, counties: int) -> CityShape:
    if not profile:
        return sample_shape(counties)
    shipped = _PROFILES / f"{profile}.toml"
    return read_profile(shipped if shipped.exists() else Path(profile))


def _walk(run: Run) -> None:
    with run.stage("建立组织 founding"):
        experts = _found(run)
    with run.stage("方案与通知 call"):
        call = opening.open_call(run)
    run.wait(days=5)
    units = run.city.units
    with run.stage("自主申报 declare"):
        declare.apply_all(run, call)
        recommend.same_leader_twice(run, call, units[run.entries], units[0])
    with run.stage("基层推荐 unit"):
        recommend.by_units(run, call)
    _after(run, call, "declare")
    with run.stage("县级推荐 county"):
        recommend.late(run, call, units[run.entries + 1])
        recommend.by_counties(run, call)
    _after(run, call, "county_recommend")
    with run.stage("形式审查 formal check"):
        check.check_all(run, call)
    _after(run, call, "formal_check")
    _judge(run, call, experts)
    _after(run, call, "inspection")
    with run.stage("排名与会议 decision"):
        ranking = decide.rank(run, call)
        meeting = decide.decide(run, call, ranking)
    _after(run, call, "decision")
    with run.stage("公示与异议 notice"):
        published = notice.publish(run, call, meeting)
        notice.object_and_handle(run, published)
        notice.close(run, published)
    with run.stage("命名授牌 naming"):
        document = name.issue(run, call, published)
        name.print_all(run, document)
        name.register(run, document)
    with run.stage("公众查验 verify"):
        name.verify_all(run, document)


def _judge(run: Run, call: Call, experts: list[Expert]) -> None:
    with run.stage("专家组 panel"):
        panel = judge.build(run, call, experts)
        run.facts["insider"] = (panel.members.get(expert=experts[-1]).pk,)
        score.declare_conflicts(run, panel)
        judge.assign(run, panel)
    with run.stage("专家评分 scoring"):
        score.score_all(run, panel)
        score.locked_sheet_refused(run, panel)
        judge.close(run, call, panel)
    _after(run, call, "expert_review")
    with run.stage("实地考察 visits"):
        score.visit_all(run, judge.plan_visits(run, call))


def _after(run: Run, call: Call, code: str) -> None:
    """Let the clock pass the end of a stage."""
    closes_at = call.stages.get(code=code).closes_at
    run.wait_until(closes_at)
    run.wait(hours=15)


def _found(run: Run) -> list[Expert]:
    with clock.stopped_at(start_of(run.shape.year - 1)):
        run.city = found_city(run.shape, run.folk)
        for area in spread(run.city, run.entries + _SPARE_UNITS):
            add_unit(run.city, run.folk, area)
        for number in (1, 2):
            username = f"inspector{number}"
            run.city.duties[username] = appoint(run.folk, username, Role.INSPECTOR, run.city.federation)
        load_shipped_blueprints()
        experts = [_expert(run, number) for number in range(1, run.experts + 1)]
    run.facts["sheets"] = min(run.shape.experts_per_entry, max(1, run.experts - 2))
    run.act(len(run.city.units) + len(experts))
    return experts


def _expert(run: Run, number: int) -> Expert:
    """Enter an expert; the last one works at the first applicant's unit, a conflict to be found."""
    human = run.folk.person(born=(1958, 1985))
    insider = run.city.units[0].organisation if number == run.experts else None
    expert = enter_expert(
        actor=run.city.actor("officer"),
        federation=run.city.federation,
        name=human.name,
        resident_id=human.resident_id,
        phone=human.phone,
        username=f"expert{number}",
        password=PASSWORD,
        workplace=insider.unit_name if insider else f"外地高等院校第{number}学院",
        organisation=insider,
        industry_sections=["C", "D"] if number % 2 else ["Q", "S"],
    )
    duty = expert.account.duties.select_related("organisation", "account__person").first()
    assert duty is not None, "the service gives each expert a duty"
    run.city.duties[f"expert{number}"] = duty
    return expert
