"""The application form on paper."""

import io
from dataclasses import replace

import pypdf
import pytest

from jiangxin.core.printing.application import (
    Grid,
    LongText,
    Opinion,
    Pair,
    PrintedForm,
    PrintedSection,
    application_pdf,
)

from .samples import DAY, LONG_NAME, SENTENCE

MEMBERS = Grid(("姓名", "职称"), (1, 2), tuple((f"第{n}人", "高级工程师") for n in range(1, 81)))
OPINIONS = ("申报人承诺", "单位意见", "基层工会意见", "县（市、区）总工会意见", "市总工会意见")
FORM = PrintedForm(
    title="云溪市劳模创新工作室申报表",
    number="LMGZS-2026-0017",
    digest="0123456789abcdef0123",
    cover=(Pair("工作室名称", "王建国劳模创新工作室"), Pair("申报单位", "云溪市第一机械厂"), Pair("领衔人", "王建国")),
    sections=(
        PrintedSection("一、基本情况", (Pair("类别", "创新"), Pair("级别", "市级"), Pair("地址", "人民路1号", 12))),
        PrintedSection("二、团队成员", (), MEMBERS),
        PrintedSection("三、事迹", texts=(LongText("事迹材料", (SENTENCE * 10 + "\n") * 5),)),
    ),
    opinions=tuple(Opinion(title, signer="负责人") for title in OPINIONS),
    issued=DAY,
)


@pytest.fixture(scope="module")
def sheets(typesetter, read):
    return read(application_pdf(FORM, typesetter))


def test_cover_names_the_entry(sheets):
    cover = sheets[0]
    assert (round(cover.width), round(cover.height)) == (210, 297)
    for text in ("云溪市劳模创新工作室申报表", "王建国劳模创新工作室", "云溪市第一机械厂", "LMGZS-2026-0017"):
        assert [line.text for line in cover.lines].count(text) == 1


def test_every_page_can_be_matched_to_the_entry(sheets):
    assert ["LMGZS-2026-00170123456789abcdef" in sheet.text for sheet in sheets] == [True] * len(sheets)
    assert [sheet.lines[-1].text for sheet in sheets] == [f"{n}/{len(sheets)}" for n in range(1, len(sheets) + 1)]


def test_table_header_repeats(sheets):
    with_members = [sheet for sheet in sheets if "高级工程师" in sheet.text]
    assert len(with_members) > 1
    assert [sheet.text.count("姓名职称") for sheet in with_members] == [1] * len(with_members)
    assert sum(sheet.text.count("高级工程师") for sheet in with_members) == 80


def test_opinions_follow_in_order_with_room_for_seal_and_date(sheets):
    lines = [line for sheet in sheets for line in sheet.lines]
    labels = "".join(line.text for line in lines if line.right < 52)
    assert labels.endswith("".join(OPINIONS))
    text = "".join(line.text for line in lines)
    assert text.count("（盖章）") == len(OPINIONS)
    assert [line.text for line in lines if line.left > 130].count("日") == len(OPINIONS)


@pytest.mark.parametrize("times", [0, 1, 12, 60])
def test_long_opinion_never_meets_its_signature(typesetter, read, times):
    opinion = Opinion("单位意见", SENTENCE * times, "负责人", signed_by="李卫东", day="2026年11月22日")
    last = read(application_pdf(replace(FORM, sections=(), opinions=(opinion,)), typesetter))[-1]
    signature = next(line for line in last.lines if "李卫东" in line.text or "签字" in line.text)
    written = [line for line in last.lines if line.left < 60 and "工" in line.text]
    assert "".join(line.text for line in last.lines).count("搞好服务") == times
    assert all(line.bottom < signature.top for line in written)


def test_nothing_leaves_the_paper(typesetter, read):
    word = "https://example.org/" + "a" * 300
    section = PrintedSection(
        "一、" + LONG_NAME,
        (Pair(LONG_NAME, LONG_NAME * 3), Pair("网址", word, 3), Pair("空", "", 3), Pair("长", word * 2, 12)),
        Grid((LONG_NAME, "二"), (1, 9), ((word, LONG_NAME),)),
    )
    form = replace(FORM, title=LONG_NAME * 2, cover=(Pair("工作室名称", LONG_NAME),), sections=(section,))
    for sheet in read(application_pdf(form, typesetter)):
        assert all(line.left >= 24.5 and line.right <= 189 for line in sheet.lines)
        assert all(line.bottom <= 290 for line in sheet.lines)


def test_empty_form_is_still_a_form(typesetter, read):
    (cover, *_rest) = read(application_pdf(replace(FORM, sections=(), opinions=(), cover=()), typesetter))
    assert "云溪市劳模创新工作室申报表" in cover.text


def test_emoji_is_printed_as_a_substitute(typesetter, read):
    form = replace(FORM, sections=(PrintedSection("一、情况", (Pair("说明", "很好😀", 12),)),))
    assert "很好〓" in "".join(sheet.text for sheet in read(application_pdf(form, typesetter)))


def test_file_is_reproducible_and_archival(typesetter):
    pdf = application_pdf(FORM, typesetter)
    assert application_pdf(FORM, typesetter) == pdf
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.metadata.title == "云溪市劳模创新工作室申报表 LMGZS-2026-0017"
    assert (reader.xmp_metadata.pdfaid_part, reader.xmp_metadata.pdfaid_conformance) == ("2", "A")
