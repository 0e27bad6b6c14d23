"""Public notices."""

from dataclasses import replace
from datetime import date

from jiangxin.core.printing.notice import Contact, PublicNotice, notice_document, notice_pdf
from jiangxin.core.printing.official import NameGroup, NameList, Paragraph

from .samples import COLUMNS, DAY, LONG_NAME, SENTENCE


def names(count):
    return NameList(COLUMNS, (NameGroup("吴溪区", ((LONG_NAME, "云溪市第一机械厂", "王建国"),) * count),))


NOTICE = PublicNotice(
    title="关于拟命名2026年度云溪市劳模创新工作室的公示",
    introduction=(SENTENCE,),
    names=names(2),
    starts=DAY,
    ends=date(2026, 11, 27),
    working_days=5,
    contact=Contact(office="经济工作部", phone="0572-0000000"),
    issuers=("云溪市总工会",),
    issued=DAY,
)


def test_notice_says_when_and_how_to_object(typesetter, read):
    text = "".join(sheet.text for sheet in read(notice_pdf(NOTICE, typesetter))).replace("—1—", "")
    assert text.startswith("关于拟命名2026年度云溪市劳模创新工作室的公示")
    for part in (
        "一、公示时间。2026年11月22日至2026年11月27日（5个工作日）。",
        "二、异议反映。公示期间",
        "三、联系方式。受理部门：经济工作部；联系电话：0572-0000000。",
        "云溪市总工会2026年11月22日",
    ):
        assert text.count(part) == 1, part


def test_notice_has_no_red_head():
    assert notice_document(NOTICE).marks == ()


def test_single_day_is_named_once():
    document = notice_document(replace(NOTICE, ends=DAY, working_days=1))
    periods = [block.text for block in document.body if isinstance(block, Paragraph) and "公示时间" in block.heading]
    assert periods == ["2026年11月22日（1个工作日）。"]


def test_short_list_stands_in_the_text_and_long_one_is_attached():
    short, long = notice_document(replace(NOTICE, names=names(15))), notice_document(replace(NOTICE, names=names(16)))
    assert (names(15) in short.body, short.attachments) == (True, ())
    assert [attachment.blocks for attachment in long.attachments] == [(names(16),)]
    assert names(16) not in long.body


def test_three_hundred_names(typesetter, read):
    sheets = read(notice_pdf(replace(NOTICE, names=names(300)), typesetter))
    assert "附件：拟命名名单" in sheets[0].text + sheets[1].text
    assert sum(sheet.text.count("第一机械厂") for sheet in sheets) == 300
