"""A font is found by whatever name it gives itself, and a file that is no font is told apart."""

import pytest

from jiangxin.core.printing.font_tables import family_names, read_table


def test_a_font_has_a_name_in_each_language(licensed):
    assert family_names(licensed) == {"仿宋_GB2312", "FangSong_GB2312"}


def test_a_table_a_font_does_not_have_is_empty(licensed):
    assert read_table(licensed, 0, b"none") == b""


@pytest.mark.parametrize("content", [b"", b"OTTO\x00", b"ttcf"])
def test_a_file_cut_short_is_told(tmp_path, content):
    (tmp_path / "broken.otf").write_bytes(content)

    with pytest.raises(ValueError, match="is cut short"):
        read_table(tmp_path / "broken.otf", 0, b"name")
