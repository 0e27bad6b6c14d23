from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.measure.holiday_notice import WEEKDAYS, Holiday, is_whole_year, read_notice

# 国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）
NOTICE_2026 = """经国务院批准，现将2026年元旦、春节等节日放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
"""
YEAR = [date(2026, 1, 1) + timedelta(days=offset) for offset in range(365)]


def codes(text, year=2026):
    holidays, faults = read_notice(text, year)
    return len(holidays), [(fault.line, fault.fault.code.partition(".")[2]) for fault in faults]


def test_the_notice_of_2026_says_what_the_library_knows():
    holidays, faults = read_notice(NOTICE_2026, 2026)

    assert faults == []
    assert [holiday.name for holiday in holidays] == ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"]
    off = {day for holiday in holidays for day in holiday.off}
    working = {day for holiday in holidays for day in holiday.working}
    assert [
        day
        for day in YEAR
        if chinese_calendar.is_workday(day) != (day in working or (day.weekday() < 5 and day not in off))
    ] == []


def test_a_closure_of_ones_own_is_written_in_the_same_words():
    assert read_notice("台风停工: 8月3日(周一)放假,共1天", 2026) == ([Holiday("台风停工", (date(2026, 8, 3),))], [])


@pytest.mark.parametrize("until", ["2027年1月2日（周六）", "2027年1月2日"])
def test_a_holiday_may_reach_over_new_year(until):
    holidays, faults = read_notice(f"元旦：2026年12月31日（周四）至{until}放假，共3天。", 2027)

    assert (faults, holidays[0].off[0], holidays[0].off[-1]) == ([], date(2026, 12, 31), date(2027, 1, 2))


def test_year_and_month_hold_for_the_rest_of_the_sentence():
    holidays, faults = read_notice("停工：2026年11月24日（周二）至26日（周四）放假，共3天。", 2027)

    assert (faults, [day.isoformat() for day in holidays[0].off]) == ([], ["2026-11-24", "2026-11-25", "2026-11-26"])


def test_a_notice_is_for_the_whole_year_when_all_seven_are_there():
    holidays, _faults = read_notice(NOTICE_2026, 2026)
    joined, _faults = read_notice(NOTICE_2026.replace("七、国庆节", "七、国庆节、中秋节"), 2026)

    assert is_whole_year(holidays)
    assert is_whole_year(holiday for holiday in joined if holiday.name != "中秋节")
    assert [is_whole_year(holidays[:place] + holidays[place + 1 :]) for place in range(7)] == [False] * 7


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("元旦：1月1日（周五）至3日（周六）放假，共3天。", "weekday"),
        ("元旦：1月1日（周四）至3日（周六）放假，共4天。", "count"),
        ("元旦：2月30日放假，共1天。", "no_such_day"),
        ("元旦：1月1日（周四）放假，共1天。1月5日（周一）上班。", "weekday_worked"),
        ("放假从1月1日开始", "form"),
    ],
)
def test_a_line_that_contradicts_itself_is_found(line, code):
    count, faults = codes("说明\n" + line)

    assert (count, (2, code) in faults) == (0, True)


@pytest.mark.parametrize("line", ["元旦：1月3日至1日放假。", "元旦：1月1日至2月1日放假。"])
def test_a_span_that_cannot_be_meant_is_no_days(line):
    assert codes(line) == (0, [(1, "no_days")])


def test_no_day_is_told_twice():
    line = "元旦：1月1日（周四）放假，共1天。"

    assert codes(f"{line}\n{line}") == (2, [(2, "twice")])


def test_lines_without_days_off_are_passed_over():
    assert codes("国务院办公厅\n2025年11月4日\n\n") == (0, [])


@given(st.dates(date(2026, 1, 1), date(2026, 12, 20)), st.integers(1, 9))
def test_what_is_written_is_read(first, count):
    last = first + timedelta(days=count - 1)
    days = f"{first.month}月{first.day}日（周{WEEKDAYS[first.weekday()]}）"
    until = f"至{last.month}月{last.day}日（周{WEEKDAYS[last.weekday()]}）" if count > 1 else ""

    holidays, faults = read_notice(f"春节：{days}{until}放假调休，共{count}天。", 2026)

    assert faults == []
    assert holidays == [Holiday("春节", tuple(first + timedelta(days=offset) for offset in range(count)))]


@given(st.text(alphabet="0123456789年月日至（）周一二放假上班共天：。、春节", max_size=60))
def test_nothing_typed_breaks_it(text):
    holidays, faults = read_notice(text, 2026)

    assert all(holiday.off for holiday in holidays)
    assert all(fault.line >= 1 for fault in faults)
