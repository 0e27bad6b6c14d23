"""Changing a definition by what an officer's form posted: whole new parts come out, nothing is changed in place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.web.desk.blueprint_conditions import edit_condition
from jiangxin.web.desk.posting import whole

Posted = Mapping[str, str]
Table = dict[str, Any]
_ANCHOR = re.compile(r"^[\s−-]*(\d+(?:\.\d+)?)\s*[分:：、.\s]\s*(.+)$")
MOST_ANCHORS = 30


def text(posted: Posted, name: str) -> str:
    """Return a posted text without blanks around it."""
    return str(posted.get(name, "")).strip()


def put(table: Table, key: str, value: Any) -> None:
    """Write a value, or take the key away where there is none."""
    if value in (None, "", [], ()):
        table.pop(key, None)
    else:
        table[key] = value


def put_words(table: Table, key: str, posted: Posted, prefix: str) -> None:
    """Write a text in both languages from "<prefix><key>" and "<prefix><key>_en", those that were posted."""
    for name in (key, f"{key}_en"):
        if f"{prefix}{name}" in posted:
            put(table, name, text(posted, f"{prefix}{name}"))


def arranged(rows: Sequence[Table], posted: Posted, prefix: str) -> list[Table]:
    """Return rows in the order of their posted positions, without those ticked for removal."""
    kept = [
        (whole(posted.get(f"{prefix}{row['code']}-position")) or 0, place, row)
        for place, row in enumerate(rows)
        if f"{prefix}{row['code']}-remove" not in posted
    ]
    return [row for _position, _place, row in sorted(kept, key=lambda item: item[:2])]


def is_begun(posted: Posted, prefix: str, *names: str) -> bool:
    """Tell whether anything was typed into the row for a new one; what it lacks is then told, not dropped."""
    return any(text(posted, f"{prefix}{name}") for name in names)


def known_rows(rows: Iterable[Table], before: Iterable[Table]) -> list[Table]:
    """Return the rows that were there before: a refused new one stays in the row it was typed into."""
    codes = {row["code"] for row in before}
    return [row for row in rows if row["code"] in codes]


def fresh_code(taken: Iterable[str], stem: str) -> str:
    """Return a code that is not taken, "field_1" or the next."""
    used, number = set(taken), 1
    while f"{stem}_{number}" in used:
        number += 1
    return f"{stem}_{number}"


def edit_sections(form: Table, posted: Posted) -> Table:
    """Return the form with its sections renamed, reordered, removed, and a new one added."""
    form = deepcopy(form)
    for section in form.get("sections", ()):
        prefix = f"section-{section['code']}-"
        for key in ("label", "help"):
            put_words(section, key, posted, prefix)
    form["sections"] = arranged(form.get("sections", ()), posted, "section-")
    if is_begun(posted, "new-", "label", "label_en", "repeated"):
        added: Table = {"code": fresh_code((row["code"] for row in form["sections"]), "section")}
        put_words(added, "label", posted, "new-")
        if "new-repeated" in posted:
            added |= {"repeated": True, "max_rows": 20}
        added["fields"] = [{"code": "field_1", "kind": "text", "label": _("新栏目"), "max_length": 60}]
        form["sections"].append(added)
    return form


def edit_fields(form: Table, section_code: str, posted: Posted) -> Table:
    """Return the form with one section's fields changed row by row, reordered, removed, and a new one added."""
    form = deepcopy(form)
    section = next(row for row in form["sections"] if row["code"] == section_code)
    for field in section["fields"]:
        prefix = f"field-{field['code']}-"
        if f"{prefix}label" not in posted:
            continue
        for key in ("label", "help"):
            put_words(field, key, posted, prefix)
        put(field, "required", True if f"{prefix}required" in posted else None)
        if f"{prefix}max_length" in posted:
            put(field, "max_length", whole(posted[f"{prefix}max_length"]))
    section["fields"] = arranged(section["fields"], posted, "field-")
    if is_begun(posted, "new-", "label", "label_en", "max_length", "choices", "required"):
        section["fields"].append(_new_field(section["fields"], posted))
    if section.get("repeated"):
        put_words(section, "row_label", posted, "")
        for key in ("min_rows", "max_rows"):
            if key in posted:
                put(section, key, whole(posted[key]))
    edit_condition(form, section_code, section, posted)
    return form


