"""Ledgers of the sample city's studios: a year of entries, projects, outcomes, papers and reports, each on its day."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Actor
from jiangxin.core.files import keep_bytes
from jiangxin.core.models import StoredFile
from jiangxin.orgs.queries import actor_of
from jiangxin.rehearsal.founding import City
from jiangxin.rehearsal.papers import pdf, photo
from jiangxin.studios.ledger_enums import HonourLevel, LedgerCategory, OutcomeKind, PaperKind, ProjectKind, ReportKind
from jiangxin.studios.models import Outcome, Project, Studio, StudioMembership
from jiangxin.studios.services.ledger import EntryFacts, Evidence, record_entry, show_entry, supersede_entry
from jiangxin.studios.services.outcomes import OutcomeFacts, Proofs, enter_outcome, show_outcome
from jiangxin.studios.services.papers import keep_paper
from jiangxin.studios.services.projects import (
    ProjectFacts,
    add_milestone,
    close_project,
    finish_milestone,
    open_project,
)
from jiangxin.studios.services.reports import (
    accept_report,
    attach_report_scan,
    draft_report,
    return_report,
    submit_report,
    write_report,
)

_KEPT = 6
"""Studios with a ledger; the first has the fullest."""
_HAPPENED = (
    (5, LedgerCategory.MEETING, "攻关进度碰头会", "汇总试制数据，明确下一轮试验参数和负责人。", 60),
    (12, LedgerCategory.TRAINING, "数控编程与刀具选用培训", "领衔人讲解编程思路，学员上机练习两小时。", 180),
    (20, LedgerCategory.MENTORING, "师徒结对现场指导", "师傅示范找正方法，徒弟独立完成一件。", 120),
    (33, LedgerCategory.MEETING, "月度例会", "通报上月工作，讨论合理化建议三条。", 45),
    (41, LedgerCategory.SAFETY, "吊装作业安全交底", "学习吊装规程，逐项核对防护用品。", 30),
    (54, LedgerCategory.EXCHANGE, "与兄弟工作室技术交流", "交流薄壁件加工经验，约定联合攻关。", 150),
    (62, LedgerCategory.LEARNING, "学习新国家标准", "学习公差与配合新标准，更新工艺卡片。", 60),
    (75, LedgerCategory.VISIT, "接待技师学院师生参观", "参观工作室，讲解攻关案例。", 90),
    (88, LedgerCategory.PUBLICITY, "市工人报报道工作室事迹", "报道题为“把难题变课题”。", 0),
    (97, LedgerCategory.HONOUR, "获评市级工人先锋号", "", 0),
    (110, LedgerCategory.PROJECT_STEP, "试验台改造完成首轮测试", "首轮测试温升下降3.2摄氏度。", 240),
)
_OUTCOMES = (
    (OutcomeKind.UTILITY_MODEL, "一种主轴温升在线监测装置", "ZL 2025 2 0123456.7", "286500.00"),
    (OutcomeKind.OPERATING_METHOD, "薄壁件“三夹两松”装夹操作法", "", ""),
    (OutcomeKind.SUGGESTION, "改用可转位刀片降低刀具消耗", "合〔2026〕18号", "48200.50"),
)


def keep_ledgers(city: City, now: datetime) -> None:
    """Let the studios named last year keep their ledgers until `now`."""
    recorder = _Recorder(city, now)
    for place, studio in enumerate(Studio.objects.select_related("unit", "area").order_by("pk")[:_KEPT]):
        recorder.keep(studio, place)


class _Recorder:
    """Writes one ledger after the other."""

    def __init__(self, city: City, now: datetime) -> None:
        self.city, self.now = city, now
        self.today = timezone.localtime(now).date()

    def keep(self, studio: Studio, place: int) -> None:
        """Write one studio's ledger; the further down the row, the thinner."""
        unit = next(unit for unit in self.city.units if unit.organisation.pk == studio.unit_id)
        keeper = actor_of(unit.secretary)
        with clock.stopped_at(self.now - timedelta(days=1)):
            project = self._project(keeper, studio, place)
            outcomes = self._outcomes(keeper, studio, project, place)
            self._entries(keeper, studio, project, place)
            self._papers(keeper, studio, place)
            if outcomes:
                show_outcome(actor=keeper, outcome=outcomes[0], is_public=True)
            if place < 3:  # noqa: PLR2004  three have reported
                self._report(keeper, studio, place)

    def _ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def _project(self, keeper: Actor, studio: Studio, place: int) -> Project:
        facts = ProjectFacts(
            title="主轴温升与振动攻关",
            kind=ProjectKind.RESEARCH,
            level=HonourLevel.ENTERPRISE,
            starts_on=self._ago(150),
            ends_on=self._ago(-60),
            leader_name=studio.leader_name,
            source="生产一线难题",
            approval_number=f"技〔{self._ago(150).year}〕{7 + place}号",
            cost=Decimal("60000.00"),
        )
        project = open_project(actor=keeper, studio=studio, facts=facts, approval=_file("approval"))
        first = add_milestone(actor=keeper, project=project, title="方案论证", due_on=self._ago(120))
        finish_milestone(actor=keeper, milestone=first, done_on=self._ago(124))
        add_milestone(actor=keeper, project=project, title="样机试验", due_on=self._ago(15))
        add_milestone(actor=keeper, project=project, title="现场应用", due_on=self._ago(-50))
        if place % 2 == 0:
            small = ProjectFacts(
                title="可转位刀片替代焊接刀",
                kind=ProjectKind.FIVE_SMALLS,
                level=HonourLevel.COUNTY,
                starts_on=self._ago(200),
                ends_on=self._ago(90),
                leader_name=studio.leader_name,
            )
            done = open_project(actor=keeper, studio=studio, facts=small)
            words = "刀具消耗下降四成，已在两个车间推广。"
            close_project(actor=keeper, project=done, closed_on=self._ago(95), completed=True, result=words)
        return project

    def _outcomes(self, keeper: Actor, studio: Studio, project: Project, place: int) -> list[Outcome]:
        made = []
        for number, (kind, title, code, benefit) in enumerate(_OUTCOMES[: max(1, 3 - place // 2)]):
            facts = OutcomeFacts(
                title=title,
                kind=kind,
                day=self._ago(100 + 20 * number),
                owner=studio.unit_name,
                number=code,
                granted_on=self._ago(30 + 10 * number) if code else None,
                project=project,
                applied_units="本单位一车间、二车间",
                benefit=Decimal(benefit) if benefit else None,
            )
            proofs = Proofs(_file("certificate"), _file("application"), _file("finance") if benefit else None)
            made.append(enter_outcome(actor=keeper, studio=studio, facts=facts, proofs=proofs))
        return made

    def _entries(self, keeper: Actor, studio: Studio, project: Project, place: int) -> None:
        team = list(StudioMembership.objects.filter(studio=studio, struck_at=None, until=None).order_by("pk"))
        for number, (days, category, title, content, minutes) in enumerate(_HAPPENED[: 11 - place]):
            facts = EntryFacts(
                category=category,
                day=self._ago(days + place),
                title=title,
                place=f"{studio.unit_name}工作室",
                content=content,
                minutes=minutes or None,
                headcount=24 if category == LedgerCategory.TRAINING else 0,
                level=HonourLevel.CITY if category == LedgerCategory.HONOUR else "",
                project=project if category == LedgerCategory.PROJECT_STEP else None,
            )
            pictures = [_picture(f"{studio.pk}-{number}")] if number < 4 - place else []
            minutes_of = [_upload("minutes")] if number == 0 and place == 0 else []
            people = [row.person_id for row in team[: 3 + number % 3]]
            made = record_entry(
                actor=keeper, studio=studio, facts=facts, evidence=Evidence(pictures, minutes_of, people)
            )
            if category in {LedgerCategory.EXCHANGE, LedgerCategory.VISIT}:
                show_entry(actor=keeper, entry=made, is_public=True)
            if category == LedgerCategory.LEARNING and place == 0:
                right = EntryFacts(category=category, day=facts.day, title="学习公差与配合新标准", content=content)
                supersede_entry(actor=keeper, entry=made, facts=right, reason="主题写得不具体")

    def _papers(self, keeper: Actor, studio: Studio, place: int) -> None:
        kinds = (PaperKind.RULES, PaperKind.DUTIES, PaperKind.PLAN, PaperKind.CONTRACT)[: 4 - place // 2]
        for kind in kinds:
            title, file = f"{studio.name[:40]}{kind.label}", _upload(kind.value)
            keep_paper(actor=keeper, studio=studio, kind=kind, title=title, day=self._ago(140), file=file)

    def _report(self, keeper: Actor, studio: Studio, place: int) -> None:
        """Report on the last quarter that is over: one is accepted, one waits, one went back."""
        over = self.today.replace(day=1) - timedelta(days=1)
        while over.month % 3:
            over = over.replace(day=1) - timedelta(days=1)
        report = draft_report(
            actor=keeper, studio=studio, kind=ReportKind.QUARTER, year=over.year, quarter=over.month // 3
        )
        report = write_report(
            actor=keeper,
            report=report,
            highlights="主轴温升攻关完成首轮测试，温升下降3.2摄氏度；培养徒弟两名。",
            problems="试验用传感器采购周期长，请协调。",
            plans="完成样机试验，启动现场应用。",
            expected_revision=report.revision,
        )
        report = attach_report_scan(actor=keeper, report=report, scan=_file("sealed"))
        report = submit_report(actor=keeper, report=report)
        if place == 0:
            accept_report(actor=self.city.actor("officer"), report=report, opinion="内容完整，同意。")
        if place == 2:  # noqa: PLR2004  the third goes back
            return_report(actor=self.city.actor("officer"), report=report, reason="请补充师徒培养的具体情况。")


def _upload(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.pdf", pdf(name), "application/pdf")


def _picture(label: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{label}.jpg", photo(label), "image/jpeg")


def _file(name: str) -> StoredFile:
    return keep_bytes(actor=SYSTEM, name=f"{name}.pdf", content=pdf(name), kind="pdf", purpose="studios.outcome")
