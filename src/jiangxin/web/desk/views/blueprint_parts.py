"""Editing a blueprint part by part. Whatever is refused, nothing is saved and what was typed is shown again."""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiangxin.campaigns.blueprint.strangers import strangers
from jiangxin.campaigns.blueprint.visits import CHOICES as VISIT_PLACES
from jiangxin.campaigns.blueprint.visits import place_of, put_visits
from jiangxin.campaigns.models import Blueprint
from jiangxin.campaigns.policies import may_edit_blueprint
from jiangxin.campaigns.queries import get_blueprint_for
from jiangxin.campaigns.services import edit_blueprint
from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.web.desk.blueprint_conditions import questions_for
from jiangxin.web.desk.blueprint_editing import (
    choices_of,
    edit_field,
    edit_fields,
    edit_rubric,
    edit_sections,
    edit_stages,
    known_rows,
    write_anchors,
    write_choices,
)
from jiangxin.web.desk.blueprint_places import located
from jiangxin.web.desk.blueprint_reading import KIND_WORDS, words_in
from jiangxin.web.desk.blueprint_settings import PARTS, PartForm
from jiangxin.web.desk.posting import done, expected, status_of
from jiangxin.web.desk.toml_text import write_toml

_NEW_KINDS = (
    "text",
    "long_text",
    "integer",
    "decimal",
    "money",
    "date",
    "month",
    "choice",
    "choices",
    "yes_no",
    "phone",
    "email",
    "file",
    "files",
    "declaration",
)
EXPERT_PARTS = (
    "form",
    "rubrics",
    "stages",
    "transitions",
    "checks",
    "eligibility",
    "inspection",
    "quotas",
    "selection",
    "scoring",
    "notice",
    "award",
    "documents",
    "opinions",
    "standards",
    "variants",
    "entry",
    "proposals",
    "assessment",
    "grades",
    "vetoes",
    "consequences",
)
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
MOST_TOML = 400_000
_MOST_TOLD = 8
Table = dict[str, Any]


def _draft(request: Request, blueprint_id: int) -> Blueprint:
    found = get_blueprint_for(request.actor, blueprint_id)
    may_edit_blueprint(actor=request.actor, blueprint=found).require()
    return found


def _save(request: Request, found: Blueprint, make: Callable[[], Mapping[str, Any]]) -> Refusal | None:
    """Save the parts that `make` reads from what was posted; return why not, with places in words."""
    parts: Mapping[str, Any] = {}
    try:
        parts = make()
        revision = expected(request, "revision")
        edit_blueprint(actor=request.actor, blueprint=found, parts=parts, expected_revision=revision)
    except NotFound:
        raise
    except Refusal as refusal:
        problems = located(refusal.problems, {**found.definition, **parts}, found.definition)
        return Refusal(refusal.code, refusal.message, refusal.remedy, problems=problems, status=refusal.status)
    return None


def _page(request: Request, template: str, found: Blueprint, refusal: Refusal | None, **context: Any) -> HttpResponse:
    shown = {
        "blueprint": found,
        "revision": request.POST.get("revision", "") if refusal else found.revision,
        "refusal": refusal,
        "posted": request.POST if refusal else {},
        "back_url": reverse("desk:blueprint", args=[found.pk]),
        **context,
    }
    return render(request, f"desk/blueprints/{template}.html", shown, status=status_of(refusal))


def form(request: Request, blueprint_id: int) -> HttpResponse:
    """Rename, reorder, remove and add sections of the application form."""
    found = _draft(request, blueprint_id)
    current = found.definition.get("form", {})
    shown, refusal = current, None
    if request.method == "POST":
        shown = edit_sections(current, request.POST)
        refusal = _save(request, found, lambda: {"form": shown})
        if refusal is None:
            return done(request, reverse("desk:blueprint-form", args=[found.pk]), _("申报表已保存。"))
    sections = known_rows(shown.get("sections", ()), current.get("sections", ()))
    return _page(request, "form", found, refusal, sections=sections)


def section(request: Request, blueprint_id: int, section_code: str) -> HttpResponse:
    """Change the fields of one section, one field a row."""
    found = _draft(request, blueprint_id)
    current = found.definition.get("form", {})
    if not any(row["code"] == section_code for row in current.get("sections", ())):
        raise NotFound
    shown, refusal = current, None
    if request.method == "POST":
        shown = edit_fields(current, section_code, request.POST)
        refusal = _save(request, found, lambda: {"form": shown})
        if refusal is None:
            address = reverse("desk:blueprint-section", args=[found.pk, section_code])
            return done(request, address, _("本节已保存。"))
    before, row = (next(row for row in rows["sections"] if row["code"] == section_code) for rows in (current, shown))
    fields = known_rows(row.get("fields", ()), before.get("fields", ()))
    kinds = [(kind, KIND_WORDS[kind]) for kind in _NEW_KINDS]
    asked = {"questions": questions_for(shown, section_code, "", row.get("visible_if"))}
    return _page(request, "section", found, refusal, section=row, fields=fields, kinds=kinds, **asked)


