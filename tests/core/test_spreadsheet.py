"""Workbooks row by row: what is written comes back, formulas stay text, hostile files are refused before they hurt."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from jiangxin.core.spreadsheet import RowWriter, Shade, Workbook, WorkbookFault, reading, workbook_writer

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="甲" sheetId="1" r:id="r1"/></sheets></workbook>'
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)


def written(*rows, name="甲"):
    buffer = io.BytesIO()
    with workbook_writer(buffer) as book:
        writer = RowWriter(book, name, widths=[10], frozen=1)
        for row in rows:
            writer.row(row)
    buffer.seek(0)
    return buffer


def made_of(sheet, **parts):
    """Return a workbook with this XML as its sheet."""
    buffer = io.BytesIO()
    files = {"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": LINKS, "xl/worksheets/sheet1.xml": sheet}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in {**files, **parts}.items():
            archive.writestr(part, content)
    buffer.seek(0)
    return buffer


def sheet(rows):
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"


def read(file):
    book = Workbook(file)
    return [row for name in book.names for row in book.rows(name)]


def fault_of(file):
    with pytest.raises(WorkbookFault) as caught:
        read(file)
    return caught.value.code


def test_what_is_written_comes_back():
    row = ["文字", 12, 1.5, Decimal("3.25"), date(2026, 11, 23), True, None, 'a<b>&"c" _x0041_ ']
    found = read(written(row))[0][1]
    assert found == ["文字", 12.0, 1.5, 3.25, date(2026, 11, 23), True, "", 'a<b>&"c" _x0041_ ']


@pytest.mark.parametrize("typed", ["=1+1", "＝1+1", "+86", "-cmd|' /C calc'!A0", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_what_begins_like_a_formula_is_written_as_text(typed):
    file = written([typed])
    xml = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml").decode()
    assert ("<f" in xml, 't="inlineStr"' in xml, ' s="4"' in xml) == (False, True, True)
    assert read(file) == [(1, [typed])]


@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_any_text_makes_a_workbook_that_can_be_read(cells):
    found = CalamineWorkbook.from_filelike(written(["列", *cells])).get_sheet_by_index(0).to_python()
    assert len(found) == 1


def test_rows_are_numbered_as_in_the_sheet_across_slices(monkeypatch):
    monkeypatch.setattr(reading, "SLICE_BYTES", 4_000)
    rows = [(number, [f"第{number}行", float(number)]) for number in range(1, 400)]
    assert read(written(*(cells for _number, cells in rows))) == rows
    numbered = "".join(f'<row r="{number}"><c r="B{number}"><v>{number}</v></c></row>' for number in range(5, 900, 2))
    assert read(made_of(sheet(numbered))) == [(number, ["", float(number)]) for number in range(5, 900, 2)]


def test_a_prefix_an_empty_sheet_and_a_hidden_one_are_read():
    rows = '<x:row r="2"><x:c r="A2"><x:v>7</x:v></x:c></x:row>'
    prefixed = sheet(rows).replace("<worksheet xmlns=", "<x:worksheet xmlns:x=").replace("</worksheet", "</x:worksheet")
    assert read(made_of(prefixed.replace("sheetData", "x:sheetData"))) == [(2, [7.0])]
    assert read(made_of(f"<worksheet {MAIN}><sheetData/></worksheet>")) == []
    hidden = BOOK.replace('name="甲"', 'name="甲" state="hidden"')
    assert fault_of(made_of(sheet(""), **{"xl/workbook.xml": hidden})) == "without_sheets"


def test_a_formula_is_read_as_what_was_saved_of_it():
    saved = '<c r="A1"><f>WEBSERVICE("http://x")</f><v>3</v></c><c r="B1"><f>1+1</f></c><c r="C1"><v>1</v></c>'
    assert read(made_of(sheet(f'<row r="1">{saved}</row>'))) == [(1, [3.0, "", 1.0])]


HOSTILE = {
    "no workbook": (io.BytesIO(b"PK\x03\x04 nothing"), "unreadable"),
    "a text": (io.BytesIO("姓名,单位".encode()), "unreadable"),
    "a cell far to the right": (
        made_of(sheet('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>')),
        "too_wide",
    ),
    "odd quotes": (made_of(sheet("<row r='1'><c r = 'XFD1'><v>1</v></c></row>")), "too_wide"),
    "a row far below": (
        made_of(sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
        "too_sparse",
    ),
    "entities": (
        made_of(sheet(""), **{"xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a "aaa">]>' + BOOK}),
        "unreadable",
    ),
    "entities in a sheet": (made_of('<!DOCTYPE x [<!ENTITY a "a">]>' + sheet("")), "unreadable"),
    "broken XML": (made_of(sheet('<row r="1"><c r="A1"><v>1</c></row>')), "unreadable"),
    "no sheet in it": (made_of("<html/>"), "unreadable"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name):
    file, code = HOSTILE[name]
    file.seek(0)
    assert fault_of(file) == code


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr("jiangxin.core.spreadsheet.parts.LARGEST_UNPACKED", 1_000_000)
    assert fault_of(made_of(sheet("<row r='1'></row>" * 100_000))) == "too_large"


def test_cells_are_marked():
    buffer = io.BytesIO()
    with workbook_writer(buffer) as book:
        RowWriter(book, "甲").row(["好", "错"], {1: Shade.FAULT})
        RowWriter(book, "甲").row(["又"])
    buffer.seek(0)
    assert CalamineWorkbook.from_filelike(buffer).sheet_names == ["甲", "甲 2"]
    xml = zipfile.ZipFile(buffer).read("xl/worksheets/sheet1.xml").decode()
    assert xml.count(' s="2"') == 1
