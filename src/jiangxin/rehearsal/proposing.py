"""Workers of the sample city propose: one campaign that collects, with proposals at every point of their way."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jiangxin.campaigns.models import Blueprint, Call
from jiangxin.campaigns.services import attach_rule_document, describe_call, make_call, open_call
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import actor_of
from jiangxin.proposals.enums import Verdict
from jiangxin.proposals.models import Proposal
from jiangxin.proposals.services import (
    Answer,
    BenefitFacts,
    Takeover,
    accept_proposal,
    answer_proposal,
    offer_proposal,
    propose,
    put_to_use,
    record_benefit,
    reward_proposal,
    take_over,
    unnamed,
)
from jiangxin.rehearsal import papers
from jiangxin.rehearsal.folk import Folk
from jiangxin.rehearsal.founding import City, Unit, appoint

_OPENED_DAYS = 45


@dataclass(frozen=True, slots=True)
class Idea:
    """One proposal: who makes it (None: without a name), how many days ago, and what became of it.

    Attributes:
        answer: What was answered; None while it waits.
        is_taken_up: Whether the union has taken it up.
        used_days_ago: Since when it is used.
        offer: What other units are told of it; empty: it is not offered.
        saves_money: Whether finance has proven a benefit.
    """

    who: str | None
    days_ago: int
    title: str
    category: str
    problem: str
    remedy: str
    gain: str = ""
    authors: tuple[tuple[str, int], ...] = ()
    is_taken_up: bool = False
    answer: Answer | None = None
    used_days_ago: int | None = None
    effect: str = ""
    offer: str = ""
    saves_money: bool = False


def _ideas(today: date) -> list[Idea]:
    later = today + timedelta(days=30)
    return [*_in_use(later), *_answered(later), *_waiting()]


def _in_use(later: date) -> list[Idea]:
    return [
        Idea(
            "worker35",
            40,
            "三号焊位加装局部排烟",
            "safety",
            "三号焊接工位烟尘大，夏天两台风扇对着吹，烟全吹到了隔壁装配线。",
            "在工位上方装一个可以转向的吸烟罩，和焊机联动启停，接到现有的除尘管道上。",
            "烟尘少了，风扇可以撤掉",
            authors=(("周海平", 30),),
            is_taken_up=True,
            answer=Answer(
                verdict=Verdict.ADOPT, words="现场看过，做得到，列入本月技改。", owner="设备科 郑立", due_on=later
            ),
            used_days_ago=9,
            effect="吸烟罩装好后，工位粉尘检测值由每立方米 5.1 毫克降到 1.6 毫克。",
            offer="单个工位的材料和人工不到四千元，半天装好；罩口离焊点三十厘米以内才抽得干净。",
            saves_money=True,
        ),
        Idea(
            "worker36",
            38,
            "夜班空压机少开一台",
            "energy",
            "夜班用气只有白班的四成，三台空压机还都开着，有一台整夜空转。",
            "夜班只开两台，压力低于设定值时第三台自动投入，由班长在交接时确认。",
            "少一台整夜空转",
            is_taken_up=True,
            answer=Answer(verdict=Verdict.ADOPT, words="试过三夜，压力够用。", owner="动力班 孙海", due_on=later),
            used_days_ago=20,
            effect="夜班用电每天少两百来度，压力一直在 0.6 兆帕以上。",
            offer="先量一周夜班的用气；自动投入要设回差，不然来回启停。",
        ),
    ]


def _answered(later: date) -> list[Idea]:
    return [
        Idea(
            "worker35",
            26,
            "换模具用的螺栓改成快卡",
            "equipment",
            "每次换模具要拧十六个螺栓，换一次四十多分钟，一天要换三四次。",
            "压板改成带偏心手柄的快卡，左右各两个，一个人就能换。",
            is_taken_up=True,
            answer=Answer(
                verdict=Verdict.PILOT,
                words="先在二号冲床上试一个月，看夹紧力够不够。",
                owner="冲压班 何伟",
                due_on=later,
            ),
        ),
        Idea(
            "worker35",
            20,
            "食堂增加一个出餐口",
            "management",
            "中午排队要二十多分钟，下午上班常常赶不上。",
            "把西侧的旧窗口打开作为第二个出餐口，刷卡机各放一台。",
            is_taken_up=True,
            answer=Answer(
                verdict=Verdict.STORE,
                words="食堂明年整体改造，已把这条转给后勤，改造时一并考虑。",
                reason_code="elsewhere",
            ),
        ),
    ]


def _waiting() -> list[Idea]:
    return [
        Idea(
            "worker36",
            18,
            "巡检单改成扫码填",
            "quality",
            "巡检数据先抄在纸上，回来再往电脑里录一遍，容易抄错，也看不到趋势。",
            "每台设备贴一个二维码，用手机扫了直接填，超出范围的当场提醒。",
            "每班少抄一小时",
            is_taken_up=True,
        ),
        Idea(
            None,
            8,
            "夜班休息室的灯太亮",
            "management",
            "夜班休息室一直开着大灯，轮休的人睡不着，第二天没精神。",
            "换成能调亮度的灯，门口装一个单独的开关。",
        ),
        Idea(
            "worker35",
            2,
            "焊接工位的烟尘请装排烟罩",
            "safety",
            "五号焊接工位烟尘大，夏天两台风扇对着吹，旁边的人也受不了。",
            "在工位上方装一个可以转向的吸烟罩，和焊机联动启停。",
        ),
    ]


def collect_proposals(city: City, folk: Folk, blueprint: Blueprint, now: datetime) -> None:
    """Open a campaign and let two workers, and one without a name, propose; their unions answer some."""
    units = {"worker35": city.units[34], "worker36": city.units[35]}
    with clock.stopped_at(now - timedelta(days=_OPENED_DAYS + 1)):
        for username, unit in units.items():
            city.duties[username] = appoint(folk, username, Role.WORKER, unit.organisation)
    start = now - timedelta(days=_OPENED_DAYS)
    call = open_campaign(city.actor("officer"), blueprint, start, document_word=city.shape.document_word)
    for idea in _ideas(now.date()):
        _propose(city, units[idea.who or "worker35"], call, idea, now - timedelta(days=idea.days_ago))
    adopters = (city.units[36], units["worker36"])
    _take_over(*(actor_of(unit.officer) for unit in adopters), moment=now - timedelta(days=5))


def _take_over(*officers: Actor, moment: datetime) -> None:
    """Let other units use the first proposal that is offered."""
    offered = Proposal.objects.filter(offer__isnull=False).order_by("pk").first()
    assert offered is not None, "two are offered above"
    with clock.stopped_at(moment):
        for officer in officers:
            facts = Takeover(since=clock.today(), effect="焊接班先装了两个工位，下个月再装三个。")
            take_over(actor=officer, proposal=offered, takeover=facts)


def open_campaign(officer: Actor, blueprint: Blueprint, start: datetime, *, document_word: str) -> Call:
    """Open a campaign that collects proposals, on the morning of a day."""
    start = timezone.localtime(start).replace(hour=9, minute=0, second=0, microsecond=0)
    organiser = Organisation.objects.get(pk=officer.organisation_key)
    with clock.stopped_at(start):
        call = make_call(
            actor=officer,
            blueprint=blueprint,
            organiser=organiser,
            title=f"{start.year}年度锦川市职工合理化建议征集",
            year=start.year,
            starts_at=start,
        )
        words = "看到身边可以改进的地方，用手机说一说。所在单位工会五个工作日内受理，二十个工作日内答复。"
        facts = {"announcement": words, "contact": "市总工会劳动和经济工作部 0000-2110001"}
        call = describe_call(actor=officer, call=call, facts=facts, expected_revision=call.revision)
        document = SimpleUploadedFile("rules.pdf", papers.pdf(f"Proposals {start.year}"), "application/pdf")
        reference = f"{document_word}〔{start.year}〕31号"
        call = attach_rule_document(
            actor=officer, call=call, number=reference, upload=document, expected_revision=call.revision
        )
        return open_call(actor=officer, call=call, expected_revision=call.revision)


def _propose(city: City, unit: Unit, call: Call, idea: Idea, moment: datetime) -> None:
    worker = city.actor(idea.who or "worker35")
    answers = {
        "idea": {
            "title": idea.title,
            "category": idea.category,
            "problem": idea.problem,
            "remedy": idea.remedy,
            "gain": idea.gain,
        },
        "authors": [{"name": name, "share": share} for name, share in idea.authors],
    }
    with clock.stopped_at(moment):
        actor = worker if idea.who else unnamed(worker)
        proposal = propose(actor=actor, call=call, unit=unit.organisation, answers=answers)
    _handle(actor_of(unit.officer), proposal, idea, moment)


def _handle(officer: Actor, proposal: Proposal, idea: Idea, moment: datetime) -> None:
    if idea.is_taken_up:
        with clock.stopped_at(moment + timedelta(days=2)):
            proposal = accept_proposal(actor=officer, proposal=proposal, expected_version=proposal.version)
    if idea.answer:
        with clock.stopped_at(moment + timedelta(days=6)):
            proposal = answer_proposal(
                actor=officer, proposal=proposal, answer=idea.answer, expected_version=proposal.version
            )
    if idea.used_days_ago is not None:
        moment += timedelta(days=idea.days_ago - idea.used_days_ago)
        with clock.stopped_at(moment):
            proposal = put_to_use(
                actor=officer,
                proposal=proposal,
                used_on=clock.today(),
                effect=idea.effect,
                expected_version=proposal.version,
            )
            _carry_on(officer, proposal, idea)


def _carry_on(officer: Actor, proposal: Proposal, idea: Idea) -> None:
    if idea.saves_money:
        _reckon(officer, proposal)
    if idea.offer:
        offer_proposal(
            actor=officer,
            proposal=proposal,
            summary=idea.offer,
            contact=idea.answer.owner if idea.answer else officer.name,
            expected_version=proposal.version,
        )


def _reckon(officer: Actor, proposal: Proposal) -> None:
    """Let finance prove what a proposal saves, and reward it."""
    quantities = {"before": "3.2", "after": "2.1", "price": "860", "periods": "52", "cost": "9800"}
    facts = BenefitFacts(
        year=clock.today().year,
        rule="saving",
        quantities={code: Decimal(value) for code, value in quantities.items()},
        proof=SimpleUploadedFile("财务证明.pdf", papers.pdf("Benefit"), "application/pdf"),
        proven_by="财务科 王敏",
    )
    record_benefit(actor=officer, proposal=proposal, facts=facts, expected_version=proposal.version)
    reward_proposal(
        actor=officer,
        proposal=proposal,
        amount=Decimal(400),
        document_number="",
        expected_version=proposal.version,
    )
