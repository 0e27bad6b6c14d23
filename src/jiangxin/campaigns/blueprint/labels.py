"""Labels that stand twice where people have to tell one from the other."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _


def label_faults(content: Mapping[str, Any]) -> list[str]:
    """Return fields of one section, and choices of one list, that carry the same words.

    A field shown only under a condition may share its words with another: people never see both.
    """
    form = content.get("form", {})
    faults: list[str] = []
    for place, section in enumerate(_tables(form.get("sections") if isinstance(form, Mapping) else ())):
        fields = list(_tables(section.get("fields")))
        shown = [field for field in fields if not field.get("visible_if")]
        faults += _twice(f"form.sections[{place}]", shown, _("本节有两栏都叫“%(label)s”，填报人无法分辨，请改名。"))
        for number, field in enumerate(fields):
            options = list(_tables(field.get("choices")))
            path = f"form.sections[{place}].fields[{number}]"
            faults += _twice(path, options, _("选项“%(label)s”出现了两次。"))
    return faults


def _tables(value: object) -> Iterable[Mapping[str, Any]]:
    rows = value if isinstance(value, list | tuple) else ()
    return (row for row in rows if isinstance(row, Mapping))


def _twice(place: str, rows: Iterable[Mapping[str, Any]], words: str) -> list[str]:
    counted = Counter(label for row in rows if (label := str(row.get("label") or "").strip()))
    return [f"{place}: " + words % {"label": label} for label, count in counted.items() if count > 1]
