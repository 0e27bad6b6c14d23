"""Services of the sample city's studios: offered, booked, given, and what the served said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, Actor
from jiangxin.orgs.queries import actor_of
from jiangxin.rehearsal.founding import City
from jiangxin.rehearsal.papers import pdf
from jiangxin.studios.booking_codes import booking_token, slip_token
from jiangxin.studios.models import Booking, ServiceOffer, ServiceSlot, Studio
from jiangxin.studios.service_enums import BookerKind, OfferKind, Served, ServiceField
from jiangxin.studios.services import (
    AllianceFacts,
    BookingFacts,
    OfferFacts,
    ServiceFacts,
    SlotPlan,
    add_agreement,
    add_slots,
    answer_question,
    ask_question,
    book_slot,
    draft_offer,
    finish_booking,
    found_alliance,
    join_alliance,
    log_service,
    miss_booking,
    open_joint_project,
    publish_answer,
    publish_offer,
    rotate_chair,
    take_answer,
)

_PUBLISHED_DAYS_AGO = 45
_BOOKED_DAYS_AGO = 33
_SERVED_DAYS = (-30, -16, -2)
_COMING_DAYS = (1, 5, 12)


@dataclass(frozen=True, slots=True)
class Plan:
    """One offer of the sample city."""

    title: str
    field: ServiceField
    audience: str
    description: str
    kind: OfferKind = OfferKind.SERVICE
    to_bring: str = ""
    capacity: int = 6
    by_hand: bool = False


_PLANS = (
    Plan(
        "居家安全用电检查指导",
        ServiceField.UTILITIES,
        "独居老人和困难职工家庭",
        "由工作室成员上门或在服务点讲解家庭用电隐患排查，现场演示漏电保护器测试，约一小时。",
        to_bring="近期电费单（如有）",
    ),
    Plan(
        "中小企业设备振动诊断",
        ServiceField.SKILLS,
        "本市中小制造企业",
        "企业带着问题来，工作室用便携测振仪现场判断轴承和齿轮故障，给出检修建议。",
        to_bring="设备型号、近期检修记录",
        capacity=4,
        by_hand=True,
    ),
    Plan(
        "职工子女暑期科学课",
        ServiceField.EDUCATION,
        "职工子女，8至14岁，家长陪同",
        "看一看机床怎么干活，动手做一个小零件。每场九十分钟。",
        to_bring="长袖衣裤、平底鞋",
        capacity=8,
    ),
    Plan(
        "走进工作室：从图纸到样件",
        ServiceField.SKILLS,
        "企业班组、院校师生",
        "参观工作室的攻关墙、试制台和成果陈列，领衔人讲解一个项目从立项到推广的全过程。",
        kind=OfferKind.VISIT,
        capacity=20,
        by_hand=True,
    ),
    Plan(
        "先进操作法经验交流会",
        ServiceField.SKILLS,
        "同工种技术工人",
        "围绕一项操作法现场演示、逐步讲解、互相提问，会后可索取讲义。",
        kind=OfferKind.SHARING,
        capacity=15,
    ),
)
_QUESTIONS = (
    (
        "老旧机床主轴异响，没有测振仪时怎样先判断？",
        "先停机盘车，手感有卡点多半是轴承；再听：连续嗡声看润滑，间断敲击看齿轮。",
        True,
    ),
    ("工作室收外单位的徒弟吗？需要什么手续？", "可以。由双方工会盖章的师徒协议即可，期限一般一年。", True),
    ("我们车间想学你们的交接班做法，能否来现场看？", "请在“走进工作室”里预约，我们安排在交接班时段。", False),
    ("先进操作法的讲义能否公开下载？", "", True),
)
_ALLIANCES = (
    (
        "锦川装备维修技术联盟",
        "共享诊断案例和备件信息，对共性故障联合攻关。",
        "高速主轴振动联合攻关",
        "示范线故障停机时间减半",
    ),
    (
        "锦川民生服务工作室联盟",
        "把分散的便民服务排成一张表，进社区、进园区。",
        "便民服务进园区",
        "每月一次，覆盖十个园区",
    ),
)
_NAMES = ("周实名", "吴实名", "郑实名", "王实名", "冯实名", "陈实名", "褚实名", "卫实名")
_SAID = ("讲得明白，问题当场解决。", "", "希望周末也能约。", "", "师傅很耐心。", "")


def offer_services(city: City, now: datetime) -> list[ServiceOffer]:
    """Let studios offer services, people book them, some be served and say how it was."""
    offers = []
    for number, (studio, keeper) in enumerate(_keepers(city)):
        plan = _PLANS[number]
        with clock.stopped_at(now - timedelta(days=_PUBLISHED_DAYS_AGO)):
            offer = draft_offer(actor=keeper, studio=studio, facts=_facts(plan, studio))
            publish_offer(actor=keeper, offer=offer)
            slots = [_slot(keeper, offer, _day(now, days)) for days in (*_SERVED_DAYS, *_COMING_DAYS)]
        _serve(keeper, slots, now)
        offers.append(offer)
    _ask_and_answer(city, now)
    _ally(city, now)
    return offers


def _keepers(city: City) -> Iterator[tuple[Studio, Actor]]:
    secretaries = {unit.organisation.pk: actor_of(unit.secretary) for unit in city.units}
    studios = [studio for studio in Studio.objects.order_by("pk") if studio.unit_id in secretaries]
    for studio in studios[: len(_PLANS)]:
        yield studio, secretaries[studio.unit_id]


def _facts(plan: Plan, studio: Studio) -> OfferFacts:
    return OfferFacts(
        kind=plan.kind,
        field=plan.field,
        title=plan.title,
        description=plan.description,
        audience=plan.audience,
        place=f"{studio.unit_name}工作室",
        to_bring=plan.to_bring,
        contact="0000-2110086",
        capacity=plan.capacity,
        by_hand=plan.by_hand,
    )


def _slot(keeper: Actor, offer: ServiceOffer, day: date) -> ServiceSlot:
    plan = SlotPlan(first=day, starts=time(9), ends=time(10, 30), capacity=offer.capacity)
    return add_slots(actor=keeper, offer=offer, plan=plan)[0]


def _serve(keeper: Actor, slots: list[ServiceSlot], now: datetime) -> None:
    past, coming = slots[: len(_SERVED_DAYS)], slots[len(_SERVED_DAYS) :]
    with clock.stopped_at(now - timedelta(days=_BOOKED_DAYS_AGO)):
        booked = [_booked(slot, place) for place, slot in enumerate(past) if not slot.offer.by_hand]
        for number in range(3):
            _booked(coming[0], number + 10)
        _booked(coming[1], 20, people=coming[1].capacity, unit="锦川市红星机械配件有限公司")
        _booked(coming[1], 21, may_wait=True)
    for place, booking in enumerate(booked):
        with clock.stopped_at(booking.slot.ends_at):
            if place == len(booked) - 1:
                miss_booking(actor=keeper, booking=booking)
                continue
            finish_booking(actor=keeper, booking=booking)
            take_answer(actor=PUBLIC, token=booking_token(booking.code), score=5, comment=_SAID[place])
    with clock.stopped_at(now - timedelta(days=9)):
        _log_with_slips(keeper, slots[0].offer)


def _log_with_slips(keeper: Actor, offer: ServiceOffer) -> None:
    facts = ServiceFacts(
        day=clock.today(),
        title="进社区集中服务",
        minutes=180,
        beneficiaries=36,
        served=Served.RESIDENTS,
        place="锦川市和平社区党群服务中心",
        cases=12,
        slips=12,
    )
    record = log_service(actor=keeper, studio=offer.studio, facts=facts, offer=offer)
    for number, comment in enumerate(_SAID):
        token = slip_token(record.pk, number)
        take_answer(actor=PUBLIC, token=token, score=(5, 4, 3, 5)[number % 4], comment=comment)


def _booked(slot: ServiceSlot, number: int, *, people: int = 1, unit: str = "", may_wait: bool = False) -> Booking:
    facts = BookingFacts(
        name=_NAMES[number % len(_NAMES)],
        phone=f"139{slot.offer_id % 1000:03d}0{number:04d}",
        people=people,
        consent=True,
        need="想了解具体做法。",
        booker=BookerKind.UNIT if unit else BookerKind.PERSON,
        unit_name=unit,
        may_wait=may_wait,
    )
    return book_slot(actor=PUBLIC, slot=slot, facts=facts)


def _day(now: datetime, days: int) -> date:
    return (timezone.localtime(now) + timedelta(days=days)).date()


def _ask_and_answer(city: City, now: datetime) -> None:
    officer = city.actor("officer")
    for number, (studio, keeper) in enumerate(_keepers(city)):
        if number >= len(_QUESTIONS):
            break
        text, answer, may_show = _QUESTIONS[number]
        with clock.stopped_at(now - timedelta(days=20 - number)):
            question = ask_question(actor=PUBLIC, studio=studio, text=text, asker="一名职工", may_show=may_show)
        if answer:
            with clock.stopped_at(now - timedelta(days=15 - number)):
                answer_question(actor=keeper, question=question, answer=answer, publicly=may_show)
            if may_show:
                with clock.stopped_at(now - timedelta(days=12 - number)):
                    publish_answer(actor=officer, question=question)


def _ally(city: City, now: datetime) -> None:
    officer, today = city.actor("officer"), timezone.localtime(now).date()
    studios = [studio for studio, _keeper in _keepers(city)]
    for number, (name, purpose, title, goal) in enumerate(_ALLIANCES):
        founded = today - timedelta(days=200 - 30 * number)
        facts = AllianceFacts(
            name, purpose, founded, city.federation, "连续一年不参加活动的收回成员牌。", "每季度一次例会。"
        )
        alliance = found_alliance(actor=officer, facts=facts)
        for studio in studios[number : number + 3]:
            join_alliance(actor=officer, alliance=alliance, studio=studio, since=founded)
        rotate_chair(actor=officer, alliance=alliance, studio=studios[number], on=founded)
        rotate_chair(actor=officer, alliance=alliance, studio=studios[number + 1], on=today - timedelta(days=40))
        upload = SimpleUploadedFile("agreement.pdf", pdf(f"{name}合作协议"), "application/pdf")
        add_agreement(actor=officer, alliance=alliance, title="合作协议", signed_on=founded, upload=upload)
        open_joint_project(
            actor=officer, alliance=alliance, title=title, goal=goal, lead=studios[number], since=founded
        )
