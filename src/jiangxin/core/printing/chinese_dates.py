"""Dates as printed paper writes them."""

from datetime import date

_DIGITS = "〇一二三四五六七八九"
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def arabic_date(day: date) -> str:
    """`2026年1月2日`: Arabic numerals without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_month(day: date) -> str:
    """`二〇二六年十一月`, as plaques and certificates carry it."""
    return "".join(_DIGITS[int(digit)] for digit in str(day.year)) + f"年{_MONTHS[day.month - 1]}月"


def chinese_number(number: int) -> str:
    """1–99 in Chinese, as headings count: 一, 十, 十一, 二十, 九十九.

    Raises:
        ValueError: the number is outside 1–99.
    """
    if not 1 <= number <= 99:  # noqa: PLR2004  the range of the numerals
        raise ValueError(f"{number} is outside 1–99")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")
