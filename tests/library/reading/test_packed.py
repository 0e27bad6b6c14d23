"""Archives of files: what lies in them comes out by itself, and nothing an archive says of itself is believed."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.library.reading import ReadingError
from jiangxin.library.reading.document import Format
from jiangxin.library.reading.kinds import format_of
from jiangxin.library.reading.packed import MOST_FILES, is_archive, members


def packed(files, *, kind=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def word():
    return packed([("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")])


def code_of(data):
    with pytest.raises(ReadingError) as caught:
        members(data)
    return caught.value.code


def in_gbk(data, name):
    """Write a name as Windows does: in GBK, and without saying so."""
    plain, sign = name.encode(), name.encode("gbk")
    assert len(plain) >= len(sign)
    sign += b"x" * (len(plain) - len(sign))
    data = data.replace(plain, sign)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + place
        (flags,) = struct.unpack_from("<H", data, at)
        data = data[:at] + struct.pack("<H", flags & ~0x800) + data[at + 2 :]
    return data, sign.decode("gbk")


def test_files_come_out_in_order_and_what_systems_leave_behind_does_not():
    noise = [("讲话/.DS_Store", "x"), ("__MACOSX/讲话/._甲.txt", "x"), ("通知/Thumbs.db", "x"), ("空夹/", "")]
    data = packed([("讲话/甲.txt", "甲"), *noise, ("乙.txt", "")])

    assert [(one.name, one.content.decode(), one.fault) for one in members(data)] == [
        ("讲话/甲.txt", "甲", None),
        ("乙.txt", "", None),
    ]


def test_names_lead_nowhere_else():
    data = packed([("../../etc/passwd", "x"), ("C:\\windows\\甲.txt", "x"), ("/根/./乙.txt", "x")])

    assert [one.name for one in members(data)] == ["etc/passwd", "windows/甲.txt", "根/乙.txt"]


def test_names_of_windows_are_read():
    data, name = in_gbk(packed([("在班组长会议上的讲话.txt", "甲")]), "在班组长会议上的讲话.txt")

    assert [one.name for one in members(data)] == [name]


@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_of_word_documents_is_none(kind):
    data = packed([("甲.docx", word())], kind=kind)

    assert [is_archive(data, "一.zip"), is_archive(word(), "甲.docx"), is_archive(b"PK\x03\x04word/", "坏.docx")] == [
        True,
        False,
        False,
    ]
    assert format_of(word(), "甲.docx") is Format.DOCX
    assert not is_archive("甲".encode(), "甲.zip")


def test_bombs_crowds_and_secrets_are_refused_whole():
    locked = bytearray(packed([("甲.txt", "甲")]))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1

    assert code_of(packed([("大.txt", b"0" * 6_000_000)])) == "zip_bomb"
    assert code_of(packed([(f"{number}.txt", "x") for number in range(MOST_FILES + 1)])) == "zip_too_many"
    assert code_of(bytes(locked)) == "encrypted"
    assert code_of(packed([("夹/", "")])) == "empty"
    assert code_of(packed([("甲.txt", "甲")])[:-10]) == "zip_broken"


def test_a_file_that_lies_about_its_size_fails_alone():
    data = bytearray(packed([("甲.txt", "甲" * 50), ("乙.txt", "乙")]))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 7)

    found = list(members(bytes(data)))

    assert [(one.name, one.fault.code if one.fault else one.content.decode()) for one in found] == [
        ("甲.txt", "zip_broken"),
        ("乙.txt", "乙"),
    ]


@given(st.integers(0, 400), st.binary(min_size=1, max_size=6))
def test_no_damage_raises_anything_else(at, change):
    whole = packed([("讲话/甲.txt", "甲" * 30), ("乙.docx", word())])
    at %= len(whole)
    data = whole[:at] + change + whole[at + len(change) :]
    try:
        codes = {one.fault.code for one in members(data) if one.fault}
    except ReadingError as fault:
        codes = {fault.code}

    assert codes <= {"zip_broken", "too_large", "zip_bomb", "zip_too_many", "encrypted", "empty"}
