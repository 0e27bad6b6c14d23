"""Official documents are measured against GB/T 9704-2012 by another program."""

import io
import itertools
from datetime import date

import pypdf
import pytest

from jiangxin.core.printing.official import (
    Attendance,
    Level,
    NameGroup,
    NameList,
    Paragraph,
    attachment_labels,
    attachment_note,
    block_data,
    official_pdf,
)
from jiangxin.core.printing.typesetting import Picture

from .samples import COLUMNS, LONG_NAME, SENTENCE, naming

SEAL = Picture(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>', "印章", "svg"
)
PITCH = 156 / 28 * 15 / 8


@pytest.fixture(scope="module")
def sheets(typesetter, read):
    return read(official_pdf(naming(), typesetter))


def body_lines(sheet):
    return [line for line in sheet.lines if line.bottom < 262.5]


def test_page_is_a4(sheets):
    assert {(round(sheet.width), round(sheet.height)) for sheet in sheets} == {(210, 297)}


def test_mark_starts_35_mm_under_the_type_area(sheets):
    mark = sheets[0].lines[0]
    assert mark.text == "云溪市总工会文件"
    assert mark.top == pytest.approx(37 + 35, abs=0.3)
    assert (mark.left + mark.right) / 2 == pytest.approx(28 + 78, abs=0.3)


def test_number_stands_two_lines_under_the_mark(sheets):
    mark, number = sheets[0].lines[:2]
    assert number.text == "云工〔2026〕35号"
    assert number.top - mark.bottom == pytest.approx(2 * PITCH + PITCH * 7 / 15, abs=0.3)


def test_full_page_has_22_lines_that_fill_the_type_area(typesetter, read):
    sheet = read(official_pdf(naming(body=(Paragraph(SENTENCE * 60),)), typesetter))[1]
    lines = body_lines(sheet)
    assert len(lines) == 22
    assert lines[0].top == pytest.approx(37, abs=0.1)
    assert lines[-1].bottom == pytest.approx(262, abs=0.2)
    assert {round(line.left, 1) for line in lines} == {28.0}
    gaps = {round(below.top - above.top, 1) for above, below in itertools.pairwise(lines)}
    assert gaps == {round(PITCH, 1)}


def test_line_has_28_characters(typesetter, read):
    sheet = read(official_pdf(naming(body=(Paragraph("工" * 28 * 60),)), typesetter))[1]
    lines = body_lines(sheet)
    assert {len(line.text) for line in lines} == {28}
    assert {round(line.right, 1) for line in lines} == {184.0}


def test_page_numbers_alternate(sheets):
    feet = [next(line for line in sheet.lines if line.top > 264) for sheet in sheets]
    assert [foot.text for foot in feet] == [f"—{number}—" for number in range(1, len(sheets) + 1)]
    assert [foot.left > 105 for foot in feet] == [number % 2 == 1 for number in range(1, len(sheets) + 1)]
    size_4 = 14 / 72 * 25.4
    assert feet[0].right == pytest.approx(184 - size_4, abs=1)
    assert feet[1].left == pytest.approx(28 + size_4, abs=1)


def test_attachments_start_on_new_pages(sheets):
    starts = [(number, sheet.lines[0].text) for number, sheet in enumerate(sheets, 1) if "附件" in sheet.lines[0].text]
    assert starts == [(4, "附件1"), (5, "附件2")]
    first = sheets[3].lines
    assert first[0].left == pytest.approx(28, abs=0.1)
    assert first[1].text == "2026年度云溪市劳模创新工作室名单"
    assert (first[1].top + first[1].bottom) / 2 == pytest.approx(37 + 2 * PITCH + 156 / 28 / 2, abs=0.4)  # third line


def test_imprint_closes_the_last_even_page(sheets):
    assert len(sheets) % 2 == 0
    last = body_lines(sheets[-1])
    assert last[-1].text == "2026年11月22日印发"
    assert last[-1].bottom == pytest.approx(260.5, abs=1)
    assert sheets[-1].text.startswith("抄送：省总工会，")


