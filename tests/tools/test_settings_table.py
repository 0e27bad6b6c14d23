"""The table of settings in the administrator's guide is what the code declares."""

import pytest

from jiangxin.core.settings.environment import DECLARED, Variable
from tools import settings_table


def test_the_guide_holds_the_table_of_today():
    guide = settings_table.GUIDE.read_text(encoding="utf-8")

    assert settings_table.current(guide) == guide


def test_a_new_variable_makes_the_guide_old(monkeypatch):
    guide = settings_table.GUIDE.read_text(encoding="utf-8")
    monkeypatch.setitem(DECLARED, "JIANGXIN_NEW", Variable("JIANGXIN_NEW", "整数 whole number", "7", "新的 a new one"))

    now = settings_table.current(guide)

    assert set(now.splitlines()) - set(guide.splitlines()) == {
        "| `JIANGXIN_NEW` | 整数 whole number | `7` | 新的 a new one |"
    }


def test_the_table_names_no_folder_of_this_machine():
    assert str(settings_table.ROOT) not in settings_table.table()


def test_a_guide_without_a_place_for_the_table_is_refused():
    with pytest.raises(ValueError, match="has no lines"):
        settings_table.current("# Settings\n")