def field(request: Request, blueprint_id: int, section_code: str, field_code: str) -> HttpResponse:
    """Change every plain property of one field."""
    found = _draft(request, blueprint_id)
    current = found.definition.get("form", {})
    place = next((row for row in current.get("sections", ()) if row["code"] == section_code), None)
    if place is None or not any(row["code"] == field_code for row in place["fields"]):
        raise NotFound
    shown, refusal = current, None
    if request.method == "POST":
        shown = edit_field(current, section_code, field_code, request.POST)
        refusal = _save(request, found, lambda: {"form": shown})
        if refusal is None:
            address = reverse("desk:blueprint-section", args=[found.pk, section_code])
            return done(request, address, _("栏目已保存。"))
    section_row = next(row for row in shown["sections"] if row["code"] == section_code)
    row = next(row for row in section_row["fields"] if row["code"] == field_code)
    context = {
        "section": section_row,
        "field": row,
        "choices": write_choices(choices_of(shown, row)) if row["kind"] in {"choice", "choices"} else None,
        "shared_choices": isinstance(row.get("choices"), str),
        "has_length": row["kind"] in {"text", "long_text"},
        "has_limits": row["kind"] in {"integer", "decimal", "money", "date", "month"},
        "has_unit": row["kind"] in {"integer", "decimal", "text"},
        "questions": questions_for(shown, section_code, field_code, row.get("visible_if")),
        "redactions": (("keep", _("保留")), ("hide", _("隐藏")), ("mask_names", _("遮盖姓名和单位"))),
    }
    return _page(request, "field", found, refusal, **context)


def rubrics(request: Request, blueprint_id: int) -> HttpResponse:
    """Choose the rubric each variant is scored by."""
    found = _draft(request, blueprint_id)
    table, known = found.definition.get("variants", {}), found.definition.get("rubrics", {})

    def make() -> Mapping[str, Any]:
        rows = [
            {**row, "rubric": request.POST.get(f"variant-{row['code']}", row.get("rubric"))}
            for row in table.get("list", ())
        ]
        if wrong := [row for row in rows if row["rubric"] not in known]:
            problems = [Problem("", words_in(row, "label")) for row in wrong]
            raise Refusal("rubric_unknown", _("没有这个评分标准。"), _("请从列表中选择。"), problems=problems)
        return {"variants": {**table, "list": rows}}

    refusal = _save(request, found, make) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        return done(request, reverse("desk:blueprint-rubrics", args=[found.pk]), _("评分标准的选用已保存。"))
    options = [(code, words_in(row, "title")) for code, row in known.items()]
    variants = [{**row, "words": words_in(row, "label")} for row in table.get("list", ())]
    return _page(request, "rubrics", found, refusal, variants=variants, options=options)


def rubric(request: Request, blueprint_id: int, code: str) -> HttpResponse:
    """Change the items, points and anchors of one rubric."""
    found = _draft(request, blueprint_id)
    known = found.definition.get("rubrics", {})
    if code not in known:
        raise NotFound
    shown, refusal = known[code], None
    if request.method == "POST":
        shown = edit_rubric(known[code], request.POST)
        refusal = _save(request, found, lambda: {"rubrics": {**known, code: shown}})
        if refusal is None:
            return done(request, reverse("desk:blueprint-rubric", args=[found.pk, code]), _("评分标准已保存。"))
    before, parts = _rubric_parts(known[code]), _rubric_parts(shown)
    rows = [
        {
            "part": part,
            "rows": [(item, write_anchors(item)) for item in known_rows(part.get("items", ()), was.get("items", ()))],
            "is_bonus": part is shown.get("bonus"),
            "new": {key: request.POST.get(f"new-{part['code']}-{key}", "") for key in ("label", "points", "anchors")},
        }
        for was, part in zip(before, parts, strict=True)
    ]
    vetoes = "\n".join(row["label"] for row in shown.get("vetoes") or ())
    return _page(request, "rubric", found, refusal, rubric=shown, code=code, parts=rows, vetoes=vetoes)


def _rubric_parts(rubric: Mapping[str, Any]) -> list[Table]:
    """Return the parts that have items, the bonus last."""
    return [*rubric.get("sections", ()), *([rubric["bonus"]] if rubric.get("bonus") else [])]