def test_imprint_after_a_blank_page_is_not_numbered(typesetter, read):
    document = naming(body=(Paragraph(SENTENCE * 13),), attachments=())
    sheets = read(official_pdf(document, typesetter))
    assert [sheet.lines[-1].text for sheet in sheets[:-2]] == ["—1—", "—2—"]
    assert sheets[-2].lines == ()
    assert "—" not in sheets[-1].text
    assert len(sheets) == 4


@pytest.mark.parametrize("count", [1, 11, 12, 13, 14])
def test_imprint_need_not_wait_for_an_even_page(typesetter, read, count):
    document = naming(body=(Paragraph(SENTENCE * count),), attachments=(), keep_even_imprint=False)
    sheets = read(official_pdf(document, typesetter))
    imprint = next(line for line in sheets[-1].lines if line.text == "抄送：")
    assert all(line.bottom < imprint.top or line.top >= imprint.top for line in sheets[-1].lines)
    assert [sheet.lines[-1].text for sheet in sheets] == [f"—{number}—" for number in range(1, len(sheets) + 1)]


def test_sealed_issuer_is_centred_on_the_date(sheets):
    lines = {line.text: line for line in sheets[2].lines}
    issuer, day = lines["云溪市总工会"], lines["2026年11月22日"]
    assert day.right == pytest.approx(184 - 4 * 156 / 28, abs=0.2)
    assert (issuer.left + issuer.right) / 2 == pytest.approx((day.left + day.right) / 2, abs=0.2)


def test_unsealed_date_starts_two_characters_after_the_issuer(typesetter, read):
    document = naming(sealed=False, issuers=("云溪市人力资源和社会保障局",), body=(Paragraph(SENTENCE),))
    lines = {line.text: line for sheet in read(official_pdf(document, typesetter)) for line in sheet.lines}
    issuer, day = lines["云溪市人力资源和社会保障局"], lines["2026年11月22日"]
    assert issuer.right == pytest.approx(184 - 2 * 156 / 28, abs=0.2)
    assert day.left - issuer.left == pytest.approx(2 * 156 / 28, abs=0.2)


@pytest.mark.parametrize("count", range(1, 28))
def test_signature_never_stands_without_text(typesetter, read, count):
    document = naming(body=(Paragraph(SENTENCE * count),), attachments=(), copy_to="", printer="")
    sheets = read(official_pdf(document, typesetter))
    assert sheets[-1].text.endswith(f"云溪市总工会2026年11月22日—{len(sheets)}—")
    assert "。" in sheets[-1].text
    assert "各级工会要把" in sheets[0].text


def test_upward_document_names_its_signers(typesetter, read):
    lines = read(official_pdf(naming(signers=("王建国", "李卫东", "张海")), typesetter))[0].lines
    number = next(line for line in lines if line.text.startswith("云工"))
    assert number.left == pytest.approx(28 + 156 / 28, abs=0.2)
    signers = [line for line in lines if line.left > 118 and line.top < number.bottom]
    assert [line.text for line in signers] == ["签发人：", "王建国", "李卫东", "张海"]
    assert [line.top == pytest.approx(number.top, abs=0.1) for line in signers] == [False, False, False, True]


@pytest.mark.parametrize("ruled", [True, False])
def test_three_hundred_names_are_numbered_through(typesetter, read, ruled):
    sheets = read(official_pdf(naming(rows_per_area=(60,) * 5, name=LONG_NAME, ruled=ruled), typesetter))
    text = "".join(sheet.text for sheet in sheets)
    assert text.count("王建国", text.index("附件1")) >= 300
    assert [f"{area}（60个）" in text for area in ("吴溪区", "南浦区", "德山县", "长河县", "安源县")] == [True] * 5
    assert all(line.right <= 184.6 or line.text.endswith(("，", "。")) for sheet in sheets for line in sheet.lines)
    assert all(line.bottom <= 262.3 or "—" in line.text for sheet in sheets for line in sheet.lines)


