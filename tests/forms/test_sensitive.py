"""Sensitive answers, masked for others than their owner."""

from jiangxin.forms.sensitive import mask_sensitive

ANSWERS = {
    "studio": {"name": "李明", "id_no": "11010519491231002X", "phone": "13801234567"},
    "members": [{"name": "张伟"}, {"role": "core"}],
}


def test_masked(definition):
    assert mask_sensitive(definition, ANSWERS) == {
        "studio": {"name": "李明", "id_no": "1101**********002X", "phone": "138****4567"},
        "members": ANSWERS["members"],
    }
