"""The pages of a ledger's import: upload, columns, what was found, entering, undo; the city's officer alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from selectolax.lexbor import LexborHTMLParser

from jiangxin.core import jobs
from jiangxin.core.actor import Role
from jiangxin.studios.models import Studio, StudioImport
from tests.studios.takeover_books import ledger, workbook

START = "/desk/studios/imports/"


@pytest.fixture
def officer(federation, actor, client_for, clock_at):
    clock_at("2026-11-23 09:00")
    return client_for(actor(Role.OFFICER_CITY, federation.city))


def uploaded(officer, sheets):
    file = SimpleUploadedFile("甲市台账.xlsx", workbook(sheets).getvalue())
    return officer.post(f"{START}new/", {"workbook": file, "title": ""})


def posted(batch, **changes):
    """Return what the page of columns posts unless somebody changes it."""
    values = {"version": str(batch.revision)}
    for number, plan in enumerate(batch.sheets):
        values[f"table_{number}"] = plan["table"]
        values |= {f"column_{number}_{code}": str(place) for code, place in plan["columns"].items()}
    return {**values, **changes}


def test_an_officer_takes_a_ledger_over_and_takes_it_back(officer, federation):
    answer = uploaded(officer, ledger(federation.unit.name))
    batch = StudioImport.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{START}{batch.pk}/columns/")
    page = officer.get(answer["Location"]).content.decode()
    assert page.count('<option value="1" selected>名称</option>') == 1
    wrong = officer.post(answer["Location"], posted(batch, column_0_kind=""))
    assert wrong.status_code == 422
    assert "没有指定“类别”是哪一列" in wrong.content.decode()
    other = officer.post(answer["Location"], posted(batch, table_2="outcomes"))
    assert "已按新选的表重新认列" in other.content.decode()
    address = officer.post(answer["Location"], posted(batch))["Location"]
    assert officer.get(f"{address}status/").json()["over"] is False
    assert jobs.work_off() == 1
    page = officer.get(address).content.decode()
    assert "没有发现问题" in page
    report = officer.get(f"{address}report/")
    assert report.getvalue()[:2] == b"PK"
    batch.refresh_from_db()
    officer.post(f"{address}enter/", {"version": batch.revision, "sheet": ["0", "1"]})
    assert jobs.work_off() == 1
    assert Studio.objects.count() == 1
    batch.refresh_from_db()
    undo = officer.post(f"{address}undo/", {"version": batch.revision, "reason": "重复"})
    assert (undo.status_code, jobs.work_off()) == (303, 1)
    assert "误录" in officer.get("/desk/studios/").content.decode()


def test_what_is_ticked_stays_when_faulty_rows_are_not_left_out(officer, federation):
    book = ledger(federation.unit.name)
    book["项目"].append(["没有的工作室", "课题"])
    columns = uploaded(officer, book)["Location"]
    address = officer.post(columns, posted(StudioImport.objects.get()))["Location"]
    assert jobs.work_off() == 1
    batch = StudioImport.objects.get()
    refused = officer.post(f"{address}enter/", {"version": batch.revision, "sheet": ["0", "2"]})

    shown = officer.get(refused["Location"]).content.decode()
    assert "所选的工作表还有 1 行有问题。" in shown
    boxes = LexborHTMLParser(shown).css("input[name=sheet]")
    assert [box.attributes["value"] for box in boxes if "checked" in box.attributes] == ["0", "2"]
    assert not Studio.objects.exists()


def test_what_is_no_workbook_is_told_in_words(officer):
    answer = officer.post(f"{START}new/", {"workbook": SimpleUploadedFile("a.xlsx", b"no"), "title": ""})
    assert answer.status_code == 422
    assert "不是可以读取的 Excel（.xlsx）表格" in answer.content.decode()
    template = officer.get(f"{START}template/")
    assert template.content[:2] == b"PK"


@pytest.mark.parametrize("role", [Role.LEADER_CITY, Role.REVIEWER_FIRST])
def test_it_is_the_officers_alone(role, federation, actor, client_for):
    assert client_for(actor(role, federation.city)).get(START).status_code == 403
