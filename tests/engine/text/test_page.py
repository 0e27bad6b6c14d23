from datetime import datetime

import pytest

from jiangxin.engine.text.count import Figures
from jiangxin.engine.text.page import page_figures, read_page

PAGE = """您的位置:某某网>>工会/先进/讲话/>>正文

在推进会上的讲话

发表时间:2031/5/8 9:05:07
来源：云岭工会
发布单位:云岭市总工会
目录/提纲:……
一、认识
……

在推进会上的讲话
云总工发〔2031〕15号
同志们:
一、认识
好
……(某某网省略10字,会员可读)……\u0020
完 ……(未完,全文共83字,当前仅显示43字,请阅读。
文章搜索
"""


def test_every_part_of_a_page():
    page = read_page(PAGE)
    assert (page.site, page.categories, page.title) == ("某某网", ("工会", "先进", "讲话"), "在推进会上的讲话")
    assert page.published == datetime.fromisoformat("2031-05-08 09:05:07")
    assert (page.source, page.issuer, page.document_number) == ("云岭工会", "云岭市总工会", "云总工发〔2031〕15号")
    assert PAGE[slice(*page.contents)] == "一、认识\n"
    body = PAGE[page.start : page.end]
    assert (body[:5], body[-1]) == ("在推进会上", "完")
    assert page_figures(PAGE, page) == Figures(
        page_figures(PAGE, page).shown, (10, 30), page_figures(PAGE, page).shown + 40
    )


def test_a_bare_article_is_all_body():
    text = "关于评选的通知\n各县区总工会：\n请认真组织。"
    page = read_page(text)
    assert (page.title, page.start, page.end, page.site, page.published) == ("关于评选的通知", 0, len(text), None, None)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_page_is_read_with_any_line_ends(ending):
    page, text = read_page(PAGE), PAGE.replace("\n", ending)
    found = read_page(text)
    assert (found.site, found.categories, found.title) == (page.site, page.categories, page.title)
    assert (found.published, found.source, found.document_number) == (page.published, page.source, page.document_number)
    assert text[found.start : found.end] == PAGE[page.start : page.end].replace("\n", ending)
    assert page_figures(text, found) == page_figures(PAGE, page)


HEADS = [
    (
        "您的位置：首页 > 工会 > 讲话 > 正文\n在会上的讲话\n发布时间：2031-05-08 10:11:12　来源：日报　作者：张三\n",
        {"categories": "工会 > 讲话", "published": "2031-05-08 10:11:12", "source": "日报", "author": "张三"},
    ),
    (
        "在会上的讲话\n2031-05-08 10:11 来源：云岭日报 | 浏览：123\n",
        {"published": "2031-05-08 10:11", "source": "云岭日报"},
    ),
    (
        "在会上的讲话\n【发布日期：2031年5月8日】【来源：办公室】【字体：大 中 小】\n",
        {"published": "2031年5月8日", "source": "办公室"},
    ),
    ("标题：在会上的讲话\n作者：李四\n日期：2031年5月8日\n\n", {"author": "李四", "published": "2031年5月8日"}),
    ("# 在会上的讲话\n\n> 来源：云岭日报\n\n", {"source": "云岭日报"}),
]


@pytest.mark.parametrize(("head", "facts"), HEADS)
def test_facts_above_an_article(head, facts):
    text = head + "同志们：\n今天开会。来源：群众。\n时间：2031年6月1日"
    page = read_page(text)
    found = {name: text[slice(*place)] for name, place in page.places.items()}
    assert found == {**facts, "title": "在会上的讲话", **({"site": "首页"} if "首页" in head else {})}
    assert (page.title, text[page.start : page.end]) == ("在会上的讲话", text[len(head) :])


@pytest.mark.parametrize(
    "text",
    [
        "关于召开会议的通知\n各单位：\n定于近期召开会议。\n时间：2031年5月8日 9:00\n来源：群众",
        "关于召开会议的通知\n时间：2031年5月8日上午9:00\n请准时参加。",
        "关于召开会议的通知\n时间：2031年5月8日 9:00\n地点：会议室",
        "关于召开会议的通知\n2031年5月8日，市总工会召开会议。",
    ],
)
def test_an_article_s_own_times_are_no_head(text):
    page = read_page(text)
    assert (page.title, page.published, page.source, page.start) == ("关于召开会议的通知", None, None, 0)


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [
        ("云岭市总工会文件\n云工〔2031〕15号\n\n关于评选的通知\n各单位：", "关于评选的通知", "云工〔2031〕15号"),
        ("关于评选的通知\n按《办法》（云工〔2030〕3号）执行。", "关于评选的通知", None),
        ("主席在创新工作室\n授牌仪式上的讲话(摘要)\n同志们：", "主席在创新工作室授牌仪式上的讲话(摘要)", None),
        ("2031年5月8日，召开会议。\n后文", None, None),
    ],
)
def test_titles_and_numbers(text, title, number):
    page = read_page(text)
    assert (page.title, page.document_number) == (title, number)


def test_an_impossible_date_is_no_time():
    assert read_page("发布时间:2031-02-31\n正文").published is None


def test_an_empty_text_is_an_empty_page():
    assert (read_page("").start, read_page("").end, read_page("").title) == (0, 0, None)


def test_the_blanks_of_the_first_paragraph_belong_to_the_body():
    text = "\u3000\n\n\u3000\u3000同志们：\n\u3000\u3000今天开会。\n\n"
    page = read_page(text)
    assert text[page.start : page.end] == "\u3000\u3000同志们：\n\u3000\u3000今天开会。"