def _new_field(fields: Sequence[Table], posted: Posted) -> Table:
    kind = text(posted, "new-kind") or "text"
    field: Table = {"code": fresh_code((row["code"] for row in fields), "field"), "kind": kind}
    for key in ("label", "help"):
        put_words(field, key, posted, "new-")
    put(field, "required", True if "new-required" in posted else None)
    if kind in {"text", "long_text"}:
        put(field, "max_length", whole(posted.get("new-max_length")) or (60 if kind == "text" else 500))
    if kind in {"choice", "choices"}:
        put(field, "choices", read_choices(posted.get("new-choices", ""), ()))
    return field


def edit_field(form: Table, section_code: str, field_code: str, posted: Posted) -> Table:
    """Return the form with every plain property of one field changed."""
    form = deepcopy(form)
    section = next(row for row in form["sections"] if row["code"] == section_code)
    field = next(row for row in section["fields"] if row["code"] == field_code)
    for key in ("label", "help", "unit"):
        put_words(field, key, posted, "")
    for key in ("required", "sensitive", "list_column"):
        put(field, key, True if key in posted else None)
    for key in ("min_length", "max_length", "print_width", "max_files", "min_files"):
        if key in posted:
            put(field, key, whole(posted[key]))
    for key in ("min", "max"):
        if key in posted:
            put(field, key, text(posted, key))
    if text(posted, "redact") and text(posted, "redact") != field.get("redact", "keep"):
        field["redact"] = text(posted, "redact")
    if "choices" in posted:
        current = choices_of(form, field)
        changed = read_choices(posted["choices"], current)
        if changed != current:
            field["choices"] = changed
    edit_condition(form, section_code, field, posted, field_code)
    return form


def choices_of(form: Mapping[str, Any], field: Mapping[str, Any]) -> list[Table]:
    """Return a field's choices, also those it takes from a list shared with others."""
    named = field.get("choices", ())
    return list(form.get("choice_lists", {}).get(named, ())) if isinstance(named, str) else list(named)


def read_choices(lines: str, current: Sequence[Table]) -> list[Table]:
    """Return choices written one a line as "中文 | English"; a line that was there keeps its code."""
    known = {str(row["label"]): row for row in current}
    choices: list[Table] = []
    for line in lines.splitlines():
        label, _bar, english = (part.strip() for part in line.partition("|"))
        if not label:
            continue
        kept = known.get(label)
        taken = [str(row["code"]) for row in (*current, *choices)]
        choice: Table = dict(kept) if kept else {"code": fresh_code(taken, "choice"), "label": label}
        put(choice, "label_en", english)
        choices.append(choice)
    return choices


def write_choices(choices: Iterable[Mapping[str, Any]]) -> str:
    """Return choices one a line, as `read_choices` reads them."""
    return "\n".join(" | ".join(filter(None, (str(row["label"]), str(row.get("label_en", ""))))) for row in choices)


def edit_stages(stages: Sequence[Table], posted: Posted) -> list[Table]:
    """Return the stages with other labels and lengths; their order is the order of work and stays."""
    changed = deepcopy(list(stages))
    for stage in changed:
        prefix = f"{stage['code']}-"
        put_words(stage, "label", posted, prefix)
        if f"{prefix}days" in posted:
            stage["days"] = whole(posted[f"{prefix}days"]) or 0
        if posted.get(f"{prefix}day_kind") in {"working", "calendar"}:
            stage["day_kind"] = posted[f"{prefix}day_kind"]
        if f"{prefix}confirmed" in posted:
            stage["platform_default"] = False
    return changed


