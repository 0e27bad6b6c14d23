"""The public books, prints, looks up, cancels, answers – without an account."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiangxin.core.actor import SYSTEM
from jiangxin.studios.booking_codes import booking_token, cancellation_code
from jiangxin.studios.models import Booking, SatisfactionAnswer, ServiceSlot, Studio
from jiangxin.studios.services import finish_booking, pause_offer
from tests.conftest import SetClock
from tests.studios.conftest import slot, studio
from tests.studios.serving import booked, published_offer, slot_on

__all__ = ["slot", "studio"]


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "zh-hans"})


def typed(**changes: object) -> dict[str, object]:
    facts: dict[str, object] = {
        "booker": "person",
        "unit_name": "",
        "name": "陈实名",
        "phone": "13800001234",
        "people": "2",
        "need": "",
        "consent": "on",
        "website": "",
    }
    return {**facts, **changes}


def words(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def book(client: Client, slot: ServiceSlot, **changes: object) -> Booking:
    answer = client.post(reverse("portal:service-book", args=[slot.pk]), typed(**changes))
    assert answer.status_code == 302, words(answer)
    return Booking.objects.latest("pk")


def test_from_the_list_to_the_receipt(client: Client, slot: ServiceSlot) -> None:
    assert "家庭血压监测指导" in words(client.get(reverse("portal:services"), {"field": "medical", "free": "yes"}))
    assert "家庭血压监测指导" not in words(client.get(reverse("portal:services"), {"kind": "visit"}))
    page = words(client.get(reverse("portal:service", args=[slot.offer_id])))
    assert reverse("portal:service-book", args=[slot.pk]) in page

    booking = book(client, slot)
    receipt = words(client.get(reverse("portal:booking-receipt", args=[booking.code])))

    assert re.findall(r"data-(?:booking|cancellation)-code>([^<]+)<", receipt) == [
        booking.code,
        cancellation_code(booking.code),
    ]
    stranger = Client()
    assert stranger.get(reverse("portal:booking-receipt", args=[booking.code])).status_code == 404
    assert client.get(reverse("portal:booking-calendar", args=[booking.code]))["Content-Type"].startswith("text/cal")


def test_a_fault_keeps_what_was_typed_and_a_trap_keeps_nothing(client: Client, slot: ServiceSlot) -> None:
    address = reverse("portal:service-book", args=[slot.pk])
    answer = client.post(address, typed(consent="", phone="12", booker="unit"))
    page = words(answer)
    assert (answer.status_code, "陈实名" in page) == (409, True)
    for said in ("请填写能联系到您的手机号", "请填写单位全称", "请阅读并同意个人信息使用说明"):
        assert said in page
    client.post(address, typed(website="http://spam"))
    assert Booking.objects.count() == 0


def test_a_full_slot_offers_to_wait(client: Client, slot: ServiceSlot) -> None:
    booked(slot, 1, people=3)
    address = reverse("portal:service-book", args=[slot.pk])
    assert "愿意候补" in words(client.get(address))
    assert "名额不足，只剩0人。" in words(client.post(address, typed()))
    booking = book(client, slot, may_wait="on")
    assert "前面还有0个预约" in words(client.get(reverse("portal:booking", args=[booking.code])))


def test_the_status_page_names_nobody_and_cancels_by_the_other_code(client: Client, slot: ServiceSlot) -> None:
    booking = booked(slot, 5)
    address = reverse("portal:booking", args=[booking.code])
    page = words(client.get(address))
    assert [said in page for said in ("已确认", "陈实名", "13800000005", cancellation_code(booking.code))] == [
        *(True, False, False, False)
    ]
    assert client.get(reverse("portal:bookings"), {"code": booking.code.lower()})["Location"] == address
    assert "没有找到这个预约号" in words(client.get(reverse("portal:bookings"), {"code": "0000"}))
    refused = client.post(address, {"cancellation": "1234-5678"})
    assert (refused.status_code, "取消码不正确" in words(refused)) == (409, True)
    assert client.post(address, {"cancellation": cancellation_code(booking.code)}).status_code == 302
    assert "已取消" in words(client.get(address))


def test_whoever_booked_in_this_browser_cancels_at_once(client: Client, slot: ServiceSlot) -> None:
    booking = book(client, slot)
    client.post(reverse("portal:booking", args=[booking.code]))
    assert Booking.objects.get().state == "cancelled"


def test_guessing_codes_and_flooding_are_held_back(client: Client, slot: ServiceSlot) -> None:
    answers = [client.get(reverse("portal:booking", args=[f"0000-{number:04d}"])).status_code for number in range(41)]
    assert (set(answers[:40]), answers[40]) == ({404}, 429)
    address = reverse("portal:service-book", args=[slot.pk])
    codes = [client.post(address, typed(phone="12")).status_code for _ in range(21)]
    assert (codes[19], codes[20]) == (409, 429)


def test_the_day_before_it_reminds_and_afterwards_it_asks(
    client: Client, slot: ServiceSlot, clock_at: SetClock
) -> None:
    booking = book(client, slot)
    status = reverse("portal:booking", args=[booking.code])
    assert "就在明天" not in words(client.get(status))
    clock_at("2026-12-02 09:00")
    page = words(client.get(status))
    assert ("就在明天" in page, "请携带：身份证" in page) == (True, True)
    clock_at("2026-12-03 11:00")
    finish_booking(actor=SYSTEM, booking=booking)
    question = reverse("portal:answer", args=[booking_token(booking.code)])
    assert question in words(client.get(status))
    assert question not in words(Client().get(status))

    assert client.post(question, {"comment": "好"}).status_code == 422
    assert client.post(question, {"score": "5", "comment": "好"})["Location"] == reverse("portal:services")
    again = client.get(question)
    assert (again.status_code, "已经用过" in words(again)) == (409, True)
    assert SatisfactionAnswer.objects.get().score == 5
    assert client.get(reverse("portal:answer", args=["0" * 32])).status_code == 404


def test_a_studios_page_shows_what_it_offers_at_constant_cost(
    client: Client, studio: Studio, slot: ServiceSlot
) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert slot.offer.title in words(client.get(address))
        return len(asked.captured_queries)

    addresses = [
        reverse("portal:studio", args=[studio.pk]),
        reverse("portal:services"),
        reverse("portal:service", args=[slot.offer_id]),
    ]
    before = [queries(address) for address in addresses]
    for number in range(4):
        other = published_offer(studio, title=f"家庭血压监测指导{number}")
        slot_on(other)
        slot_on(slot.offer, slot.day.replace(day=10 + number))
    assert [queries(address) for address in addresses] == before


def test_who_comes_too_late_is_led_to_the_other_days(client: Client, slot: ServiceSlot, clock_at: SetClock) -> None:
    clock_at(f"{slot.day} 23:00")
    late = client.get(reverse("portal:service-book", args=[slot.pk]), follow=True)
    assert late.redirect_chain == [(reverse("portal:service", args=[slot.offer_id]), 302)]
    assert "截止。请另选一个时段。" in words(late)


def test_a_paused_offer_is_shown_and_not_booked(client: Client, slot: ServiceSlot) -> None:
    pause_offer(actor=SYSTEM, offer=slot.offer)
    page = words(client.get(reverse("portal:service", args=[slot.offer_id])))
    assert ("暂停预约" in page, reverse("portal:service-book", args=[slot.pk]) in page) == (True, False)
    assert client.post(reverse("portal:service-book", args=[slot.pk]), typed()).status_code == 409
