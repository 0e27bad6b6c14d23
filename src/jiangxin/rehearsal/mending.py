"""What follows for studios of the sample city: rewarded, mending, withdrawn; and who may not apply."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from jiangxin.awards.calendar import after_working_days
from jiangxin.awards.models import AssessmentResult
from jiangxin.core import clock, jobs
from jiangxin.core.actor import Actor
from jiangxin.orgs.queries import actor_of
from jiangxin.orgs.services import Cause, lift_bar, set_bar
from jiangxin.rehearsal import papers
from jiangxin.rehearsal.founding import City
from jiangxin.studios.assessment_enums import RectificationOrigin
from jiangxin.studios.models import Rectification, Studio
from jiangxin.studios.services import (
    Order,
    Task,
    Withdrawal,
    answer_item,
    ask_consequences,
    open_rectification,
    report_rectification,
    withdraw_here,
)

_FIRST = 9
"""Studios before this one live on, or apply for a change."""
_FAULTS = ("全年会议记录只有三次，请补全并按月召开", "规章制度没有上墙", "师徒协议过期，请重新签订")


def fall_short(city: City, now: datetime) -> None:
    """Let the last three of the studios named last year fall short."""
    studios = Studio.objects.filter(award__isnull=False).select_related("unit", "area").order_by("pk")
    mending, reported, lost = studios[_FIRST : _FIRST + 3]
    with clock.stopped_at(now - timedelta(days=20)):
        orders = [_order(city, studio, number) for number, studio in enumerate((mending, reported), 9)]
    with clock.stopped_at(now - timedelta(days=4)):
        _answer(city, orders[0], 1)
        _answer(city, orders[1], len(_FAULTS))
        report_rectification(actor=_secretary(city, orders[1].studio), rectification=orders[1])
    with clock.stopped_at(now - timedelta(days=15)):
        year = clock.today().year
        reason = "停止活动超过一年，限期整改仍不达标"
        withdrawal = Withdrawal(reason, f"锦工发〔{year}〕37号", bar_years=2)
        withdraw_here(actor=city.actor("leader"), studio=lost, withdrawal=withdrawal)
    _bar_and_lift(city, now)


def _order(city: City, studio: Studio, number: int) -> Rectification:
    today = clock.today()
    tasks = [Task(what, after_working_days(today, days).day) for what, days in zip(_FAULTS, (20, 30, 40), strict=True)]
    order = Order(RectificationOrigin.INSPECTION, "年中检查发现日常管理不到位", f"锦工办〔{today.year}〕{number}号")
    return open_rectification(actor=city.actor("officer"), studio=studio, order=order, tasks=tasks)


def _answer(city: City, order: Rectification, count: int) -> None:
    for item in order.items.all()[:count]:
        photo = SimpleUploadedFile("整改佐证.pdf", papers.pdf("evidence"), "application/pdf")
        answer_item(actor=_secretary(city, order.studio), item=item, answer="已按要求整改，佐证见附件。", files=[photo])


def _secretary(city: City, studio: Studio) -> Actor:
    unit = next(unit for unit in city.units if unit.organisation.pk == studio.unit_id)
    return actor_of(unit.secretary)


def _bar_and_lift(city: City, now: datetime) -> None:
    unit = city.units[15].organisation
    leader = city.actor("leader")
    with clock.stopped_at(now - timedelta(days=200)):
        today = clock.today()
        cause = Cause("申报材料中的效益证明不实", f"锦工发〔{today.year}〕12号", title=f"{unit.short_name}申报的工作室")
        until = today + timedelta(days=365)
        bar = set_bar(actor=leader, unit=unit, leader=None, cause=cause, since=today, until=until)
    with clock.stopped_at(now - timedelta(days=120)):
        number = f"锦工发〔{clock.today().year}〕19号"
        lift_bar(actor=leader, bar=bar, reason="经复核，证明由财务部门误盖旧章，申诉成立", document_number=number)


def carry_out_last_round(city: City) -> None:
    """Carry out what follows from the assessment that is decided, three days after its result."""
    result = AssessmentResult.objects.select_related("call").latest("decided_at")
    with clock.stopped_at(result.decided_at + timedelta(days=3)):
        actor = city.actor("officer")
        ask_consequences(actor=actor, call=result.call, document_number=result.document_number)
        jobs.work_off()
