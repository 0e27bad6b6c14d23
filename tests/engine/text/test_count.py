import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.text.count import Figures, Rule, count, count_shown, units
from jiangxin.engine.text.gaps import Gap, find_gaps

texts = st.text(
    alphabet=st.one_of(st.sampled_from("劳模，。“a b1\r\n\t\u3000\u0301\ufe0f🐄"), st.characters()), max_size=60
)


@pytest.mark.parametrize(
    ("text", "site", "plain", "words"),
    [
        ("", 0, 0, 0),
        ("劳模", 2, 2, 2),
        ("劳模，创新。", 6, 6, 6),
        ("劳模\n创新", 6, 4, 4),
        ("劳模\r\n创新\r", 8, 4, 4),
        ("QC 小组", 5, 4, 3),
        ("用 PowerPoint 2019 做", 19, 16, 4),
        ("同志们:今天", 6, 6, 6),
        ("“十二五”……", 7, 7, 7),
        ("　空格", 3, 2, 2),
        ("𠮷野", 2, 2, 2),
    ],
)
def test_each_rule(text, site, plain, words):
    assert (count(text), count(text, Rule.PLAIN), count(text, Rule.WORDS)) == (site, plain, words)


@given(texts, st.sampled_from(Rule))
def test_units_cover_the_text_and_add_up(text, rule):
    found = list(units(text, rule))
    assert "".join(text[unit.start : unit.end] for unit in found) == text
    assert sum(unit.weight for unit in found) == count(text, rule)


@given(texts, texts)
def test_plain_counts_add(one, two):
    assert count(one + two, Rule.PLAIN) == count(one, Rule.PLAIN) + count(two, Rule.PLAIN)


def test_gap_markers_count_nothing_and_say_what_they_hide():
    text = "开头十个字在这里了吧\n……(某某网www.example.com省略609字,正式会员可完整阅读)…… \n中间"
    tail = " ……(未完,全文共700字,当前仅显示18字,请阅读下面提示信息。收藏《某文》\n文章搜索"
    assert count_shown(text) == Figures(16, (609,), 625)
    gaps = find_gaps(text + tail)
    assert [gap.omitted for gap in gaps] == [609, 73]
    assert gaps[1] == Gap(len(text), len(text) + tail.index("\n"), 73, 700, 18)


def test_traditional_markers_are_read_too():
    assert find_gaps("文 ……(未完,全文共90字,當前僅顯示1字,请")[0][2:] == (89, 90, 1)


@pytest.mark.parametrize("text", ["省略号……(见附件)……", "（省略609字）", "未完,全文共2690字", ""])
def test_other_brackets_are_no_gaps(text):
    assert find_gaps(text) == []
