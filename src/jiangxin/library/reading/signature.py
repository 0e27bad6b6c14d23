"""What stands at the ends of an article: who signs it and on which day, the day below a speech's title, attachments.

An official document ends in the issuing body and the day, each on a line of its own (GB/T 9704-2012, 7.3.5); what is
attached stands above them after 附件 (7.3.4).
"""

import re
from datetime import date
from typing import Final, NamedTuple

from jiangxin.engine.text.numerals import parse_numeral
from jiangxin.library.reading.recognised import Fact, Origin

_DAY: Final = re.compile(
    r"[(（]?[ \t\u3000]*(?P<year>(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})\s*年"
    r"\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日[ \t\u3000]*[)）]?"
)
_BODY: Final = re.compile(
    r"[\u4e00-\u9fff（）()·、]{2,38}(?:会|局|委|委员会|办公室|办|部|院|公司|集团|政府|中心|组|厅|处|校|厂|社|馆|站|所|团|协会)"
)
_ATTACHED: Final = re.compile(
    r"^[ \t\u3000]*附[ \u3000]*件[ \t]*\d{0,2}[:：]?[ \t\u3000]*(?P<words>[^\n]*)$", re.MULTILINE
)
_ITEM: Final = re.compile(r"[ \t\u3000]*(?:\d{1,2}[.．、][ \t\u3000]*)(?P<words>[^\r\n]+)")
_ITEMS: Final = re.compile(r"\d{1,2}[.．、][ \t]*(?P<words>[^\n]+?)(?=[ \t\u3000]*(?:\d{1,2}[.．、]|$))")
_FIRST_LINES: Final = 6
_LAST_LINES: Final = 4
_MOST: Final = 40
_LONGEST: Final = 120


class Signature(NamedTuple):
    """Who signed and when."""

    issuer: Fact | None
    day: Fact | None


def find_signature(text: str, start: int, end: int) -> Signature:
    """Find the issuing body and the day at the end of an article, or the day below its title.

    Args:
        text: restored text.
        start: where the article begins.
        end: where it ends.
    """
    lines = _lines(text, start, end)
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - _LAST_LINES), -1):
        words, offset = lines[at]
        day = _day(words, offset)
        if day is None:
            continue
        above, place = lines[at - 1] if at else ("", 0)
        issuer = Fact(above, Origin.PAGE, place, place + len(above)) if _BODY.fullmatch(above) else None
        return Signature(issuer, day)
    days = (_day(words, offset) for words, offset in lines[:_FIRST_LINES])
    return Signature(None, next(filter(None, days), None))


def listed_attachments(text: str, start: int, end: int) -> tuple[Fact, ...]:
    """Return what an article lists after 附件, by name."""
    found: list[Fact] = []
    for head in _ATTACHED.finditer(text, start, end):
        found += _items(head["words"], head.start("words"))
        at = head.end() + 1
        # The list goes on as long as its lines are numbered.
        while item := _ITEM.match(text, at, end):
            found += _items(item.group().strip(), item.end() - len(item.group().lstrip()))
            at = item.end() + 1
    return tuple(found[:_MOST])


def _items(words: str, offset: int) -> list[Fact]:
    several = [(match["words"], match.start("words")) for match in _ITEMS.finditer(words)]
    return [
        Fact(name.strip()[:_LONGEST], Origin.PAGE, offset + at, offset + at + len(name))
        for name, at in several or [(words, 0)]
        if name.strip()
    ]


def _lines(text: str, start: int, end: int) -> list[tuple[str, int]]:
    found = []
    for match in re.finditer(r"[^\r\n]+", text[start:end]):
        words = match.group().strip(" \t\u3000\u00a0")
        if words:
            found.append((words, start + match.start() + match.group().find(words)))
    return found


def _day(words: str, offset: int) -> Fact | None:
    match = _DAY.fullmatch(words)
    if match is None:
        return None
    year, month, day = (parse_numeral(match[name].replace("○", "〇")) for name in ("year", "month", "day"))
    try:
        found = date(year or 0, month or 0, day or 0)
    except ValueError:  # the 31st of February
        return None
    return Fact(f"{found.isoformat()}T00:00:00", Origin.PAGE, offset, offset + len(words))
