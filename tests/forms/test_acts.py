"""Buttons that work without scripts, and files put in their places."""

import pytest

from jiangxin.core.refusal import Refusal
from jiangxin.forms.acts import apply_act, attach, detach, is_form_act, places_of

ROWS = {"members": [{"name": "甲"}, {"name": "乙"}, {"name": "丙"}]}
FILE = {"id": "7", "name": "a.pdf", "size": 3, "media_type": "application/pdf", "sha256": "0"}


def names(answers):
    return "".join(row.get("name", "_") for row in answers["members"])


@pytest.mark.parametrize(
    ("act", "after", "where"),
    [
        ("add:members", "甲乙丙_", "members.3.name"),
        ("remove:members:1", "甲丙", "members.1.name"),
        ("remove:members:2", "甲乙", "members.1.name"),
        ("up:members:2", "甲丙乙", "members.1.name"),
        ("up:members:0", "甲乙丙", "members.0.name"),
        ("down:members:0", "乙甲丙", "members.1.name"),
        ("down:members:2", "甲乙丙", "members.2.name"),
        ("remove:members:9", "甲乙丙", "members"),
        ("up:members:-1", "甲乙丙", "members"),
    ],
)
def test_rows(definition, act, after, where):
    answers, path = apply_act(definition, ROWS, act)
    assert (names(answers), path) == (after, where)
    assert names(ROWS) == "甲乙丙"


def test_the_last_row_can_go(definition):
    assert apply_act(definition, {"members": [{}]}, "remove:members:0") == ({"members": []}, "members")


def test_no_more_rows_than_allowed(definition):
    with pytest.raises(Refusal) as refused:
        apply_act(definition, {"members": [{}] * 4}, "add:members")
    assert refused.value.code == "too_many_rows"


@pytest.mark.parametrize("act", ["add:studio", "add:nowhere", "burn:members:1", "drop:studio.name:7", "drop:x:7"])
def test_other_acts_are_refused(definition, act):
    with pytest.raises(Refusal) as refused:
        apply_act(definition, ROWS, act)
    assert refused.value.code == "answers_malformed"


def test_which_acts_are_the_forms_own():
    assert [is_form_act(act) for act in ("add:members", "drop:a.b:1", "save", "submit", "")] == [True, True] + [
        False
    ] * 3


def test_a_file_is_attached_and_detached(definition):
    answers = attach(definition, {}, "studio.photos", FILE)
    answers = attach(definition, answers, "members.0.proof", {**FILE, "id": "8"})
    assert places_of(definition, answers) == [("studio.photos", FILE), ("members.0.proof", {**FILE, "id": "8"})]
    assert detach(definition, answers, "members.0.proof", "8") == {"studio": {"photos": [FILE]}, "members": [{}]}
    assert apply_act(definition, answers, "drop:studio.photos:7")[0]["studio"] == {}


def test_the_same_file_stands_once(definition):
    answers = attach(definition, {}, "studio.photos", FILE)
    assert attach(definition, answers, "studio.photos", FILE) == answers


def test_a_full_place_takes_no_more(definition):
    answers = attach(definition, {}, "members.0.proof", FILE)
    with pytest.raises(Refusal) as refused:
        attach(definition, answers, "members.0.proof", {**FILE, "id": "9"})
    assert refused.value.code == "too_many_files"


@pytest.mark.parametrize("path", ["studio.name", "members.5.proof", "members.x.proof", "members.0.name", "nowhere"])
def test_files_go_only_where_files_go(definition, path):
    with pytest.raises(Refusal) as refused:
        attach(definition, {}, path, FILE)
    assert refused.value.code == "answers_malformed"
