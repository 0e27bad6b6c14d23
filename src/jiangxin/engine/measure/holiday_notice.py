"""Reading a notice on holidays, as the General Office of the State Council words it.

国务院办公厅关于…年部分节假日安排的通知:

    一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
    七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。

The notice says everything twice – days of the week and the number of days off –, so a slip of the hand is found. An
office's own closure can be written in the same words: 台风停工：8月3日（周一）放假，共1天。
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from jiangxin.engine.measure.fault import Fault
from jiangxin.engine.measure.plain_text import plain

WEEKDAYS = "一二三四五六日"
LONGEST_DAYS = 15
"""The longest days off announced so far are nine (spring festival 2026); more is a slip of the hand."""
PUBLIC_HOLIDAYS = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")
_LINE = re.compile(r"(?:[一二三四五六七八九十]+、)?(?P<name>[^:：。，,;；]{1,20})[:：](?P<rest>.+)")
_DAY = re.compile(r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:[（(](?P<note>[^）)]*)[）)])?")
_NOTED = re.compile(r"(?:周|星期)([一二三四五六日天])")
_COUNT = re.compile(r"共(\d{1,2})天")


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday of a notice.

    Attributes:
        name: 元旦, 春节 …
        off: The days off, in order.
        working: Days that would be free and are worked instead, in order.
    """

    name: str
    off: tuple[date, ...]
    working: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong in a line (counted from 1)."""

    line: int
    fault: Fault


def read_notice(text: str, year: int) -> tuple[list[Holiday], list[LineFault]]:
    """Read the holidays of a year, and everything that contradicts itself.

    Lines without days are passed over, so that the whole notice can be pasted. Year and month are those of the day
    before in the sentence where they are left out; the first day without a year lies in `year`.
    """
    holidays: list[Holiday] = []
    faults: list[LineFault] = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = "".join(plain(line).split())
        if "放假" not in words or not _DAY.search(words):
            continue
        holiday, found = _read_line(words, year)
        faults += [LineFault(number, fault) for fault in found]
        if holiday is not None:
            faults += [LineFault(number, fault) for fault in _repeated(holiday, holidays)]
            holidays.append(holiday)
    return holidays, faults


def is_whole_year(holidays: Iterable[Holiday]) -> bool:
    """Tell whether all seven public holidays are there (全国年节及纪念日放假办法, 2024, art. 2), alone or joined."""
    named = "".join(holiday.name for holiday in holidays)
    return all(name in named for name in PUBLIC_HOLIDAYS)


def _read_line(words: str, year: int) -> tuple[Holiday | None, list[Fault]]:
    match = _LINE.fullmatch(words)
    if match is None:
        return None, [Fault("holiday_notice.form", {"line": words[:60]})]
    faults: list[Fault] = []
    off: list[date] = []
    working: list[date] = []
    for sentence in filter(None, re.split(r"[。;；]", match["rest"])):
        days = _days(sentence, year, faults)
        if "上班" in sentence:
            working += days
        elif "放假" in sentence:
            off += _span(days) if "至" in sentence else days
            faults += _count_faults(sentence, off)
    if not off:
        faults.append(Fault("holiday_notice.no_days", {"name": match["name"]}))
    faults += [Fault("holiday_notice.weekday_worked", {"day": day.isoformat()}) for day in working if day.weekday() < 5]  # noqa: PLR2004  Saturday
    if faults:
        return None, faults
    return Holiday(match["name"], tuple(sorted(set(off))), tuple(sorted(set(working)))), []


def _days(sentence: str, year: int, faults: list[Fault]) -> list[date]:
    days: list[date] = []
    month = 0
    for match in _DAY.finditer(sentence):
        year, month = int(match["year"] or year), int(match["month"] or month)
        try:
            day = date(year, month, int(match["day"]))
        except ValueError:
            faults.append(Fault("holiday_notice.no_such_day", {"day": match[0]}))
            continue
        noted = _NOTED.search(match["note"] or "")
        if noted and WEEKDAYS.index(noted[1].replace("天", "日")) != day.weekday():
            faults.append(
                Fault(
                    "holiday_notice.weekday", {"day": day.isoformat(), "noted": noted[1], "is": WEEKDAYS[day.weekday()]}
                )
            )
        days.append(day)
    return days


def _span(days: list[date]) -> list[date]:
    if len(days) != 2 or not 0 <= (days[1] - days[0]).days < LONGEST_DAYS:  # noqa: PLR2004  from one to the other
        return []
    return [days[0] + timedelta(days=offset) for offset in range((days[1] - days[0]).days + 1)]


def _count_faults(sentence: str, off: list[date]) -> Iterator[Fault]:
    told = _COUNT.search(sentence)
    if told and off and int(told[1]) != len(off):
        yield Fault("holiday_notice.count", {"told": int(told[1]), "found": len(off)})


def _repeated(holiday: Holiday, before: list[Holiday]) -> Iterator[Fault]:
    seen = {day for other in before for day in (*other.off, *other.working)}
    for day in (*holiday.off, *holiday.working):
        if day in seen:
            yield Fault("holiday_notice.twice", {"day": day.isoformat()})