def stages(request: Request, blueprint_id: int) -> HttpResponse:
    """Change labels and lengths of the stages, and whether and when there are visits."""
    found = _draft(request, blueprint_id)
    shown, refusal = found.definition.get("stages", ()), None
    if request.method == "POST":
        shown = put_visits(edit_stages(shown, request.POST), request.POST.get("visits", ""))
        refusal = _save(request, found, lambda: {"stages": shown})
        if refusal is None:
            return done(request, reverse("desk:blueprint", args=[found.pk]) + "#route", _("阶段已保存。"))
    has_checklist = bool(found.definition.get("inspection", {}).get("items"))
    visits = {"visits": place_of(shown), "visit_places": VISIT_PLACES if has_checklist else ()}
    return _page(request, "stages", found, refusal, stages=shown, **visits)


def part(request: Request, blueprint_id: int, code: str) -> HttpResponse:
    """Change the settings of one part."""
    found = _draft(request, blueprint_id)
    if code not in PARTS:
        raise NotFound
    table = found.definition.get(code, {})
    bound = PartForm(request.POST or None, code=code, table=table, revision=found.revision)
    refusal = None
    if request.method == "POST" and bound.is_valid():
        refusal = _save(request, found, lambda: {code: bound.changed(table)})
        if refusal is None:
            return done(request, reverse("desk:blueprint", args=[found.pk]) + f"#{code}", _("已保存。"))
    context = {
        "blueprint": found,
        "form": bound,
        "refusal": refusal,
        "title": PARTS[code][0],
        "act_label": _("保存"),
        "back_url": reverse("desk:blueprint", args=[found.pk]),
    }
    status = status_of(refusal, bound if bound.is_bound else None)
    return render(request, "desk/blueprints/part.html", context, status=status)


def expert(request: Request, blueprint_id: int) -> HttpResponse:
    """Change one part as TOML, with the line of a slip of the pen and the place of every fault."""
    found = _draft(request, blueprint_id)
    chosen = request.POST.get("part") or request.GET.get("part") or EXPERT_PARTS[0]
    if chosen not in EXPERT_PARTS:
        raise NotFound
    typed, refusal = request.POST.get("toml", ""), None
    if request.method == "POST":
        refusal = _save(request, found, lambda: {chosen: read_part(chosen, typed)})
        if refusal is None:
            if unread := _unread(chosen, read_part(chosen, typed)):
                messages.warning(request, unread)
            address = reverse("desk:blueprint-expert", args=[found.pk]) + f"?part={chosen}"
            return done(request, address, _("已保存。"))
    current = found.definition.get(chosen, {})
    context = {"chosen": chosen, "parts": EXPERT_PARTS, "toml": typed or write_toml(chosen, current)}
    return _page(request, "expert", found, refusal, **context)


def _unread(part: str, content: Any) -> str:
    """Tell which keys of a part nothing reads, and what was perhaps meant; "" if there are none."""
    told = [
        _("%(path)s（是不是 %(meant)s？）") % {"path": path, "meant": meant} if meant else path
        for path, meant in strangers(part, content)
    ]
    words = _("有 %(count)s 个键系统不认识，不起作用：%(keys)s。请核对拼写。")
    return words % {"count": len(told), "keys": _("、").join(told[:_MOST_TOLD])} if told else ""


def toml_fault(text: str, fault: str) -> str:
    """Return where a text stops being TOML; what exactly is wrong there the parser tells in English only."""
    place = _TOML_PLACE.search(fault)
    if place is None:
        return _("到结尾还不完整，或有过长的数字、过深的嵌套。")
    line = int(place[1])
    words = text.replace("\r\n", "\n").split("\n")[line - 1 : line] or [""]
    return _("第 %(line)s 行第 %(column)s 列附近不合 TOML 语法：%(words)s") % {
        "line": line,
        "column": place[2],
        "words": words[0].strip()[:80],
    }


def read_part(name: str, text: str) -> Any:
    """Return what a TOML text holds under the name of a part.

    Raises:
        Refusal: it is no TOML, too long, or does not hold the part.
    """
    if len(text) > MOST_TOML:
        raise Refusal("toml_too_long", _("内容太长，没有保存。"), _("请分部分修改。"))
    try:
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as fault:  # also numbers without end, and nesting without bottom
        problem = Problem("", toml_fault(text, str(fault)))
        raise Refusal(
            "toml_invalid", _("内容不是正确的 TOML，没有保存。"), _("请按所列行列修改。"), problems=[problem]
        ) from fault
    if set(table) != {name}:
        problem = Problem("", _("顶层只能有 %(name)s 一个键。") % {"name": name})
        raise Refusal(
            "toml_wrong_part", _("内容与所选部分不符，没有保存。"), _("请保留原来的开头。"), problems=[problem]
        )
    return _without_dates(table[name])


def _without_dates(value: Any) -> Any:
    """Return what TOML holds as JSON can keep it: dates and times become their text."""
    if isinstance(value, dict):
        return {key: _without_dates(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_dates(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | time) else value
