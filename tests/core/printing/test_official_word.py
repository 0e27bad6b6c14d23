"""The Word file has the same content and the measures of GB/T 9704-2012."""

import io
import subprocess
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from jiangxin.core.printing.fonts import Role
from jiangxin.core.printing.official import official_pdf
from jiangxin.core.printing.official_word import official_docx
from jiangxin.core.printing.word_parts import width_in_characters

from .samples import LONG_NAME, naming

OFFICE = Path("/usr/bin/libreoffice")
HERE = {Role(role): "Noto Serif CJK SC" for role in Role}


def opened(document, fonts=None):
    return docx.Document(io.BytesIO(official_docx(document, fonts)))


def texts(word):
    return [paragraph.text for paragraph in word.paragraphs if paragraph.text]


def test_page_has_the_standards_margins():
    (section,) = opened(naming()).sections
    measures = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(measure.mm) for measure in measures] == [210, 297, 37, 28]
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 156
    assert round(section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm) == 225


def test_elements_stand_in_order():
    found = texts(opened(naming()))
    assert found[:5] == [
        "云溪市总工会文件",
        "云工〔2026〕35号",
        "云溪市总工会关于命名2026年度云溪市",
        "劳模创新工作室和劳模服务工作室的决定",
        "各县（区）总工会，市级各产业工会，市直属机关工会，各有关单位工会：",
    ]
    assert found[6] == "一、总体要求"
    assert found[-8:] == [
        "附件：1.2026年度云溪市劳模创新工作室名单",
        "2.补助经费安排表",
        "云溪市总工会",
        "2026年11月22日",
        "附件1",
        "2026年度云溪市劳模创新工作室名单",
        "附件2",
        "补助经费安排表",
    ]


def test_faces_follow_their_role():
    word = opened(naming(), {Role.KAI: "某楷体"})
    faces = {}
    for paragraph in word.paragraphs:
        for run in paragraph.runs:
            faces.setdefault(run.text[:4], (run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt))
    assert faces["云溪市总"] == ("方正小标宋简体", 42)
    assert faces["一、总体"] == ("黑体", 16)
    assert faces["（一）加"] == ("某楷体", 16)
    assert faces["各县（区"] == ("仿宋", 16)


def test_mark_and_rule_are_red():
    word = opened(naming())
    mark, number = [paragraph for paragraph in word.paragraphs if paragraph.text][:2]
    assert str(mark.runs[0].font.color.rgb) == "D40000"
    assert round(mark.paragraph_format.space_before.mm) == 35
    assert number._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom")).get(qn("w:color")) == "D40000"


def test_attachments_start_on_new_pages():
    breaking = [p.text for p in opened(naming()).paragraphs if p.paragraph_format.page_break_before]
    assert breaking == ["附件1", "附件2"]


def test_names_are_numbered_by_area_and_the_header_repeats():
    table = opened(naming()).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[0] for row in rows] == ["序号", "吴溪区（3个）", "1", "2", "3", "南浦区（2个）", "4", "5"]
    assert rows[0] == ["序号", "工作室名称", "所在单位", "领衔人"]
    repeated = [row._tr.find(qn("w:trPr") + "/" + qn("w:tblHeader")) is not None for row in table.rows]
    assert repeated == [True] + [False] * 7


def test_page_numbers_differ_on_odd_and_even_pages():
    word = opened(naming())
    assert word.settings.odd_and_even_pages_header_footer is True
    (section,) = word.sections
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert [str(footer.alignment) for footer in (odd, even)] == ["RIGHT (2)", "LEFT (0)"]
    assert [field.text for field in odd._p.iter(qn("w:instrText"))] == [" PAGE "]


def test_imprint_floats_at_the_foot():
    table = opened(naming()).tables[-1]
    assert [row.cells[0].text for row in table.rows] == [
        "抄送：省总工会，市委办公室、市人大常委会办公室、市政府办公室、市政协办公室。",
        "云溪市总工会办公室\t2026年11月22日印发",
    ]
    position = table._tbl.tblPr.find(qn("w:tblpPr"))
    assert position.get(qn("w:tblpYSpec")) == "bottom"


def test_file_is_reproducible():
    assert official_docx(naming()) == official_docx(naming())


def test_width_counts_latin_as_half():
    assert width_in_characters("2026年11月") == 5


@pytest.mark.slow
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"rows_per_area": (60,) * 5, "name": LONG_NAME},
        {"marks": ("云溪市总工会", "云溪市科技局"), "signers": ("王建国", "李卫东", "张海"), "sealed": False},
        {"marks": (), "number": "", "recipients": "", "attachments": (), "copy_to": "", "printer": "", "body": ()},
    ],
)
def test_word_file_reads_like_the_pdf(changes, typesetter, read, tmp_path):
    if not OFFICE.exists():
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "document.docx").write_bytes(official_docx(naming(**changes), HERE))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [OFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "document.docx"]
    subprocess.run(command, check=True, capture_output=True)
    word = read((tmp_path / "document.pdf").read_bytes())
    paper = read(official_pdf(naming(**changes), typesetter))
    assert letters(word) == letters(paper)
    assert min(line.left for sheet in word for line in sheet.lines) >= 27.8
    assert word[0].lines[0].top == pytest.approx(paper[0].lines[0].top, abs=4)


def letters(sheets):
    """How often each letter is printed, but for those of heads that repeat on each page."""
    text = "".join(line.text for sheet in sheets for line in sheet.lines if not line.text.startswith("—"))
    heads = "序号工作室名称所在单位领衔人吴溪区南浦德山县长河安源个60"
    return Counter(letter for letter in text if letter.isalnum() and letter not in heads)
