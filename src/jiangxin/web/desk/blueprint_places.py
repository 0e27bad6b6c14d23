"""Where a fault of a blueprint stands, in the words of the pages it is edited on."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiangxin.core.refusal import Problem, Text
from jiangxin.forms.words import Words
from jiangxin.web.desk.blueprint_settings import PARTS

_OTHERS: dict[str, Text] = {
    "entry": gettext_lazy("申报的关键信息（名称、类别、领衔人等，各环节都要用）"),
    "variants": gettext_lazy("类别划分"),
    "scoring.step": gettext_lazy("评分规则"),
    "documents.naming_decision": gettext_lazy("命名文件"),
}
_CODE = "[a-z0-9_.]"


def located(problems: Iterable[Problem], definition: Mapping[str, Any], before: Mapping[str, Any]) -> list[Problem]:
    """Return problems of a definition with their place in words, so that an officer finds the row.

    Args:
        definition: as it was to be saved.
        before: as it stands; fields it has and the new one lacks are told by their label instead of their code.
    """
    gone = _removed(before.get("form", {}), definition.get("form", {}))
    return [
        Problem("", f"{_where(problem.path, definition)}{_named(str(problem.message), gone)}", problem.code)
        for problem in problems
    ]


def _removed(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, str]:
    """Return the label of each section and field that is gone, by "section", "section.field" and "field"."""
    old, new = _labels(before), _labels(now)
    gone = {path: label for path, label in old.items() if path not in new}
    short = {path.partition(".")[2]: label for path, label in gone.items() if "." in path}
    return {**short, **gone}


def _labels(form: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for section in form.get("sections", ()):
        found[str(section.get("code"))] = _words(section)
        for field in section.get("fields", ()):
            found[f"{section.get('code')}.{field.get('code')}"] = _words(field)
    return found


def _words(row: Mapping[str, Any]) -> str:
    return str(Words(str(row.get("label") or row.get("title") or ""), str(row.get("label_en") or "")))


def _named(message: str, gone: Mapping[str, str]) -> str:
    """Return a message with the codes of what was taken away as labels, and what to do then."""
    if not gone:
        return message
    codes = "|".join(re.escape(code) for code in sorted(gone, key=len, reverse=True))
    named, count = re.subn(rf"(?<!{_CODE})({codes})(?!{_CODE})", lambda found: f"“{gone[found[1]]}”", message)
    return named + _("这一栏还用得着，请保留；确需删去的，先改这里的条件。") if count else message


def _by_code(table: Mapping[str, Any], code: str) -> Any:
    """Return the row with this code in one of a table's lists: rubrics name their sections and items by code."""
    lists = (value for value in table.values() if isinstance(value, list))
    rows = (row for rows in lists for row in rows if isinstance(row, Mapping))
    return next((row for row in rows if row.get("code") == code), None)


def _where(path: str, definition: Mapping[str, Any]) -> str:
    """Return the labels along a path such as "form.sections.3.fields.2.label", or of the setting that is meant."""
    place = _setting(path) or " › ".join(_along(path, definition)) or path
    return f"{place}：" if place else ""


def _setting(path: str) -> str:
    part, _dot, rest = re.sub(r"\[\d+\]", "", path).partition(".")
    if part in PARTS:
        title, settings = PARTS[part]
        label = next((str(setting.label) for setting in settings if setting.path == rest), "")
        return f"{title} › {label}" if label else ""
    return str(next((words for start, words in _OTHERS.items() if path.startswith(start)), ""))


def _along(path: str, definition: Mapping[str, Any]) -> list[str]:
    words: list[str] = []
    found: Any = definition
    for step in path.replace("[", ".").replace("]", "").split("."):
        if isinstance(found, Mapping):
            found = found[step] if step in found else _by_code(found, step)
        elif isinstance(found, list) and step.isdigit() and int(step) < len(found):
            found = found[int(step)]
        else:
            break
        if isinstance(found, Mapping) and (label := _words(found)):
            words.append(label)
    return words
