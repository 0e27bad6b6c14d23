"""Score sheets and rankings."""

from dataclasses import replace

import pytest

from jiangxin.core.printing.score_sheet import (
    RankedEntry,
    ScoreLine,
    ScoreSheet,
    ranking_annex,
    ranking_list,
    score_sheets_pdf,
)
from jiangxin.core.printing.summary_list import summary_list_pdf

from .samples import DAY, LONG_NAME, SENTENCE

LINES = (
    ScoreLine("场地设备", "每缺一项扣3分", "20", "18.00", "缺经费凭证", "基础条件"),
    ScoreLine("团队结构", "梯次合理", "20", "19.00", "", "基础条件"),
    ScoreLine("创新成果", "数量与水平", "60", "51.50", "", "成果"),
)
SHEET = ScoreSheet(
    "2026年度专家评分表", "A-017", "PF-0017-03", LINES, "100", "88.50", DAY, expert="专家03", opinion="成果扎实。"
)
RANKED = tuple(
    RankedEntry(str(n), f"{n}号工作室", "云溪市第一机械厂", "王建国", f"{100 - n}.00", ("60.00", "38.00"))
    for n in range(1, 6)
)


def test_sheet_shows_lines_total_and_room_to_sign(typesetter, read):
    (sheet,) = read(score_sheets_pdf([SHEET], typesetter))
    assert (round(sheet.width), round(sheet.height)) == (210, 297)
    for text in (
        "A-017",
        "专家03",
        "缺经费凭证",
        "51.50",
        "88.50",
        "成果扎实。",
        "评审专家（签字）：",
        "2026年11月22日",
    ):
        assert sheet.text.count(text) == 1, text
    # A group's name is printed once, beside its lines.
    assert [sheet.text.count(half) for half in ("基础", "条件")] == [1, 1]


def test_sheet_without_groups_and_expert(typesetter, read):
    lines = tuple(replace(line, group="") for line in LINES)
    (sheet,) = read(score_sheets_pdf([replace(SHEET, lines=lines, expert="", opinion="")], typesetter))
    assert "类别" not in sheet.text
    assert "专家03" not in sheet.text


def test_each_sheet_starts_on_a_new_page(typesetter, read):
    sheets = read(score_sheets_pdf([SHEET, replace(SHEET, number="PF-2", entry="A-018")], typesetter))
    assert [("A-017" in sheet.text, "A-018" in sheet.text) for sheet in sheets] == [(True, False), (False, True)]


def test_long_sheet_keeps_title_and_table_apart(typesetter, read):
    lines = tuple(replace(LINES[0], standard=SENTENCE * 3, reason=SENTENCE) for _ in range(20))
    long = replace(SHEET, title=LONG_NAME * 2 + "评分表", entry=LONG_NAME, lines=lines, opinion=SENTENCE * 8)
    sheets = read(score_sheets_pdf([long], typesetter))
    assert len(sheets) > 1
    assert all("评分标准" in sheet.text for sheet in sheets if "每缺" in sheet.text)
    facts = next(line for line in sheets[0].lines if line.text.startswith("申报项目"))
    assert max(line.bottom for line in sheets[0].lines if line.left < 30 and line.top < facts.top - 3) < facts.top
    assert all(line.left > 21 and line.right < 193 and line.bottom < 293 for sheet in sheets for line in sheet.lines)


def test_no_sheets_are_refused(typesetter):
    with pytest.raises(ValueError, match="nothing to print"):
        score_sheets_pdf([], typesetter)


def test_ranking_draws_the_line_of_the_quota(typesetter, read):
    ranking = ranking_list("排序表", RANKED, issued=DAY, part_titles=("专家评分", "实地考察"), quota=3, number="PX-1")
    (sheet,) = read(summary_list_pdf(ranking, typesetter))
    tops = {line.text: line.top for line in sheet.lines}
    assert tops["3号工作室"] < tops["名额3个，以下未进入名额"] < tops["4号工作室"]
    assert "监督人（签字）：" in sheet.text


def test_ranking_without_quota_has_no_line():
    assert ranking_list("排序表", RANKED, issued=DAY, part_titles=("一", "二")).cut is None


def test_annex_has_a_column_for_each_part():
    (table,) = ranking_annex("排序表", RANKED, part_titles=("专家评分", "实地考察")).blocks
    assert [column.title for column in table.columns] == [
        "名次", "工作室名称", "所在单位", "领衔人", "专家评分", "实地考察", "总分", "备注",
    ]  # fmt: skip
    assert table.rows[0] == ("1", "1号工作室", "云溪市第一机械厂", "王建国", "60.00", "38.00", "99.00", "")
