"""Points as people type them: with the full-width digits and stops of a Chinese keyboard, or a comma for decimals."""

import re
from decimal import Decimal, InvalidOperation

from jiangxin.engine.measure.plain_text import plain

_WITH_COMMA = re.compile(r"\d+,\d{1,2}")


def read_points(typed: str) -> Decimal | None:
    """Return the number typed, such as 8.5 for "８。５" or "8,5"; nothing for what is no finite number."""
    text = plain(typed).replace("。", ".")
    if _WITH_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    try:
        points = Decimal(text)
    except InvalidOperation:
        return None
    return points if points.is_finite() else None


def is_signature(typed: str, name: str) -> bool:
    """Tell whether somebody has typed the own name, blanks and width of letters aside."""
    return bool(name) and plain(typed) == plain(name)
