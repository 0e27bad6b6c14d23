"""Sensitive answers: apart at rest, together for their owner, masked for others."""

from jiangxin.forms.sensitive import join_sensitive, mask_sensitive, split_sensitive

ANSWERS = {
    "studio": {"name": "李明", "id_no": "11010519491231002X", "phone": "13801234567"},
    "members": [{"name": "张伟"}, {"role": "core"}],
}


def test_apart_and_together_again(definition):
    plain, sealed = split_sensitive(definition, ANSWERS)
    assert plain == {"studio": {"name": "李明"}, "members": ANSWERS["members"]}
    assert sealed == {"studio": {"id_no": "11010519491231002X", "phone": "13801234567"}}
    assert join_sensitive(definition, plain, sealed) == ANSWERS


def test_masked(definition):
    assert mask_sensitive(definition, ANSWERS) == {
        "studio": {"name": "李明", "id_no": "1101**********002X", "phone": "138****4567"},
        "members": ANSWERS["members"],
    }
