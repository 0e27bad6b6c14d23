"""A city's ledger is taken over from a workbook, tried without effect, entered, resumed and taken back."""

import io
from datetime import date

import pytest
from django.test import Client

from jiangxin.awards.models import Certificate
from jiangxin.core import jobs
from jiangxin.core.actor import Actor, Role
from jiangxin.core.models import JobState, JournalEntry, StoredFile
from jiangxin.core.refusal import Refusal
from jiangxin.core.spreadsheet import Workbook
from jiangxin.people.models import Honour
from jiangxin.studios import tasks
from jiangxin.studios.enums import StudioKind, StudioState
from jiangxin.studios.importing.plan import plans_of, recognise
from jiangxin.studios.importing.tables import tables
from jiangxin.studios.importing.template import takeover_template
from jiangxin.studios.models import (
    Expense,
    ImportFault,
    ImportStep,
    LedgerEntry,
    Outcome,
    Project,
    Studio,
    StudioImport,
    StudioMembership,
    Subsidy,
    yuan,
)
from jiangxin.studios.services import rename_studio, withdraw_studio
from jiangxin.studios.services.takeovers import (
    enter_takeover,
    map_takeover,
    start_takeover,
    undo_takeover,
)
from tests.conftest import Federation, MakeActor, SetClock
from tests.studios.takeover_books import LEADER_ID, NAME, cells, ledger, workbook


@pytest.fixture
def officer(federation: Federation, actor: MakeActor, clock_at: SetClock) -> Actor:
    clock_at("2026-11-23 09:00")
    return actor(Role.OFFICER_CITY, federation.city)


def started(officer: Actor, federation: Federation, book: io.BytesIO) -> StudioImport:
    return start_takeover(actor=officer, owner=federation.city, title="", name="甲市台账.xlsx", file=book)


def tried(officer: Actor, batch: StudioImport) -> StudioImport:
    map_takeover(actor=officer, batch=batch, plans=plans_of(batch.sheets), expected_revision=batch.revision)
    assert jobs.work_off() == 1
    batch.refresh_from_db()
    return batch


def entered(officer: Actor, batch: StudioImport, *, partly: bool = False) -> StudioImport:
    sheets = range(len(batch.sheets))
    enter_takeover(actor=officer, batch=batch, sheets=sheets, expected_revision=batch.revision, partly=partly)
    assert jobs.work_off() == 1
    batch.refresh_from_db()
    return batch


def test_a_whole_ledger_comes_in_and_can_be_taken_back(officer: Actor, federation: Federation) -> None:
    batch = started(officer, federation, workbook(ledger(federation.unit.name)))
    assert [plan.table for plan in plans_of(batch.sheets)] == [
        "studios",
        "members",
        "projects",
        "outcomes",
        "entries",
        "subsidies",
        "expenses",
        "honours",
    ]
    batch = tried(officer, batch)
    assert list(ImportFault.objects.values_list("message", flat=True)) == []
    assert {count["sound"] for name, count in batch.counts.items() if name.isdigit()} == {1, 2}
    assert not Studio.objects.exists()
    batch = entered(officer, batch)
    assert batch.counts["result"] == {"entered": 9, "left_out": 0}
    studio = Studio.objects.get()
    assert (studio.name, studio.award, studio.taken_over) == (NAME, None, batch)
    assert yuan(Subsidy.objects.get().spent_fen) == 12_000
    assert yuan(Outcome.objects.get().benefit_fen or 0) == 860_000
    assert Honour.objects.get().person == studio.leader
    undo_takeover(actor=officer, batch=batch, reason="表格版本有误", expected_revision=batch.revision)
    assert jobs.work_off() == 1
    studio.refresh_from_db()
    assert studio.state == StudioState.STRUCK
    assert not Subsidy.objects.exists()
    assert not Honour.objects.exists()
    assert not Expense.objects.filter(reversal=None).exists()
    for model in (StudioMembership, Project, Outcome, LedgerEntry):
        assert not model.objects.filter(struck_at=None).exists()


