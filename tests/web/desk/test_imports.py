"""The tree and its people come in from Excel, with a look before; one fault and nothing is done."""

import io
import json

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from jiangxin.core.actor import Role
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Account
from tests.factories import uscc_of

ORGANISATIONS = "/desk/organisations/import/"
PEOPLE = "/desk/organisations/import/people/"
HEADS = ["上级组织", "名称", "层级", "统一社会信用代码", "单位性质", "职工数"]
PERSON_HEADS = ["组织", "姓名", "登录名", "职责", "手机", "自"]


def sheet(heads, *rows):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate([heads, *rows]):
            page.write_row(number, 0, row)
    return SimpleUploadedFile("填好的.xlsx", content.getvalue())


@pytest.fixture
def officer(federation, actor):
    return actor(Role.OFFICER_CITY, federation.city)


def test_the_templates_hold_every_column_and_what_may_be_chosen(officer, federation, actor, open_page):
    def tables(who, address):
        book = CalamineWorkbook.from_filelike(io.BytesIO(open_page(who, f"{address}template/").body))
        return book.get_sheet_by_index(0).to_python()[0], book.get_sheet_by_name("选项").to_python()

    heads, _lists = tables(officer, ORGANISATIONS)
    assert heads[:4] == ["上级组织*", "名称*", "层级*", "简称"]
    heads, _lists = tables(officer, PEOPLE)
    assert heads == ["组织*", "姓名*", "登录名*", "职责*", "手机", "职务", "自"]
    county = actor(Role.REVIEWER_FIRST, federation.county)
    roles = [row[-1] for row in tables(county, PEOPLE)[1]]
    assert roles == ["职工", "工作室领衔人", "工作室联络员", "基层工会干部"]


def test_organisations_come_in_after_a_look(officer, federation, open_page, send):
    file = sheet(
        HEADS,
        ["市总工会", "新区总工会", "县（市、区）级", "", "", ""],
        ["新区总工会", "新区一厂工会", "基层工会", uscc_of(900), "私营", 120],
        ["青石县总工会", "云江重型机床厂工会委员会", "基层工会", "", "", ""],
    )
    seen = send(officer, ORGANISATIONS, workbook=file)
    assert seen.status == 200
    assert seen.all("tbody td:nth-child(3)") == ["新增", "新增", "已有，不变"]
    assert "新增 2 个组织，1 个已有、不变" in seen.text
    assert Organisation.objects.count() == 8

    done = send(officer, ORGANISATIONS, {"rows": seen.values("")["rows"][0]})

    assert "已导入 2 个组织" in done.text
    made = Organisation.objects.get(name="新区一厂工会")
    assert (made.parent.name, made.ownership, made.employees) == ("新区总工会", "private", 120)


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        (["没有的工会", "甲工会", "基层工会", "", "", ""], ["第 1 行 上级组织：没有名为“没有的工会”的上级组织。"]),
        (["市总工会", "甲工会", "班组", "", "", ""], ["第 1 行 层级："]),
        (["市总工会", "", "基层工会", "", "", "很多"], ["第 1 行 名称：请填写“名称”。", "第 1 行 职工数："]),
        (["市总工会", "甲工会", "基层工会", "91340100MA2X", "", ""], ["第 1 行 统一社会信用代码："]),
    ],
)
def test_faults_are_told_by_line_and_column_and_nothing_comes_in(officer, federation, send, row, faults):
    page = send(officer, ORGANISATIONS, workbook=sheet(HEADS, row, ["市总工会", "好的工会", "基层工会", "", "", ""]))

    told = page.all(".jx-import-faults li")
    assert page.status == 422
    assert [text.startswith(fault) for text, fault in zip(told, faults, strict=True)] == [True] * len(faults)
    assert page.forms() == [""]  # the upload alone: there is nothing to confirm
    assert Organisation.objects.count() == 8


def test_what_comes_back_with_the_form_is_checked_again(officer, federation, send):
    good = {"parent": "市总工会", "name": "甲工会", "level": "grassroots"}
    for rows in (
        [{**good, "parent": "没有的工会"}],
        [{**good, "name": ""}],
        [{**good, "level": "king"}],
        [{**good, "path": "00001.00009."}],
        "no rows",
        [good] * 1001,
    ):
        page = send(officer, ORGANISATIONS, {"rows": json.dumps(rows)})
        assert page.status in {400, 422}
    assert send(officer, ORGANISATIONS, {"rows": "{"}).status in {400, 422}
    assert Organisation.objects.count() == 8


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "没有选择文件"),
        (SimpleUploadedFile("x.xlsx", b"not a workbook"), "不是可以读取的 Excel"),
        (sheet(["甲", "乙"], ["1", "2"]), "没有找到表头"),
        (sheet(HEADS), "没有数据行"),
    ],
)
def test_a_file_that_will_not_do_is_told(officer, send, file, words):
    page = send(officer, ORGANISATIONS, {"workbook": file} if file else {})

    assert (page.status, words in page.text) == (422, True)


def test_people_come_in_and_their_start_passwords_are_shown_once(officer, federation, send):
    unit = "云江重型机床厂工会委员会"
    file = sheet(
        PERSON_HEADS,
        [unit, "梁守正", "liang", "基层工会干部", "13800001234", "2026-03-01"],
        [unit, "梁守正", "liang", "工作室联络员", "", ""],
        [unit, "何文", "he", "工作室领衔人", "", ""],
    )
    seen = send(officer, PEOPLE, workbook=file)
    assert seen.all("tbody td:nth-child(3)") == ["新开账号并授予职责", "授予职责", "新开账号并授予职责"]
    before = Account.objects.count()

    page = send(officer, PEOPLE, {"rows": seen.values("")["rows"][0]})

    liang, he = Account.objects.get(username="liang"), Account.objects.get(username="he")
    assert [account.check_password(password) for account, password in zip((liang, he), page.all("code"), strict=True)]
    assert (liang.duties.count(), str(liang.duties.first().since), Account.objects.count()) == (
        2,
        "2026-03-01",
        before + 2,
    )
    assert "no-store" in page.response["Cache-Control"]
    again = send(officer, PEOPLE, {"rows": seen.values("")["rows"][0]})
    assert "没有新开账号" in again.text


def test_a_county_gives_no_duties_of_the_city(federation, actor, send):
    county = actor(Role.REVIEWER_FIRST, federation.county)
    rows = [{"organisation": "青石县总工会", "name": "甲", "username": "jia", "role": "officer_city"}]

    page = send(county, PEOPLE, {"rows": json.dumps(rows)})

    assert (page.status, Account.objects.filter(username="jia").count()) == (422, 0)


@pytest.mark.parametrize("role", [Role.UNION_OFFICER, Role.LEADER_CITY, Role.DISCIPLINE])
def test_others_import_nothing(federation, actor, open_page, role):
    for address in (ORGANISATIONS, PEOPLE, f"{ORGANISATIONS}template/"):
        assert open_page(actor(role, federation.city), address).status == 403
