"""The service log and what the served say of it: sums, slips, and that nobody can be found out."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from jiangxin.core import journal
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.models import JournalEntry
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.studios.booking_codes import booking_token, slip_token
from jiangxin.studios.models import (
    Booking,
    SatisfactionAnswer,
    SatisfactionSlip,
    ServiceRecord,
    ServiceSlot,
    Studio,
)
from jiangxin.studios.queries import comments_for, records_for, satisfaction_of, satisfaction_of_offer, service_figures
from jiangxin.studios.queries.figures import report_figures
from jiangxin.studios.services import (
    ServiceFacts,
    finish_booking,
    log_service,
    miss_booking,
    service_day,
    strike_service_record,
    take_answer,
)
from tests.conftest import Federation, MakeActor, SetClock
from tests.studios.serving import DAY, booked, published_offer

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def service_facts(**changes: object) -> ServiceFacts:
    facts: dict[str, object] = {
        "day": date(2026, 11, 20),
        "title": "社区义诊",
        "minutes": 150,
        "beneficiaries": 40,
        "served": "residents",
        "place": "青石县北门社区",
        "cases": 2,
    }
    return ServiceFacts(**{**facts, **changes})


def logged(studio: Studio, **changes: object) -> ServiceRecord:
    return log_service(actor=SYSTEM, studio=studio, facts=service_facts(**changes))


def answer(token: str, score: int = 5, comment: str = "") -> None:
    take_answer(actor=PUBLIC, token=token, score=score, comment=comment)


def test_a_served_booking_is_an_entry_in_one_act(slot: ServiceSlot, studio: Studio, clock_at: SetClock) -> None:
    booking, absent = booked(slot, 1, people=2), booked(slot, 2)
    with pytest.raises(Refusal, match="too_early"):
        finish_booking(actor=SYSTEM, booking=booking)
    clock_at("2026-12-03 09:00")

    record = finish_booking(actor=SYSTEM, booking=booking)
    miss_booking(actor=SYSTEM, booking=absent)

    assert (record.day, record.minutes, record.beneficiaries, record.served) == (DAY, 90, 2, "residents")
    with pytest.raises(Refusal, match="wrong_state"):
        finish_booking(actor=SYSTEM, booking=booking)
    figures = service_figures(SYSTEM, studio, *YEAR)
    assert (figures.records, figures.cases, figures.hours, figures.beneficiaries) == (1, 1, 1.5, 2)
    assert figures.bookings == {"done": 1, "no_show": 1}


def test_sums_leave_out_other_days_and_what_was_struck(studio: Studio) -> None:
    logged(studio)
    logged(studio, served="students", beneficiaries=60, minutes=30)
    wrong = logged(studio, beneficiaries=4000)
    logged(studio, day=date(2026, 6, 30), beneficiaries=7)
    strike_service_record(actor=SYSTEM, record=wrong, reason="人数多写一个零")

    figures = service_figures(SYSTEM, studio, date(2026, 7, 1), date(2026, 12, 31))
    assert (figures.records, figures.cases, figures.minutes, figures.beneficiaries) == (2, 4, 180, 100)
    assert figures.by_served == [("学生", 2, 60), ("居民", 2, 40)]
    with pytest.raises(Refusal, match="struck_already"):
        strike_service_record(actor=SYSTEM, record=wrong, reason="再来")
    with pytest.raises(DatabaseError, match="are not changed or deleted"), transaction.atomic():
        ServiceRecord.objects.filter(pk=wrong.pk).update(beneficiaries=400)


def test_visits_and_sessions_are_summed_apart(studio: Studio) -> None:
    visit = published_offer(studio, kind="visit")
    log_service(actor=SYSTEM, studio=studio, facts=service_facts(beneficiaries=25, cases=1), offer=visit)
    logged(studio)

    figures = service_figures(SYSTEM, studio, *YEAR)
    assert (figures.records, figures.beneficiaries, figures.visits, figures.visitors) == (1, 40, 1, 25)


def test_a_report_counts_the_service_of_its_days_without_visits(studio: Studio) -> None:
    log_service(actor=SYSTEM, studio=studio, facts=service_facts(cases=1), offer=published_offer(studio, kind="visit"))
    logged(studio)
    logged(studio, day=date(2026, 6, 30), beneficiaries=7)

    found = {row.code: row for row in report_figures(SYSTEM, studio, date(2026, 7, 1), date(2026, 12, 31))}

    codes = ("service_cases", "service_hours", "beneficiaries", "answers", "satisfied")
    wanted = [(2, 4), (Decimal("2.5"), Decimal("5.0")), (40, 47), (0, 0), (0, 0)]
    assert [(found[code].value, found[code].total) for code in codes] == wanted
    period = {"day_from": "2026-07-01", "day_to": "2026-12-31"}
    assert found["service_cases"].query == {"struck": "no", "service": "yes", **period}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"day": date(2026, 12, 1)}, "day"),
        ({"title": " "}, "title"),
        ({"minutes": 0}, "minutes"),
        ({"beneficiaries": 0}, "beneficiaries"),
        ({"slips": 101, "beneficiaries": 200}, "slips"),
        ({"slips": 41}, "slips"),
        ({"served": "aliens"}, "served"),
    ],
)
def test_an_entry_that_is_refused(studio: Studio, changes: dict[str, object], path: str) -> None:
    with pytest.raises(Refusal) as refused:
        logged(studio, **changes)
    assert [problem.path for problem in refused.value.problems] == [path]


def test_who_keeps_and_who_reads_the_log(studio: Studio, federation: Federation, actor: MakeActor) -> None:
    record = logged(studio)
    secretary = actor(Role.STUDIO_SECRETARY, federation.unit)
    stranger = actor(Role.STUDIO_SECRETARY, federation.other_unit)
    leader = actor(Role.LEADER_CITY, federation.city)

    assert [list(records_for(who)) for who in (secretary, leader, stranger, PUBLIC)] == [[record], [record], [], []]
    with pytest.raises(NotFound):
        service_figures(stranger, studio, *YEAR)
    with pytest.raises(Refusal, match="wrong_duty"):
        log_service(actor=leader, studio=studio, facts=service_facts())


def test_each_slip_answers_once_and_three_count_together(studio: Studio) -> None:
    record = logged(studio, slips=4)
    tokens = [slip_token(record.pk, number) for number in range(4)]

    answer(tokens[0], 5, "很耐心")
    answer(tokens[1], 2)
    with pytest.raises(Refusal, match="answered_already"):
        answer(tokens[1], 5)
    assert (satisfaction_of(studio).answers, satisfaction_of(studio).rate) == (0, None)
    assert list(comments_for(SYSTEM, studio)) == []

    answer(tokens[2], 4)
    answer(tokens[3], 1, "太久")

    figures = satisfaction_of(studio)
    assert (figures.answers, figures.rate, figures.mean, figures.by_booking) == (3, Decimal("66.7"), Decimal("3.7"), 0)
    assert [row.comment for row in comments_for(SYSTEM, studio)] == ["很耐心"]
    with pytest.raises(NotFound):
        answer(slip_token(record.pk, 4), 5)


@pytest.mark.parametrize(("score", "comment"), [(0, ""), (6, ""), (5, "长" * 301)])
def test_an_answer_that_is_refused_leaves_the_slip(studio: Studio, score: int, comment: str) -> None:
    token = slip_token(logged(studio, slips=1).pk, 0)
    with pytest.raises(Refusal, match="form_invalid"):
        answer(token, score, comment)
    assert list(SatisfactionSlip.objects.values_list("spent", flat=True)) == [False]


def test_a_slip_is_good_for_sixty_days(studio: Studio, clock_at: SetClock) -> None:
    token = slip_token(logged(studio, slips=1).pk, 0)
    clock_at("2027-01-30 09:00")
    with pytest.raises(Refusal, match="slip_expired"):
        answer(token)
    service_day()
    assert SatisfactionSlip.objects.count() == 0


def test_the_booker_answers_after_the_service_and_the_studio_cannot(
    slot: ServiceSlot, studio: Studio, clock_at: SetClock
) -> None:
    bookings = [booked(slot, number) for number in range(3)]
    with pytest.raises(NotFound):
        answer(booking_token(bookings[0].code))
    clock_at("2026-12-03 11:00")
    for booking in bookings:
        finish_booking(actor=SYSTEM, booking=booking)
        answer(booking_token(booking.code), 4, "谢谢")

    figures = satisfaction_of_offer(slot.offer)
    assert (figures.answers, figures.by_booking, figures.rate) == (3, 3, Decimal("100.0"))
    for booking in bookings:  # what the studio has seen opens nothing
        with pytest.raises(NotFound):
            answer(booking.code)


def test_nothing_leads_from_an_answer_to_who_gave_it(slot: ServiceSlot, clock_at: SetClock) -> None:
    """Neither a key, nor a number that grows, nor a moment; and the journal keeps no single answer."""
    bookings = [booked(slot, number) for number in range(3)]
    clock_at("2026-12-03 11:00")
    for booking in bookings:
        finish_booking(actor=SYSTEM, booking=booking)
    before = JournalEntry.objects.count()
    with CaptureQueriesContext(connection) as asked:
        for booking in bookings:
            answer(booking_token(booking.code))
            assert JournalEntry.objects.count() == before + (booking == bookings[-1])

    assert journal.of(slot.offer.studio)[0].after == {"offer": slot.offer_id, "answers": 3}
    assert [query["sql"] for query in asked.captured_queries if "studios_booking" in query["sql"]] == []
    secret = {field.name for model in (SatisfactionAnswer, SatisfactionSlip) for field in model._meta.get_fields()}
    assert secret == {
        *("id", "studio", "offer", "channel", "score", "comment", "answered_on", "counted_on"),
        *("digest", "valid_until", "spent"),
    }
    assert {field.related_model for field in Booking._meta.related_objects} == {ServiceRecord}
