"""Answers as a whole: posted, changed, checked, sealed."""

import hashlib

import pytest
from django.http import QueryDict

from jiangxin.core.refusal import Refusal
from jiangxin.forms.answers import (
    Change,
    Progress,
    advice,
    apply_changes,
    computed,
    diff,
    digest,
    draft_problems,
    progress,
    read_json,
    read_post,
    snapshot,
    validate,
)
from tests.forms.conftest import TODAY

FILE = {"id": "7", "name": "a.png", "size": 3, "media_type": "image/png", "sha256": "0"}


def posted(**pairs):
    data = QueryDict(mutable=True)
    for name, value in pairs.items():
        data.setlist(name.replace("__", "."), value if isinstance(value, list) else [value])
    return data


def found(problems):
    return [(problem.path, problem.code) for problem in problems]


def test_a_post_becomes_typed_answers(definition):
    data = posted(
        present=["studio"],
        studio__name="李明 ",
        studio__area="３０",
        studio__tags=["show", "study"],
        studio__truth="on",
    )
    reading = read_post(definition, data, base={}, at=TODAY)
    assert reading.answers == {"studio": {"name": "李明", "area": "30.0", "tags": ["study", "show"], "truth": True}}
    assert (reading.problems, reading.dropped) == ([], [])


def test_sections_not_on_the_page_keep_their_answers(definition, complete):
    reading = read_post(definition, posted(present="service", service__note="x"), base=complete, at=TODAY)
    assert reading.answers == {**complete, "service": {"note": "x"}}


def test_rows_are_read_in_the_order_of_their_numbers(definition):
    data = posted(present="members", members__10__name="十", members__9__name="九")
    data["members.2"] = ""
    assert read_post(definition, data, base={}, at=TODAY).answers["members"] == [{}, {"name": "九"}, {"name": "十"}]


def test_unknown_names_are_dropped_with_a_note(definition):
    data = posted(
        present="studio", studio__salary="1", members__x__name="?", evil="1", csrfmiddlewaretoken="t", act="save"
    )
    assert read_post(definition, data, base={}, at=TODAY).dropped == ["evil", "members.x.name", "studio.salary"]


def test_a_file_is_held_only_where_it_was_held_before(definition):
    base = {"studio": {"photos": [FILE]}, "members": [{"name": "张", "proof": [{**FILE, "id": "8"}]}]}
    data = posted(present=["studio", "members"], members__0__name="王")
    data.setlist("studio.photos@held", ["7", "8", "999"])
    data["members.1.proof@held"] = "8"
    answers = read_post(definition, data, base=base, at=TODAY).answers
    assert answers == {"studio": {"photos": [FILE]}, "members": [{"name": "王"}, {"proof": [{**FILE, "id": "8"}]}]}


def test_a_posted_form_cannot_forge_a_file_reference(definition):
    answers = read_json(definition, {"studio": {"photos": [{"id": "1", "name": "x"}]}}, at=TODAY).answers
    assert answers == {"studio": {}}


def test_invalid_text_is_kept_as_typed(definition):
    reading = read_post(definition, posted(present="studio", studio__area="八十"), base={}, at=TODAY)
    assert reading.answers == {"studio": {"area": "八十"}}
    assert found(reading.problems) == [("studio.area", "not_a_number")]


def test_changes_touch_only_what_they_name(definition, complete):
    reading = apply_changes(definition, complete, {"studio.area": "40", "members": [{"name": "王芳"}]}, at=TODAY)
    assert reading.answers == {
        "studio": {**complete["studio"], "area": "40.0"},
        "members": [{"name": "王芳"}],
    }
    assert complete["studio"]["area"] == "30.0"


