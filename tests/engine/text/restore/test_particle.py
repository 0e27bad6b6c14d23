"""於 becomes 于 wherever it is the particle, and stays in the few names and old words that are written with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.text.restore import restore

from .damage import clean_texts, to_traditional

BEFORE = ("属", "基", "关", "对", "位", "由", "高", "等", "便", "适", "服务", "用")
AFTER = ("单位", "单独", "潜力", "则", "伦理", "戏剧", "坦诚", "穆斯林", "琳琅", "敖", "邑", "企业", "职工")
phrases = st.builds("{}于{}的内容。".format, st.sampled_from(BEFORE), st.sampled_from(AFTER))


@given(st.lists(phrases, min_size=1, max_size=6).map("".join))
def test_the_particle_comes_back_from_traditional_text(clean):
    assert restore(to_traditional(clean)).text == clean


@given(clean_texts, phrases, clean_texts)
def test_clean_text_with_the_particle_stays(before, phrase, after):
    text = f"{before}\n{phrase}\n{after}"

    assert restore(text).changes == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("這些設備屬於單位所有。", "这些设备属于单位所有。"),
        ("於單位門前設立服務點。", "于单位门前设立服务点。"),
        ("不利於戲劇創作，於戲劇節獲獎", "不利于戏剧创作，于戏剧节获奖"),
        ("於是淳于先生關於姓名的說明，來自於氏族傳統", "于是淳于先生关于姓名的说明，来自于氏族传统"),
        ("寄望於潛心鑽研的青年，在於潛移默化", "寄望于潜心钻研的青年，在于潜移默化"),
        ("等於期末考核，於邑外設站", "等于期末考核，於邑外设站"),
        ("楚人謂虎於菟。", "楚人谓虎於菟。"),
        ("匈奴太子於單降漢，太子於單獨一人時", "匈奴太子於单降汉，太子于单独一人时"),
        ("於潛鎮總工會在臨安於潛召開會議，於潛縣", "於潜镇总工会在临安於潜召开会议，於潜县"),
        ("於戲！前王不忘。嗚呼於戲", "於戏！前王不忘。呜呼於戏"),
        ("獻商於之地六百里，樊於期之首", "献商於之地六百里，樊於期之首"),
        ("他姓於，於氏一族，於夫羅單于", "他姓於，於氏一族，於夫罗单于"),
    ],
)
def test_names_and_old_words_stay(text, expected):
    result = restore(text)

    assert (result.text, restore(expected).text) == (expected, expected)
