"""Dates as official paper writes them."""

from datetime import date


def arabic_date(day: date) -> str:
    """`2026年1月2日`: Arabic numerals without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"
