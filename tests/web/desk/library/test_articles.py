"""The library of a duty: its list, its acts on many articles, and each article as a case with its way."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.models import JournalEntry
from jiangxin.library.enums import Access, ArticleState, FrontSlot
from jiangxin.library.facts import PreviewFacts, ReaderFacts
from jiangxin.library.models import Article
from jiangxin.library.queries import articles_for
from jiangxin.library.services import (
    add_category,
    arrange_front,
    categorise_article,
    publish_article,
    send_to_review,
    withdraw_article,
)
from tests.laying import laid
from tests.library.scene import draft, published

LIST = "/desk/library/"
NOON = datetime(2026, 3, 20, 12, 0, 5, tzinfo=ZoneInfo("Asia/Shanghai"))


def titles(page):
    return page.all("tbody th")


def address(article, rest=""):
    return f"{LIST}{article.pk}/{rest}"


@laid
def shelf(federation, clock_at):
    """Lay an article in each state, one of each county and the city."""
    clock_at(NOON)
    sent = draft(federation.unit, title="乙讲话", kind="speech", author="林工")
    gone = published(federation.county, title="丁通知", kind="notice")
    return {
        "draft": draft(federation.unit, title="甲草稿", document_number="云工〔2026〕3号"),
        "review": send_to_review(actor=SYSTEM, article=sent, expected_revision=sent.revision),
        "published": published(
            federation.city,
            title="丙动态",
            access=Access.SIGNED_IN,
            published_at=datetime(2024, 5, 1, 9, 8, 7, tzinfo=NOON.tzinfo),
        ),
        "withdrawn": withdraw_article(actor=SYSTEM, article=gone, expected_revision=gone.revision, reason="重复发布"),
        "elsewhere": published(federation.other_unit, title="戊他县"),
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {"甲草稿", "乙讲话", "丙动态", "丁通知", "戊他县"}),
        ({"state": "draft"}, {"甲草稿"}),
        ({"state": "withdrawn"}, {"丁通知"}),
        ({"kind": "speech"}, {"乙讲话"}),
        ({"q": "动态"}, {"丙动态"}),
        ({"q": "林工"}, {"乙讲话"}),
        ({"q": "〔2026〕3号"}, {"甲草稿"}),
        ({"access": "signed_in"}, {"丙动态"}),
        ({"year": "2024"}, {"丙动态"}),
        ({"incomplete": "yes"}, set()),
        ({"scheduled": "yes"}, set()),
    ],
)
def test_filters_narrow_the_list(shelf, officer, open_page, query, expected):
    assert set(titles(open_page(officer, LIST, **query))) == expected


def test_categories_and_owners_narrow_it_too(shelf, officer, federation, open_page):
    top = add_category(actor=officer, name="工会")
    below = add_category(actor=officer, name="讲话", parent=top)
    categorise_article(actor=officer, article=shelf["review"], categories=[below])

    assert titles(open_page(officer, LIST, category=str(top.pk))) == ["乙讲话"]
    assert set(titles(open_page(officer, LIST, owner=str(federation.unit.pk)))) == {"甲草稿", "乙讲话"}
    assert set(titles(open_page(officer, LIST, category="999999"))) == set(titles(open_page(officer, LIST)))


@pytest.mark.parametrize(
    ("role", "place", "expected", "acts"),
    [
        (Role.UNION_OFFICER, "unit", {"甲草稿", "乙讲话"}, ["送审"]),
        (Role.REVIEWER_FIRST, "county", {"甲草稿", "乙讲话", "丁通知"}, ["送审", "发布", "撤下"]),
        (Role.REVIEWER_FIRST, "other_county", {"戊他县"}, ["送审", "发布", "撤下"]),
        (Role.OFFICER_CITY, "city", {"甲草稿", "乙讲话", "丙动态", "丁通知", "戊他县"}, ["送审", "发布", "撤下"]),
        (Role.LEADER_CITY, "city", {"乙讲话", "丙动态", "丁通知", "戊他县"}, []),
        (Role.DISCIPLINE, "city", {"乙讲话", "丙动态", "丁通知", "戊他县"}, []),
    ],
)
def test_each_duty_finds_what_lies_with_it(shelf, actor, federation, open_page, role, place, expected, acts):
    page = open_page(actor(role, getattr(federation, place)), LIST)

    assert set(titles(page)) == expected
    assert [node.text(strip=True) for node in page.tree.css("[data-batch-bar] button[formaction]")] == acts


@pytest.mark.parametrize("role", [Role.EXPERT, Role.WORKER, Role.SYSTEM_ADMINISTRATOR])
def test_other_duties_have_no_library_to_look_after(shelf, actor, federation, open_page, role):
    assert open_page(actor(role, federation.city), LIST).status == 403


def test_it_sorts_and_is_taken_along(shelf, officer, open_page):
    assert titles(open_page(officer, LIST, sort="title")) == sorted(article.title for article in shelf.values())
    assert open_page(officer, LIST, export="csv").body.decode("utf-8-sig").count("\n") == 7
    assert JournalEntry.objects.filter(act="core.export_list").get().after["rows"] == 5


def test_queries_do_not_grow_with_rows(shelf, officer, federation, client_for):
    client = client_for(officer)

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    count()  # the first request fills caches
    few = count()
    for _ in range(20):
        draft(federation.unit)
    assert count() == few


@pytest.mark.parametrize("name", ["draft", "review", "published", "withdrawn"])
def test_what_others_keep_is_not_there(shelf, actor, federation, open_page, send, name):
    other = actor(Role.REVIEWER_FIRST, federation.other_county)
    article = shelf[name]

    for rest in ("", "edit/", "versions/", "versions/1/", "versions/compare/?old=1&new=1", "passage/publish/"):
        assert open_page(other, address(article, rest)).status == 404
    assert send(other, address(article, "edit/"), {"title": "改", "revision": article.revision}).status == 404
    assert send(other, address(article, "versions/1/restore/"), {"revision": article.revision}).status == 404
    assert send(other, address(article, "passage/withdraw/"), {"revision": "1", "reason": "x"}).status == 404


@pytest.mark.parametrize(
    ("role", "place", "name", "first", "refused"),
    [
        (Role.UNION_OFFICER, "unit", "draft", "送审", ["发布", "撤下"]),
        (Role.UNION_OFFICER, "unit", "review", "撤回修改", ["发布", "撤下", "修改"]),
        (Role.REVIEWER_FIRST, "county", "draft", "发布", []),
        (Role.REVIEWER_FIRST, "county", "review", "发布", []),
        (Role.REVIEWER_FIRST, "county", "withdrawn", "退回草稿", []),
        (Role.OFFICER_CITY, "city", "published", None, []),
        (Role.LEADER_CITY, "city", "review", None, []),
    ],
)
def test_a_case_has_one_next_act_and_says_why_others_are_not_to_be_had(
    shelf, actor, federation, open_page, role, place, name, first, refused
):
    page = open_page(actor(role, getattr(federation, place)), address(shelf[name]))

    assert page.all("main a.btn-primary") == ([first] if first else [])
    assert page.all(".jx-refusals dt") == refused


def test_a_case_tells_what_strangers_get_with_exact_counts(shelf, officer, open_page):
    article = shelf["published"]
    page = open_page(officer, address(article))

    figures = [node.text(strip=True) for node in page.tree.css(".jx-figures .jx-figure-value")]
    assert figures == [str(article.characters), str(article.preview_shown), str(article.preview_omitted)]
    assert article.preview_shown + article.preview_omitted == article.characters
    assert "密钥" not in page.tree.css_first(".jx-desk-text").text()
    assert page.all(".jx-desk-gap") == [f"此处未显示 {article.preview_omitted} 字"]
    assert "2024年5月1日 09:08:07" in page.text
    assert page.all(".jx-article-outline li")[:2] == ["一、提高认识", "二、抓好落实"]
    assert reverse("portal:article", args=[article.pk]) in page.links("main a")


def test_an_open_article_is_open_to_strangers(shelf, officer, open_page):
    page = open_page(officer, address(shelf["elsewhere"]))

    assert page.all(".jx-desk-gap") == []
    assert "所有人都可以阅读全文。" in page.text


def test_the_history_tells_who_did_what(shelf, officer, open_page):
    page = open_page(officer, address(shelf["withdrawn"]))

    assert page.all(".jx-history-act") == ["撤下文章", "发布文章", "起草文章"]
    assert "重复发布" in page.text
    assert address(shelf["withdrawn"], "versions/1/") in page.links(".jx-history a")


def test_from_draft_to_withdrawn(shelf, actor, federation, officer, open_page, send):
    article = shelf["draft"]
    writer, county = actor(Role.UNION_OFFICER, federation.unit), actor(Role.REVIEWER_FIRST, federation.county)

    def go(who, act, **typed):
        ask = open_page(who, address(article, f"passage/{act}/"))
        assert ask.status == 200
        told = send(who, address(article, f"passage/{act}/"), ask.values("") | typed)
        article.refresh_from_db()
        return told

    assert "已送审。" in go(writer, "send").text
    assert article.state == ArticleState.REVIEW
    assert "已退回草稿。" in go(county, "return", reason="请补充数据").text
    assert "请补充数据" in open_page(writer, address(article)).text
    go(writer, "send")
    assert "已发布。" in go(county, "publish").text
    assert (article.state, article.published_at) == (ArticleState.PUBLISHED, NOON)
    assert articles_for(PUBLIC).filter(pk=article.pk).exists()
    assert "已撤下。" in go(county, "withdraw", reason="内容有误").text
    assert not articles_for(PUBLIC).filter(pk=article.pk).exists()
    assert "撤下原因：内容有误" in open_page(writer, address(article)).text


def test_publication_is_planned_to_the_second(shelf, officer, open_page, send, clock_at):
    article = shelf["review"]
    ask = open_page(officer, address(article, "passage/publish/"))

    told = send(officer, address(article, "passage/publish/"), ask.values("") | {"published_at": "2026-03-21T08:30:15"})

    assert "已发布，将于 2026年3月21日 08:30:15 公开。" in told.text
    assert "已定于 2026年3月21日 08:30:15 公开" in told.text
    assert not articles_for(PUBLIC).filter(pk=article.pk).exists()
    clock_at(datetime(2026, 3, 21, 8, 30, 15, tzinfo=NOON.tzinfo))
    assert articles_for(PUBLIC).filter(pk=article.pk).exists()


def test_a_moment_that_makes_no_sense_is_told_and_kept(shelf, officer, open_page, send):
    article = shelf["review"]
    fields = open_page(officer, address(article, "passage/publish/")).values("")

    told = send(officer, address(article, "passage/publish/"), fields | {"published_at": "明天"})

    assert told.status == 422
    assert "发布时间没有看懂。" in told.text
    assert told.values("")["published_at"] == ["明天"]
    article.refresh_from_db()
    assert article.state == ArticleState.REVIEW


def test_withdrawing_wants_a_reason_and_says_what_falls_with_it(shelf, officer, open_page, send):
    article = shelf["published"]
    arrange_front(actor=officer, slot=FrontSlot.HEADLINE, articles=[article])
    ask = open_page(officer, address(article, "passage/withdraw/"))
    assert "它在首页的 1 处位置随之撤下。" in ask.text

    refused = send(officer, address(article, "passage/withdraw/"), ask.values("") | {"reason": " "})

    assert refused.status == 409
    assert "请写明原因。" in refused.text
    article.refresh_from_db()
    assert article.state == ArticleState.PUBLISHED


def test_a_page_that_is_out_of_date_changes_nothing(shelf, officer, open_page, send):
    article = shelf["review"]
    fields = open_page(officer, address(article, "passage/publish/")).values("")
    Article.objects.filter(pk=article.pk).update(revision=article.revision + 1)

    told = send(officer, address(article, "passage/publish/"), fields)

    assert told.status == 409
    assert "这篇文章刚被修改过" in told.text


def test_those_who_only_write_do_not_publish(shelf, actor, federation, open_page, send):
    writer = actor(Role.UNION_OFFICER, federation.unit)
    article = shelf["draft"]

    assert open_page(writer, address(article, "passage/publish/")).status == 403
    assert send(writer, address(article, "passage/publish/"), {"revision": article.revision}).status == 403
    assert open_page(writer, address(article, "passage/burn/")).status == 404


@pytest.mark.parametrize(("name", "offered"), [("draft", True), ("review", False)])
def test_pages_beside_an_article_are_offered_to_whom_they_open(shelf, actor, federation, open_page, name, offered):
    writer = actor(Role.UNION_OFFICER, federation.unit)
    links = open_page(writer, address(shelf[name])).links("main a")
    for part in ("access/", "parts/", "files/"):
        assert (address(shelf[name], part) in links) == offered
        assert (open_page(writer, address(shelf[name], part)).status == 200) == offered


def test_many_are_acted_on_after_a_look_each_by_itself(shelf, officer, open_page, send):
    keys = [str(shelf[name].pk) for name in ("draft", "review", "published")]
    ask = send(officer, f"{LIST}batch/publish/", {"selected": keys})
    assert ask.all(".jx-subject-reason") == ["这篇文章当前是“已发布”，不能这样办理。"]
    assert Article.objects.filter(state=ArticleState.PUBLISHED).count() == 2
    review = shelf["review"]
    publish_article(actor=SYSTEM, article=review, expected_revision=review.revision)

    done = send(officer, f"{LIST}batch/publish/", ask.values(""))

    assert "已办理 1 篇，未办理 2 篇。" in done.text
    shelf["draft"].refresh_from_db()
    assert shelf["draft"].state == ArticleState.PUBLISHED


def test_many_are_withdrawn_with_one_reason(shelf, officer, open_page, send):
    keys = [str(shelf[name].pk) for name in ("published", "elsewhere")]
    ask = send(officer, f"{LIST}batch/withdraw/", {"selected": keys})

    assert send(officer, f"{LIST}batch/withdraw/", ask.values("") | {"reason": " "}).status == 409
    done = send(officer, f"{LIST}batch/withdraw/", ask.values("") | {"reason": "网站改版"})

    assert "已办理 2 篇，未办理 0 篇。" in done.text
    assert set(Article.objects.filter(pk__in=keys).values_list("withdrawn_for", flat=True)) == {"网站改版"}


def test_a_batch_reaches_no_further_than_the_gate(shelf, actor, federation, send):
    other = actor(Role.REVIEWER_FIRST, federation.other_county)
    article = shelf["published"]
    data = {"selected": [str(article.pk)], "confirmed": "1", "reason": "越权", f"revision-{article.pk}": "2"}

    assert send(other, f"{LIST}batch/withdraw/", data).status == 409
    assert send(other, f"{LIST}batch/return/", data).status == 404
    article.refresh_from_db()
    assert article.state == ArticleState.PUBLISHED


def test_readers_of_a_duty_are_named_in_the_preview_note(federation, officer, open_page, clock_at):
    clock_at(NOON)
    article = published(
        federation.city,
        access=Access.DUTY,
        readers=[ReaderFacts(role=Role.UNION_OFFICER)],
        preview=PreviewFacts(opening=20, gap=10, tail=30),
    )

    page = open_page(officer, address(article))

    gaps = page.all(".jx-desk-gap")
    assert len(gaps) == 2
    assert gaps[0] == "此处未显示 10 字"
    assert "基层工会干部" in page.text