FAULTY = {
    "工作室": [
        cells("工作室名称 类别 级别 所在单位 领衔人 领衔人身份证号 命名日期 命名文号 命名机关 有效期至 所属行业"),
        ["甲", "劳模创新工作室", "市级", "没有的单位", "赵一", "", "2021-05-01", "文1", "市总", "", "制造业"],
        ["乙", "不知道", "市级", "UNIT", "钱二", "110101199003070055", "2021-02-30", "文2", "市总", "", "制造业"],
        ["丙", "劳模创新工作室", "市级", "UNIT", "", "", "2031-05-01", "文3", "市总", "2020-01-01", "制造业"],
        [
            "丁",
            "劳模创新工作室",
            "市级",
            "UNIT",
            "李四",
            LEADER_ID,
            "2021-05-01",
            "文4",
            "市总",
            "2020-01-01",
            "制造业",
        ],
        ["戊", "劳模创新工作室", "市级", "UNIT", "周五", LEADER_ID, "2021-05-01", "文5", "市总", "", "制造业"],
        ["己", "劳模创新工作室", "市级", "UNIT", "吴六", "", "2021-05-01", "文6", "市总", "", "制造业"],
        ["己", "劳模创新工作室", "市级", "UNIT", "吴六", "", "2021-05-01", "文6", "市总", "", "制造业"],
    ],
    "成员": [
        ["工作室名称", "姓名", "角色", "加入日期", "离开日期"],
        ["甲", "孙七", "成员", "2022-01-01", ""],
        ["没有", "孙七", "成员", "2022-01-01", ""],
        ["己", "孙七", "成员", "2022-01-01", "2021-01-01"],
        ["己", "孙七", "成员", "2022-01-01", "2023-01-01"],
        ["己", "孙七", "学徒", "2022-06-01", ""],
    ],
    "成果": [
        ["工作室名称", "成果名称", "成果类型", "申请日期", "完成人", "经济效益"],
        ["己", "新夹具", "论文", "2022-01-01", "吴六", "很多"],
        ["己", "新刀具", "论文", "2022-01-01", "吴六", "3万元"],
    ],
    "补助资金": [
        [
            "工作室名称",
            "资金来源",
            "预算科目",
            "批准文号",
            "补助金额",
            "收款单位",
            "拨付日期",
            "使用期限",
            "拨款凭证号",
        ],
        ["己", "市总工会", "补助", "补1", "1000", "厂", "2022-01-01", "2022-12-31", "记1"],
        ["己", "市总工会", "补助", "补2", "1000", "厂", "2022-01-01", "2022-12-31", ""],
    ],
    "支出": [
        ["工作室名称", "补助批准文号", "支出类别", "支出金额", "支出日期", "收款方", "用途", "支出凭证号"],
        ["己", "补1", "设备设施", "800", "2022-02-01", "店", "刀具", "记2"],
        ["己", "补1", "设备设施", "300", "2022-02-01", "店", "夹具", "记3"],
        ["己", "补1", "设备设施", "10", "2023-02-01", "店", "夹具", "记4"],
        ["己", "补1", "设备设施", "10", "2022-02-01", "店", "年终聚餐", "记5"],
        ["己", "补9", "设备设施", "10", "2022-02-01", "店", "夹具", "记6"],
    ],
}
TOLD = [
    ("工作室", 2, "D", "组织机构中没有这个单位，请先登记，或核对单位全称。"),
    ("工作室", 3, "B", f"“不知道”不在选项中，请重新选择。可选：{'、'.join(str(kind) for kind in StudioKind.labels)}"),
    ("工作室", 3, "F", "公民身份号码不正确，请对照身份证逐位核对。"),
    ("工作室", 3, "G", "请填写日期，例如 2026-11-22 或 2026年11月22日。"),
    ("工作室", 4, "E", "“领衔人”没有填写。"),
    ("工作室", 4, "G", "不能晚于 2026-11-23。"),
    ("工作室", 5, "J", "不能早于开始日期 2021-05-01。"),
    ("工作室", 6, "F", "同一个身份证号在本表中有两个姓名，请核对。"),
    ("工作室", 8, "", "与第 7 行重复。"),
    ("成员", 2, "A", "这个工作室在“工作室”表第 2 行有问题，请先改正那一行。"),
    ("成员", 3, "A", "系统中和“工作室”表中都没有这个工作室，请核对名称。"),
    ("成员", 4, "E", "不能早于开始日期 2022-01-01。"),
    ("成员", 6, "D", "与本表中同一人在同一工作室的另一行日期重叠。"),
    ("成果", 2, "F", "请填写数字，例如 12.5。"),
    ("成果", 3, "", "填写了经济效益，请填写财务证明编号；没有证明的，请删去效益。"),
    ("补助资金", 3, "I", "“拨款凭证号”没有填写。"),
    ("支出", 3, "D", "这笔补助的余额只有 200.00 元。"),
    ("支出", 4, "E", "支出日期不在拨付之日 2022-01-01 至使用期限 2022-12-31 之间。"),
    ("支出", 5, "G", "用途属于禁止列支的“宴请”，不能导入。"),
    ("支出", 6, "B", "这个工作室没有这个批准文号的补助，请先填入“补助资金”表。"),
]


