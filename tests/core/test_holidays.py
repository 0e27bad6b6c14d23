"""Announcements entered here are what deadlines go by afterwards; the rows stay, and what was published does too."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from jiangxin.core.actor import SYSTEM, Role
from jiangxin.core.holidays import working_calendar
from jiangxin.core.models import Holiday, HolidayNotice, JournalEntry, Outcome
from jiangxin.core.readiness import Grade, rules
from jiangxin.core.refusal import Refusal
from jiangxin.core.services.holidays import enter_holidays, withdraw_holidays
from jiangxin.engine.measure.holiday_notice import PUBLIC_HOLIDAYS
from jiangxin.engine.measure.working_days import LAST_ANNOUNCED_YEAR, Deadline

CLOSURE = "台风停工：11月24日（周二）放假，共1天。11月28日（周六）上班。"
NUMBER = "云政办发〔2026〕8号"


def enter(**changes):
    facts = {
        "actor": SYSTEM,
        "document_number": NUMBER,
        "year": 2026,
        "issued_on": date(2026, 11, 20),
        "text": CLOSURE,
    }
    return enter_holidays(**{**facts, **changes})


def fifth_day():
    return working_calendar().add_working_days(date(2026, 11, 23), 5)


def refusal(deed, **facts):
    with pytest.raises(Refusal) as raised:
        deed(**facts)
    return raised.value


@pytest.mark.django_db
def test_deadlines_go_by_what_was_entered(clock_at):
    clock_at("2026-11-20 09:00")
    assert fifth_day() == Deadline(date(2026, 11, 30), certain=True)

    notice = enter()

    assert list(notice.days.values_list("day", "is_working", "name")) == [
        (date(2026, 11, 24), False, "台风停工"),
        (date(2026, 11, 28), True, "台风停工"),
    ]
    assert fifth_day() == Deadline(date(2026, 11, 30), certain=True)  # one day off, one Saturday worked
    assert not working_calendar().is_working(date(2026, 11, 24))
    record = JournalEntry.objects.get(act="core.enter_holidays")
    assert (record.object_label, record.after["days"]) == (NUMBER, {"2026-11-24": False, "2026-11-28": True})


@pytest.mark.django_db
def test_the_later_announcement_wins():
    enter()
    enter(document_number="云政办发〔2026〕9号", text="复工：11月25日（周三）放假。11月28日（周六）放假。")

    assert [working_calendar().is_working(date(2026, 11, day)) for day in (24, 25, 28)] == [False, False, False]


@pytest.mark.django_db
def test_a_whole_year_is_no_guess_any_more(clock_at):
    clock_at("2026-12-10 09:00")
    year = LAST_ANNOUNCED_YEAR + 1
    first = date(year, 1, 1)
    text = "\n".join(f"{name}：{month}月1日放假。" for month, name in enumerate(PUBLIC_HOLIDAYS, start=1))
    assert not working_calendar().is_certain(first, date(year, 12, 31))
    assert [finding.grade for finding in rules.calendar()] == [Grade.WARNING]

    enter(year=year, text=text)

    assert (working_calendar().last_known_year, working_calendar().is_certain(first, date(year, 12, 31))) == (
        year,
        True,
    )
    assert [finding.grade for finding in rules.calendar()] == [Grade.FINE]


@pytest.mark.django_db
def test_what_is_withdrawn_counts_no_longer_and_stays_on_record(clock_at):
    clock_at("2026-11-21 09:00")
    notice = enter()
    assert refusal(withdraw_holidays, actor=SYSTEM, notice=notice, reason=" ").code == "reason_missing"

    withdraw_holidays(actor=SYSTEM, notice=notice, reason="录错")

    assert working_calendar().is_working(date(2026, 11, 24))
    assert (HolidayNotice.objects.count(), Holiday.objects.count()) == (1, 2)
    assert JournalEntry.objects.get(act="core.withdraw_holidays", outcome=Outcome.DONE).reason == "录错"
    assert refusal(withdraw_holidays, actor=SYSTEM, notice=notice, reason="再撤").code == "withdrawn_already"
    assert enter().document_number == NUMBER  # and can be entered anew


@pytest.mark.django_db
def test_the_database_keeps_the_days():
    notice = enter()

    for change in (lambda rows: rows.update(is_working=True), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="rows of core_holiday are not changed"), transaction.atomic():
            change(Holiday.objects.filter(notice=notice))


@pytest.mark.parametrize(
    ("changes", "code", "problem"),
    [
        ({"document_number": "第八号"}, "document_number", "文号应写作"),
        ({"text": "全市放假"}, "holidays_unreadable", "没有读到放假安排"),
        (
            {"text": "\n元旦：11月24日（周三）放假。"},
            "holidays_unreadable",
            "第 2 行：2026年11月24日写作周三，实际是周二。",
        ),
        ({"text": "元旦：11月24日（周二）放假，共2天。"}, "holidays_unreadable", "第 1 行：写着共2天，按起止是1天。"),
        ({"text": "元旦：11月24日放假。11月25日上班。"}, "holidays_unreadable", "不是周末"),
    ],
)
@pytest.mark.django_db
def test_what_contradicts_itself_is_not_entered(changes, code, problem):
    refused = refusal(enter, **changes)

    assert (refused.code, problem in str(refused.problems[0].message)) == (code, True)
    assert HolidayNotice.objects.count() == 0


@pytest.mark.django_db
def test_one_number_stands_once():
    enter()

    assert refusal(enter, document_number="云政办发[2026]8号").code == "entered_already"


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.OFFICER_CITY, Role.SYSTEM_ADMINISTRATOR}])
def test_others_do_not_touch_the_calendar(role, federation, actor):
    who, notice = actor(role, federation.city), enter(document_number="云政办发〔2026〕7号")

    assert refusal(enter, actor=who).code == "not_your_calendar"
    assert refusal(withdraw_holidays, actor=who, notice=notice, reason="试试").code == "not_your_calendar"
