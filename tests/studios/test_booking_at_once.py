"""Many people book one slot at the same moment, in real threads with transactions of their own."""

import pytest
from django.db.models import Sum

from jiangxin.core.actor import PUBLIC, SYSTEM
from jiangxin.studios.booking_codes import booking_token, cancellation_code
from jiangxin.studios.models import Booking, SatisfactionAnswer, ServiceSlot
from jiangxin.studios.services import cancel_booking, finish_booking, take_answer
from tests.campaigns.test_at_once import at_once
from tests.studios.serving import booked

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_bookings_at_once_never_overbook_a_slot_of_three(slot):
    outcomes = at_once(*[lambda number=number: booked(slot, number) for number in range(8)])

    assert sorted(outcomes) == ["done"] * 3 + ["full"] * 5
    assert (ServiceSlot.objects.get().taken, Booking.objects.count()) == (3, 3)


def test_places_given_back_go_to_one_who_waits_or_one_who_books(slot):
    first = booked(slot, 1, people=3)
    booked(slot, 2, people=2, may_wait=True)

    def give_back():
        cancel_booking(actor=PUBLIC, booking=first, cancellation=cancellation_code(first.code))

    outcomes = at_once(
        give_back, give_back, lambda: booked(slot, 3, may_wait=True), lambda: booked(slot, 4, people=3, may_wait=True)
    )

    held = Booking.objects.filter(state="confirmed").aggregate(people=Sum("people"))["people"]
    assert sorted(outcomes) == ["done", "done", "done", "wrong_state"]
    assert ServiceSlot.objects.get().taken == held <= 3
    assert Booking.objects.get(pk=first.pk + 1).state == "confirmed"


def test_one_slip_answers_once(slot, clock_at):
    booking = booked(slot)
    clock_at("2026-12-03 10:00")
    finish_booking(actor=SYSTEM, booking=booking)

    outcomes = at_once(*[lambda: take_answer(actor=PUBLIC, token=booking_token(booking.code), score=5)] * 4)

    assert sorted(outcomes) == ["answered_already"] * 3 + ["done"]
    assert SatisfactionAnswer.objects.count() == 1