def faulty(federation: Federation) -> io.BytesIO:
    name = federation.unit.name
    return workbook(
        {sheet: [[name if cell == "UNIT" else cell for cell in row] for row in rows] for sheet, rows in FAULTY.items()}
    )


def told() -> list[tuple[str, int, str, str]]:
    return list(ImportFault.objects.values_list("sheet_name", "row", "column", "message"))


def test_every_fault_is_told_with_its_cell_and_the_rest_comes_in(officer: Actor, federation: Federation) -> None:
    batch = tried(officer, started(officer, federation, faulty(federation)))
    assert told() == TOLD
    assert "0070055" not in "".join(ImportFault.objects.values_list("value", flat=True))
    with pytest.raises(Refusal) as refused:
        enter_takeover(actor=officer, batch=batch, sheets=range(5), expected_revision=batch.revision)
    assert refused.value.code == "faulty_rows"
    batch = entered(officer, batch, partly=True)
    assert list(Studio.objects.order_by("pk").values_list("name", flat=True)) == ["己"]
    assert Expense.objects.get().amount_fen == Subsidy.objects.get().spent_fen == 80_000
    again = tried(officer, started(officer, federation, faulty(federation)))
    known = sum(count["known"] for name, count in again.counts.items() if name.isdigit())
    assert known == batch.counts["result"]["entered"] + 1  # the row that stood twice is known twice


def test_what_stands_below_the_rows_is_told_and_left_out(officer: Actor, federation: Federation) -> None:
    book = ledger(federation.unit.name)
    book["补助资金"] += [["合计", "", "", "", 20000], ["填表人：唐一舟", "", "审核人："]]
    batch = tried(officer, started(officer, federation, workbook(book)))

    count = batch.counts["5"]
    assert {name: count[name] for name in ("sound", "faulty", "skipped", "notes", "faults")} == {
        "sound": 1,
        "faulty": 0,
        "skipped": 2,
        "notes": 2,
        "faults": 0,
    }
    told = ImportFault.objects.values_list("row", "column", "heading", "code")
    assert list(told) == [(3, "", "整行", "footer"), (4, "", "整行", "footer")]
    assert list(Workbook(io.BytesIO(report_of(batch))).rows("补助资金"))[1][1][-1] == (
        "看作合计行、小标题或表尾（“合计”），不导入。"
    )
    assert entered(officer, batch).counts["result"] == {"entered": 9, "left_out": 2}  # nothing else stands in the way


def report_of(batch: StudioImport) -> bytes:
    with StoredFile.objects.get(pk=batch.counts["report"]).content.open("rb") as file:
        return file.read()


def test_the_report_can_be_put_right_and_sent_again(officer: Actor, federation: Federation) -> None:
    batch = tried(officer, started(officer, federation, faulty(federation)))
    report = StoredFile.objects.get(pk=batch.counts["report"])
    with report.content.open("rb") as file:
        again = started(officer, federation, io.BytesIO(file.read()))
    assert [plan.table for plan in plans_of(again.sheets)] == [plan.table for plan in plans_of(batch.sheets)]
    with report.content.open("rb") as file:
        rows = list(Workbook(file).rows("支出"))
    assert [row[-2:] for _number, row in rows[:2]] == [
        ["原行号", "核对结果"],
        [3.0, "D 列：这笔补助的余额只有 200.00 元。"],
    ]


