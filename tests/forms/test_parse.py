"""Definitions read from data: the round trip, and every fault with its path."""

import json

import pytest

from jiangxin.core.refusal import Refusal
from jiangxin.forms.definition import FieldKind, Money
from jiangxin.forms.parse import parse_definition
from jiangxin.forms.plain import to_dict


def faults(data):
    with pytest.raises(Refusal) as refused:
        parse_definition(data)
    assert refused.value.code == "form_definition_invalid"
    return [(problem.path, problem.code) for problem in refused.value.problems]


def one(*fields, **section):
    return {"sections": [{"code": "s", "label": "节", "fields": list(fields), **section}]}


def text(code="a", **keys):
    return {"code": code, "kind": "text", "label": "栏", **keys}


def test_written_as_json_and_read_back_a_form_is_the_same(definition):
    assert parse_definition(json.loads(json.dumps(to_dict(definition)))) == definition


def test_a_choice_list_is_written_once_and_used_by_name(definition):
    assert [choice.code for choice in definition.field("studio.kind").choices] == ["innovation", "service"]


def test_industries_are_the_sections_of_the_standard():
    form = parse_definition(one({"code": "i", "kind": "industry", "label": "行业"}))
    assert "".join(choice.code for choice in form.field("s.i").choices) == "ABCDEFGHIJKLMNOPQRST"


def test_defaults_of_kinds():
    form = parse_definition(
        one({"code": "m", "kind": "money", "label": "金额"}, {"code": "f", "kind": "file", "label": "件"})
    )
    assert (form.field("s.m").money_in, form.field("s.m").shown_unit.zh) == (Money.WAN, "万元")
    assert (form.field("s.f").max_files, form.field("s.f").accepts) == (1, ("pdf", "jpeg", "png", "docx", "xlsx"))


def test_every_fault_is_listed_not_only_the_first():
    data = {
        "sections": [
            {"code": "S", "label": "", "fields": [text(kind="tex"), text("b", maxlen=3)]},
            {"code": "t", "label": "节", "fields": []},
        ]
    }
    assert faults(data) == [
        ("sections.0.code", "bad_code"),
        ("sections.0.label", "missing"),
        ("sections.0.fields.0.kind", "not_allowed"),
        ("sections.0.fields.1.maxlen", "unknown_key"),
        ("sections.1.fields", "missing"),
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ([], [("", "not_a_table"), ("sections", "missing")]),
        ({"sections": {}}, [("sections", "not_a_list"), ("sections", "missing")]),
        (one(text(), text()), [("sections.0.fields", "duplicate_code")]),
        (one(text(required="yes")), [("sections.0.fields.0.required", "not_a_flag")]),
        (one(text(max_length=True)), [("sections.0.fields.0.max_length", "not_a_whole_number")]),
        (one(text(min_length=9, max_length=3)), [("sections.0.fields.0.min_length", "limits")]),
        (one(text(), repeated=True, min_rows=5, max_rows=2), [("sections.0.min_rows", "limits")]),
        (one(text(visible_if={"field": "z", "is": "x"})), [("sections.0.fields.0.visible_if", "unknown_field")]),
        (one(text(pattern="(a+)+")), [("sections.0.fields.0.pattern", "bad_pattern")]),
        (one(text(pattern="[")), [("sections.0.fields.0.pattern", "bad_pattern")]),
        (one(text(kind="choice")), [("sections.0.fields.0.choices", "missing")]),
        (one(text(kind="choice", choices="nowhere")), [("sections.0.fields.0.choices", "missing")]),
        (one(text(kind="integer", min="ten")), [("sections.0.fields.0.min", "limits")]),
        (one(text(kind="integer", min=9, max=3)), [("sections.0.fields.0.min", "limits")]),
        (one(text(kind="date", max="2026-13-01")), [("sections.0.fields.0.max", "limits")]),
        (one(text(kind="date", not_before="b")), [("sections.0.fields.0.not_before", "unknown_field")]),
        (one(text(kind="file", accepts=["exe"])), [("sections.0.fields.0.accepts.0", "not_allowed")]),
        (one(text(kind="files", min_files=3, max_files=2)), [("sections.0.fields.0.min_files", "limits")]),
        (
            one(text(kind="computed", compute={"op": "sum", "section": "s", "field": "a"})),
            [("sections.0.fields.0.compute.section", "unknown_field")],
        ),
    ],
    ids=str,
)
def test_one_fault(data, expected):
    assert faults(data) == expected


def test_conditions_that_wait_for_each_other_are_refused():
    data = one(
        text("a", visible_if={"field": "b", "filled": True}), text("b", visible_if={"field": "a", "filled": True})
    )
    assert faults(data) == [("", "circle")]


def test_a_section_cannot_depend_on_its_own_field():
    assert faults(one(text("a"), visible_if={"field": "a", "filled": True})) == [("", "circle")]


def test_a_bare_name_means_the_own_section_first(definition):
    assert definition.field("members.to").visible_if.field == "members.role"
    assert definition.field("studio.hours").visible_if.field == "studio.kind"


def test_a_name_in_two_other_sections_must_be_written_in_full():
    first, second = one(text("a"))["sections"][0], {**one(text("a"))["sections"][0], "code": "t"}
    third = {"code": "u", "label": "节", "fields": [text("b", visible_if={"field": "a", "filled": True})]}
    assert faults({"sections": [first, second, third]}) == [("sections.2.fields.0.visible_if", "unknown_field")]


def test_fields_of_other_rows_cannot_be_named(form_data):
    form_data["sections"][0]["fields"].append(text("x", visible_if={"field": "members.role", "is": "core"}))
    assert faults(form_data) == [("sections.0.fields.14.visible_if", "unknown_field")]


def test_every_kind_can_be_read():
    special = {"choice": {"choices": [{"code": "x", "label": "甲"}]}}
    special["choices"] = special["choice"]
    fields = [
        text(f"f_{kind}", kind=str(kind), **special.get(str(kind), {})) for kind in FieldKind if kind != "computed"
    ]
    form = parse_definition(one(*fields))
    assert [str(field.kind) for field in form.sections[0].fields] == [str(k) for k in FieldKind if k != "computed"]
    assert parse_definition(to_dict(form)) == form
