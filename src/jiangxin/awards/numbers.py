"""Numbers of certificates and plaques: after the call's pattern, unique, without gaps."""

import re
import unicodedata
from datetime import date
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _

from jiangxin.awards.models import Certificate
from jiangxin.core.refusal import Refusal
from jiangxin.engine.measure.fault import MeasureError
from jiangxin.engine.measure.numbering import NumberPattern, parse_pattern
from jiangxin.engine.measure.plain_text import plain
from jiangxin.orgs.models import Organisation

_DASHES = "‐‑‒–—―－−﹣_"
_BEFORE = re.compile(r"^(.*/VERIFY/|(证书|牌匾)?编号:?|NO[.:])")
"""What people copy along with a number: the words printed before it, or the address behind the code."""


def lookup_key(number: str) -> str:
    """Return what a number is found by: its letters and digits, whatever the width, case, spaces and separators."""
    typed = unicodedata.normalize("NFKC", number).upper()
    return "".join(char for char in typed if char.isalnum())[:60]


def tidy(number: str) -> str:
    """Return a number as it is printed: half-width capitals, plain hyphens, no spaces, nothing printed before it."""
    typed = plain(unquote(number)).upper()
    return _BEFORE.sub("", typed, count=1).translate(dict.fromkeys(map(ord, _DASHES), "-"))


class NumberSeries:
    """Gives out the numbers of one pattern, issuer and year, starting after the last one given.

    The caller holds a lock on the issuer for the length of its transaction, so that no number is given twice and a
    rolled-back act leaves no gap.
    """

    def __init__(self, pattern: str, *, issuer: Organisation, on: date) -> None:
        try:
            self._pattern = parse_pattern(pattern)
        except MeasureError as fault:
            raise Refusal(
                "number_pattern_invalid", _("活动方案中的编号格式有误。"), _("请联系系统管理员检查活动方案。")
            ) from fault
        self._area = issuer.division_code[:6] or None
        self._year = on.year
        self._last = self._highest()

    def next(self) -> str:
        """Return the next number.

        Raises:
            Refusal: the pattern has no room left, or needs a division code the issuer lacks.
        """
        self._last += 1
        try:
            return self._render(self._last)
        except MeasureError as fault:
            raise _cannot_number(fault) from fault

    def _render(self, seq: int) -> str:
        return self._pattern.render(seq=seq, year=self._year, area=self._area)

    def _highest(self) -> int:
        try:
            first = self._render(1)
        except MeasureError as fault:
            raise _cannot_number(fault) from fault
        head = _common_head(first, self._render(self._pattern.largest))
        # The sequence has a fixed width, so the last number by text is the last one given.
        for number in (
            Certificate.objects.filter(number__startswith=head).order_by("-number").values_list("number", flat=True)
        ):
            found = self._sequence(self._pattern, number)
            if found:
                return found
        return 0

    def _sequence(self, pattern: NumberPattern, number: str) -> int:
        parts = pattern.match(number)
        if parts is None or parts.year not in {None, self._year} or parts.area not in {None, self._area}:
            return 0
        return parts.seq


def _common_head(first: str, last: str) -> str:
    count = next((place for place, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(first))
    return first[:count]


def _cannot_number(fault: MeasureError) -> Refusal:
    if fault.code == "numbering.overflow":
        return Refusal("numbers_used_up", _("今年的编号已经用完。"), _("请在活动方案中加长流水号后重试。"))
    return Refusal(
        "division_code_missing",
        _("编号需要发证单位的行政区划代码，目前没有登记。"),
        _("请先在组织资料中补登行政区划代码。"),
    )
