"""Rows from Excel: template, a look at what was read, and only then into the draft."""

import io
import re
from html import unescape

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries import draft_answers, form_of
from tests.web.studio.conftest import Scene, address

HEADS = ["姓名", "性别", "出生年月", "没有这一栏"]
ROWS = [["张工", "男", "1980-05", "x"], ["李工", "不详", "昨天", "y"]]


def workbook(rows: list[list[str]], heads: list[str] = HEADS, name: str = "成员.xlsx") -> SimpleUploadedFile:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([heads, *rows]):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile(name, content.getvalue())


def table(content: bytes) -> list[list[str]]:
    """Return the cells of a workbook's first sheet."""
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def upload(client: Client, entry: Entry, file: SimpleUploadedFile | None) -> tuple[int, str]:
    sent = {"section": "members", **({"workbook": file} if file else {})}
    response = client.post(address("excel", entry), sent)
    return response.status_code, response.content.decode()


def confirm(page: str, act: str = "append") -> dict[str, str]:
    """Return what the page's second form sends."""
    hidden = dict(re.findall(r'<input type="hidden" name="(section|revision|rows)" value="([^"]*)"', page))
    return {**{name: unescape(value) for name, value in hidden.items()}, "act": act}


def names(entry: Entry) -> list[str]:
    return [row.get("name", "") for row in draft_answers(Entry.objects.get(pk=entry.pk)).get("members", [])]


def test_gives_a_template_with_the_columns_of_the_section(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    response = client.get(address("excel-template", entry), {"section": "members"})
    members = form_of(scene.call).section("members")
    assert members is not None
    labels = [cell.rstrip("*").split("（")[0] for cell in table(response.content)[0]]
    assert labels == [str(field.label).split("（")[0] for field in members.fields if not field.is_file]
    assert response["Content-Disposition"] == f'attachment; filename="{entry.number}-members.xlsx"'


def test_gives_what_is_filled_in_when_asked(scene: Scene) -> None:
    entry, client = scene.filled(), scene.secretary()
    response = client.get(address("excel-template", entry), {"section": "members", "filled": "1"})
    assert [row[0] for row in table(response.content)[1:]] == names(entry)


def test_shows_what_was_read_with_its_faults_and_changes_nothing_yet(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    status, page = upload(client, entry, workbook(ROWS))
    assert (status, "读到 2 行，请核对" in page, "没有这一栏" in page) == (200, True, True)
    assert ('class="jx-field-error"' in page, "昨天" in page, names(entry)) == (True, True, [])


def test_adds_the_rows_after_the_look(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    for _twice in range(2):
        _status, page = upload(client, entry, workbook(ROWS))
        response = client.post(address("excel", entry), confirm(page))
        assert response["Location"] == f"{address('fill', entry)}#members"
    assert names(entry) == ["张工", "李工", "张工", "李工"]
    _status, page = upload(client, entry, workbook(ROWS[:1]))
    client.post(address("excel", entry), confirm(page, "replace"))
    assert names(entry) == ["张工"]


def test_adds_nothing_twice_from_a_stale_page(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    _status, page = upload(client, entry, workbook(ROWS))
    sent = confirm(page)
    assert client.post(address("excel", entry), sent).status_code == 302
    again = client.post(address("excel", entry), sent)
    assert (again.status_code, "刚在另一处保存过" in again.content.decode(), names(entry)) == (
        409,
        True,
        ["张工", "李工"],
    )


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "没有选择文件"),
        (SimpleUploadedFile("成员.xlsx", b"not a workbook"), "不是可以读取的 Excel"),
        (workbook([["x"]], heads=["随便"]), "没有找到表头"),
        (workbook([]), "表格中没有数据行"),
    ],
    ids=["none", "disguised", "no-header", "empty"],
)
def test_refuses_what_cannot_be_read(scene: Scene, file: SimpleUploadedFile | None, words: str) -> None:
    entry, client = scene.started(), scene.secretary()
    status, page = upload(client, entry, file)
    assert (status, words in page, page.count('id="workbook-error"')) == (422, True, 1)
    assert names(entry) == []


def test_refuses_more_rows_than_the_section_holds(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    members = form_of(scene.call).section("members")
    assert members is not None
    many = [[f"成员{number}", "男", "1980-05", ""] for number in range(members.max_rows)]
    _status, page = upload(client, entry, workbook(many))
    assert client.post(address("excel", entry), confirm(page)).status_code == 302
    _status, page = upload(client, entry, workbook(ROWS))
    refused = client.post(address("excel", entry), confirm(page))
    assert (refused.status_code, f"最多 {members.max_rows} 行" in refused.content.decode()) == (422, True)
    assert len(names(entry)) == members.max_rows


@pytest.mark.parametrize("rows", ["{", "[1]", "{}"])
def test_refuses_rows_no_page_of_ours_sent(scene: Scene, rows: str) -> None:
    entry, client = scene.started(), scene.secretary()
    sent = {"section": "members", "revision": entry.answers.revision, "rows": rows}
    assert (client.post(address("excel", entry), sent).status_code, names(entry)) == (400, [])


@pytest.mark.parametrize("section", ["", "studio", "nothing"])
def test_knows_only_repeated_sections(scene: Scene, section: str) -> None:
    entry, client = scene.started(), scene.secretary()
    found = [client.get(address(door, entry), {"section": section}).status_code for door in ("excel", "excel-template")]
    assert found == [404, 404]


def test_adds_nothing_to_what_is_submitted(scene: Scene) -> None:
    entry, client = scene.submitted(), scene.secretary()
    before = names(entry)
    assert (upload(client, entry, workbook(ROWS))[0], names(entry)) == (409, before)
