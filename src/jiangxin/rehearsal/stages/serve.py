"""A studio serves the public: an offer, two bookings without an account, one cancelled by its code, and how it was."""

from datetime import timedelta

from django.urls import reverse

from jiangxin.rehearsal.browser import Browser, Form, Page, at
from jiangxin.rehearsal.run import Run
from jiangxin.studios.models import Booking, ServiceOffer, ServiceSlot, Studio

_ROOM = 2


def offer(run: Run, username: str, studio: Studio) -> ServiceSlot:
    """Write an offer, give it a day with room for two, publish it."""
    browser = run.browser(username)
    form = browser.open(at("studio:studio-offer-new", studio.pk)).form(having="audience")
    facts = {
        "title": "上门技术诊断",
        "description": "工程师上门查看设备，提出改进办法，约一个半小时。",
        "audience": "本市中小企业",
        "place": "企业现场",
        "contact": "0000-2110011",
        "capacity": _ROOM,
    }
    run.expect_done("an offer is written", browser.send(form, facts))
    made = ServiceOffer.objects.get(studio=studio)
    page = browser.open(at("studio:studio-offer", studio.pk, made.pk))
    day = run.moment.date() + timedelta(days=3)
    times = {"first": day, "starts": "09:00", "ends": "10:30", "capacity": _ROOM}
    run.expect_done("a day is added", browser.send(page.form(having="starts"), times))
    page = browser.open(at("studio:studio-offer", studio.pk, made.pk))
    run.expect_done("the offer is published", browser.send(page.form("/publish/")))
    return ServiceSlot.objects.get(offer=made)


def book(run: Run, slot: ServiceSlot) -> tuple[Booking, Browser]:
    """Book twice from two places, a third time in vain; the second cancels by the code of its receipt."""
    run.expect("the offer stands on the portal", run.visitor().open(at("portal:services")).says(slot.offer.title), True)
    first, second, third = (Browser(f"127.0.2.{number}") for number in (1, 2, 3))
    run.browsers |= {"booker 1": first, "booker 2": second, "booker 3": third}
    receipts = [_book(run, browser, slot, number) for number, browser in enumerate((first, second), 1)]
    full = third.send(_form(third, slot), _facts(3))
    run.expect_refusal("a third booking of two places", full)
    booking = Booking.objects.filter(slot=slot).order_by("pk").last()
    assert booking is not None, "it was made above"
    status = reverse("portal:booking", args=[booking.code])
    wrong = third.send(third.open(status).form(having="cancellation"), {"cancellation": "AAAA-AAAA"})
    run.expect_refusal("cancelling with a code that is made up", wrong)
    run.expect("the receipt shows both codes", receipts[1].says(booking.code[:4]), True)
    run.expect_done("the booker cancels", second.send(second.open(status).form(status)))
    slot.refresh_from_db()
    run.expect("places taken", slot.taken, 1)
    kept = Booking.objects.filter(slot=slot).order_by("pk").first()
    assert kept is not None, "it was made above"
    return kept, first


def _form(browser: Browser, slot: ServiceSlot) -> Form:
    return browser.open(at("portal:service-book", slot.pk)).form(having="consent")


def _book(run: Run, browser: Browser, slot: ServiceSlot, number: int) -> Page:
    page = browser.send(_form(browser, slot), _facts(number))
    run.expect_done(f"booking {number}", page)
    return page


def _facts(number: int) -> dict[str, object]:
    return {"name": "韩雪梅", "phone": f"1390000000{number}", "people": 1, "need": "设备异响", "consent": "on"}


def finish(run: Run, username: str, booking: Booking, booker: Browser) -> None:
    """Serve the booking, and have the served answer once, by the address only they have."""
    slot = booking.slot
    run.wait_until(slot.starts_at + timedelta(hours=3))
    browser = run.browser(username)
    address = at("studio:studio-booking-finish", slot.offer.studio_id, booking.pk)
    page = browser.open(address)
    values = {"came": 1, "cases": 1, "minutes": 90, "served": "enterprises"}
    run.expect_done("the booking is served", browser.send(page.form(having="came"), values))
    page = booker.open(at("portal:booking", booking.code))
    (answer,) = page.links("/satisfaction/")
    form = booker.open(answer).form(having="score")
    run.expect_done("the served answer", booker.send(form, {"score": 5, "comment": "讲得明白。"}))
    run.expect_refusal("answering twice", booker.send(form, {"score": 1}))
