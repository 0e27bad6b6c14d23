"""A county's old ledger comes in from a workbook: one import that is done, one that still has faults."""

import io
from datetime import datetime, timedelta

from jiangxin.core import clock, jobs
from jiangxin.core.spreadsheet import RowWriter, workbook_writer
from jiangxin.rehearsal.founding import City
from jiangxin.studios.importing.plan import plans_of
from jiangxin.studios.models import StudioImport
from jiangxin.studios.services.takeovers import enter_takeover, map_takeover, start_takeover

_STUDIO = ["工作室", "类型", "级别", "依托单位", "领军人", "授牌时间", "命名文件", "命名单位", "所属行业"]
_MEMBER = ["工作室", "姓名", "角色", "加入时间", "是否一线职工"]


def take_over_ledgers(city: City, now: datetime) -> None:
    """Take over a small ledger; let another one wait with its faults for the officer."""
    unit = city.units[0].organisation.name
    with clock.stopped_at(now - timedelta(days=40)):
        name = "罗启明数控加工技师创新工作室"
        studio = [name, "技师创新工作室", "县级", unit, "罗启明", "2019年5月6日", "锦总工发〔2019〕11号"]
        members = [[name, "罗启明", "核心成员", "2019-05-06", "是"], [name, "丁一鸣", "成员", "2020-03-01", "是"]]
        batch = _tried(city, "2019年前工作室台账.xlsx", [[*studio, city.federation.name, "制造业"]], members)
        officer, sheets = city.actor("officer"), range(len(batch.sheets))
        enter_takeover(actor=officer, batch=batch, sheets=sheets, expected_revision=batch.revision)
        jobs.work_off()
    with clock.stopped_at(now - timedelta(days=2)):
        name = "尤桂芳刺绣传统工艺大师创新工作室"
        studio = [name, "手艺大师工作室", "县级", "锦川市刺绣研究所", "尤桂芳", "2018年13月", "锦总工发〔2018〕7号"]
        members = [[name, "尤桂芳", "核心成员", "2018-06-01", "是"]]
        _tried(city, "产业工会台账.xlsx", [[*studio, city.federation.name, "文化"]], members)


def _tried(city: City, title: str, studios: list[list[str]], members: list[list[str]]) -> StudioImport:
    buffer = io.BytesIO()
    with workbook_writer(buffer) as book:
        for name, rows in (("工作室名录", [_STUDIO, *studios]), ("团队", [_MEMBER, *members])):
            writer = RowWriter(book, name)
            for row in rows:
                writer.row(row)
    buffer.seek(0)
    officer = city.actor("officer")
    batch = start_takeover(actor=officer, owner=city.federation, title="", name=title, file=buffer)
    map_takeover(actor=officer, batch=batch, plans=plans_of(batch.sheets), expected_revision=batch.revision)
    jobs.work_off()
    batch.refresh_from_db()
    return batch
