"""Checklists: items an officer or inspector answers, with the evidence to look at beside each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.forms.words import Words


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One item; `evidence` are paths of the form ("leader.skill_grade") or "sealed_scan"."""

    code: str
    label: Words
    evidence: tuple[str, ...] = ()
    mandatory: bool = True
    variant: str = ""
    suggests: Mapping[str, Any] | None = None


def parse_checks(table: Mapping[str, Any], place: str) -> tuple[tuple[CheckItem, ...], list[str]]:
    """Return the items of a checklist table and its faults."""
    items: list[CheckItem] = []
    faults: list[str] = []
    for number, row in enumerate(table.get("items", ())):
        code = str(row.get("code", ""))
        if not code or not row.get("label"):
            faults.append(f"{place}.items[{number}]: " + _("须有代码和名称。"))
        if any(code == item.code for item in items):
            faults.append(f"{place}.items[{number}].code: " + _("代码 %(code)s 重复。") % {"code": code})
        items.append(
            CheckItem(
                code=code,
                label=Words(str(row.get("label", "")), str(row.get("label_en", ""))),
                evidence=tuple(row.get("evidence", ())),
                mandatory=bool(row.get("required", row.get("mandatory", True))),
                variant=str(row.get("variant", "")),
                suggests=row.get("suggests"),
            )
        )
    return tuple(items), faults