def test_smallest_document(typesetter, read):
    document = naming(
        marks=(), number="", recipients="", body=(), attachments=(), issuers=(), copy_to="", printer="", title="公告"
    )
    (sheet,) = read(official_pdf(document, typesetter))
    assert [line.text for line in sheet.lines] == ["公告", "2026年11月22日", "—1—"]
    assert sheet.lines[0].top == pytest.approx(37, abs=1.2)


def test_forty_character_issuers_stay_on_paper(typesetter, read):
    document = naming(marks=(LONG_NAME,), issuers=(LONG_NAME,), title=LONG_NAME * 2, seal=SEAL)
    for sheet in read(official_pdf(document, typesetter)):
        assert all(line.left > 27.9 and line.right <= 187 for line in sheet.lines)


def test_joint_marks_do_not_overlap(typesetter, read):
    marks = ("云溪市总工会", "云溪市人力资源和社会保障局", "云溪市经济和信息化局")
    lines = read(official_pdf(naming(marks=marks, issuers=marks), typesetter))[0].lines
    names = lines[:3]
    assert [line.text.removesuffix("文件") for line in names] == list(marks)
    assert len({round(line.left, 1) for line in names}) == 1
    centres = [line.bottom - 10 for line in names]
    assert all(below - above > 9 for above, below in itertools.pairwise(centres))


def test_attendance_of_minutes(typesetter, read):
    document = naming(attendance=(Attendance("出席", "王建国、李卫东"), Attendance("请假", "张海")), attachments=())
    text = "".join(sheet.text for sheet in read(official_pdf(document, typesetter)))
    assert "出席：王建国、李卫东" in text
    assert "请假：张海" in text


def test_numbers_follow_their_level():
    levels = [Level.FIRST, Level.SECOND, Level.SECOND, Level.THIRD, Level.FOURTH, Level.FIRST, Level.SECOND, Level.BODY]
    blocks = block_data(tuple(Paragraph("文", level) for level in levels))
    assert [block["number"] for block in blocks] == ["一、", "（一）", "（二）", "1.", "(1)", "二、", "（一）", ""]


def test_names_can_be_counted_anew_in_each_area():
    groups = (NameGroup("甲", (("a",), ("b",))), NameGroup("乙", (("c",),)))
    for continuous, numbers in ((True, ["1", "2", "3"]), (False, ["1", "2", "1"])):
        (block,) = block_data((NameList(COLUMNS[:1], groups, continuous=continuous),))
        assert [row[0] for group in block["groups"] for row in group["rows"]] == numbers


def test_single_attachment_has_no_number():
    document = naming()
    single = naming(attachments=document.attachments[:1])
    assert attachment_labels(single) == ["附件"]
    assert attachment_note(single) == [("", "2026年度云溪市劳模创新工作室名单")]
    assert attachment_labels(document) == ["附件1", "附件2"]
    assert attachment_note(document)[1] == ("2.", "补助经费安排表")
    assert attachment_note(naming(attachments=())) == []


def test_file_describes_itself_and_is_reproducible(typesetter):
    pdf = official_pdf(naming(seal=SEAL), typesetter)
    assert official_pdf(naming(seal=SEAL), typesetter) == pdf
    assert official_pdf(naming(seal=SEAL, issued=date(2026, 11, 23)), typesetter) != pdf
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.metadata.title == "云溪市总工会关于命名2026年度云溪市劳模创新工作室和劳模服务工作室的决定"
    assert reader.metadata.author == "云溪市总工会"
    assert reader.metadata.creation_date.date() == date(2026, 11, 22)
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert (reader.xmp_metadata.pdfaid_part, reader.xmp_metadata.pdfaid_conformance) == ("2", "A")
    assert [entry.title for entry in reader.outline][1:] == ["2026年度云溪市劳模创新工作室名单", "补助经费安排表"]
