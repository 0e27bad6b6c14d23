"""What the sample city's studios went through since they were named: teams, levels, changes, money, honours."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.files import keep_bytes
from jiangxin.core.models import StoredFile
from jiangxin.orgs.queries import actor_of
from jiangxin.people.enums import HonourKind, HonourLevel
from jiangxin.people.models import Person
from jiangxin.people.services import enter_honour, enter_person, verify_honour
from jiangxin.rehearsal import papers
from jiangxin.rehearsal.folk import Folk
from jiangxin.rehearsal.founding import City, appoint
from jiangxin.studios.change_enums import ChangeKind
from jiangxin.studios.enums import MemberRole, NameBasis, Purse, StudioLevel, SubsidySource
from jiangxin.studios.models import Studio, Subsidy
from jiangxin.studios.services import (
    add_equipment,
    add_member,
    change_leader,
    claw_back,
    end_membership,
    grant_subsidy,
    hold_level,
    pay_matching,
    place_studio,
    recommend_change,
    rename_studio,
    return_change,
    reverse_expense,
    spend,
    submit_change,
)

_LIVELY = 6
"""Studios with a full file; the others stand as they were named."""
_TEAM = (
    (MemberRole.CORE, "方案设计", True),
    (MemberRole.CORE, "工艺试制", True),
    (MemberRole.MEMBER, "数据整理", False),
    (MemberRole.MEMBER, "现场实施", True),
    (MemberRole.ADVISER, "技术指导", False),
    (MemberRole.APPRENTICE, "", True),
)
_TOOLS = (("便携式测振仪", 2, "36800.00"), ("数显千分尺", 6, "5400.00"), ("教学用工作台", 4, "12600.00"))
_COSTS = (
    ("equipment", "购置便携式测振仪配件", "锦川仪器有限公司", "8650.00"),
    ("training", "成员参加省级技能培训班", "省技师学院", "6400.00"),
    ("research", "轴承试验台改造材料", "锦川精工配件经营部", "12350.50"),
    ("publicity", "创新成果展板制作", "锦川图文社", "1980.00"),
    ("exchange", "承办技能交流活动场地布置", "市职工技能中心", "3200.00"),
)


def live_on(city: City, now: datetime, *, seed: int) -> None:
    """Let the studios named last year live until `now`."""
    life = _Life(city, Folk(seed, city.shape.division), now)
    city.duties["audit"] = appoint(life.folk, "audit", Role.AUDIT, city.federation)
    studios = Studio.objects.select_related("unit", "leader", "area").order_by("pk")
    for place, studio in enumerate(studios[:_LIVELY]):
        life.of(studio, place)
    for place, studio in enumerate(studios[_LIVELY : _LIVELY + 3]):
        life.applies(studio, place)


class _Life:
    """Writes one studio after the other, each act on its day."""

    def __init__(self, city: City, folk: Folk, now: datetime) -> None:
        self.city, self.folk, self.now = city, folk, now
        self.officer = city.actor("officer")
        self.today = now.date()
        self.paper = self._paper("voucher.pdf")

    def _paper(self, name: str) -> StoredFile:
        return keep_bytes(actor=SYSTEM, name=name, content=papers.pdf(name), kind="pdf", purpose="studios.voucher")

    def _keeper(self, studio: Studio) -> Actor:
        unit = next(unit for unit in self.city.units if unit.organisation.pk == studio.unit_id)
        return actor_of(unit.secretary)

    def of(self, studio: Studio, place: int) -> None:
        """Write one studio's life; what happens depends on its place in the row."""
        keeper, begin = self._keeper(studio), studio.named_on
        with clock.stopped_at(self.now - timedelta(days=3)):
            self._honour(studio.leader, begin)
            team = self._team(studio, keeper, begin)
            place_studio(
                actor=keeper,
                studio=studio,
                address=f"{studio.unit_name}{place + 1}号楼二层",
                area_m2=Decimal(60 + 20 * place),
                functions="学习区、攻关区、展示区",
                on=begin,
            )
            for name, number, value in _TOOLS[: 1 + place % 3]:
                add_equipment(actor=keeper, studio=studio, name=name, number=number, value=Decimal(value), since=begin)
            self._events(studio, place, team)
            self._money(studio, keeper, place)

    def applies(self, studio: Studio, place: int) -> None:
        """Let a unit apply for a change: one waits for its county, one for the city, one went back."""
        with clock.stopped_at(self.now - timedelta(days=2)):
            change = submit_change(
                actor=self._keeper(studio),
                studio=studio,
                kind=ChangeKind.RENAME,
                facts={"name": f"{studio.leader_name}技能传承工作室", "display_name": "", "basis": "leader"},
                asked=f"{studio.leader_name}技能传承工作室",
                reason="工作室近年以技能传承为主，申请更名。",
                papers=[SimpleUploadedFile("application.pdf", papers.pdf("application"), "application/pdf")],
            )
        county = self.city.actor(f"county{self.city.areas.index(studio.area) + 1}")
        with clock.stopped_at(self.now - timedelta(days=1)):
            if place == 1:
                recommend_change(actor=county, change=change, opinion="经审核情况属实，同意报市总工会。")
            if place == 2:  # noqa: PLR2004  the third goes back
                return_change(actor=county, change=change, opinion="请补充职工大会意见后重新提交。")

    def _honour(self, person: Person | None, begin: date) -> None:
        if person is None:
            return
        honour = enter_honour(
            actor=self.city.actor("officer"),
            person=person,
            kind=HonourKind.MODEL_WORKER,
            level=HonourLevel.CITY,
            name=f"{self.city.shape.name}劳动模范",
            awarded_by=f"{self.city.shape.name}人民政府",
            awarded_on=date(begin.year - 4, 4, 28),
            document_number=f"锦政〔{begin.year - 4}〕18号",
            certificate=self._paper("honour.pdf"),
        )
        if honour.verified_at is None:
            verify_honour(actor=self.officer, honour=honour)

    def _team(self, studio: Studio, keeper: Actor, begin: date) -> list[Person]:
        people = []
        for role, task, front_line in _TEAM:
            human = self.folk.person()
            person = enter_person(
                actor=keeper, name=human.name, resident_id=human.resident_id, gender=human.gender, birth=human.birth
            )
            add_member(
                actor=keeper, studio=studio, person=person, role=role, task=task, front_line=front_line, since=begin
            )
            people.append(person)
        return people

    def _events(self, studio: Studio, place: int, team: list[Person]) -> None:
        last_month = self.today - timedelta(days=40)
        if place in {0, 3}:
            hold_level(
                actor=self.officer,
                studio=studio,
                level=StudioLevel.PROVINCE,
                since=last_month,
                awarding_body="省总工会",
                document_number=f"省工发〔{last_month.year}〕{20 + place}号",
                valid_until=last_month.replace(year=last_month.year + 3, day=1),
                proof=self._paper("naming.pdf"),
            )
        if place == 1:
            rename_studio(
                actor=self.officer,
                studio=studio,
                name=f"{studio.unit.short_name[:20]}匠心创新工作室",
                basis=NameBasis.TEAM,
                on=last_month,
                document_number=f"锦工发〔{last_month.year}〕41号",
                note="领衔人即将退休，按团队命名",
            )
        if place == 2:  # noqa: PLR2004  the third studio's leader retires
            self._honour(team[0], studio.named_on)
            change_leader(
                actor=self.officer,
                studio=studio,
                person=team[0],
                on=last_month,
                document_number=f"锦工发〔{last_month.year}〕42号",
                note="原领衔人退休",
            )
            left = studio.studiomembership_periods.filter(person=team[3]).get()
            end_membership(actor=self.officer, membership=left, until=last_month, note="调离本单位")

    def _money(self, studio: Studio, keeper: Actor, place: int) -> None:
        paid = min(studio.named_on + timedelta(days=30), self.today - timedelta(days=80))
        subsidy = grant_subsidy(
            actor=self.officer,
            studio=studio,
            source=SubsidySource.CITY,
            budget_line="劳模创新工作室补助",
            approval_number=f"锦工财〔{paid.year}〕6号",
            amount=Decimal(50000),
            payee=studio.unit.name,
            paid_on=paid,
            spend_by=paid + timedelta(days=364 if place else 200),
            voucher=self.paper,
        )
        pay_matching(
            actor=keeper, subsidy=subsidy, amount=Decimal(20000 + 10000 * place), paid_on=paid, voucher=self.paper
        )
        self._expenses(subsidy, keeper, place)

    def _expenses(self, subsidy: Subsidy, keeper: Actor, place: int) -> None:
        rows = []
        for number, (category, purpose, payee, amount) in enumerate(_COSTS[: max(1, 5 - place)]):
            day = min(subsidy.paid_on + timedelta(days=20 * (number + 1)), self.today - timedelta(days=5))
            expense = spend(
                actor=keeper,
                subsidy=subsidy,
                purse=Purse.MATCHING if number == 1 else Purse.SUBSIDY,
                category=category,
                amount=Decimal(amount),
                spent_on=min(day, subsidy.spend_by),
                payee=payee,
                purpose=purpose,
                voucher=self.paper,
            )
            rows.append(expense)
        if place == 1:
            reverse_expense(actor=keeper, expense=rows[-1], reason="发票开错，退回重开")
        if place == _LIVELY - 1:
            claw_back(
                actor=self.officer,
                subsidy=subsidy,
                reason="项目停止，结余收回",
                document_number=f"锦工财〔{self.today.year}〕15号",
                decided_on=self.today - timedelta(days=10),
                due_on=self.today + timedelta(days=20),
                document=self.paper,
            )
