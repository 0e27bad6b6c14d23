"""What a text says of itself, each fact where it stands."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.text.restore import restore
from jiangxin.library.enums import ArticleKind
from jiangxin.library.reading import Fact, Hints, Origin, recognise
from tests.seed import PAGE, needs_seed

NOTICE = """云岭市总工会文件
云工〔2031〕15号

关于开展评选的通知

各县区总工会：
现通知如下。
一、要求
附件：1.申报表
      2.汇总表

云岭市总工会
2031年5月8日
"""


def printed(text, fact):
    return fact and (fact.value, text[fact.start : fact.end])


def test_an_official_document():
    found = recognise(NOTICE)
    assert printed(NOTICE, found.title) == ("关于开展评选的通知",) * 2
    assert printed(NOTICE, found.document_number) == ("云工〔2031〕15号",) * 2
    assert printed(NOTICE, found.issuing_body) == ("云岭市总工会",) * 2
    assert printed(NOTICE, found.published) == ("2031-05-08T00:00:00", "2031年5月8日")
    assert [printed(NOTICE, fact) for fact in found.attachments] == [("申报表",) * 2, ("汇总表",) * 2]
    assert (found.kind, found.source, found.categories) == (Fact("notice", Origin.GUESS), None, ())
    assert NOTICE[slice(*found.body)] == NOTICE.strip()


def test_a_bare_article_begins_below_its_title():
    text = "# 在推进会上的讲话\n——以云岭为例\n（2031年5月8日）\n同志们：\n附件：1.甲 2.乙"
    found = recognise(text)
    assert printed(text, found.subtitle) == ("以云岭为例",) * 2
    assert printed(text, found.published) == ("2031-05-08T00:00:00", "（2031年5月8日）")
    assert text[slice(*found.body)] == "（2031年5月8日）\n同志们：\n附件：1.甲 2.乙"
    assert [fact.value for fact in found.attachments] == ["甲", "乙"]


PAGED = """您的位置:某某网>>工会/先进 > 讲话/>>正文

在推进会上的讲话

发表时间:2031/5/8 9:05:07
目录/提纲:……
一、认识
二、落实
……

在推进会上的讲话
一、认识
……(某某网省略10字,会员可读)……\u0020
完 ……(未完,全文共83字,当前仅显示43字,请阅读。
相关文章
"""


def test_a_page_of_a_document_site():
    found = recognise(PAGED)
    assert [printed(PAGED, fact) for fact in found.categories] == [("工会",) * 2, ("先进 > 讲话",) * 2]
    assert printed(PAGED, found.published) == ("2031-05-08T09:05:07", "2031/5/8 9:05:07")
    assert printed(PAGED, found.source) == ("某某网",) * 2
    assert [(gap.omitted, gap.is_tail) for gap in found.gaps] == [(10, False), (30, True)]
    assert (found.stated_total, found.stated_shown) == (83, 43)
    assert [(point.title, point.depth, point.gap) for point in found.outline] == [
        ("一、认识", 0, None),
        ("二、落实", 0, 0),
    ]
    assert PAGED[slice(*found.contents)] == "一、认识\n二、落实\n"
    body = PAGED[slice(*found.body)]
    assert (body[:9], body[-1]) == ("在推进会上的讲话\n", "完")


def test_what_the_file_says_is_believed_where_the_text_is_silent():
    hints = Hints("题", "张三", "日报", "市总工会", "2031-05-08 10:11:12", "", "http://a.example/1")
    found = recognise("正文第一句，它很长，不是标题，因为以句号结束。\n后文。", hints)
    assert (found.title, found.author, found.source) == tuple(
        Fact(value, Origin.DOCUMENT) for value in ("题", "张三", "日报")
    )
    assert found.published == Fact("2031-05-08T10:11:12", Origin.DOCUMENT)
    assert (found.issuing_body, found.source_url) == (
        Fact("市总工会", Origin.DOCUMENT),
        Fact("http://a.example/1", Origin.DOCUMENT),
    )
    assert recognise(PAGED, hints).title == Fact("在推进会上的讲话", Origin.PAGE, *recognise(PAGED).title[2:])


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("在会上的讲话(摘要)", "speech"),
        ("关于印发管理办法的通知", "notice"),
        ("劳模创新工作室管理办法(试行)", "regulation"),
        ("张三先进操作法", "method"),
        ("焊花里的劳模故事", "story"),
        ("创建工作经验交流", "experience"),
        ("五一劳动节图片展", "exhibition"),
        ("市总工会召开会议", "news"),
    ],
)
def test_kinds_are_guessed_from_titles(title, kind):
    assert kind in ArticleKind.values
    assert recognise(f"{title}\n正文。").kind == Fact(kind, Origin.GUESS)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("二〇三一年五月八日", "2031-05-08"),
        ("二○三一年十二月三十一日", "2031-12-31"),
        ("2031 年 5 月 8 日", "2031-05-08"),
    ],
)
def test_days_in_words(words, day):
    assert recognise(f"题\n正文。\n云岭机床厂工会委员会\n{words}").published.value == f"{day}T00:00:00"
    assert recognise(f"题\n正文。\n云岭机床厂工会委员会\n{words}").issuing_body.value == "云岭机床厂工会委员会"


def test_an_impossible_day_is_none():
    assert recognise("题\n正文。\n2031年2月31日").published is None


@given(st.text(alphabet="一、（）目录…\n：:时间来源2031年5月8日附件1.省略字未完全文共>/位置#——市总工会", max_size=120))
def test_any_text_is_recognised_with_its_places(text):
    found = recognise(text)
    value = found.as_json()
    assert json.loads(json.dumps(value, ensure_ascii=False)) == value
    facts = [found.title, found.subtitle, found.published, found.issuing_body, found.author, found.source]
    for fact in [*facts, found.document_number, *found.categories, *found.attachments]:
        assert fact is None or fact.start is None or 0 <= fact.start <= fact.end <= len(text)
    start, end = found.body
    assert 0 <= start <= end <= len(text)


@needs_seed
def test_the_seed_page():
    text = restore(PAGE.read_text(encoding="utf-8")).text
    found = recognise(text)
    assert (len(found.categories), found.published.value) == (6, "2012-10-15T14:15:27")
    assert all(" > " not in fact.value for fact in found.categories)
    assert (found.kind.value, found.stated_total, found.stated_shown) == ("speech", 2690, 1710)
    assert [gap.omitted for gap in found.gaps] == [609, 371]
    assert [point.depth for point in found.outline] == [0, 1, 1, 1] * 3
