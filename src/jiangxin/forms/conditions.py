"""Conditions on answers: what a browser and the server both evaluate, to the same result.

A condition is data: `{field = "studio.kind", is = "model_worker_service"}`, with `in`, `filled`, `at_least`, `at_most`
in place of `is`, and `all`, `any`, `not` to put conditions together. `core/js/forms/conditions.js` follows this module
line by line; `tests/forms/condition_vectors.json` holds both to it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

TESTS = ("is", "in", "filled", "at_least", "at_most")
GROUPS = ("all", "any", "not")
Scalar = str | int | bool
_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One test of one answer.

    Attributes:
        field: "section.field", or the code of a repeated section, whose value is then its number of rows.
        op: one of `TESTS`.
        value: a text, whole number or truth value; a tuple of these for `in`; a truth value for `filled`.
    """

    field: str
    op: str
    value: Scalar | tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions put together; `not` has exactly one part."""

    op: str
    parts: "tuple[Condition, ...]"


Condition = Comparison | Group


def evaluate(condition: Condition, value_of: Callable[[str], object]) -> bool:
    """Say whether `condition` holds, given the present value of each field it names (None when hidden or empty)."""
    if isinstance(condition, Comparison):
        return _passes(condition, value_of(condition.field))
    if condition.op == "not":
        return not evaluate(condition.parts[0], value_of)
    join = all if condition.op == "all" else any
    return join(evaluate(part, value_of) for part in condition.parts)


def is_filled(value: object) -> bool:
    """Say whether an answer is there. "No" is an answer; blanks, empty lists and empty rows are not."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, dict):
        return any(is_filled(item) for item in value.values())
    return value is not None and value != []


def fields_in(condition: Condition | None) -> Iterator[str]:
    """Yield the fields a condition looks at."""
    if isinstance(condition, Comparison):
        yield condition.field
    elif condition is not None:
        for part in condition.parts:
            yield from fields_in(part)


def renamed(condition: Condition, rename: Callable[[str], str]) -> Condition:
    """Return `condition` with each field's name passed through `rename`."""
    if isinstance(condition, Comparison):
        return replace(condition, field=rename(condition.field))
    return Group(condition.op, tuple(renamed(part, rename) for part in condition.parts))


def to_plain(condition: Condition) -> dict[str, object]:
    """Return the condition as written in a blueprint, ready for JSON."""
    if isinstance(condition, Comparison):
        value = list(condition.value) if isinstance(condition.value, tuple) else condition.value
        return {"field": condition.field, condition.op: value}
    if condition.op == "not":
        return {"not": to_plain(condition.parts[0])}
    return {condition.op: [to_plain(part) for part in condition.parts]}


def number_of(value: object) -> Decimal | None:
    """Return the number an answer stands for: its amount, or the length of a list; None when it is no number."""
    if isinstance(value, list):
        return Decimal(len(value))
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    text = str(value).strip()
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _passes(test: Comparison, value: object) -> bool:
    match test.op:
        case "is":
            return _same(value, test.value)
        case "in":
            return isinstance(test.value, tuple) and any(_same(value, item) for item in test.value)
        case "filled":
            return is_filled(value) is test.value
    number, limit = number_of(value), number_of(test.value)
    if number is None or limit is None:
        return False
    return number >= limit if test.op == "at_least" else number <= limit


def _same(value: object, expected: object) -> bool:
    if isinstance(value, list):
        return any(_same(item, expected) for item in value)
    if isinstance(value, bool) or isinstance(expected, bool):
        return value is expected
    if isinstance(expected, int):
        return number_of(value) == expected
    return isinstance(value, int | str) and str(value).strip() == expected
