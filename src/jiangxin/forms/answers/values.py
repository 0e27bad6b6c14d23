"""One answer read: what was typed or sent becomes its normal form, or stays as typed with a problem beside it."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from jiangxin.engine.measure.divisions import division_faults
from jiangxin.engine.measure.money import WAN, MoneyError, parse_yuan
from jiangxin.engine.measure.plain_text import plain
from jiangxin.engine.measure.resident_id import check_resident_id
from jiangxin.engine.measure.uscc import check_uscc
from jiangxin.forms.answers.text import clean
from jiangxin.forms.definition import Field, FieldKind, Money

LARGEST_INTEGER = 10**15
"""Whole numbers above this are not exact in every reader of JSON (RFC 8785)."""
TRUE = frozenset({"true", "yes", "on", "1", "是", "有", "√", "✓", "y"})
FALSE = frozenset({"false", "no", "0", "否", "无", "×", "n"})
_INTEGER = re.compile(r"[+-]?\d{1,16}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d{1,18}(\.\d{1,18})?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})[日号]?)?|(\d{2})(\d{2}))", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:月|[-/.月]\d{1,2}[日号]?)?|(\d{2}))", re.ASCII)
_PHONE = re.compile(
    r"(\+?86-?)?1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?|\d{7,8}|400-?\d{3}-?\d{4}|\+\d{6,15}", re.ASCII
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63})+", re.ASCII)
_SEPARATORS = re.compile(r"[、，,;；/|\n]+")


class Read(NamedTuple):
    """What an answer became. `problem` is empty when it reads as its kind; otherwise `value` is what was typed."""

    value: Any
    problem: str = ""
    code: str = ""


EMPTY = Read(None)


def read_value(field: Field, raw: Any, at: date) -> Read:
    """Read one answer; reading a value already read gives the same again.

    Args:
        field: what is asked.
        raw: text, list of texts, or a value of JSON or of a spreadsheet.
        at: the day of reading; nobody is born after it.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return EMPTY
    if field.is_file:
        return Read(raw) if isinstance(raw, list) and raw else EMPTY
    if field.kind is FieldKind.CHOICES:
        return _choices(field, raw)
    if field.kind in {FieldKind.DECLARATION, FieldKind.YES_NO}:
        return _truth(field, raw)
    typed = _typed(raw)
    if field.kind is FieldKind.RESIDENT_ID:
        return _resident_id(typed, at)
    return _READERS.get(field.kind, _one_line)(field, typed)


def _typed(raw: Any) -> str:
    """Return what a spreadsheet or JSON gave as the text a person would have typed."""
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < LARGEST_INTEGER:
        return str(int(raw))
    if isinstance(raw, list):
        return "、".join(str(item) for item in raw)
    return str(raw)


def _one_line(field: Field, typed: str) -> Read:
    del field
    return Read(clean(typed, one_line=True) or None)


def _long_text(field: Field, typed: str) -> Read:
    del field
    return Read(clean(typed, one_line=False) or None)


def _as_typed(typed: str, problem: str, code: str) -> Read:
    return Read(clean(typed, one_line=True) or None, problem, code)


def _integer(field: Field, typed: str) -> Read:
    digits = _ungrouped(typed).removesuffix(plain(field.unit.zh))
    if _INTEGER.fullmatch(digits) and abs(int(digits)) <= LARGEST_INTEGER:
        return Read(int(digits))
    return _as_typed(typed, _("请填写整数，例如 12。"), "not_a_whole_number")


def _decimal(field: Field, typed: str) -> Read:
    digits = _ungrouped(typed).removesuffix(plain(field.unit.zh))
    if not _DECIMAL.fullmatch(digits):
        return _as_typed(typed, _("请填写数字，例如 12.5。"), "not_a_number")
    exact = Decimal(digits).quantize(Decimal(1).scaleb(-field.decimals))
    if exact != Decimal(digits):
        return _as_typed(typed, _("最多填写 %(places)s 位小数。") % {"places": field.decimals}, "too_precise")
    return Read(f"{exact + 0:f}")


def _money(field: Field, typed: str) -> Read:
    """Read an amount: a bare number is in the field's unit, one with a unit (3万, 30000元) is turned into it."""
    if not re.search(r"[元圆千万亿¥￥]", typed):
        return _decimal(field, typed)
    try:
        yuan = parse_yuan(typed, allow_negative=field.minimum.startswith("-"))
    except MoneyError:
        return _as_typed(typed, _("请填写金额，例如 12.50，单位为%(unit)s。") % {"unit": field.shown_unit}, "not_money")
    amount = yuan / WAN if field.money_in is Money.WAN else yuan
    return Read(typed, *read[1:]) if (read := _decimal(field, f"{amount:f}")).problem else read


def _ungrouped(typed: str) -> str:
    text = plain(typed).replace("−", "-").lstrip("+")
    return text.replace(",", "") if _GROUPED.fullmatch(text) else text


