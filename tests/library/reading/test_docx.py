"""Word documents: text, headings, lists, tables and pictures out of whole ones; one plain answer for the others."""

import io
import zipfile

import docx as word
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from jiangxin.library.reading import AttachmentKind, Hints, ReadingError, read_file
from jiangxin.library.reading.docx import picture_in
from jiangxin.library.reading.docx.numbering import write_number

from .building import W, archive, document, docx, paragraph


def read(data):
    return read_file(data, "a.docx")


def code_of(data):
    with pytest.raises(ReadingError) as caught:
        read(data)
    return caught.value.code


def made_by_word():
    made = word.Document()
    made.core_properties.title, made.core_properties.author = "在会上的讲话", "张三"
    made.add_heading("在会上的讲话", 0)
    made.add_heading("一、总则", 1)
    made.add_heading("目的", 2)
    made.add_paragraph("同志们：\n今天\t开会。")
    made.add_paragraph("甲", style="List Bullet")
    made.add_paragraph("乙", style="List Number")
    made.add_paragraph("丙", style="List Number")
    table = made.add_table(2, 2)
    for at, words in enumerate(["姓名", "单位", "张三", "机床厂"]):
        table.cell(at // 2, at % 2).text = words
    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    made.add_picture(picture)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue(), picture.getvalue()


def test_a_document_made_by_a_word_processor():
    data, picture = made_by_word()
    found = read(data)
    assert found.text.splitlines() == [
        "在会上的讲话",
        "一、总则",
        "## 目的",
        "同志们：",
        "今天\t开会。",
        "- 甲",
        "1. 乙",
        "2. 丙",
        "| 姓名 | 单位 |",
        "| --- | --- |",
        "| 张三 | 机床厂 |",
    ]
    assert found.hints == Hints(title="在会上的讲话", author="张三")
    (item,) = found.attachments
    assert (item.kind, item.inside, picture_in(data, item.address)) == (AttachmentKind.PICTURE, True, picture)


NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
</w:numbering>"""


def numbered(text, number, level):
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_word_writes_by_itself_are_written():
    items = [
        ("甲", 3, 0),
        ("乙", 3, 1),
        ("丙", 3, 1),
        ("丁", 3, 2),
        ("戊", 3, 0),
        ("己", 3, 1),
        ("庚", 4, 0),
        ("辛", 0, 0),
    ]
    body = "".join(numbered(*item) for item in items)
    assert read(docx(body, word__numbering_dot_xml=NUMBERING)).text.splitlines() == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "一.二.1 丁",
        "二、戊",
        "（一）己",
        "九、庚",
        "辛",
    ]


@pytest.mark.parametrize(
    ("count", "form", "written"),
    [
        (12, "chineseCounting", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCounting", "一百零五"),
        (110, "chineseCounting", "一百一十"),
        (10, "ideographDigital", "一〇"),
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (3, "decimalEnclosedCircle", "③"),
        (7, "decimalFullWidth", "７"),
        (5, "decimalZero", "05"),
        (5, "nothing known", "5"),
    ],
)
def test_forms_of_numbers(count, form, written):
    assert write_number(count, form) == written


def test_what_was_deleted_or_stands_twice_is_left_out():
    body = (
        "<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r>"
        '<mc:AlternateContent xmlns:mc="x"><mc:Choice><w:r><w:t>一</w:t></w:r></mc:Choice>'
        "<mc:Fallback><w:r><w:t>再</w:t></w:r></mc:Fallback></mc:AlternateContent>"
        '<w:r><w:noBreakHyphen/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type="page"/></w:r></w:p>'
    )
    assert read(docx(body)).text == "甲新一-乙\n丙"


def test_tables_in_tables_are_words_of_their_cell():
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('内')}</w:tc><w:tc>{paragraph('层')}</w:tc></w:tr></w:tbl>"
    cells = f"<w:tc>{paragraph('甲')}{inner}</w:tc><w:tc>{paragraph('乙')}</w:tc>"
    assert read(docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).text == "| 甲 内 层 | 乙 |"
    assert read(docx(f"<w:tbl><w:tr><w:tc>{paragraph('一列')}</w:tc></w:tr></w:tbl>")).text == "一列"


def test_footnotes_stand_at_the_end():
    body = '<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph("末段")
    notes = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>出处</w:t></w:r></w:p></w:footnote></w:footnotes>'
    assert read(docx(body, word__footnotes_dot_xml=notes)).text == "正文[1]\n末段\n[1] 出处"


def zeros(megabytes):
    return b"<a>" + b"0" * (megabytes * 1024 * 1024)


ENTITY = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = "<!DOCTYPE d [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(9)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (docx(paragraph("&x;"), ENTITY), "docx_entities"),
        (docx(paragraph("&j;"), LAUGHS), "docx_entities"),
        (docx(paragraph("甲"), word__styles_dot_xml=f"{ENTITY}<a/>"), "docx_entities"),
        (
            docx(paragraph("甲"), docProps__core_dot_xml='<!DOCTYPE a SYSTEM "http://x.example/a.dtd"><a/>'),
            "docx_entities",
        ),
        (docx("<w:p>" * 600), "docx_too_deep"),
        (docx("<w:p><w:r></w:p>"), "docx_broken"),
        (docx("")[:-60], "docx_broken"),
        (docx("")[:200], "docx_broken"),
        (archive({"word/other.xml": ""}), "docx_broken"),
        (archive({"word/document.xml": b"\xff\xfe\x00"}), "docx_broken"),
        (archive({"word/document.xml": '<?xml version="1.0" encoding="nothing"?><a/>'}), "docx_broken"),
        (docx(paragraph("甲"), word__vbaProject_dot_bin="x"), "docx_macros"),
        (docx("<w:p/>"), "no_text"),
        (archive({"xl/workbook.xml": ""}), "unsupported"),
        (archive({"a.txt": "文"}), "unsupported"),
    ],
)
def test_hostile_and_broken_documents(data, code):
    assert code_of(data) == code


@pytest.mark.parametrize(
    "parts",
    [
        lambda: {"word/document.xml": zeros(45)},
        lambda: {"word/document.xml": document(""), **{f"word/{at}": zeros(40) for at in range(6)}},
        lambda: {"word/document.xml": document(""), **{f"word/{at}": "" for at in range(6000)}},
    ],
    ids=["one part", "all parts", "number of parts"],
)
def test_documents_that_would_swell(parts):
    assert code_of(archive(parts())) == "docx_bomb"


def test_a_directory_that_lies_about_sizes_is_stopped_while_unpacking():
    data = bytearray(archive({"word/document.xml": zeros(45)}))
    real = (45 * 1024 * 1024 + 3).to_bytes(4, "little")
    while (at := data.find(real)) >= 0:
        data[at : at + 4] = (100).to_bytes(4, "little")
    assert code_of(bytes(data)) in {"docx_bomb", "docx_broken"}


def test_archives_in_a_document_are_never_opened():
    bomb = archive({"a": zeros(30)})
    found = read(docx(paragraph("甲"), word__embeddings__a_dot_zip=bomb))
    assert (found.text, found.attachments) == ("甲", ())


def test_a_protected_document_says_so():
    data = bytearray(docx(paragraph("甲")))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as packed:
        assert packed.infolist()
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    assert code_of(bytes(data)) == "encrypted"


WHOLE = docx(
    paragraph("一、总则", '<w:pStyle w:val="h"/>') + numbered("甲", 3, 0),
    word__numbering_dot_xml=NUMBERING,
    word__styles_dot_xml=f'<w:styles {W}><w:style w:styleId="h"><w:name w:val="heading 1"/></w:style></w:styles>',
)


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_no_damage_to_the_archive_makes_reading_fail(changes):
    data = bytearray(WHOLE)
    for at, value in changes:
        data[at] = value
    try:
        read(bytes(data))
    except ReadingError:
        return


PIECES = st.sampled_from(
    [
        "<w:p>",
        "</w:p>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "</w:tr>",
        "<w:tc>",
        "</w:tc>",
        "<w:r>",
        "</w:r>",
        "<w:t>甲</w:t>",
        '<w:numId w:val="3"/>',
        '<w:ilvl w:val="99"/>',
        '<w:ilvl w:val="²"/>',
        "<w:br/>",
        '<w:pStyle w:val="h"/>',
        "<w:del>",
        "</w:del>",
        '<w:footnoteReference w:id="1"/>',
        '<a:blip r:embed="x" xmlns:a="a"/>',
        "&amp;",
        "甲",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_body_makes_reading_fail(body):
    try:
        found = read(docx(body, word__numbering_dot_xml=NUMBERING))
    except ReadingError:
        return
    assert found.text.strip()
