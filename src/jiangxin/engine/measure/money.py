"""Amounts in yuan as exact decimals: reading what people type, 万元, and the capitals of official paper."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from jiangxin.engine.measure.fault import MeasureError
from jiangxin.engine.measure.plain_text import plain

FEN = Decimal("0.01")
WAN = Decimal(10_000)
_WHOLE = 100
LARGEST = Decimal("9999999999999999.99")
"""Sixteen digits of yuan: the largest amount the capitals can write (9999 万亿 and on)."""
UNITS = {"": 1, "元": 1, "圆": 1, "千": 1000, "千元": 1000, "万": 10**4, "万元": 10**4, "亿": 10**8, "亿元": 10**8}
TYPED = re.compile(
    r"(?:人民币|CNY|RMB|[¥￥])?(?P<sign>[-−]?)(?:[¥￥])?(?P<number>[\d,.]+)(?P<unit>[元圆千万亿]{0,2})整?",
    re.ASCII,
)
GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
NUMBER = re.compile(r"\d+(\.\d+)?")

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("仟", "佰", "拾", "")


class MoneyError(MeasureError):
    """An amount that cannot be read or written.

    Codes: ``money.empty``, ``money.not_a_number``, ``money.grouping``, ``money.precision``, ``money.negative``,
    ``money.too_large``, ``money.shares``.
    """


def parse_yuan(text: str, *, allow_negative: bool = False) -> Decimal:
    """Read an amount such as ``1,234.5``, ``3万``, ``￥１２００元`` as yuan with two decimals.

    Args:
        text: What was typed; full-width characters and spaces are forgiven.
        allow_negative: Accept a leading minus sign.

    Raises:
        MoneyError: For anything that has not exactly one reading; nothing is rounded.
    """
    typed = plain(text)
    if not typed:
        raise MoneyError("money.empty")
    match = TYPED.fullmatch(typed)
    if match is None or match["unit"] not in UNITS:
        raise MoneyError("money.not_a_number", found=text)
    number = match["number"]
    if not NUMBER.fullmatch(number) and not GROUPED.fullmatch(number):
        raise MoneyError("money.grouping" if "," in number else "money.not_a_number", found=text)
    if match["sign"] and not allow_negative:
        raise MoneyError("money.negative", found=text)
    digits = number.replace(",", "")
    with localcontext(prec=len(digits) + 20):
        amount = Decimal(digits) * UNITS[match["unit"]]
        return to_fen(-amount if match["sign"] else amount)


def to_fen(amount: Decimal) -> Decimal:
    """Return ``amount`` with exactly two decimals.

    Raises:
        MoneyError: ``money.precision`` if it has more that are not zero, ``money.too_large`` above `LARGEST`.
    """
    if abs(amount) > LARGEST:
        raise MoneyError("money.too_large", largest=str(LARGEST))
    exact = amount.quantize(FEN)
    if exact != amount:
        raise MoneyError("money.precision", found=str(amount))
    return exact


def yuan_to_wan(yuan: Decimal) -> Decimal:
    """Express yuan in 万元 with two decimals, half up; exact when `is_exact_in_wan`."""
    return (yuan / WAN).quantize(FEN, rounding=ROUND_HALF_UP)


def wan_to_yuan(wan: Decimal) -> Decimal:
    """Express 万元 in yuan, exactly.

    Raises:
        MoneyError: As in `to_fen`.
    """
    return to_fen(wan * WAN)


def is_exact_in_wan(yuan: Decimal) -> bool:
    """Say whether 万元 with two decimals loses nothing of ``yuan``."""
    return yuan_to_wan(yuan) * WAN == yuan


def format_yuan(yuan: Decimal) -> str:
    """Write an amount with thousands separators and two decimals: 1,234.50.

    Raises:
        MoneyError: As in `to_fen`.
    """
    return f"{to_fen(yuan):,}"


def capital_amount(yuan: Decimal) -> str:
    """Write an amount in capitals: 人民币壹仟陆佰捌拾元叁角贰分.

    Follows 正确填写票据和结算凭证的基本规定 (annex 1 of 支付结算办法, 银发〔1997〕393号): 整 after 元 and after 角,
    none after 分; a zero between digits is written once; 零 stands between 元 and 分 when there is no 角. Where the
    rule leaves a 零 free, it is written inside the yuan part (壹拾万零柒仟元) and left out before 角.

    Raises:
        MoneyError: ``money.negative`` below zero, otherwise as in `to_fen`.
    """
    if yuan < 0:
        raise MoneyError("money.negative", found=str(yuan))
    whole, cents = divmod(int(to_fen(yuan) * 100), 100)
    jiao, fen = divmod(cents, 10)
    head = f"{_capitals(whole)}元" if whole or not cents else ""
    if not cents:
        return f"人民币{head}整"
    tail = f"{DIGITS[jiao]}角" if jiao else ("零" if head else "")
    return f"人民币{head}{tail}{f'{DIGITS[fen]}分' if fen else '整'}"


def _capitals(whole: int) -> str:
    if whole == 0:
        return "零"
    for size, unit in ((10**8, "亿"), (10**4, "万")):
        high, low = divmod(whole, size)
        if high:
            # A gap on either side of the unit is read as one 零: 壹拾万零柒仟, 壹亿零柒仟.
            gap = "零" if low and (low < size // 10 or high % 10 == 0) else ""
            return f"{_capitals(high)}{unit}{gap}{_capitals(low) if low else ''}"
    return _four_digits(whole)


def _four_digits(group: int) -> str:
    written, zero = "", False
    for digit, place in zip(f"{group:04d}", PLACES, strict=True):
        if digit == "0":
            zero = bool(written)
            continue
        written += ("零" if zero else "") + DIGITS[int(digit)] + place
        zero = False
    return written


def round_to_fen(amount: Fraction) -> Decimal:
    """Return a fraction of yuan rounded to whole fen, halves away from zero (GB/T 8170-2008 leaves money to custom)."""
    fen = abs(amount) * 100
    whole = (2 * fen.numerator + fen.denominator) // (2 * fen.denominator)
    return Decimal(whole if amount >= 0 else -whole).scaleb(-2)


def share_out(amount: Decimal, percents: Sequence[int]) -> list[Decimal]:
    """Divide an amount of whole fen by per cent, so that the parts make the amount to the fen.

    Each gets its fen rounded down; what is left goes, a fen each, to the largest remainders, the first of equals first
    (largest remainder method).

    Args:
        amount: yuan with at most two decimals, not negative.
        percents: whole numbers that make 100.

    Raises:
        MoneyError: ``money.precision``, ``money.negative``, ``money.shares``.
    """
    fen = amount.scaleb(2)
    if fen != int(fen):
        raise MoneyError("money.precision", found=str(amount))
    if fen < 0:
        raise MoneyError("money.negative", found=str(amount))
    if sum(percents) != _WHOLE or min(percents) < 0:
        raise MoneyError("money.shares")
    parts = [divmod(int(fen) * percent, _WHOLE) for percent in percents]
    left = int(fen) - sum(part for part, _rest in parts)
    first = sorted(range(len(parts)), key=lambda place: (-parts[place][1], place))[:left]
    return [Decimal(part + (place in first)).scaleb(-2) for place, (part, _rest) in enumerate(parts)]
