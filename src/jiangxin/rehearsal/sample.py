"""The living sample city: three batches at three points of their way, so that every person finds work waiting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from jiangxin.awards.services import ObjectionFacts, assign_objection, file_objection
from jiangxin.campaigns.services import clone_blueprint, load_shipped_blueprints, recommend_entry, return_entry
from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.services.energy import load_shipped_factors
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.orgs.queries import actor_of
from jiangxin.orgs.services import give_duty
from jiangxin.rehearsal.applications import Applications
from jiangxin.rehearsal.applying import hand_in, write_draft
from jiangxin.rehearsal.assessing import assess_studios
from jiangxin.rehearsal.folk import Folk
from jiangxin.rehearsal.founding import PASSWORD, City, add_unit, appoint, found_city, spread
from jiangxin.rehearsal.living import live_on
from jiangxin.rehearsal.mending import carry_out_last_round, fall_short
from jiangxin.rehearsal.pioneering import name_pioneers
from jiangxin.rehearsal.proposing import collect_proposals
from jiangxin.rehearsal.recording import keep_ledgers
from jiangxin.rehearsal.serving import offer_services
from jiangxin.rehearsal.shapes import sample_shape
from jiangxin.rehearsal.shelving import fill_library
from jiangxin.rehearsal.taking_over import take_over_ledgers
from jiangxin.rehearsal.walking import Walk
from jiangxin.review.models import Expert
from jiangxin.review.services import enter_expert, plan_visit

SEED = 20261122
_EXPERTS = 9
_UNITS = 46
SAMPLE_USERNAMES = (
    "officer",
    "leader",
    "discipline",
    "audit",
    "admin",
    "county1",
    "union35",
    "worker35",
    "secretary36",
    "secretary46",
    "expert1",
    "inspector1",
)


@dataclass(frozen=True, slots=True)
class Login:
    """One account to try the house with."""

    username: str
    password: str
    person: str
    role: str
    organisation: str


def make_sample_city(*, now: datetime) -> City:
    """Make the city; `now` is the moment its batches are under way at.

    One batch named last year, one on public notice these days, one being scored, one open for applications; studios
    assessed for last year, and reporting for this one.
    """
    shape = sample_shape(8)
    folk = Folk(SEED, shape.division)
    with clock.stopped_at(now - timedelta(days=500)):
        city = found_city(shape, folk)
        for area in spread(city, _UNITS):
            add_unit(city, folk, area)
        experts = _experts(city, folk)
        for number in (1, 2):
            city.duties[f"inspector{number}"] = appoint(folk, f"inspector{number}", Role.INSPECTOR, city.federation)
        shipped = {made.code: made for made in load_shipped_blueprints()}
        blueprint, assessment = shipped["studio_naming"], shipped["studio_assessment"]
        load_shipped_factors()
    with clock.stopped_at(now - timedelta(days=30)):
        clone_blueprint(actor=city.actor("officer"), blueprint=blueprint, title=f"{shape.name}工作室命名方案（试编）")
    walk = Walk(city, folk, blueprint, experts)
    _named_last_year(walk, now)
    _on_notice(Walk(city, folk, blueprint, experts), now)
    _being_scored(Walk(city, folk, blueprint, experts), now)
    _open_for_applications(Walk(city, folk, blueprint, experts), now)
    fill_library(city, now)
    live_on(city, now, seed=SEED + 1)
    keep_ledgers(city, now)
    offer_services(city, now)
    fall_short(city, now)
    assess_studios(walk, assessment, now)
    carry_out_last_round(city)
    take_over_ledgers(city, now)
    name_pioneers(Walk(city, folk, shipped["worker_pioneer"], experts), now)
    collect_proposals(city, folk, shipped["rationalisation_proposals"], now)
    _serve_twice(city)
    return city


def _serve_twice(city: City) -> None:
    """Let a county's officer inspect, too: whoever has two duties has one inbox over both."""
    officer = city.duties["county1"]
    give_duty(
        actor=SYSTEM, account=officer.account, organisation=city.federation, role=Role.INSPECTOR, since=officer.since
    )


def _experts(city: City, folk: Folk) -> list[Expert]:
    admin = city.actor("officer")
    experts = []
    for number in range(1, _EXPERTS + 1):
        human = folk.person(born=(1960, 1985))
        expert = enter_expert(
            actor=admin,
            federation=city.federation,
            name=human.name,
            resident_id=human.resident_id,
            phone=human.phone,
            username=f"expert{number}",
            password=PASSWORD,
            workplace=("锦川大学机械学院", "锦川市技师学院", "锦川市科技创新研究院")[number % 3],
            title=("教授", "高级工程师", "正高级讲师")[number % 3],
            industry_sections=["C", "D"] if number % 2 else ["Q", "S", "G"],
            specialities="技术创新与技能人才培养",
        )
        experts.append(expert)
        duty = expert.account.duties.first()
        assert duty is not None, "the service gives each expert a duty"
        city.duties[f"expert{number}"] = duty
    return experts


