"""What the Excel benchmark writes and reads: a plain table, and a whole city's ledger."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, BinaryIO

COLUMNS = 20
_DAY = dt.date(2024, 1, 1)


def table(rows: int) -> Iterator[list[Any]]:
    """Yield rows of a table: names, numbers, days, a recurring text."""
    for row in range(rows):
        yield [_cell(row, column) for column in range(COLUMNS)]


def _cell(row: int, column: int) -> Any:
    match column % 5:
        case 0:
            return f"第{row}号工作室第{column}项"
        case 1:
            return row * 1.5 + column
        case 2:
            return _DAY + dt.timedelta(days=row % 900)
        case 3:
            return "职工创新工作室"
        case _:
            return row


def ledger(file: BinaryIO, rows: int, units: list[str]) -> None:
    """Write a ledger of about `rows` rows: a studio, and 19 rows about each."""
    from jiangxin.core.spreadsheet import RowWriter, workbook_writer

    studios = rows // 20
    heads = {
        "工作室": "工作室名称 类别 级别 所在单位 领衔人 命名日期 命名文号 命名机关 所属行业",
        "成员": "工作室名称 姓名 角色 加入日期 一线职工",
        "项目": "工作室名称 课题名称 项目类型 立项级别 开始日期 计划完成日期 负责人 经费 状态",
        "成果": "工作室名称 成果名称 成果类型 申请日期 完成人",
        "台账记录": "工作室名称 活动类别 日期 主题 参加人数",
        "补助资金": "工作室名称 资金来源 预算科目 批准文号 补助金额 收款单位 拨付日期 使用期限 拨款凭证号",
        "支出": "工作室名称 补助批准文号 支出类别 支出金额 支出日期 收款方 用途 支出凭证号",
        "荣誉": "姓名 所属工作室 荣誉类别 荣誉级别 荣誉名称 授予机关 授予日期",
    }
    with workbook_writer(file) as book:
        for name, head in heads.items():
            writer = RowWriter(book, name)
            writer.row(head.split())
            for number in range(studios):
                for row in _rows(name, number, units[number % len(units)]):
                    writer.row(row)


def _rows(sheet: str, number: int, unit: str) -> list[list[Any]]:
    name, leader = f"领衔人{number}创新工作室", f"领衔人{number}"
    days = [_DAY + dt.timedelta(days=at) for at in range(5)]
    subsidy = [name, "市总工会", "补助", f"补{number}", 20000, unit, "2022-01-01", "2024-12-31", f"记{number}"]
    project = ["技术攻关", "市级", "2022-01-01", "2024-12-31", leader]
    spent = [f"补{number}", "设备设施", 1000, "2022-02-01", "器材公司"]
    made: dict[str, list[list[Any]]] = {
        "工作室": [[name, "职工创新工作室", "市级", unit, leader, "2020-05-01", f"文{number}", "市总工会", "制造业"]],
        "成员": [[name, f"成员{number}甲{at}", "成员", f"202{at}-06-01", "是"] for at in range(5)],
        "项目": [[name, f"课题{at}", *project, at + 1.5, "进行中"] for at in range(2)],
        "成果": [[name, f"成果{at}", "论文", days[at], leader] for at in range(3)],
        "台账记录": [[name, "培训", days[at], f"第{at}次培训", 20 + at] for at in range(5)],
        "补助资金": [subsidy],
        "支出": [[name, *spent, f"刀具{at}", f"付{number}{at}"] for at in range(2)],
        "荣誉": [[leader, name, "工匠", "市级", "市级工匠", "市总工会", "2019-05-01"]],
    }
    return made[sheet]
