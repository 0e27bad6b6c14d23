"""The versions of an article: listed, read, laid together, brought back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.core.actor import SYSTEM, Role
from jiangxin.library.facts import ArticleFacts
from jiangxin.library.models import Article
from jiangxin.library.services import edit_article
from tests.laying import laid
from tests.library.scene import draft, published

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
FIRST = "一、开头\n甲段文字在这里。\n乙段。\n丙段。\n丁段。\n戊段。\n二、结尾\n己段。"
SECOND = FIRST.replace("甲段文字", "甲段的文字").replace("己段。", "己段。\n庚段新写。")


@laid
def article(federation):
    """Lay an article with two versions, the second by the city."""
    made = draft(federation.unit, title="一稿", body=FIRST, published_at=MOMENT, kind="speech")
    facts = ArticleFacts(title="二稿", body=SECOND, published_at=MOMENT, kind="notice", author="林工")
    return edit_article(actor=SYSTEM, article=made, facts=facts, expected_revision=made.revision, note="补一段")


def address(article, rest=""):
    return f"/desk/library/{article.pk}/versions/{rest}"


def test_they_are_listed_newest_first_with_who_and_why(article, officer, open_page):
    page = open_page(officer, address(article))

    assert page.all("tbody th") == ["第 2 版 现用", "第 1 版"]
    assert "补一段" in page.text
    checked = [node.attributes["value"] for node in page.tree.css("input[type=radio][checked]")]
    assert sorted(checked) == ["1", "2"]
    assert page.links("tbody td a") == [address(article, "1/restore/")]


def test_one_version_is_read_as_it_was(article, officer, open_page):
    page = open_page(officer, address(article, "1/"))

    assert page.all("main h1") == ["一稿"]
    assert page.all(".jx-desk-text h3") == ["一、开头", "二、结尾"]
    assert "庚段新写" not in page.text
    assert "2026年1月2日 03:04:05" in page.text
    assert f"{address(article, 'compare/')}?old=1&new=2" in page.links("main a")


@pytest.mark.parametrize("order", [{"old": "1", "new": "2"}, {"old": "2", "new": "1"}])
def test_two_are_laid_together_the_older_first(article, officer, open_page, order):
    page = open_page(officer, address(article, "compare/"), **order)

    assert page.all("main h1") == ["第 1 版到第 2 版"]
    assert page.all(".jx-changes ins") == ["的", "庚段新写。"]
    assert page.all(".jx-changes del") == []
    assert page.all("main tbody tr") == ["标题 一稿 二稿", "类型 讲话致辞 通知公告", "作者 — 林工"]
    # Not by colour alone: a sign in front, a word for those who listen.
    assert page.all(".jx-change-new .visually-hidden") == ["加入的一段："]
    assert page.all(".jx-changes summary") == ["没有改动的 4 段"]
    assert "正文加入 6 个字符，删去 0 个字符" in page.text


def test_a_version_with_itself_has_no_difference(article, officer, open_page):
    assert "没有差别。" in open_page(officer, address(article, "compare/"), old="2", new="2").text


def test_versions_that_are_not_there(article, officer, open_page):
    assert open_page(officer, address(article, "9/")).status == 404
    assert open_page(officer, address(article, "compare/"), old="1", new="9").status == 404
    assert open_page(officer, address(article, "9/restore/")).status == 404
    assert open_page(officer, address(article, "compare/"), old="x").status == 302


def test_one_is_brought_back_as_a_new_edit(article, officer, open_page, send):
    ask = open_page(officer, address(article, "1/restore/"))
    assert ask.all(".jx-changes del") == ["的", "庚段新写。"]

    told = send(officer, address(article, "1/restore/"), ask.values(""))

    assert "已恢复到第 1 版，并存为新的一版。" in told.text
    now = Article.objects.get(pk=article.pk)
    assert (now.title, now.body, now.kind, now.author, now.published_at) == ("一稿", FIRST, "speech", "", MOMENT)
    latest = now.versions.first()
    assert (latest.number, latest.note, latest.made_by_id) == (3, "恢复到第 1 版", officer.account_id)


def test_what_was_published_keeps_its_moment(federation, officer, open_page, send):
    made = published(federation.city, title="一稿", body=FIRST)
    facts = ArticleFacts(title="一稿", body=SECOND)
    made = edit_article(actor=SYSTEM, article=made, facts=facts, expected_revision=made.revision)
    ask = open_page(officer, address(made, "1/restore/"))
    assert "发布时间" not in ask.text

    send(officer, address(made, "1/restore/"), ask.values(""))

    now = Article.objects.get(pk=made.pk)
    assert (now.body, now.published_at) == (FIRST, made.published_at)


def test_bringing_back_from_an_old_page_changes_nothing(article, officer, open_page, send):
    fields = open_page(officer, address(article, "1/restore/")).values("")
    Article.objects.filter(pk=article.pk).update(revision=article.revision + 1)

    assert send(officer, address(article, "1/restore/"), fields).status == 409
    assert article.versions.count() == 2


def test_readers_of_versions_bring_nothing_back(federation, actor, open_page, send):
    leader = actor(Role.LEADER_CITY, federation.city)
    article = published(federation.city)

    assert open_page(leader, address(article)).status == 200
    assert open_page(leader, address(article, "1/")).status == 200
    assert open_page(leader, address(article, "1/restore/")).status == 403


def test_a_writer_does_not_bring_back_what_is_published(federation, actor, open_page):
    writer = actor(Role.UNION_OFFICER, federation.unit)
    article = published(federation.unit)

    assert open_page(writer, address(article, "1/restore/")).status == 409
    assert "恢复" not in open_page(writer, address(article, "1/")).all("main a")


def test_queries_do_not_grow_with_versions(article, officer, client_for):
    client = client_for(officer)

    def count(rest):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(rest).status_code == 200
        return len(queries)

    pages = (address(article), f"/desk/library/{article.pk}/")
    for page in pages:
        count(page)
    few = [count(page) for page in pages]
    held = article
    for number in range(15):
        facts = ArticleFacts(title=f"稿 {number}", body=FIRST)
        held = edit_article(actor=SYSTEM, article=held, facts=facts, expected_revision=held.revision)
    assert [count(page) for page in pages] == few
