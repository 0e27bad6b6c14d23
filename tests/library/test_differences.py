import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.library.queries import Change, Mark, Span, differences

PARAGRAPHS = st.lists(st.text(alphabet="劳模工会创新，。ab ", max_size=12), max_size=8).map("\n".join)


def plain(text):
    return [line.strip() for line in text.split("\n") if line.strip()]


def drawn(changes):
    """Return changes as text: -gone- and +new+ within their paragraphs."""
    signs = {Mark.SAME: "", Mark.GONE: "-", Mark.NEW: "+"}
    return [
        (change.kind, "".join(f"{signs[span.mark]}{span.text}{signs[span.mark]}" for span in change.spans))
        for change in changes
    ]


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_texts_can_be_read_from_their_differences(old, new):
    found = differences(old, new)

    assert [change.before for change in found if change.before] == plain(old)
    assert [change.after for change in found if change.after] == plain(new)
    assert all(span.text for change in found for span in change.spans)


@given(PARAGRAPHS)
def test_a_text_does_not_differ_from_itself(text):
    assert [change.kind for change in differences(text, text)] == ["same"] * len(plain(text))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("工作室今天授牌。", "工作室昨天授牌。", [("changed", "工作室-今-+昨+天授牌。")]),
        ("共命名十二家。", "共命名三家。", [("changed", "共命名-十二-+三+家。")]),
        ("甲段文字。\n乙段内容。", "甲段文字。\n\n丁另起一行。\n乙段内容。", [
            ("same", "甲段文字。"),
            ("new", "+丁另起一行。+"),
            ("same", "乙段内容。"),
        ]),
        ("要删的话。\n保留的话。", "保留的话。", [("gone", "-要删的话。-"), ("same", "保留的话。")]),
        ("各级工会要重视。", "焊工氩弧焊氧气表。", [("gone", "-各级工会要重视。-"), ("new", "+焊工氩弧焊氧气表。+")]),
        ("", "新写的文章。", [("new", "+新写的文章。+")]),
        ("", "", []),
    ],
)  # fmt: skip
def test_differences_read_as_people_read_them(old, new, expected):
    assert drawn(differences(old, new)) == expected


def test_a_lone_character_between_two_changes_belongs_to_them():
    assert drawn(differences("由张工师傅带领攻关的项目", "由李工程师带领攻关的项目")) == [
        ("changed", "由-张工师傅-+李工程师+带领攻关的项目")
    ]


def test_a_very_long_paragraph_is_laid_side_by_side():
    old, new = "长" * 5000, "长" * 4999 + "短"

    assert differences(old, new) == [Change("changed", (Span(Mark.GONE, old), Span(Mark.NEW, new)))]
