"""A studio at its service: what its people do on the pages, and what officers may read there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.core.actor import SYSTEM
from jiangxin.core.models import JournalEntry
from jiangxin.studios.models import Booking, ServiceOffer, ServiceRecord, ServiceSlot
from jiangxin.studios.services import ServiceFacts, log_service
from tests.studios.conftest import slot
from tests.studios.serving import DAY, booked, published_offer, slot_on

__all__ = ["slot"]
OFFER = {
    "kind": "sharing",
    "field": "skills",
    "title": "数控加工经验交流",
    "description": "现场演示并答疑。",
    "audience": "企业职工",
    "place": "云江重型机床厂",
    "to_bring": "",
    "contact": "0551-62345678",
    "capacity": "20",
    "book_hours": "24",
    "by_hand": "on",
}


def base(studio, face="studio"):
    return f"/{face}/studios/{studio.pk}/service/"


def record(studio, **facts):
    given = {"title": "义诊", "minutes": 60, "beneficiaries": 9, "served": "elderly", "place": "北门", **facts}
    return log_service(actor=SYSTEM, studio=studio, facts=ServiceFacts(day=DAY.replace(month=11), **given))


def test_an_offer_from_draft_to_the_portal(open_page, send, people, studio):
    assert "还没有服务项目" in open_page(people.secretary, base(studio)).text
    sent = send(people.secretary, f"{base(studio)}offers/new/", **OFFER)
    offer = ServiceOffer.objects.get()
    assert (sent.response.redirect_chain[-1][0], offer.state, offer.by_hand) == (
        f"{base(studio)}offers/{offer.pk}/",
        "draft",
        True,
    )
    page = f"{base(studio)}offers/{offer.pk}/"
    days = {"first": "2026-12-07", "last": "2026-12-11", "weekdays": ["0", "2"], "starts": "14:00", "ends": "16:00"}
    send(people.secretary, page, **days, capacity="20")
    assert list(offer.slots.values_list("day__day", flat=True)) == [7, 9]
    send(people.secretary, f"{page}publish/")
    edited = {**OFFER, "place": "第二车间", "revision": "1"}
    send(people.secretary, f"{page}edit/", **edited)
    offer.refresh_from_db()
    assert (offer.state, offer.place) == ("published", "第二车间")
    assert "第二车间" in open_page(people.secretary, f"/services/{offer.pk}/").text


def test_faults_stand_beside_their_fields(send, people, studio, slot):
    answer = send(
        people.secretary,
        f"{base(studio)}offers/{slot.offer_id}/",
        first="2026-12-07",
        starts="16:00",
        ends="14:00",
        capacity="3",
    )
    assert (answer.status, "结束时间应晚于开始时间" in answer.text) == (409, True)
    answer = send(
        people.secretary,
        f"{base(studio)}log/new/",
        title="义诊",
        hours="0",
        day="2026-11-01",
        cases="1",
        beneficiaries="3",
        served="elderly",
        place="北门",
        slips="0",
    )
    assert (answer.status, "应在1至" in answer.text) == (409, True)


def test_a_booking_is_confirmed_shown_served(open_page, send, people, studio, clock_at):
    slot = slot_on(published_offer(studio, by_hand=True))
    booking = booked(slot, 8)
    assert "请确认预约：家庭血压监测指导" in open_page(people.secretary, "/studio/").text.replace(" ", "")
    overview = open_page(people.secretary, base(studio))
    assert f"{base(studio)}bookings/{booking.pk}/decide/" in overview.body.decode()
    send(people.secretary, f"{base(studio)}bookings/{booking.pk}/decide/", says="yes", answer="请提前十分钟到")
    page = f"{base(studio)}slots/{slot.pk}/"
    masked = open_page(people.secretary, page).text
    assert ("陈**" in masked, "138****0008" in masked, "陈实名" in masked) == (True, True, False)
    shown = send(people.secretary, f"{base(studio)}bookings/{booking.pk}/reveal/").text
    assert ("陈实名" in shown, "13800000008" in shown, "老人血压偏高" in shown) == (True, True, True)
    assert JournalEntry.objects.filter(act="studios.reveal_booking").count() == 1

    clock_at("2026-12-03 10:40")
    send(
        people.secretary,
        f"{base(studio)}bookings/{booking.pk}/finish/",
        came="2",
        cases="1",
        minutes="90",
        served="elderly",
    )
    booking.refresh_from_db()
    assert (booking.state, booking.answer, booking.service_record.beneficiaries) == ("done", "请提前十分钟到", 2)


def test_a_slot_takes_more_people(send, people, studio, slot):
    page = f"{base(studio)}slots/{slot.pk}/resize/"
    assert "已约0人，共9人" in send(people.secretary, page, capacity="9").text


def test_a_slot_is_called_off_after_a_question(open_page, send, people, studio, slot):
    booked(slot)
    page = f"{base(studio)}slots/{slot.pk}/call-off/"
    assert "已预约的1人全部取消" in open_page(people.secretary, page).text
    assert send(people.secretary, page, confirmed="1", reason=" ").status == 409
    send(people.secretary, page, confirmed="1", reason="设备检修")
    assert Booking.objects.get().state == "called_off"
    led = open_page(people.secretary, f"/studio/service-slots/{slot.pk}/").response["Location"]
    assert "请电话告知预约人" in open_page(people.secretary, led).text
    done = send(people.secretary, f"{base(studio)}slots/{slot.pk}/told/")
    assert ("已登记电话告知" in done.text, "请电话告知预约人" in done.text) == (True, False)


def test_the_log_sums_what_is_filtered_and_is_taken_along(open_page, send, people, studio):
    record(studio)
    wrong = record(studio, beneficiaries=400)
    send(people.secretary, f"{base(studio)}log/{wrong.pk}/strike/", confirmed="1", reason="多写了零")
    page = open_page(people.county, f"{base(studio, 'desk')}log/", day_from="2026-11-01", day_to="2026-11-30")
    assert "2026年11月1日至2026年11月30日合计" in page.text
    assert [page.text.count(said) for said in ("多写了零", "登记服务")] == [1, 0]
    assert open_page(people.county, f"{base(studio, 'desk')}log/", export="xlsx").body.startswith(b"PK")


def test_slips_are_printed_as_often_as_wanted(open_page, send, people, studio):
    fields = {"title": "义诊", "hours": "1.5", "day": "2026-11-01", "cases": "1", "beneficiaries": "3"}
    sent = send(people.secretary, f"{base(studio)}log/new/", **fields, served="elderly", place="北门", slips="3")
    found = ServiceRecord.objects.get()
    assert (sent.response.redirect_chain[-1][0], found.minutes) == (f"{base(studio)}log/{found.pk}/slips/", 90)
    pages = [open_page(people.secretary, sent.response.redirect_chain[-1][0]).all(".jx-slip-address") for _ in range(2)]
    assert (len(set(pages[0])), pages[0]) == (3, pages[1])
    assert open_page(people.officer, f"{base(studio, 'desk')}satisfaction/").status == 200


@pytest.mark.parametrize(
    ("who", "face", "status", "reads"),
    [
        ("secretary", "studio", 200, True),
        ("union", "desk", 200, True),
        ("officer", "desk", 200, False),
        ("county", "desk", 200, False),
        ("other_county", "desk", 404, False),
        ("other_secretary", "studio", 404, False),
    ],
)
def test_who_reads_a_slot_and_who_its_bookers(who, face, status, reads, open_page, send, people, studio, slot):
    booking = booked(slot)
    page = open_page(getattr(people, who), f"{base(studio, face)}slots/{slot.pk}/")
    assert (page.status, booking.code in page.text) == (status, reads)
    revealed = send(getattr(people, who), f"{base(studio, face)}bookings/{booking.pk}/reveal/")
    assert revealed.status == (200 if reads else 404)


def test_pages_ask_the_same_number_of_questions_however_much_there_is(open_page, people, studio, slot):
    def queries():
        counts = []
        for rest in ("", f"offers/{slot.offer_id}/", f"slots/{slot.pk}/", "log/", "satisfaction/"):
            with CaptureQueriesContext(connection) as asked:
                assert open_page(people.secretary, base(studio) + rest).status == 200
            counts.append(len(asked.captured_queries))
        return counts

    booked(slot, 1)
    record(studio)
    before = queries()
    for number in range(2, 4):
        booked(slot, number)
        record(studio)
        booked(slot_on(slot.offer, DAY.replace(day=3 + number)), number)
        booked(slot_on(published_offer(studio, title="入户检修", by_hand=True)), number)
    assert ServiceSlot.objects.count() == 5
    after = queries()
    assert [late - early for early, late in zip(before, after, strict=True)] == [0] * 5
