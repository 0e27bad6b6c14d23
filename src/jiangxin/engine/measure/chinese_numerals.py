"""Chinese numerals as used on plaques and official documents: dates digit by digit with 〇, counts with 十 and 百.

GB/T 15835-2011: a year is written digit by digit with 〇 (二〇二六年), month and day as counts (十一月二十二日).
"""

import re
from datetime import date

from jiangxin.engine.measure.fault import MeasureError
from jiangxin.engine.measure.plain_text import plain

DIGITS = "零一二三四五六七八九"
YEAR_DIGITS = "〇一二三四五六七八九"
LARGEST = 9999
PLACES = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
VALUES = {char: value for value, char in enumerate(DIGITS)} | {"两": 2}
YEAR_VALUES = {char: str(value) for value, char in enumerate(YEAR_DIGITS)} | dict.fromkeys("零○Oo0", "0")
DATE = re.compile(r"([^年]{4})年(?:([^月]{1,3})月(?:([^日]{1,3})日)?)?")


def chinese_integer(number: int) -> str:
    """Write 0 to 9999: 零, 九, 十, 十二, 九十九, 一百零一, 一百一十.

    Raises:
        MeasureError: ``chinese_numerals.range``.
    """
    if not 0 <= number <= LARGEST:
        raise MeasureError("chinese_numerals.range", found=number, largest=LARGEST)
    if number == 0:
        return DIGITS[0]
    written, gap = "", False
    for digit, (_, place) in zip(f"{number:04d}", PLACES, strict=True):
        if digit == "0":
            gap = bool(written)
            continue
        written += (DIGITS[0] if gap else "") + DIGITS[int(digit)] + place
        gap = False
    return written.removeprefix("一") if written.startswith("一十") else written


def parse_chinese_integer(text: str) -> int:
    """Read what `chinese_integer` writes; 一十二 and 两百 are understood too.

    Raises:
        MeasureError: ``chinese_numerals.integer``.
    """
    typed = plain(text)
    total, rest = 0, typed
    for size, place in PLACES:
        if place:
            digits, found, after = rest.partition(place)
            if not found:
                continue
            rest = after
        else:
            digits = rest
        implied_one = size == 10 and not total and not digits  # noqa: PLR2004 -- 十二 stands for 一十二
        total += size * (1 if implied_one else VALUES.get(digits.removeprefix(DIGITS[0]) or digits, 0))
    # Writing the number again is the simplest full check of order, doubled 零 and stray characters.
    if not typed or _spelling(chinese_integer(total)) != _spelling(typed):
        raise MeasureError("chinese_numerals.integer", found=text)
    return total


def chinese_year(year: int) -> str:
    """Write a year digit by digit: 二〇二六."""
    return "".join(YEAR_DIGITS[int(digit)] for digit in f"{year:04d}")


def chinese_year_month(day: date) -> str:
    """Write the month of a day as on a plaque: 二〇二六年十一月."""
    return f"{chinese_year(day.year)}年{chinese_integer(day.month)}月"


def chinese_date(day: date) -> str:
    """Write a day as in the signature of a document: 二〇二六年十一月二十二日."""
    return f"{chinese_year_month(day)}{chinese_integer(day.day)}日"


def parse_chinese_date(text: str) -> date:
    """Read 二〇二六年十一月二十二日; a month or year alone gives its first day, and 零, ○ or O pass for 〇.

    Raises:
        MeasureError: ``chinese_numerals.date``.
    """
    match = DATE.fullmatch(plain(text))
    if match is None or any(char not in YEAR_VALUES for char in match[1]):
        raise MeasureError("chinese_numerals.date", found=text)
    try:
        month, day = (parse_chinese_integer(part) if part else 1 for part in (match[2], match[3]))
        return date(int("".join(YEAR_VALUES[char] for char in match[1])), month, day)
    except ValueError:
        raise MeasureError("chinese_numerals.date", found=text) from None


def _spelling(text: str) -> str:
    normal = text.replace("两", "二").replace("〇", "零")
    return normal.removeprefix("一") if normal.startswith("一十") else normal
