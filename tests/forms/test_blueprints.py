"""The shipped blueprints hold together: sums, references, languages, sources."""

import re
import tomllib
from decimal import Decimal
from importlib.resources import files

import pytest

from jiangxin.engine.measure.numbering import pattern_faults
from jiangxin.forms.conditions import fields_in
from jiangxin.forms.definition import FieldKind, NameOf, Redact
from jiangxin.forms.parse import parse_definition
from jiangxin.forms.parse_conditions import parse_condition
from jiangxin.forms.plain import to_dict


def load(name):
    return tomllib.loads((files("jiangxin.blueprints") / f"{name}.toml").read_text("utf-8"))


NAMING = load("studio_naming")
HANGZHOU = load("rubric_hangzhou")
FORM = parse_definition(NAMING["form"])
BOTH = pytest.mark.parametrize("blueprint", [NAMING, HANGZHOU], ids=["naming", "hangzhou"])
BESIDE_THE_FORM = {"sealed_scan"}


def tables(value, path=""):
    if isinstance(value, dict):
        yield path, value
        for key, item in value.items():
            yield from tables(item, f"{path}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from tables(item, f"{path}[{index}]")


def is_place(path):
    return path in BESIDE_THE_FORM or FORM.section(path) is not None or FORM.field(path) is not None


def test_the_form_survives_being_frozen():
    assert parse_definition(to_dict(FORM)) == FORM


@BOTH
def test_every_label_is_there_in_both_languages(blueprint):
    missing = [
        f"{path}.{key}"
        for path, table in tables(blueprint)
        for key in ("label", "title", "help", "unit", "row_label", "description", "body", "signer", "note")
        if key in table and isinstance(table[key], str | list) and not table.get(f"{key}_en")
    ]
    assert missing == []


@BOTH
def test_evidence_points_at_places_of_the_form(blueprint):
    wrong = [
        (path, place)
        for path, table in tables(blueprint)
        for place in [*table.get("fields", []), *table.get("evidence", [])]
        if isinstance(place, str) and place not in {"photo", "visit", "record", "document"} and not is_place(place)
    ]
    assert wrong == []


@BOTH
def test_points_add_up(blueprint):
    sections = {section["code"]: section for section in blueprint["rubric_sections"]}
    for section in sections.values():
        assert sum(item["points"] for item in section["items"]) == section["points"], section["code"]
    for rubric in blueprint["rubrics"].values():
        assert sum(sections[code]["points"] for code in rubric["sections"]) == rubric["total"] == 100
        assert rubric["core_section"] in rubric["sections"]


@BOTH
def test_levels_run_from_full_marks_to_none(blueprint):
    items = [item for _, item in tables(blueprint) if "levels" in item and "points" in item]
    assert items
    for item in items:
        points = [level["points"] for level in item["levels"]]
        assert points == sorted(set(points), reverse=True), item["code"]
        assert (points[0], points[-1]) == (item["points"], 0), item["code"]


def test_hangzhou_has_its_deductions():
    items = {item["code"]: item for section in HANGZHOU["rubric_sections"] for item in section["items"]}
    taken = {
        code: [d["points"] for d in item.get("deductions", [])] for code, item in items.items() if "deductions" in item
    }
    assert taken == {
        "place": [2, 3],
        "equipment": [5],
        "support": [5, 5],
        "accounts": [10],
        "rules": [2],
        "apprentices": [2, 1],
        "highly_skilled": [2, 3],
    }
    assert [section["points"] for section in HANGZHOU["rubric_sections"]] == [35, 15, 15, 15, 20]


def test_conditions_beside_the_form_name_its_fields():
    conditions = [variant["when"] for variant in NAMING["variants"]["list"]]
    conditions += [item["suggests"] for item in NAMING["checks"]["items"] if "suggests" in item]
    problems = []
    read = [parse_condition(condition, "c", problems) for condition in conditions]
    assert problems == []
    assert [name for condition in read for name in fields_in(condition) if not is_place(name)] == []


def test_codes_are_unique_and_variants_have_rubrics():
    for items in (
        NAMING["standards"]["items"],
        NAMING["checks"]["items"],
        NAMING["inspection"]["items"],
        NAMING["stages"],
    ):
        codes = [item["code"] for item in items]
        assert len(codes) == len(set(codes))
    assert {variant["rubric"] for variant in NAMING["variants"]["list"]} == set(NAMING["rubrics"])
    assert {item["standard"] for item in NAMING["inspection"]["items"]} <= {
        s["code"] for s in NAMING["standards"]["items"]
    }


def test_weights_and_points_are_whole():
    assert sum(weight["percent"] for weight in NAMING["scoring"]["weights"]) == 100
    assert sum(item["points"] for item in NAMING["inspection"]["items"]) == 100
    assert Decimal(NAMING["scoring"]["step"]) == Decimal("0.5")


def test_number_patterns_can_be_used():
    assert pattern_faults(NAMING["award"]["number_pattern"]) == ()
    assert pattern_faults(NAMING["award"]["certificate_number_pattern"]) == ()


def test_every_default_tells_its_source():
    parts = [
        "blueprint",
        "standards",
        "checks",
        "inspection",
        "quotas",
        "selection",
        "scoring",
        "notice",
        "award",
        "form",
    ]
    sourceless = [part for part in parts if not NAMING[part].get("source") or "platform_default" not in NAMING[part]]
    sourceless += [
        stage["code"] for stage in NAMING["stages"] if not stage.get("source") or "platform_default" not in stage
    ]
    sourceless += [r["title"] for b in (NAMING, HANGZHOU) for r in b["rubrics"].values() if not r.get("source")]
    assert sourceless == []


def test_who_applies_is_hidden_in_blind_review():
    for section, field in FORM.fields():
        if (
            field.name_of
            or field.sensitive
            or field.kind in {FieldKind.USCC, FieldKind.PHONE, FieldKind.EMAIL}
            or field.is_file
        ):
            assert field.redact is Redact.HIDE, f"{section.code}.{field.code}"
    named = {field.name_of for _, field in FORM.fields() if field.name_of}
    assert named == set(NameOf)


def test_identity_and_phone_are_sensitive():
    sensitive = {f"{section.code}.{field.code}" for section, field in FORM.fields() if field.sensitive}
    assert sensitive == {"leader.id_no", "leader.other_id_no", "leader.phone", "unit.phone"}


def test_the_form_has_every_block():
    assert {section.code for section in FORM.sections} == {
        *("studio", "current_levels", "unit", "leader", "leader_honours", "leader_resume", "members", "team_figures"),
        *("rules", "plan", "goals", "projects", "outcomes", "outcome_figures", "talent", "service", "service_cases"),
        *("host_funds", "subsidies", "spending", "publicity", "media", "deeds", "attachments", "declarations"),
    }


def test_wording_uses_known_placeholders_only():
    known = {
        *("year", "city", "count", "call_title", "from", "to", "working_days", "contact", "issuer", "kind", "studio"),
        *("month", "date", "first_studio", "area", "seq4"),
    }
    used = {name for _, table in tables(NAMING) for text in table.values() for name in _placeholders(text)}
    assert used - known == set()


def _placeholders(text):
    lines = text if isinstance(text, list) else [text]
    return {name for line in lines if isinstance(line, str) for name in re.findall(r"\{(\w+)\}", line)}
