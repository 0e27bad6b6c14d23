"""Whether a form holds together: codes unique, conditions point at fields that are there, nothing runs in a circle."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core.refusal import Problem
from jiangxin.forms.conditions import Condition, fields_in, renamed
from jiangxin.forms.definition import DAY_KINDS, NUMBER_KINDS, Compute, Field, FormDefinition, Section

# A repeated group can make the check of one text take for ever.
_REPEATED_GROUP = re.compile(r"\)[+*{]")


def resolve(definition: FormDefinition, problems: list[Problem], path: str = "") -> FormDefinition:
    """Return `definition` with the full name of each field in its conditions; what is wrong goes to `problems`."""
    prefix = f"{path}." if path else ""
    _check_codes(definition, problems, prefix)
    sections = tuple(
        _resolved_section(definition, section, f"{prefix}sections.{index}", problems)
        for index, section in enumerate(definition.sections)
    )
    whole = replace(definition, sections=sections)
    _check_circles(whole, problems, path)
    return whole


def _check_codes(definition: FormDefinition, problems: list[Problem], prefix: str) -> None:
    _once([section.code for section in definition.sections], f"{prefix}sections", problems)
    for index, section in enumerate(definition.sections):
        _once([field.code for field in section.fields], f"{prefix}sections.{index}.fields", problems)
        if section.min_rows > section.max_rows:
            problems.append(Problem(f"{prefix}sections.{index}.min_rows", _("最少行数大于最多行数。"), "limits"))


def _once(codes: list[str], path: str, problems: list[Problem]) -> None:
    for code, count in Counter(code for code in codes if code).items():
        if count > 1:
            problems.append(Problem(path, _("代码 %(code)s 用了不止一次。") % {"code": code}, "duplicate_code"))


def _resolved_section(definition: FormDefinition, section: Section, path: str, problems: list[Problem]) -> Section:
    def name(condition: Condition | None, at: str, *, own_rows: bool = True) -> Condition | None:
        lookup = _Lookup(definition, section if own_rows else None, at, problems)
        return renamed(condition, lookup) if condition else None

    fields = []
    for index, field in enumerate(section.fields):
        at = f"{path}.fields.{index}"
        _check_field(section, field, at, problems)
        fields.append(
            replace(
                field,
                visible_if=name(field.visible_if, f"{at}.visible_if"),
                required_if=name(field.required_if, f"{at}.required_if"),
                compute=_resolved_compute(definition, field.compute, at, problems),
            )
        )
    # A whole section cannot depend on one of its own rows.
    shown = name(section.visible_if, f"{path}.visible_if", own_rows=not section.repeated)
    return replace(section, fields=tuple(fields), visible_if=shown)


class _Lookup:
    """Finds the full name of a field as a condition names it."""

    def __init__(self, definition: FormDefinition, own: Section | None, path: str, problems: list[Problem]) -> None:
        self.definition, self.own, self.path, self.problems = definition, own, path, problems

    def __call__(self, name: str) -> str:
        found = list(self._candidates(name))
        if len(found) == 1:
            return found[0]
        if found:
            names = {"name": name, "found": "、".join(found)}
            message = _("栏目 %(name)s 不止一处，请写全：%(found)s。") % names
        else:
            message = _("没有栏目 %(name)s；只能引用本节、本行或不重复的节里的栏目。") % {"name": name}
        self.problems.append(Problem(self.path, message, "unknown_field"))
        return name

    def _candidates(self, name: str) -> Iterator[str]:
        if "." not in name and self.own and self.own.field(name):
            yield f"{self.own.code}.{name}"
            return
        for section in self.definition.sections:
            if section.repeated and section.code == name:
                yield name
            if section.repeated and section is not self.own:
                continue
            for field in section.fields:
                if name in {field.code, f"{section.code}.{field.code}"} and field.compute is None:
                    yield f"{section.code}.{field.code}"


def _resolved_compute(
    definition: FormDefinition, compute: Compute | None, at: str, problems: list[Problem]
) -> Compute | None:
    if compute is None:
        return None
    section = definition.section(compute.section)
    if section is None or not section.repeated:
        message = _("%(name)s 不是可重复的节。") % {"name": compute.section}
        problems.append(Problem(f"{at}.compute.section", message, "unknown_field"))
        return compute
    column = section.field(compute.field)
    if compute.op == "sum" and (column is None or column.kind not in NUMBER_KINDS):
        problems.append(Problem(f"{at}.compute.field", _("求和要写该节的一个数字栏目。"), "unknown_field"))
    if compute.op == "share" and compute.where is None:
        problems.append(Problem(f"{at}.compute.where", _("求占比要写条件 where。"), "missing"))
    lookup = _Lookup(definition, section, f"{at}.compute.where", problems)
    return replace(compute, where=renamed(compute.where, lookup) if compute.where else None)


def _check_field(section: Section, field: Field, at: str, problems: list[Problem]) -> None:
    def wrong(key: str, message: str, code: str = "limits") -> None:
        problems.append(Problem(f"{at}.{key}", message, code))

    _once([choice.code for choice in field.choices], f"{at}.choices", problems)
    if field.min_length and field.max_length and field.min_length > field.max_length:
        wrong("min_length", _("最少字数大于最多字数。"))
    if field.min_files > field.max_files:
        wrong("min_files", _("最少文件数大于最多文件数。"))
    if field.kind in NUMBER_KINDS:
        _check_limits(field, _is_number, Decimal, wrong)
    if field.kind in DAY_KINDS:
        _check_limits(field, _is_day, str, wrong)
        sibling = section.field(field.not_before)
        if field.not_before and (sibling is None or sibling.kind is not field.kind or sibling is field):
            wrong("not_before", _("应当写本节另一个同类日期栏目的代码。"), "unknown_field")
    if field.pattern and not _is_safe_pattern(field.pattern):
        wrong("pattern", _("这个格式写法不能用（语法有误，或会使检查极慢）。"), "bad_pattern")


def _check_limits(
    field: Field, is_good: Callable[[str], bool], order: Callable[[str], Any], wrong: Callable[[str, str], None]
) -> None:
    limits = (("min", field.minimum), ("max", field.maximum), ("advise_min", field.advise_min))
    bad = [key for key, text in limits if text and not is_good(text)]
    for key in bad:
        wrong(key, _("限值写法不对：数字栏写数字，日期栏写 2026-01-31 或 today。"))
    if bad or not field.minimum or not field.maximum or "today" in {field.minimum, field.maximum}:
        return
    if order(field.minimum) > order(field.maximum):
        wrong("min", _("最小值大于最大值。"))


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _is_day(text: str) -> bool:
    try:
        return text == "today" or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_safe_pattern(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return not _REPEATED_GROUP.search(pattern)


def _check_circles(definition: FormDefinition, problems: list[Problem], path: str) -> None:
    graph: dict[str, set[str]] = {}
    for section in definition.sections:
        graph[section.code] = set(fields_in(section.visible_if))
    for section, field in definition.fields():
        graph[f"{section.code}.{field.code}"] = {section.code, *fields_in(field.visible_if)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = " → ".join(dict.fromkeys(error.args[1]))
        message = _("显示条件互相依赖，形成循环：%(circle)s。") % {"circle": circle}
        problems.append(Problem(path, message, "circle"))
