"""The service log: entered by hand, or out of a booking in one act; corrected by striking, never changed."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.studios import service_policies as policies
from jiangxin.studios.booking_codes import booking_token, slip_token
from jiangxin.studios.models import Booking, ServiceOffer, ServiceRecord, ServiceRecordStrike, Studio
from jiangxin.studios.periods import lock, require_past
from jiangxin.studios.service_enums import BookerKind, BookingState, Channel, Served
from jiangxin.studios.services.moving import close_settled, lock_slot
from jiangxin.studios.services.satisfaction import open_slips
from jiangxin.studios.services.twice import refuse_twice

MOST_SLIPS = 100
_MOST_MINUTES = 60 * 24 * 31
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What was done: `cases` things settled in `minutes` for `beneficiaries`; `slips` people are asked afterwards."""

    day: date
    title: str
    minutes: int
    beneficiaries: int
    served: str
    place: str
    cases: int = 1
    note: str = ""
    slips: int = 0


@service("studios.log_service", about="studio")
def log_service(
    *, actor: Actor, studio: Studio, facts: ServiceFacts, offer: ServiceOffer | None = None
) -> ServiceRecord:
    """Enter what was done, and open as many slips as people are to be asked."""
    locked = lock(studio)
    policies.may_offer(actor=actor, studio=locked).require()
    require_past("day", facts.day)
    _require_sound(facts)
    if offer is not None and offer.studio_id != locked.pk:
        raise Refusal("wrong_studio", _("这个项目不属于本工作室。"), _("请重新选择项目。"))
    same = ServiceRecord.objects.filter(studio=locked, strike=None, booking=None, offer=offer, **asdict(facts))
    refuse_twice(same, actor=actor, path="title")
    record = _write(actor, locked, facts, offer=offer)
    journal.record(actor=actor, act="studios.log_service", obj=record, after={"studio": locked.pk, **asdict(facts)})
    return record


@service("studios.finish_booking", about="booking")
def finish_booking(
    *,
    actor: Actor,
    booking: Booking,
    came: int | None = None,
    minutes: int | None = None,
    cases: int = 1,
    served: str = "",
    note: str = "",
) -> ServiceRecord:
    """Note that a booking was served: its service log entry is written and its holder may answer, in one act."""
    slot = lock_slot(booking.slot)
    locked = _locked(booking)
    policies.may_finish_booking(actor=actor, booking=locked).require()
    offer = slot.offer
    length = int((slot.ends_at - slot.starts_at) / timedelta(minutes=1))
    facts = ServiceFacts(
        day=slot.day,
        title=offer.title,
        minutes=length if minutes is None else minutes,
        beneficiaries=locked.people if came is None else came,
        served=served or (Served.ENTERPRISES if locked.booker == BookerKind.UNIT else Served.RESIDENTS),
        place=offer.place,
        cases=cases,
        note=note,
    )
    _require_sound(facts)
    record = _write(actor, offer.studio, facts, offer=offer, booking=locked)
    _settle(locked, BookingState.DONE)
    open_slips([booking_token(locked.code)], studio=offer.studio, offer=offer, channel=Channel.BOOKING)
    after = {"record": record.pk, "beneficiaries": record.beneficiaries, "minutes": record.minutes}
    journal.record(actor=actor, act="studios.finish_booking", obj=locked, after=after)
    return record


@service("studios.miss_booking", about="booking")
def miss_booking(*, actor: Actor, booking: Booking) -> Booking:
    """Note that nobody came."""
    lock_slot(booking.slot)
    locked = _locked(booking)
    policies.may_finish_booking(actor=actor, booking=locked).require()
    _settle(locked, BookingState.NO_SHOW)
    after = {"state": BookingState.NO_SHOW}
    journal.record(actor=actor, act="studios.miss_booking", obj=locked, after=after)
    return locked


@service("studios.strike_service_record", about="record")
def strike_service_record(*, actor: Actor, record: ServiceRecord, reason: str) -> ServiceRecordStrike:
    """Take an entry out of the sums; the row stays, with the reason."""
    studio = lock(record.studio)
    policies.may_offer(actor=actor, studio=studio).require()
    reason = reason.strip()
    if not 0 < len(reason) <= 200:  # noqa: PLR2004  column width
        problem = Problem("reason", _("请写明更正原因，最多200个字。"), "required")
        raise Refusal("incomplete", _("请写明更正原因。"), _("请补充后再提交。"), problems=[problem])
    if ServiceRecordStrike.objects.filter(record=record).exists():
        raise Refusal("struck_already", _("这条记录已经更正。"), _("请刷新页面查看最新情况。"))
    strike = ServiceRecordStrike.objects.create(
        record=record, reason=reason, entered_by_id=actor.account_id, entered_at=clock.now()
    )
    journal.record(actor=actor, act="studios.strike_service_record", obj=record, reason=reason)
    return strike


def _write(
    actor: Actor, studio: Studio, facts: ServiceFacts, *, offer: ServiceOffer | None, booking: Booking | None = None
) -> ServiceRecord:
    record = ServiceRecord(studio=studio, offer=offer, booking=booking, **asdict(facts))
    record.title, record.place = facts.title.strip(), facts.place.strip()
    record.entered_by_id, record.entered_at = actor.account_id, clock.now()
    record.save(force_insert=True)
    tokens = [slip_token(record.pk, number) for number in range(facts.slips)]
    open_slips(tokens, studio=studio, offer=offer, channel=Channel.SLIP)
    return record


def _locked(booking: Booking) -> Booking:
    rows = Booking.objects.select_for_update(of=("self",)).select_related("slot__offer__studio__unit")
    return rows.get(pk=booking.pk)


def _settle(booking: Booking, state: BookingState) -> None:
    booking.state, booking.moved_at = state, clock.now()
    booking.save(update_fields=["state", "moved_at"])
    close_settled(booking.slot)


def _require_sound(facts: ServiceFacts) -> None:
    problems = [
        Problem(name, _("请填写，最多%(longest)d个字。") % {"longest": longest}, "required")
        for name, longest in (("title", 60), ("place", 200))
        if not 0 < len(str(getattr(facts, name)).strip()) <= longest
    ]
    bounds = {"minutes": (1, _MOST_MINUTES), "beneficiaries": (1, _MOST), "cases": (1, _MOST), "slips": (0, MOST_SLIPS)}
    for name, (least, most) in bounds.items():
        if not least <= int(getattr(facts, name)) <= most:
            message = _("应在%(least)d至%(most)d之间。") % {"least": least, "most": most}
            problems.append(Problem(name, message, "out_of_range"))
    if facts.slips > facts.beneficiaries:
        problems.append(Problem("slips", _("评价条数不能多于受益人次。"), "more_than_served"))
    if facts.served not in Served.values:
        problems.append(Problem("served", _("请从列表中选择。"), "required"))
    if len(facts.note) > 300:  # noqa: PLR2004  column width
        problems.append(Problem("note", _("最多300个字。"), "too_long"))
    if problems:
        raise Refusal("form_invalid", _("还有几处需要补充或改正。"), _("请按提示修改后再提交。"), problems=problems)
