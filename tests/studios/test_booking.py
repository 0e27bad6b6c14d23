"""Booking without an account: room, waiting, codes, limits, what is kept of whom."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override

from jiangxin.core import journal
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.orgs.models import Errand
from jiangxin.studios.booking_codes import cancellation_code, tidy
from jiangxin.studios.calendar_file import calendar_of
from jiangxin.studios.models import Booking, ServiceOffer, ServiceSlot, Studio
from jiangxin.studios.queries import (
    bookable,
    bookings_for,
    get_booking_by_code,
    get_booking_for,
    get_public_offer,
    offers_for,
    public_offers,
)
from jiangxin.studios.services import (
    SlotPlan,
    add_slots,
    book_slot,
    call_off_slot,
    cancel_booking,
    close_offer,
    confirm_booking,
    draft_offer,
    pause_offer,
    publish_offer,
    refuse_booking,
    resize_slot,
    reveal_booking,
    service_day,
    update_offer,
    withdraw_studio,
)
from tests.awards.scene import Scene
from tests.conftest import Federation, MakeActor, SetClock
from tests.studios.serving import DAY, booked, booking_facts, offer_facts, published_offer, slot_on


def states() -> list[str]:
    return list(Booking.objects.order_by("pk").values_list("state", flat=True))


def cancel(booking: Booking) -> Booking:
    return cancel_booking(actor=PUBLIC, booking=booking, cancellation=cancellation_code(booking.code))


def errands() -> set[tuple[str, str]]:
    return set(Errand.objects.filter(closed_at=None).values_list("asked", "role"))


def test_a_booking_takes_places_until_there_are_none(slot: ServiceSlot) -> None:
    first = booked(slot, 1, people=2)
    with pytest.raises(Refusal) as refused:
        booked(slot, 2, people=2)
    booked(slot, 3)

    slot.refresh_from_db()
    assert (refused.value.code, refused.value.message) == ("full", "名额不足，只剩1人。")
    assert (states(), slot.taken, slot.places_left) == (["confirmed", "confirmed"], 3, 0)
    assert journal.of(first)[0].after == {"state": "confirmed", "people": 2, "consent": "2026-11"}
    assert list(bookable(public_offers())) == []


def test_nothing_that_names_the_booker_is_kept_in_plain(slot: ServiceSlot) -> None:
    booking = booked(slot, 7)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM studios_booking")
        row = cursor.fetchone()
        cursor.execute("SELECT canonical FROM core_journalentry")
        said = "".join(str(entry[0]) for entry in cursor.fetchall())
    shown = "".join(bytes(value).hex() if isinstance(value, (bytes, memoryview)) else str(value) for value in row)
    for secret in ("陈实名", "13800000007", "血压偏高", cancellation_code(booking.code)):
        assert secret not in shown + said
        assert secret.encode().hex() not in shown
    assert (booking.name, Booking.objects.get().phone, Booking.objects.get().need) == (
        "陈实名",
        "13800000007",
        "老人血压偏高",
    )


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"name": " "}, "name"),
        ({"phone": "12345"}, "phone"),
        ({"people": 0}, "people"),
        ({"consent": False}, "consent"),
        ({"booker": "unit", "unit_name": "厂"}, "unit_name"),
        ({"booker": "robot"}, "booker"),
        ({"need": "长" * 501}, "need"),
    ],
)
def test_a_form_that_is_not_complete(slot: ServiceSlot, changes: dict[str, object], path: str) -> None:
    with pytest.raises(Refusal) as refused:
        booked(slot, **changes)

    assert [problem.path for problem in refused.value.problems] == [path]
    assert Booking.objects.count() == 0


def test_one_number_books_a_slot_once_and_not_everything(slot: ServiceSlot) -> None:
    booked(slot, 1)
    with pytest.raises(Refusal, match="booked_already"):
        booked(slot, 1, phone="+86138 0000 0001")
    for days in range(1, 5):
        booked(slot_on(slot.offer, DAY + timedelta(days=days)), 1)
    with pytest.raises(Refusal, match="too_many_bookings"):
        booked(slot_on(slot.offer, DAY + timedelta(days=9)), 1)


def test_who_waits_moves_up_in_order_when_they_fit(slot: ServiceSlot) -> None:
    first = booked(slot, 1, people=2)
    booked(slot, 2)
    booked(slot, 3, people=3, may_wait=True)
    booked(slot, 4, may_wait=True)
    booked(slot, 5, may_wait=True)

    cancel(first)

    slot.refresh_from_db()
    assert states() == ["cancelled", "confirmed", "waiting", "confirmed", "confirmed"]
    assert slot.taken == 3
    assert errands() == {("call_bookers", "studio_secretary"), ("call_bookers", "studio_leader")}


def test_a_larger_room_lets_who_waits_move_up_and_none_is_too_small(slot: ServiceSlot) -> None:
    booked(slot, 1, people=3)
    booked(slot, 2, people=2, may_wait=True)

    for wrong in (2, 501):
        with pytest.raises(Refusal, match="out_of_range"):
            resize_slot(actor=SYSTEM, slot=slot, capacity=wrong)
    resize_slot(actor=SYSTEM, slot=slot, capacity=5)

    slot.refresh_from_db()
    assert (states(), slot.taken, slot.places_left) == (["confirmed", "confirmed"], 5, 0)


def test_a_booking_is_cancelled_by_its_code_alone_and_in_time(slot: ServiceSlot, clock_at: SetClock) -> None:
    booking, late = booked(slot, 1), booked(slot, 2)

    with pytest.raises(Refusal, match="wrong_code"):
        cancel_booking(actor=PUBLIC, booking=booking, cancellation=booking.code)
    cancel_booking(actor=PUBLIC, booking=booking, cancellation=f" {cancellation_code(booking.code).lower()} ")
    with pytest.raises(Refusal, match="wrong_state"):
        cancel(booking)
    clock_at("2026-12-03 09:00")
    with pytest.raises(Refusal, match="too_late"):
        cancel(late)
    assert states() == ["cancelled", "confirmed"]


def test_codes_are_found_however_they_are_typed(slot: ServiceSlot) -> None:
    booking = booked(slot)

    assert get_booking_by_code(f"  {booking.code.lower().replace('-', ' ')}") == booking
    assert tidy("ｏ1il－u2v3") == "0111-V2V3"
    with pytest.raises(NotFound):
        get_booking_by_code("0000-0000")


def test_the_studio_confirms_by_hand(studio: Studio) -> None:
    slot = slot_on(published_offer(studio, by_hand=True))
    first, second = booked(slot, 1, people=2), booked(slot, 2)
    booked(slot, 3, people=2, may_wait=True)

    confirm_booking(actor=SYSTEM, booking=second, answer="请从东门进")
    with pytest.raises(Refusal, match="incomplete"):
        refuse_booking(actor=SYSTEM, booking=first, answer=" ")
    refuse_booking(actor=SYSTEM, booking=first, answer="当日设备检修")

    assert states() == ["refused", "confirmed", "pending"]
    assert ("confirm_bookings", "studio_secretary") in errands()
    assert Booking.objects.get(pk=second.pk).answer == "请从东门进"


def test_what_the_studio_reads_is_in_the_houses_language_whatever_the_booker_reads(studio: Studio) -> None:
    slot = slot_on(published_offer(studio, by_hand=True))
    with override("en"):
        booked(slot)

    errand = Errand.objects.filter(asked="confirm_bookings").first()
    assert errand is not None
    assert (errand.note, errand.title) == ("有预约等待确认。", f"{slot.offer.title} {slot}")


def test_what_was_asked_is_closed_when_nobody_comes_any_more(studio: Studio, clock_at: SetClock) -> None:
    slot = slot_on(published_offer(studio, by_hand=True))
    pending, confirmed = booked(slot, 1), booked(slot, 2)
    confirm_booking(actor=SYSTEM, booking=confirmed)
    clock_at("2026-12-02 08:00")
    service_day()
    assert {asked for asked, _role in errands()} == {"confirm_bookings", "receive_tomorrow"}
    cancel(pending)
    assert {asked for asked, _role in errands()} == {"receive_tomorrow"}
    cancel(confirmed)
    assert errands() == set()


def test_a_slot_that_is_called_off_tells_why(slot: ServiceSlot) -> None:
    booked(slot, 1)
    with pytest.raises(Refusal, match="required"):
        call_off_slot(actor=SYSTEM, slot=slot, reason=" ")
    call_off_slot(actor=SYSTEM, slot=slot, reason="台风停工")

    slot.refresh_from_db()
    assert (states(), Booking.objects.get().answer, slot.taken) == (["called_off"], "台风停工", 0)
    with pytest.raises(Refusal, match="called_off"):
        booked(slot, 2)
    assert slot_on(slot.offer).day == slot.day


def test_when_a_slot_can_no_longer_be_booked(slot: ServiceSlot, clock_at: SetClock) -> None:
    clock_at("2026-12-02 21:01")
    with pytest.raises(Refusal) as refused:
        booked(slot)
    assert (refused.value.code, refused.value.message) == (
        "booking_closed",
        "这个时段的预约已于2026年12月2日 21:00截止。",
    )
    clock_at("2026-12-02 21:00")
    pause_offer(actor=SYSTEM, offer=slot.offer)
    with pytest.raises(Refusal, match="not_offered"):
        booked(slot)
    assert list(public_offers()) == [slot.offer]
    publish_offer(actor=SYSTEM, offer=slot.offer)
    booked(slot)


def test_an_offer_ends_when_nobody_is_coming_and_with_its_studio(
    scene: Scene, slot: ServiceSlot, studio: Studio
) -> None:
    booking = booked(slot)
    with pytest.raises(Refusal, match="bookings_coming"):
        close_offer(actor=SYSTEM, offer=slot.offer)
    cancel(booking)
    close_offer(actor=SYSTEM, offer=slot.offer)
    with pytest.raises(NotFound):
        get_public_offer(slot.offer_id)

    other = published_offer(studio, title="入户检修")
    withdraw_studio(actor=scene.leader, studio=studio, reason="整改不到位", document_number="云工〔2026〕9号")
    assert list(public_offers()) == []
    with pytest.raises(Refusal, match="studio_ended"):
        pause_offer(actor=SYSTEM, offer=other)


def test_slots_of_some_weekdays(slot: ServiceSlot) -> None:
    plan = SlotPlan(date(2026, 12, 1), time(9), time(10, 30), 5, last=date(2026, 12, 14), weekdays=(1, 3))
    made = add_slots(actor=SYSTEM, offer=slot.offer, plan=plan)

    assert [made_slot.day.day for made_slot in made] == [1, 8, 10]  # the third has one at this hour already
    for bad, code in (
        (SlotPlan(date(2026, 11, 29), time(9), time(10), 5), "days_invalid"),
        (SlotPlan(DAY, time(10), time(9), 5), "ends_before_start"),
        (SlotPlan(DAY, time(9), time(10), 0), "out_of_range"),
        (SlotPlan(DAY, time(9), time(10), 5, last=DAY, weekdays=(0,)), "no_days"),
        (SlotPlan(DAY, time(9), time(10), 5, last=date(2027, 6, 1)), "too_many"),
        (plan, "slots_there"),
    ):
        with pytest.raises(Refusal, match=code):
            add_slots(actor=SYSTEM, offer=slot.offer, plan=bad)


def test_an_offer_is_changed_by_one_at_a_time(slot: ServiceSlot) -> None:
    changed = update_offer(actor=SYSTEM, offer=slot.offer, facts=offer_facts(place="文化路2号"), expected_revision=1)

    assert journal.of(changed)[0].after == {"place": "文化路2号"}
    with pytest.raises(Refusal, match="stale"):
        update_offer(actor=SYSTEM, offer=slot.offer, facts=offer_facts(), expected_revision=1)
    with pytest.raises(Refusal) as refused:
        draft_offer(actor=SYSTEM, studio=changed.studio, facts=offer_facts(title="", capacity=0, field="x"))
    assert [problem.path for problem in refused.value.problems] == ["title", "field", "capacity"]


def test_who_offers_and_who_reads_bookings(
    studio: Studio, slot: ServiceSlot, federation: Federation, actor: MakeActor
) -> None:
    secretary = actor(Role.STUDIO_SECRETARY, federation.unit)
    stranger = actor(Role.STUDIO_SECRETARY, federation.other_unit)
    officer = actor(Role.OFFICER_CITY, federation.city)
    booking = booked(slot)

    assert [list(bookings_for(who)) for who in (secretary, stranger, officer, PUBLIC)] == [[booking], [], [], []]
    assert [list(offers_for(who)) for who in (secretary, stranger, officer)] == [[slot.offer], [], [slot.offer]]
    with pytest.raises(NotFound):
        get_booking_for(officer, booking.pk)
    with pytest.raises(Refusal, match="wrong_organisation"):
        draft_offer(actor=stranger, studio=studio, facts=offer_facts())
    with pytest.raises(Refusal, match="wrong_duty"):
        call_off_slot(actor=PUBLIC, slot=slot, reason="玩笑")
    reveal_booking(actor=secretary, booking=booking)
    assert journal.of(booking)[0].act == "studios.reveal_booking"


def test_the_day_before_the_studio_is_asked_once_and_later_data_is_emptied(
    slot: ServiceSlot, clock_at: SetClock
) -> None:
    booked(slot, 1, people=3)
    booked(slot, 2, may_wait=True)
    service_day()
    assert errands() == set()
    clock_at("2026-12-02 08:00")
    service_day()
    service_day()
    notes = list(
        Errand.objects.filter(asked="receive_tomorrow", role="studio_secretary").values_list("note", flat=True)
    )
    assert notes == ["1个预约，共3人，地点：青石县人民路8号一楼。"]

    clock_at("2026-12-03 09:00")
    service_day()
    assert states() == ["confirmed", "expired"]
    clock_at("2027-06-03 09:00")
    service_day()
    row = Booking.objects.order_by("pk")[0]
    assert (row.name, row.phone, row.need, row.phone_digest, row.people) == ("", "", "", "", 3)
    with pytest.raises(Refusal, match="forgotten"):
        reveal_booking(actor=SYSTEM, booking=row)


def test_the_calendar_file_reminds_a_day_before_and_names_nobody(slot: ServiceSlot) -> None:
    file = calendar_of(booked(slot), address="http://testserver/bookings/x/").decode()

    lines = file.split("\r\n")
    assert {"DTSTART:20261203T010000Z", "DTEND:20261203T023000Z", "TRIGGER:-P1D", "STATUS:CONFIRMED"} <= set(lines)
    assert max(len(line.encode()) for line in lines) <= 75
    assert "陈实名" not in file
    assert "1380000" not in file


def test_the_database_counts_places_itself_and_refuses_too_many(slot: ServiceSlot) -> None:
    booking = booked(slot, people=2)
    for change in ({"people": 4}, {"people": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Booking.objects.filter(pk=booking.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceSlot.objects.filter(pk=slot.pk).update(taken=4)
    Booking.objects.filter(pk=booking.pk).update(state="refused")
    assert ServiceSlot.objects.get().taken == 0
    Booking.objects.filter(pk=booking.pk).update(state="no_show", people=3)
    assert ServiceSlot.objects.get().taken == 3
    Booking.objects.all().delete()
    assert (ServiceSlot.objects.get().taken, ServiceOffer.objects.count()) == (0, 1)


def test_a_party_larger_than_the_room(slot: ServiceSlot) -> None:
    with pytest.raises(Refusal, match="too_many_people"):
        book_slot(actor=PUBLIC, slot=slot, facts=booking_facts(people=4, may_wait=True))