def test_columns_are_remembered(officer: Actor, federation: Federation) -> None:
    sheets = ledger(federation.unit.name)
    sheets["团队成员"][0][1] = "花名"
    batch = started(officer, federation, workbook(sheets))
    plans = plans_of(batch.sheets)
    assert "name" not in plans[1].columns
    with pytest.raises(Refusal) as refused:
        map_takeover(actor=officer, batch=batch, plans=plans, expected_revision=batch.revision)
    assert [problem.path for problem in refused.value.problems] == ["column_1_name"]
    plans[1].columns["name"] = 1
    map_takeover(actor=officer, batch=batch, plans=plans, expected_revision=batch.revision)
    found = plans_of(started(officer, federation, workbook(sheets)).sheets)[1]
    assert (found.columns["name"], found.sure["name"]) == (1, 99)


def test_what_was_stopped_half_way_goes_on(
    officer: Actor, federation: Federation, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = tried(officer, started(officer, federation, workbook(ledger(federation.unit.name))))
    enter_takeover(actor=officer, batch=batch, sheets=range(8), expected_revision=batch.revision)
    job = jobs.take_next()
    assert job is not None
    kept, calls = tasks.enter_rows, []

    def killed(**facts: object) -> ImportStep:
        calls.append(facts["table"])
        if len(calls) == 4:
            raise SystemExit
        return kept(**facts)  # type: ignore[arg-type]

    monkeypatch.setattr(tasks, "enter_rows", killed)
    with pytest.raises(SystemExit):
        jobs.carry_out(job)
    assert (Studio.objects.count(), Outcome.objects.count(), ImportStep.objects.count()) == (1, 0, 3)
    monkeypatch.undo()
    jobs.carry_out(job)  # the lease is over: a worker takes the same job up again
    batch.refresh_from_db()
    assert (job.state, batch.state) == (JobState.DONE, "done")
    assert batch.counts["result"] == {"entered": 9, "left_out": 0}
    acts = JournalEntry.objects.filter(act="studios.enter_rows").order_by("pk").values_list("after", flat=True)
    assert [after["step"] for after in acts] == list(range(1, 9))


def test_what_something_was_built_upon_is_not_taken_back(officer: Actor, federation: Federation) -> None:
    batch = tried(officer, started(officer, federation, workbook(ledger(federation.unit.name))))
    batch = entered(officer, batch)
    rename_studio(
        actor=officer, studio=Studio.objects.get(), name="新名", on=date(2026, 11, 1), document_number="文", basis=""
    )
    with pytest.raises(Refusal) as refused:
        undo_takeover(actor=officer, batch=batch, reason="有误", expected_revision=batch.revision)
    assert [str(problem.message) for problem in refused.value.problems] == ["“新名”在导入之后又有了工作室名称。"]
    assert StudioImport.objects.get().state == "done"


def test_a_studio_taken_over_claims_no_plaque_of_ours(officer: Actor, federation: Federation, client: Client) -> None:
    entered(officer, tried(officer, started(officer, federation, workbook(ledger(federation.unit.name)))))
    page = client.get(f"/studios/{Studio.objects.get().pk}/").content.decode()
    assert "原有台账；牌匾和证书不由本平台制发" in page
    assert "甲工〔2021〕8号" in page
    assert not Certificate.objects.exists()
    with pytest.raises(Refusal) as refused:
        withdraw_studio(actor=officer, studio=Studio.objects.get(), reason="有误", document_number="文")
    assert refused.value.code == "no_award_here"


def test_the_template_is_read_back_with_certainty(officer: Actor, federation: Federation) -> None:
    plans = recognise(io.BytesIO(takeover_template()), {})
    assert [(plan.table, set(plan.sure.values())) for plan in plans if plan.table] == [
        (code, {100}) for code in tables()
    ]
    with pytest.raises(Refusal) as refused:
        started(officer, federation, workbook({"购物": [["品名", "单价"], ["笔", 1]]}))
    assert refused.value.code == "no_table"
