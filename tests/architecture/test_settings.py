"""Every environment variable is read once, explained in both languages, and stands in the administrator's guide."""

import re

import pytest

from jiangxin.core.settings.environment import DECLARED
from tests.architecture.code import ROOT

GUIDE = ROOT / "docs" / "administrator" / "settings.md"
BY_NAME = pytest.mark.parametrize("variable", DECLARED.values(), ids=lambda variable: variable.name)


@BY_NAME
def test_a_variable_is_explained_in_both_languages(variable):
    assert re.search(r"[\u4e00-\u9fff]", variable.about)
    assert re.search(r"[a-z]{3,} [a-z]", variable.about)


@BY_NAME
def test_a_variable_stands_in_the_guide(variable):
    assert f"| `{variable.name}` |" in GUIDE.read_text(encoding="utf-8")


def test_the_guide_names_no_variable_that_is_not_read():
    named = set(re.findall(r"\bJIANGXIN_[A-Z_]+\b", GUIDE.read_text(encoding="utf-8")))

    assert named - {name for name in named if name.startswith("JIANGXIN_TEST_")} == set(DECLARED)