def _morning(now: datetime, *, days_ago: int) -> datetime:
    day = timezone.localtime(now) - timedelta(days=days_ago)
    return day.replace(hour=9, minute=0, second=0, microsecond=0)


def _named_last_year(walk: Walk, now: datetime) -> None:
    start = _morning(now, days_ago=420)
    walk.open(title=f"{start.year}年度锦川市劳模创新（服务）工作室申报", number=12, start=start, seats=12, per_area=3)
    walk.declare(walk.city.units[:16])
    walk.recommend()
    walk.check()
    panel = walk.assign()
    walk.score(panel)
    walk.close_review(panel)
    walk.name(walk.display(walk.decide()))


def _on_notice(walk: Walk, now: datetime) -> None:
    start = _morning(now, days_ago=112)
    walk.open(
        title=f"{start.year}年度锦川市劳模创新（服务）工作室第一批申报", number=21, start=start, seats=7, per_area=2
    )
    walk.declare(walk.city.units[16:26])
    walk.recommend()
    walk.check()
    panel = walk.assign()
    walk.score(panel)
    walk.close_review(panel)
    notice = walk.display(walk.decide(), at=now - timedelta(days=1))
    items = list(notice.items.order_by("position"))
    with clock.stopped_at(now - timedelta(hours=5)):
        for item, name, content in (
            (items[0], "陈实名", "反映该工作室一项成果的完成人排名与实际不符，请核实。"),
            (items[1], "李实名", "反映该工作室近一年没有开展带徒活动，请核实。"),
        ):
            facts = ObjectionFacts(kind="person", name=name, contact="13900001111", content=content)
            objection = file_objection(actor=PUBLIC, item=item, facts=facts)
        assign_objection(
            actor=walk.city.actor("officer"),
            objection=objection,
            duty=walk.city.duties["discipline"],
            expected_revision=objection.revision,
        )


def _being_scored(walk: Walk, now: datetime) -> None:
    start = _morning(now, days_ago=73)
    walk.open(title=f"{start.year}年度重点产业劳模创新工作室专项申报", number=27, start=start, seats=5, per_area=2)
    walk.declare(walk.city.units[26:34])
    walk.recommend()
    walk.check()
    walk.score(walk.assign(), share=0.5)
    inspectors = [walk.city.duties[name].account for name in ("inspector1", "inspector2")]
    with clock.stopped_at(now - timedelta(hours=4)):
        for days, entry in enumerate(walk.entries[:3], start=1):
            plan_visit(
                actor=walk.city.actor("officer"),
                entry=entry,
                planned_for=_morning(now, days_ago=-days),
                place=f"{entry.unit.host_unit}一楼",
                inspectors=inspectors,
            )


def _open_for_applications(walk: Walk, now: datetime) -> None:
    start = _morning(now, days_ago=12)
    walk.open(
        title=f"{start.year}年度锦川市劳模创新（服务）工作室第二批申报", number=35, start=start, seats=8, per_area=2
    )
    maker = Applications(walk.folk, (now - timedelta(days=6)).date())
    with clock.stopped_at(now - timedelta(days=6)):
        for place, unit in enumerate(walk.city.units[34:45]):
            if place % 5 == 4:  # noqa: PLR2004  one in five is still being written
                write_draft(unit, walk.call, maker)
                continue
            entry = hand_in(unit, walk.call, maker)
            if place % 5 == 1:
                actor = actor_of(unit.officer)
                reason = "成员名单缺少一线职工占比说明，请补充后重新提交。"
                return_entry(actor=actor, entry=entry, reason=reason, expected_version=entry.version)
            elif place % 5 in {2, 3}:
                opinion = "材料真实，本单位公示无异议，同意推荐。"
                actor = actor_of(unit.officer)
                recommend_entry(actor=actor, entry=entry, opinion=opinion, expected_version=entry.version)
                if place % 5 == 3:  # noqa: PLR2004
                    county = walk.city.duties[f"county{walk.city.areas.index(unit.area) + 1}"]
                    recommend_entry(
                        actor=actor_of(county),
                        entry=entry,
                        opinion="经审核符合条件，同意推荐。",
                        expected_version=entry.version,
                    )


def standing_logins(usernames: Sequence[str] = SAMPLE_USERNAMES) -> list[Login]:
    """Return the accounts of these names as they stand in the database, those that are not there left out."""
    duties = Duty.objects.filter(account__username__in=usernames).select_related("account__person", "organisation")
    by_name = {duty.account.username: duty for duty in duties.order_by("-pk")}  # the first duty of each
    return [
        Login(name, PASSWORD, duty.account.person.name, str(Role(duty.role).label), duty.organisation.name)
        for name in usernames
        if (duty := by_name.get(name))
    ]


def is_sample_city() -> bool:
    """Tell whether this database holds the sample city, and not somebody's own federation."""
    return Organisation.objects.filter(parent=None, name=f"{sample_shape(8).name}总工会").exists()
