"""Workbooks of ledgers kept elsewhere, for the tests of their import."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jiangxin.core.spreadsheet import RowWriter, workbook_writer

Sheets = Mapping[str, Sequence[Sequence[Any]]]
LEADER, MEMBER = "鲁清源", "唐一舟"
LEADER_ID = "110101199003070054"
FORMULA = '=HYPERLINK("http://x","密封件装配")'
NAME = "鲁清源机泵检修劳模创新工作室"


def workbook(sheets: Sheets) -> io.BytesIO:
    """Return a workbook of these sheets, row by row."""
    buffer = io.BytesIO()
    with workbook_writer(buffer) as book:
        for name, rows in sheets.items():
            writer = RowWriter(book, name)
            for row in rows:
                writer.row(row)
    buffer.seek(0)
    return buffer


def cells(text: str) -> list[Any]:
    """Return cells written with blanks between them."""
    return list(text.split())


def ledger(unit: str) -> dict[str, list[list[Any]]]:
    """Return a sound ledger of one studio, with the column names of another house and a title above."""
    named = [1, NAME, "劳模创新工作室", "市级", unit, LEADER, LEADER_ID, date(2021, 5, 1), "甲工〔2021〕8号"]
    project = [NAME, "机泵密封泄漏攻关", "技术攻关", "市级", "2023-01-01", "2023-12-31", LEADER, 12.5, "已完成"]
    subsidy = [NAME, "市总工会", "创新工作室补助", "甲工〔2022〕3号", 20000, unit, "2022-06-01", "2024-06-01"]
    return {
        "工作室名录": [
            ["甲市工作室一览表"],
            cells("序号 名称 工作室类别 级别 依托单位 领军人 身份证号 授牌时间 命名文件 命名单位 行业"),
            [*named, "甲市总工会", "制造业"],
        ],
        "团队成员": [
            cells("工作室名称 姓名 角色 加入时间 结束日期 是否一线职工"),
            [NAME, MEMBER, "核心成员", "2021年6月1日", "", "是"],
            [NAME, "盛长林", "成员", "2022/3/1", "2024-12-31", "否"],
        ],
        "项目": [
            cells("工作室名称 课题名称 项目类型 立项级别 开始日期 计划完成日期 负责人 经费（万元） 状态 结题日期"),
            [*project, "2023-12-20"],
        ],
        "成果": [
            cells("工作室名称 成果名称 成果类型 申请日期 完成人 经济效益 财务证明编号"),
            [NAME, "双端面密封冲洗装置", "实用新型专利", "2023-08-01", LEADER, "86万", "甲财证2023-5"],
        ],
        "活动台账": [
            cells("工作室名称 活动类别 日期 主题 参加人数"),
            [NAME, "培训", "2024-03-05", FORMULA, 30],
        ],
        "补助资金": [
            cells("工作室名称 资金来源 预算科目 批准文号 补助金额 收款单位 拨付日期 使用期限 凭证号"),
            [*subsidy, "记-18"],
        ],
        "支出": [
            cells("工作室名称 补助批准文号 支出类别 支出金额 支出日期 收款方 用途 凭证号"),
            [NAME, "甲工〔2022〕3号", "设备设施", "1.2万元", "2022-09-01", "甲市仪器公司", "激光对中仪", "记-40"],
        ],
        "荣誉": [
            cells("姓名 所属工作室 荣誉类别 荣誉级别 荣誉名称 授予机关 授予日期"),
            [LEADER, NAME, "劳动模范（先进工作者）", "市级", "甲市劳动模范", "甲市人民政府", "2020-04-28"],
        ],
    }
