from datetime import datetime

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


def test_an_impossible_date_is_no_time():
    assert read_page("发布时间:2031-02-31\n正文").published is None


def test_an_empty_text_is_an_empty_page():
    assert (read_page("").start, read_page("").end, read_page("").title) == (0, 0, None)


def test_the_blanks_of_the_first_paragraph_belong_to_the_body():
    text = "\u3000\n\n\u3000\u3000同志们：\n\u3000\u3000今天开会。\n\n"
    page = read_page(text)
    assert text[page.start : page.end] == "\u3000\u3000同志们：\n\u3000\u3000今天开会。"
