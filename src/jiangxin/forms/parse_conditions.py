"""Conditions read from a blueprint."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from jiangxin.core.refusal import Problem
from jiangxin.forms.conditions import GROUPS, TESTS, Comparison, Condition, Group, Scalar

DEEPEST = 6


def parse_condition(data: object, path: str, problems: list[Problem], depth: int = 0) -> Condition | None:
    """Read one condition; None when it is faulty, with the reason in `problems`."""
    if not isinstance(data, Mapping) or depth > DEEPEST:
        return _fault(problems, path, _("条件应当写成一张表，最多套 %(depth)s 层。") % {"depth": DEEPEST})
    group = [key for key in GROUPS if key in data]
    if group and len(data) == 1:
        return _group(group[0], data[group[0]], f"{path}.{group[0]}", problems, depth)
    ops = [key for key in TESTS if key in data]
    if isinstance(data.get("field"), str) and len(ops) == 1 and len(data) == len({"field", ops[0]}):
        return _test(data["field"], ops[0], data[ops[0]], path, problems)
    message = _("条件写成 {field = “栏目”, %(tests)s 之一} 或 {%(groups)s 之一 = …}。") % {
        "tests": "、".join(TESTS),
        "groups": "、".join(GROUPS),
    }
    return _fault(problems, path, message)


def _group(op: str, parts: object, path: str, problems: list[Problem], depth: int) -> Condition | None:
    if op == "not":
        inner = parse_condition(parts, path, problems, depth + 1)
        return Group(op, (inner,)) if inner else None
    if not isinstance(parts, list | tuple) or not parts:
        return _fault(problems, path, _("这里应当是至少有一个条件的列表。"))
    read = [parse_condition(part, f"{path}.{index}", problems, depth + 1) for index, part in enumerate(parts)]
    kept = tuple(part for part in read if part is not None)
    return Group(op, kept) if len(kept) == len(read) else None


def _test(field: str, op: str, value: object, path: str, problems: list[Problem]) -> Condition | None:
    wrong = f"{path}.{op}"
    if op == "in":
        if isinstance(value, list | tuple) and value and all(isinstance(item, str | int) for item in value):
            return Comparison(field, op, tuple(value))
        return _fault(problems, wrong, _("这里应当是文字或整数的列表。"))
    if op == "filled" and not isinstance(value, bool):
        return _fault(problems, wrong, _("这里只能写 true 或 false。"))
    if op.startswith("at_") and (isinstance(value, bool) or not isinstance(value, int)):
        return _fault(problems, wrong, _("这里应当是整数。"))
    if isinstance(value, str | int):
        scalar: Scalar = value
        return Comparison(field, op, scalar)
    return _fault(problems, wrong, _("这里应当是文字、整数、true 或 false。"))


def _fault(problems: list[Problem], path: str, message: str) -> Condition | None:
    problems.append(Problem(path, message, "bad_condition"))
    return None
