import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jiangxin.engine.text.decode import MAX_BYTES, decode
from jiangxin.engine.text.errors import TextError

SIMPLIFIED = "市总工会召开会议，学习上级文件精神，部署今年的劳动竞赛工作。"
TRADITIONAL = "市總工會召開會議，學習上級文件精神，部署今年的勞動競賽工作。"


@pytest.mark.parametrize(
    ("text", "codec", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED + "㐂𠮷", "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "cp950"),
        (TRADITIONAL, "gbk", "gb18030"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        ("plain English", "utf-16-le", "utf-16-le"),
        ("张喆、李玥、𠮷田、龘🐄", "utf-16-le", "utf-16-le"),
        ("日本語のテキストです。", "utf-16-be", "utf-16-be"),
        ("白晶、龙峥", "utf-16-le", "utf-16-le"),
        ("①②③④⑤ ㈠㈡ Ⅰ Ⅱ", "gbk", "gb18030"),
        ("①②③④⑤ ㈠㈡ Ⅰ Ⅱ", "utf-16-be", "utf-16-be"),
        ("plain English", "ascii", "utf-8"),
        ("", "ascii", "utf-8"),
    ],
)
def test_encoding_is_found_without_a_mark(text, codec, found):
    result = decode(text.encode(codec))
    assert (result.text, result.encoding, result.scars) == (text, found, ())


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_decides(codec):
    data = SIMPLIFIED.encode(codec)
    result = decode(data, declared="gb2312")
    assert (result.text, result.encode(), result.misdeclared) == (SIMPLIFIED, data, True)


@pytest.mark.parametrize(
    ("codec", "declared", "misdeclared"),
    [
        ("gbk", "UTF-8", True),
        ("utf-8", "gb2312", True),
        ("gbk", "GB2312", False),
        ("big5", "gbk", True),
        ("utf-8", "UTF8", False),
        ("gbk", "no such thing", True),
        ("utf-16-be", "utf-16", True),
    ],
)
def test_a_declaration_is_only_a_hint(codec, declared, misdeclared):
    text = TRADITIONAL if codec == "big5" else SIMPLIFIED
    result = decode(text.encode(codec), declared=declared)
    assert (result.text, result.misdeclared) == (text, misdeclared)


def test_a_broken_character_becomes_one_mark_and_comes_back():
    data = SIMPLIFIED.encode() + b"\xe5\x8a" + SIMPLIFIED.encode()
    result = decode(data)
    assert (result.text, result.encode()) == (f"{SIMPLIFIED}\ufffd{SIMPLIFIED}", data)


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, b"\x89PNG\r\n\x1a\n" + b"\x00" * 60, bytes(range(256)) * 9])
def test_binary_is_refused(data):
    with pytest.raises(TextError) as caught:
        decode(data)
    assert (caught.value.code, caught.value.params) == ("text.binary", {"size": len(data)})


@pytest.mark.parametrize("codec", ["utf-8", "gbk", "utf-16-le", "utf-16-be", "utf-16", "big5"])
@pytest.mark.parametrize("cut", [1, 2, 3])
@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "big5", "utf-16", "iso-8859-1"])
def test_a_text_cut_within_a_character_is_read_up_to_it(codec, cut, declared):
    text = TRADITIONAL if codec == "big5" else SIMPLIFIED
    data = text.encode(codec)[:-cut]
    result = decode(data, declared=declared)
    assert (result.text[:-2], result.encode()) == (text[: len(result.text) - 2], data)


def test_too_large_is_refused():
    with pytest.raises(TextError) as caught:
        decode(b"a" * (MAX_BYTES + 1))
    assert caught.value.code == "text.too_large"


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "gbk", "big5", "utf-16", "x"]))
@example(b"\xff\xfe\x00\xd8", None)
@example(b"\xff\xfe\x00\x00\xff\xff\xff\xff\x41\x00\x00\x00", None)
@example(b"\xfe\xff\xd8", None)
@example(b"\x88\x62\xa1\x40\xf9\xf9", "big5hkscs")
def test_any_bytes_come_back_or_are_refused(data, declared):
    try:
        result = decode(data, declared=declared)
    except TextError:
        return
    assert result.encode() == data
    result.text.encode("utf-8")


@given(st.text(alphabet=TRADITIONAL + "裏恒墻粧嫺", max_size=40), st.binary(max_size=4))
def test_bytes_come_back_from_scarred_big5(text, noise):
    data = (TRADITIONAL + text).encode("cp950") + noise + b"\xf9\xf9\xa2\xcc"
    try:
        result = decode(data, declared="big5")
    except TextError:
        return
    assert result.encode() == data


@given(
    st.text(alphabet=SIMPLIFIED, min_size=12, max_size=80), st.sampled_from(["utf-8", "gbk", "utf-16-le", "utf-16-be"])
)
def test_prose_is_read_in_every_encoding(text, codec):
    assert decode(text.encode(codec)).text == text