def test_changes_drop_what_is_no_field(definition):
    changes = {"nowhere.x": 1, "studio.nothing": 1, "members.0.name": "x", "studio.total": "9", "members": [{"pay": 1}]}
    reading = apply_changes(definition, {}, changes, at=TODAY)
    assert reading.dropped == ["members.0.name", "members.pay", "nowhere.x", "studio.nothing"]
    assert reading.answers == {"studio": {}, "members": [{}]}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"members": {"name": "x"}}, "answers_malformed"),
        ({"members": ["x"]}, "answers_malformed"),
        ({"studio": "x"}, "answers_malformed"),
        ({"studio.name": {"deep": 1}}, "answers_malformed"),
        ({"studio.tags": [["deep"]]}, "answers_malformed"),
        ({"members": [{}] * 501}, "answers_malformed"),
        ({"studio.deeds": "字" * 200_001}, "text_too_long"),
        ({"studio.deeds": "字" * (50 * 1024 * 1024)}, "text_too_long"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_refuses_changes_and_changes_nothing(definition, complete, changes, code):
    before = digest(complete)
    with pytest.raises(Refusal) as refused:
        apply_changes(definition, complete, changes, at=TODAY)
    assert refused.value.code == code
    assert digest(complete) == before


def test_the_whole_form_has_a_limit_too(form_data):
    from jiangxin.forms.parse import parse_definition

    small = parse_definition({**form_data, "max_answer_bytes": 10_000})
    with pytest.raises(Refusal) as refused:
        apply_changes(small, {}, {"studio.deeds": "字" * 4000}, at=TODAY)
    assert refused.value.code == "answers_too_large"


def test_complete_answers_have_no_problems(definition, complete):
    assert validate(definition, complete, at=TODAY) == []


def test_tells_what_is_missing_where_in_the_order_of_the_form(definition):
    answers = {"studio": {"kind": "service"}, "members": [{"role": "core"}, {}]}
    assert found(validate(definition, answers, at=TODAY)) == [
        ("studio.name", "missing"),
        ("studio.hours", "missing"),
        ("studio.truth", "missing"),
        ("members.0.name", "missing"),
        ("service.note", "missing"),
    ]


def test_blank_rows_do_not_count(definition, complete):
    assert found(validate(definition, {**complete, "members": [{}, {}]}, at=TODAY)) == [("members", "too_few_rows")]
    five = [{"name": "甲"}] * 5
    assert found(validate(definition, {**complete, "members": five}, at=TODAY)) == [("members", "too_many_rows")]


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("name", "一二三四五六七八九十一", "too_long"),
        ("deeds", "太 短", "too_short"),
        ("area", "0.5", "too_small"),
        ("area", "八", "not_a_number"),
        ("founded_on", "2026-11-23", "too_late"),
        ("kind", "other", "not_a_choice"),
        ("photos", [FILE], "too_few_files"),
        ("photos", [FILE] * 4, "too_many_files"),
    ],
)
def test_limits(definition, complete, path, value, code):
    complete["studio"][path] = value
    assert found(validate(definition, complete, at=TODAY)) == [(f"studio.{path}", code)]


def test_blanks_do_not_count_towards_the_length(definition, complete):
    complete["studio"]["name"] = "一 二 三 四 五 六 七 八 九 十"
    assert validate(definition, complete, at=TODAY) == []


def test_days_must_be_in_order(definition, complete):
    complete["members"][0] |= {"role": "guest", "from": "2024-03", "to": "2024-02"}
    assert found(validate(definition, complete, at=TODAY)) == [("members.0.to", "wrong_order")]


def test_hidden_fields_are_neither_asked_for_nor_checked(definition, complete):
    complete["studio"]["hours"] = "许多"
    assert validate(definition, complete, at=TODAY) == []


def test_nothing_is_missing_from_a_draft(definition):
    assert draft_problems(definition, {"studio": {"area": "八"}}, at=TODAY)[0].code == "not_a_number"
    assert draft_problems(definition, {}, at=TODAY) == []


def test_advice_does_not_refuse(definition, complete):
    complete["studio"]["area"] = "12.0"
    assert found(advice(definition, complete)) == [("studio.area", "advice")]
    assert validate(definition, complete, at=TODAY) == []


def test_progress(definition, complete):
    assert progress(definition, complete) == [Progress("studio", 3, 3, True), Progress("members", 2, 2, True)]
    assert progress(definition, {"studio": {"kind": "service"}}) == [
        Progress("studio", 1, 4, True),
        Progress("members", 0, 1, False),
        Progress("service", 0, 1, False),
    ]


def test_the_snapshot_leaves_out_what_is_hidden_and_fills_in_what_is_computed(definition, complete):
    complete["studio"]["hours"] = 12
    complete["service"] = {"note": "kept in the draft"}
    complete["members"] += [{}, {"name": "王", "role": "guest", "benefit": "0.75"}]
    sealed = snapshot(definition, complete)
    assert sealed == {
        "studio": {
            "name": "李明工作室",
            "kind": "innovation",
            "area": "30.0",
            "public": False,
            "truth": True,
            "total": "13.25",
            "core": "50.0",
        },
        "members": [complete["members"][0], complete["members"][2]],
    }
    assert computed(definition, complete) == {"studio.total": "13.25", "studio.core": "50.0"}


def test_the_digest_is_that_of_the_canonical_form():
    canonical = '{"a":{"x":"一","y":1}}'
    assert digest({"a": {"y": 1, "x": "一"}}) == hashlib.sha256(canonical.encode()).hexdigest()


def test_diff(definition, complete):
    changed = apply_changes(
        definition,
        complete,
        {"studio.area": "40", "studio.public": None, "members": [{"name": "王"}, {"name": "赵"}]},
        at=TODAY,
    ).answers
    assert diff(definition, complete, changed) == [
        Change("studio.area", "30.0", "40.0"),
        Change("studio.public", False, None),
        Change("members.0.name", "张伟", "王"),
        Change("members.0.role", "core", None),
        Change("members.0.from", "2024-03", None),
        Change("members.0.benefit", "12.50", None),
        Change("members.1.name", None, "赵"),
    ]
    assert diff(definition, complete, complete) == []
