"""Bookings by the public: taken while there is room, moved up from the waiting list, cancelled by a code."""

import hmac
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.crypto import digest
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.studios import service_policies as policies
from jiangxin.studios.booking_codes import cancellation_code, new_code, tidy
from jiangxin.studios.models import Booking, ServiceSlot
from jiangxin.studios.service_enums import COMING, BookerKind, BookingState
from jiangxin.studios.services.moving import CONFIRM, ask_studio, close_settled, lock_slot, move, move_up

CONSENT_VERSION = "2026-11"
"""Which wording of the notice on personal data a booker has agreed to."""
MOST_COMING = 5
"""Bookings one number may have ahead at a time: enough for a family, too few to empty a calendar."""
MOST_WAITING = 30
_PHONE = re.compile(r"(\+?86-?)?1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class BookingFacts:
    """What a booker says; `may_wait` puts it on the waiting list when there is no room."""

    name: str
    phone: str
    people: int
    consent: bool
    need: str = ""
    booker: str = BookerKind.PERSON
    unit_name: str = ""
    may_wait: bool = False


@service("studios.book_slot", about="slot")
def book_slot(*, actor: Actor, slot: ServiceSlot, facts: BookingFacts) -> Booking:
    """Book places. The slot's row is locked while its places are read; the database refuses what would be too many.

    Raises:
        Refusal: "form_invalid", "full", "waiting_list_full", "booked_already", "too_many_bookings", or the policy's.
    """
    facts = _checked(facts)
    locked = lock_slot(slot)
    policies.may_book(slot=locked).require()
    phone_digest = digest(f"booking:{_digits(facts.phone)}")
    _require_once(locked, phone_digest)
    booking = Booking(
        slot=locked,
        code=_fresh_code(),
        state=_state_for(locked, facts),
        booker=facts.booker,
        unit_name=facts.unit_name,
        name=facts.name,
        phone=facts.phone,
        need=facts.need,
        phone_digest=phone_digest,
        people=facts.people,
        consent_version=CONSENT_VERSION,
        booked_at=clock.now(),
        moved_at=clock.now(),
    )
    booking.save(force_insert=True)
    if booking.state == BookingState.PENDING:
        ask_studio(CONFIRM, locked, note=gettext_lazy("有预约等待确认。"))
    # What the journal keeps for ever names nobody: neither name nor number nor need.
    after = {"state": booking.state, "people": booking.people, "consent": CONSENT_VERSION}
    journal.record(actor=actor, act="studios.book_slot", obj=booking, after=after)
    return booking


@service("studios.cancel_booking", about="booking")
def cancel_booking(*, actor: Actor, booking: Booking, cancellation: str) -> Booking:
    """Cancel without an account, by the code only its booker has; whoever waits moves up."""
    slot = lock_slot(booking.slot)
    locked = _locked(booking)
    if not hmac.compare_digest(tidy(cancellation).encode(), cancellation_code(locked.code).encode()):
        problem = Problem("cancellation", _("取消码不正确。"), "wrong_code")
        raise Refusal("wrong_code", _("取消码不正确。"), _("请核对预约凭证上的取消码。"), problems=[problem])
    policies.may_cancel(booking=locked).require()
    before = {"state": locked.state}
    move(locked, BookingState.CANCELLED)
    move_up(slot)
    close_settled(slot)
    journal.record(
        actor=actor, act="studios.cancel_booking", obj=locked, before=before, after={"state": BookingState.CANCELLED}
    )
    return locked


@service("studios.confirm_booking", about="booking")
def confirm_booking(*, actor: Actor, booking: Booking, answer: str = "") -> Booking:
    """Say yes to a booking, with a word the booker reads on the status page."""
    slot = lock_slot(booking.slot)
    locked = _locked(booking)
    policies.may_answer_booking(actor=actor, booking=locked).require()
    move(locked, BookingState.CONFIRMED, answer)
    close_settled(slot)
    after = {"state": BookingState.CONFIRMED}
    journal.record(actor=actor, act="studios.confirm_booking", obj=locked, after=after, reason=locked.answer)
    return locked


@service("studios.refuse_booking", about="booking")
def refuse_booking(*, actor: Actor, booking: Booking, answer: str) -> Booking:
    """Say no to a booking and why; its places go to whoever waits."""
    slot = lock_slot(booking.slot)
    locked = _locked(booking)
    policies.may_answer_booking(actor=actor, booking=locked).require()
    if not answer.strip():
        problem = Problem("answer", _("请写明原因，预约人会看到。"), "required")
        raise Refusal("incomplete", _("请写明不能接受的原因。"), _("请补充后再提交。"), problems=[problem])
    move(locked, BookingState.REFUSED, answer)
    move_up(slot)
    close_settled(slot)
    after = {"state": BookingState.REFUSED}
    journal.record(actor=actor, act="studios.refuse_booking", obj=locked, after=after, reason=locked.answer)
    return locked


@service("studios.reveal_booking", about="booking")
def reveal_booking(*, actor: Actor, booking: Booking) -> Booking:
    """Show one booker's name, number and need to the studio; each time is noted (domain 9.8)."""
    locked = _locked(booking)
    policies.may_reveal(actor=actor, booking=locked).require()
    journal.record(actor=actor, act="studios.reveal_booking", obj=locked)
    return locked


def _state_for(slot: ServiceSlot, facts: BookingFacts) -> BookingState:
    """Return the state a new booking begins in. Places that are free are such as nobody who waits could use."""
    if facts.people > slot.capacity:
        message = _("这个时段最多接待%(most)d人。") % {"most": slot.capacity}
        problem = Problem("people", message, "too_many_people")
        raise Refusal("too_many_people", message, _("请减少人数，或分几个时段预约。"), problems=[problem])
    if facts.people <= slot.places_left:
        return BookingState.PENDING if slot.offer.by_hand else BookingState.CONFIRMED
    if not facts.may_wait:
        message = _("名额不足，只剩%(left)d人。") % {"left": slot.places_left}
        raise Refusal("full", message, _("请另选时段、减少人数，或勾选“愿意候补”后再提交。"))
    if Booking.objects.filter(slot=slot, state=BookingState.WAITING).count() >= MOST_WAITING:
        raise Refusal("waiting_list_full", _("候补名单也已满。"), _("请另选一个时段。"))
    return BookingState.WAITING


def _require_once(slot: ServiceSlot, phone_digest: str) -> None:
    coming = Booking.objects.filter(phone_digest=phone_digest, state__in=COMING, slot__day__gte=clock.today())
    if coming.filter(slot=slot).exists():
        message = _("这个电话号码已预约过这个时段。")
        problem = Problem("phone", message, "booked_already")
        raise Refusal(
            "booked_already", message, _("请凭预约号查询；如需改人数，请取消后重新预约。"), problems=[problem]
        )
    if coming.count() >= MOST_COMING:
        message = _("这个电话号码已有%(most)d个未完成的预约。") % {"most": MOST_COMING}
        problem = Problem("phone", message, "too_many_bookings")
        raise Refusal("too_many_bookings", message, _("请先取消不需要的预约，或与工作室联系。"), problems=[problem])


def _checked(facts: BookingFacts) -> BookingFacts:
    name, phone = facts.name.strip(), "".join(facts.phone.split())
    need, unit_name = facts.need.strip(), facts.unit_name.strip()
    problems: list[Problem] = []
    if not 0 < len(name) <= 60:  # noqa: PLR2004  the longest names
        problems.append(Problem("name", _("请填写联系人姓名。"), "required"))
    if not _PHONE.fullmatch(phone):
        problems.append(Problem("phone", _("请填写能联系到您的手机号或带区号的固定电话。"), "phone"))
    if facts.people < 1:
        problems.append(Problem("people", _("人数至少为1。"), "out_of_range"))
    if len(need) > 500:  # noqa: PLR2004  a few sentences
        problems.append(Problem("need", _("最多500个字。"), "too_long"))
    if facts.booker not in BookerKind.values:
        problems.append(Problem("booker", _("请选择以个人还是单位名义预约。"), "required"))
    if facts.booker == BookerKind.UNIT and not 4 <= len(unit_name) <= 100:  # noqa: PLR2004  a unit's full name
        problems.append(Problem("unit_name", _("请填写单位全称。"), "required"))
    if not facts.consent:
        problems.append(Problem("consent", _("请阅读并同意个人信息使用说明。"), "required"))
    if problems:
        raise Refusal("form_invalid", _("还有几处需要补充或改正。"), _("请按提示修改后再提交。"), problems=problems)
    unit = unit_name if facts.booker == BookerKind.UNIT else ""
    return BookingFacts(name, phone, facts.people, True, need, facts.booker, unit, facts.may_wait)


def _digits(phone: str) -> str:
    digits = "".join(char for char in phone if char.isdigit())
    return digits.removeprefix("86") if len(digits) == 13 else digits  # noqa: PLR2004  86 and a mobile number


def _fresh_code() -> str:
    code = new_code()
    while Booking.objects.filter(code=code).exists():
        code = new_code()
    return code


def _locked(booking: Booking) -> Booking:
    rows = Booking.objects.select_for_update(of=("self",)).select_related("slot__offer__studio__unit")
    return rows.get(pk=booking.pk)