def _day(field: Field, typed: str) -> Read:
    del field
    match = _DAY.fullmatch(plain(typed).removesuffix("00:00:00"))
    parts = [int(part) for part in match.groups() if part] if match else []
    if len(parts) == len(("year", "month", "day")):
        try:
            return Read(date(parts[0], parts[1], parts[2]).isoformat())
        except ValueError:
            pass  # such as 31 February: told below
    return _as_typed(typed, _("请填写日期，例如 2026-11-22 或 2026年11月22日。"), "not_a_day")


def _month(field: Field, typed: str) -> Read:
    del field
    match = _MONTH.fullmatch(plain(typed).removesuffix("00:00:00"))
    parts = [int(part) for part in match.groups() if part] if match else []
    if len(parts) == len(("year", "month")) and parts[0] and parts[1] in range(1, 13):
        return Read(f"{parts[0]:04d}-{parts[1]:02d}")
    return _as_typed(typed, _("请填写年月，例如 2026-11 或 2026年11月。"), "not_a_month")


def _choice(field: Field, typed: str) -> Read:
    wanted = clean(typed, one_line=True)
    for choice in field.choices:
        if wanted in {choice.code, choice.label.zh, choice.label.en}:
            return Read(choice.code)
    return _as_typed(typed, _("“%(typed)s”不在选项中，请重新选择。") % {"typed": wanted[:30]}, "not_a_choice")


def _choices(field: Field, raw: Any) -> Read:
    parts = raw if isinstance(raw, list) else _SEPARATORS.split(str(raw))
    read = [_choice(field, str(part)) for part in parts if str(part).strip()]
    kept = list(dict.fromkeys(item.value for item in read if item.value is not None))
    wrong = next((item for item in read if item.problem), EMPTY)
    # In the order of the form, whatever the order of ticking, so that equal answers are equal.
    order = {choice.code: place for place, choice in enumerate(field.choices)}
    kept.sort(key=lambda code: order.get(code, len(order)))
    return Read(kept or None, wrong.problem, wrong.code)


def _truth(field: Field, raw: Any) -> Read:
    word = str(raw).strip().lower()
    if field.kind is FieldKind.DECLARATION:
        return Read(True) if word in TRUE else EMPTY
    if word in TRUE or word in FALSE:
        return Read(word in TRUE)
    return _as_typed(str(raw), _("请选择“是”或“否”。"), "not_yes_or_no")


def _phone(field: Field, typed: str) -> Read:
    del field
    digits = plain(typed).replace("(", "").replace(")", "-").replace("—", "-").replace("–", "-")
    if _PHONE.fullmatch(digits):
        return Read(digits)
    return _as_typed(typed, _("请填写手机号码，或带区号的固定电话，例如 0571-87654321。"), "not_a_phone")


def _email(field: Field, typed: str) -> Read:
    del field
    address = plain(typed)
    if _EMAIL.fullmatch(address):
        return Read(address)
    return _as_typed(typed, _("请填写电子邮箱，例如 name@example.com。"), "not_an_email")


def _uscc(field: Field, typed: str) -> Read:
    del field
    check = check_uscc(typed)
    if check.ok:
        return Read(check.value)
    if check.faults[0].code == "uscc.length":
        message = _("统一社会信用代码为 18 位，这里有 %(found)s 位。") % check.faults[0].params
    elif check.faults[0].code == "uscc.character":
        message = _("第 %(position)s 位“%(character)s”不会出现在统一社会信用代码中，请核对。") % check.faults[0].params
    else:
        message = _("统一社会信用代码校验不通过，请对照证照逐位核对。")
    return _as_typed(typed, message, "not_a_uscc")


def _resident_id(typed: str, at: date) -> Read:
    check = check_resident_id(typed, today=at)
    if check.ok:
        return Read(check.value)
    return _as_typed(typed, _("公民身份号码不正确，请对照身份证逐位核对。"), "not_a_resident_id")


def _division(field: Field, typed: str) -> Read:
    del field
    code = plain(typed)
    if not division_faults(code):
        return Read(code)
    return _as_typed(typed, _("请填写 6 位、9 位或 12 位行政区划代码，例如 330502。"), "not_a_division")


_READERS: dict[FieldKind, Callable[[Field, str], Read]] = {
    FieldKind.LONG_TEXT: _long_text,
    FieldKind.INTEGER: _integer,
    FieldKind.DECIMAL: _decimal,
    FieldKind.MONEY: _money,
    FieldKind.DATE: _day,
    FieldKind.MONTH: _month,
    FieldKind.CHOICE: _choice,
    FieldKind.INDUSTRY: _choice,
    FieldKind.PHONE: _phone,
    FieldKind.EMAIL: _email,
    FieldKind.USCC: _uscc,
    FieldKind.DIVISION: _division,
}
