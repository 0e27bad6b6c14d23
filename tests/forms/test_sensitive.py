"""Sensitive answers: encrypted where they are kept, masked for others than their owner."""

import json
from dataclasses import replace

from jiangxin.forms.sensitive import mask_sensitive, protect, reveal

ANSWERS = {
    "studio": {"name": "李明", "id_no": "11010519491231002X", "phone": "13801234567"},
    "members": [{"name": "张伟"}, {"role": "core"}],
}


def test_masked(definition):
    assert mask_sensitive(definition, ANSWERS) == {
        "studio": {"name": "李明", "id_no": "1101**********002X", "phone": "138****4567"},
        "members": ANSWERS["members"],
    }


def test_encrypted_and_read_again(definition):
    kept = protect(definition, ANSWERS)

    text = json.dumps(kept, ensure_ascii=False)
    assert [secret in text for secret in ("11010519491231002X", "13801234567", "李明", "张伟")] == [
        False,
        False,
        True,
        True,
    ]
    assert reveal(definition, kept) == ANSWERS


def test_rows_of_a_repeated_section_too(definition):
    members = definition.section("members")
    fields = tuple(replace(field, sensitive=field.code == "name") for field in members.fields)
    secret = replace(definition, sections=(replace(members, fields=fields),))

    kept = protect(secret, ANSWERS)

    assert kept["studio"] == ANSWERS["studio"]
    assert [row.get("name", "")[:6] for row in kept["members"]] == ["enc:1:", ""]
    assert reveal(secret, kept) == ANSWERS
    assert mask_sensitive(secret, ANSWERS)["members"][1] == {"role": "core"}


def test_nobody_can_type_what_looks_encrypted(definition):
    typed = {"studio": {"id_no": "enc:1:bm90IG91cnM="}}

    assert reveal(definition, protect(definition, typed)) == typed


def test_empty_answers_stay_empty(definition):
    empty = {"studio": {"id_no": "", "phone": None}}

    assert protect(definition, empty) == empty
