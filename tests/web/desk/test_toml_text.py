"""What is written as TOML is read back the same."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.campaigns.blueprint.shipped import shipped_definitions
from jiangxin.web.desk.toml_text import write_toml

KEYS = st.text(min_size=1, max_size=12) | st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
# TOML texts hold every Unicode scalar value, surrogates are none
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=150)
SCALARS = st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)


@given(KEYS, VALUES)
def test_everything_comes_back(name, value):
    assert tomllib.loads(write_toml(name, value)) == {name: value}


@pytest.mark.parametrize("part", list(shipped_definitions()["studio_naming"]))
def test_each_part_of_the_shipped_blueprint_comes_back(part):
    content = shipped_definitions()["studio_naming"][part]

    assert tomllib.loads(write_toml(part, content)) == {part: content}


def test_what_is_nothing_is_left_out():
    assert write_toml("a", {"b": None, "c": 1}) == "[a]\nc = 1\n"
