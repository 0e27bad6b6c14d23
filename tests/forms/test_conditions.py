"""Conditions; the same vectors run in a browser in test_browser.py."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.forms.answers import Visibility, clean, count
from jiangxin.forms.conditions import Comparison, Group, evaluate, fields_in, to_plain
from jiangxin.forms.definition import Field, FieldKind, FormDefinition, Section
from jiangxin.forms.parse_conditions import parse_condition
from jiangxin.forms.words import Words
from tests.forms.conftest import VECTORS


def read(data):
    problems = []
    condition = parse_condition(data, "c", problems)
    assert problems == []
    return condition


@pytest.mark.parametrize("vector", VECTORS["evaluate"], ids=str)
def test_evaluate(vector):
    assert evaluate(read(vector["condition"]), lambda _: vector["value"]) is vector["holds"]


@pytest.mark.parametrize("vector", VECTORS["count"], ids=str)
def test_count(vector):
    assert count(clean(vector["text"], one_line=False)) == vector["count"]


def field_of(rule):
    kind = FieldKind(rule["kind"])
    visible = read(rule["visible_if"]) if "visible_if" in rule else None
    return Field(code=rule["code"], kind=kind, label=Words(rule["code"]), visible_if=visible)


def section_of(rule):
    return Section(
        code=rule["code"],
        label=Words(rule["code"]),
        repeated=rule["repeated"],
        visible_if=read(rule["visible_if"]) if "visible_if" in rule else None,
        fields=tuple(field_of(item) for item in rule["fields"]),
    )


@pytest.mark.parametrize("case", VECTORS["visibility"]["cases"], ids=str)
def test_visibility(case):
    definition = FormDefinition(sections=tuple(section_of(rule) for rule in VECTORS["visibility"]["sections"]))
    shown = Visibility(definition, case["answers"])
    found = []
    for section in definition.sections:
        found += [section.code] if shown.section(section) else []
        for place in range(len(shown.rows(section))):
            row = place if section.repeated else None
            middle = f"{place}." if section.repeated else ""
            found += [f"{section.code}.{middle}{f.code}" for f in section.fields if shown.field(section, f, row)]
    assert found == case["shown"]


scalars = st.one_of(st.text(max_size=3), st.integers(-5, 5), st.booleans())
tests = st.one_of(
    st.builds(Comparison, st.just("s.a"), st.just("is"), scalars),
    st.builds(Comparison, st.just("s.b"), st.just("at_least"), st.integers(-5, 5)),
    st.builds(Comparison, st.just("s.c"), st.just("filled"), st.booleans()),
    st.builds(Comparison, st.just("s.a"), st.just("in"), st.lists(st.text(max_size=2), min_size=1).map(tuple)),
)
conditions = st.recursive(
    tests,
    lambda inner: st.one_of(
        st.builds(Group, st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Group, st.just("not"), st.tuples(inner)),
    ),
    max_leaves=4,
)


@given(conditions)
def test_written_out_and_read_back_a_condition_is_the_same(condition):
    assert read(to_plain(condition)) == condition


@given(conditions, st.dictionaries(st.sampled_from(["s.a", "s.b", "s.c"]), scalars))
def test_not_turns_every_condition_round(condition, values):
    assert evaluate(Group("not", (condition,)), values.get) is not evaluate(condition, values.get)


def test_fields_in_names_every_field():
    condition = Group("all", (Comparison("s.a", "is", "x"), Group("not", (Comparison("t.b", "filled", True),))))
    assert list(fields_in(condition)) == ["s.a", "t.b"]


@pytest.mark.parametrize(
    "data",
    [
        {"field": "a"},
        {"field": "a", "is": "x", "in": ["y"]},
        {"field": "a", "filled": "yes"},
        {"field": "a", "at_least": "5"},
        {"field": "a", "in": []},
        {"all": []},
        {"all": [{"field": "a", "is": "x"}], "field": "a"},
        "kind = service",
        {"not": {"not": {"not": {"not": {"not": {"not": {"not": {"field": "a", "is": "x"}}}}}}}},
    ],
    ids=str,
)
def test_a_faulty_condition_is_told_with_its_path(data):
    problems = []
    assert parse_condition(data, "sections.0.visible_if", problems) is None
    assert [problem.code for problem in problems] == ["bad_condition"]
    assert problems[0].path.startswith("sections.0.visible_if")
