"""Fonts are found, or it is said plainly that they are not."""

from pathlib import Path

import pytest

from jiangxin.core.printing.fonts import DEFAULT_FACES, Face, FontBook, MissingFont, Role

from .conftest import font_folders


def test_every_role_has_an_installed_family(fonts):
    installed = set(fonts.fonts.families())
    assert {fonts.family(role) in installed for role in Role} == {True}


def test_folder_without_fonts_is_refused(tmp_path):
    with pytest.raises(MissingFont) as caught:
        FontBook([tmp_path])
    assert caught.value.role is Role.SONG_TITLE
    assert caught.value.families == DEFAULT_FACES[Role.SONG_TITLE].families
    assert str(tmp_path) in str(caught.value)
    assert "npm ci" in str(caught.value)


def test_configured_face_is_never_replaced_silently():
    with pytest.raises(MissingFont) as caught:
        FontBook(font_folders(), {Role.SONG_TITLE: Face(("方正小标宋_GBK",), 400)})
    assert caught.value.families == ("方正小标宋_GBK",)


def test_configured_face_is_used(fonts):
    book = FontBook(font_folders(), {Role.KAI: Face((fonts.family(Role.HEI),), 900)})
    assert book.for_template()["kai"] == {"font": book.stack(Role.HEI), "weight": 900}


def test_missing_characters_are_named(fonts):
    assert fonts.missing("龘䶮〔2026〕3号\n— 1 —　①㎡") == frozenset()
    assert fonts.missing("好😀的\U0010fffd") == frozenset("😀\U0010fffd")


def test_full_cjk_fonts_draw_rare_names():
    debian = Path("/usr/share/fonts/opentype/noto")
    if not debian.is_dir():
        pytest.skip("fonts-noto-cjk is not installed")
    assert FontBook([*font_folders(), debian]).missing("𠮷田龘䶮") == frozenset()


@pytest.mark.parametrize("name", ["仿宋_GB2312", "FangSong_GB2312"])
def test_a_licensed_font_is_used_under_any_of_its_names(licensed, name):
    book = FontBook([*font_folders(), licensed.parent], named={Role.FANGSONG: name})

    assert book.absent == {}
    assert book.family(Role.FANGSONG) == "FangSong_GB2312"
    assert book.for_template()["fangsong"]["weight"] == 400
    assert book.missing("授牌") == frozenset()
    assert {book.family(role) for role in Role if role != Role.FANGSONG} == {"Noto Serif SC", "Noto Sans SC"}


def test_a_named_font_that_is_not_there_is_told_and_stood_in_for(fonts):
    book = FontBook(font_folders(), named={Role.SONG_TITLE: "方正小标宋简体"})

    assert book.absent == {Role.SONG_TITLE: "方正小标宋简体"}
    assert book.for_template() == fonts.for_template()
