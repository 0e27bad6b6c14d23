"""Byte-wise damage (V10, V11): what the readings prove is restored, what is lost is flagged with candidates."""

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangxin.engine.text.han import is_common, simplifier, simplify_char
from jiangxin.engine.text.restore import restore, undo_changes
from jiangxin.engine.text.restore.readings import byte_readings, toned_readings

from .damage import WORDS, shift_bytes, to_traditional


@pytest.mark.parametrize(
    ("damaged", "restored", "flagged"),
    [
        ("獎?wù)芦@得者", "奖章获得者", []),
        ("獎?(wù)芦@得者", "奖章获得者", []),
        ("成績(jī)?cè)u(píng)審", "成绩评审", []),
        ("納入?yún)①惙秶?", "纳入参赛范?", [("?", ("圍",))]),
        ("活動?,F(xiàn)制訂", "活动?现制订", [("?", ("遥", "。"))]),
        ("確?；顒?dòng)", "确?活动", [("?", ("保", "。"))]),
        ("確?;顒?dòng)", "确?活动", [("?", ("保", "。"))]),
        ("真的?；我们", "真的?；我们", []),
    ],
)
def test_damage_as_met(damaged, restored, flagged):
    result = restore(damaged)
    assert result.text == restored
    assert [(flag.text, flag.candidates) for flag in result.flags] == flagged
    assert undo_changes(result.text, result.changes) == damaged


@cache
def readings_by_code():
    """GBK codes of traditional characters, as tools annotate them, with a reading."""
    chars = {char for chars in byte_readings().values() for char in chars if is_common(char)}
    return {char.encode("gbk"): min(toned_readings(char)) for char in chars if simplify_char(char) != char}


def straddling_table(raw):
    """Characters whose bytes lie across two characters of this very text, with their readings."""
    found, at = {}, 0
    while at < len(raw) - 3:
        step = 1 if raw[at] < 0x80 else 2
        code = raw[at + 1 : at + 3]
        if step == 2 and raw[at + 2] >= 0x80 and code in readings_by_code():
            found[code.decode("gbk")] = readings_by_code()[code]
        at += step
    return found


@st.composite
def byte_damage(draw):
    """A sentence in traditional characters, and the same after a tool inserted one reading across a border."""
    words = draw(
        st.lists(st.sampled_from([*WORDS, "办法，", "证书。", "规划(试行)", "使用PPT"]), min_size=4, max_size=20)
    )
    text = to_traditional("".join(words))
    table = straddling_table(text.encode("gbk"))
    char = draw(st.sampled_from(sorted(table) or ["獎"]))
    return text, shift_bytes(text, {char: table.get(char, "jiǎng")})


def agrees(clean, found):
    """Whether a text differs from the clean one only where the damage is still to be seen."""
    pieces = [re.escape(piece) for piece in re.split(r"[^。；！？!\n]*[?][^。；！？!\n]*", found) if piece]
    return re.search(".*".join(pieces), clean, re.DOTALL) is not None


@settings(max_examples=150)
@given(byte_damage())
def test_what_is_restored_is_true(case):
    text, damaged = case
    result = restore(damaged)
    assert agrees(simplifier().convert(text), result.text)
    assert undo_changes(result.text, result.changes) == damaged
    assert restore(result.text).changes == ()


def test_most_damage_by_one_reading_is_undone():
    whole = seen = 0
    for start in range(len(WORDS)):
        text = to_traditional("".join([*WORDS[start:], *WORDS[:start]][::7]) + "。")
        for char, reading in straddling_table(text.encode("gbk")).items():
            damaged = shift_bytes(text, {char: reading})
            seen += 1
            whole += restore(damaged).text == simplifier().convert(text)
    assert (seen > 20, whole / seen > 0.5) == (True, True)