def points(value: str) -> int | str:
    """Return posted points as the definition keeps them: whole as a number, parts as text, nonsense as it stands."""
    try:
        found = Decimal(value.strip())
    except InvalidOperation:
        return value.strip()
    if not found.is_finite():
        return value.strip()
    return int(found) if found == found.to_integral_value() else f"{found:f}"


def edit_rubric(rubric: Table, posted: Posted) -> Table:
    """Return a rubric with other words, points, items and anchors."""
    rubric = deepcopy(rubric)
    put_words(rubric, "title", posted, "")
    for key in ("total", "bonus_max"):
        if key in posted:
            rubric[key] = points(posted[key])
    for section in [*rubric.get("sections", ()), *([rubric["bonus"]] if rubric.get("bonus") else [])]:
        _edit_rubric_section(section, posted)
    if "vetoes" in posted:
        rubric["vetoes"] = _vetoes(posted["vetoes"], rubric.get("vetoes") or [])
    if "confirmed" in posted:
        rubric["platform_default"] = False
    return rubric


def _edit_rubric_section(section: Table, posted: Posted) -> None:
    code = section["code"]
    put_words(section, "label", posted, f"section-{code}-")
    if f"section-{code}-points" in posted:
        section["points"] = points(posted[f"section-{code}-points"])
    for item in section.get("items", ()):
        prefix = f"item-{item['code']}-"
        put_words(item, "label", posted, prefix)
        if f"{prefix}points" in posted:
            item["points"] = points(posted[f"{prefix}points"])
        if f"{prefix}anchors" in posted:
            _put_anchors(item, posted[f"{prefix}anchors"])
    section["items"] = [row for row in section.get("items", ()) if f"item-{row['code']}-remove" not in posted]
    if is_begun(posted, f"new-{code}-", "label", "points", "anchors"):
        taken = [row["code"] for row in section["items"]]
        added: Table = {"code": fresh_code(taken, f"{code}_item"), "label": text(posted, f"new-{code}-label")}
        added |= {"points": points(posted.get(f"new-{code}-points", "0")), "method": "levels"}
        _put_anchors(added, posted.get(f"new-{code}-anchors", ""))
        section["items"].append(added)


def write_anchors(item: Mapping[str, Any]) -> str:
    """Return the levels of an item – or its deductions, and with 0 what leaves nothing – one a line: "6 固定专用"."""
    nothing = ({**row, "points": 0} for row in item.get("zero_if", ()))
    anchors = item.get("levels", ()) if _has_levels(item) else [*item.get("deductions", ()), *nothing]
    return "\n".join(f"{row['points']} {row['label']}" for row in anchors)


def _has_levels(item: Mapping[str, Any]) -> bool:
    return bool(item.get("levels")) or item.get("method", "levels") != "deduction"


def _put_anchors(item: Table, lines: str) -> None:
    keys = ("levels",) if _has_levels(item) else ("deductions", "zero_if")
    known = {row["label"]: row for key in keys for row in item.get(key, ())}
    rows: list[Table] = []
    for line in lines.splitlines()[:MOST_ANCHORS]:
        found = _ANCHOR.match(line)
        if line.strip():
            worth, label = found.groups() if found else ("", line.strip())
            rows.append({**known.get(label, {}), "points": points(worth or "0"), "label": label})
    if keys == ("levels",):
        put(item, "levels", rows)
        return
    for place, row in enumerate(rows):
        row.setdefault("code", fresh_code((other.get("code", "") for other in rows[:place]), "cut"))
    put(item, "deductions", [row for row in rows if row["points"] != 0])
    put(item, "zero_if", [_without_points(row) for row in rows if row["points"] == 0])


def _without_points(row: Table) -> Table:
    return {key: value for key, value in row.items() if key != "points"}


def _vetoes(lines: str, current: Sequence[Table]) -> list[Table]:
    known = {row["label"]: row for row in current}
    taken = [str(row["code"]) for row in current]
    rows = []
    for label in filter(None, (line.strip() for line in lines.splitlines())):
        row = known.get(label) or {"code": fresh_code(taken, "veto"), "label": label}
        taken.append(str(row["code"]))
        rows.append(row)
    return rows
