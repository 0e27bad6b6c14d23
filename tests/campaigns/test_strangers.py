"""Keys that nothing reads are told: slips of the pen that would change a rule without a word."""

from copy import deepcopy

import pytest

from jiangxin.campaigns.blueprint.shipped import shipped_definitions
from jiangxin.campaigns.blueprint.strangers import strangers

SHIPPED = shipped_definitions()


@pytest.mark.parametrize("code", SHIPPED)
def test_what_is_shipped_has_no_key_that_nothing_reads(code):
    assert [stranger for part, content in SHIPPED[code].items() for stranger in strangers(part, content)] == []


def test_a_misspelt_key_is_told_with_its_place_and_what_was_meant():
    stages = deepcopy(SHIPPED["studio_naming"]["stages"])
    stages[1]["levle"] = stages[1].pop("level")
    stages[2]["zzz"] = 1

    assert strangers("stages", stages) == [("stages[2].levle", "level"), ("stages[3].zzz", "")]


@pytest.mark.parametrize("key", ["source", "note", "description_en", "kind_en", "platform_default"])
def test_words_for_people_stand_anywhere(key):
    assert strangers("quotas", {"kind": "hard", key: "话"}) == []
