"""Writing articles: the form, the outline while typing, two editors at once, and what each may change."""

import pytest

from jiangxin.core.actor import SYSTEM, Role
from jiangxin.library.enums import Access, ArticleState
from jiangxin.library.facts import PreviewFacts
from jiangxin.library.models import Article, ArticleVersion
from jiangxin.library.services import send_to_review, set_access
from jiangxin.library.services.checks import LONGEST
from tests.library.scene import BODY, draft, published

NEW = "/desk/library/new/"
OUTLINE = "/desk/library/outline/"
TEXT = "开场白。\n一、认识\n第一段。\n（一）意义\n第二段。\n二、落实\n第三段。"
FACTS = {
    "title": "在推进会上的讲话",
    "subtitle": "二〇二六年三月",
    "body": TEXT,
    "kind": "speech",
    "published_at": "2026-03-01T09:08:07",
    "author": "林工",
    "issuing_body": "云江市总工会",
    "document_number": "云工〔2026〕3号",
    "source_name": "云江日报",
    "source_url": "https://example.org/a",
    "licence_note": "经作者同意转载",
    "counting": "plain",
    "summary": "导读。",
}


def edit(article):
    return f"/desk/library/{article.pk}/edit/"


def panel(page):
    return page.tree.css_first("[data-live]")


def ask(client, **fields):
    return client.post(OUTLINE, fields, headers={"x-requested-with": "fetch"})


def test_an_article_is_written_with_all_its_facts(officer, federation, open_page, send):
    form = open_page(officer, NEW)
    assert form.values("")["owner"] == [str(federation.city.pk)]

    page = send(officer, NEW, form.values("") | FACTS | {"owner": str(federation.unit.pk)})

    made = Article.objects.get()
    assert page.status == 200
    assert "草稿已保存。" in page.text
    assert {name: getattr(made, name) for name in FACTS if name != "published_at"} == {
        name: value for name, value in FACTS.items() if name != "published_at"
    }
    assert made.published_at.isoformat() == "2026-03-01T01:08:07+00:00"
    assert (made.owner, made.state, made.created_by_id) == (federation.unit, ArticleState.DRAFT, officer.account_id)


def test_the_second_survives_an_edit_of_something_else(officer, federation, open_page, send):
    send(officer, NEW, FACTS | {"owner": str(federation.city.pk)})
    made = Article.objects.get()
    fields = open_page(officer, edit(made)).values("")
    assert fields["published_at"] == ["2026-03-01T09:08:07"]

    send(officer, edit(made), fields | {"title": "改了标题", "note": "标题有误"})

    latest = ArticleVersion.objects.first()
    assert (latest.number, latest.title, latest.note) == (2, "改了标题", "标题有误")
    assert latest.facts["published_at"] == ArticleVersion.objects.last().facts["published_at"]


def test_saved_and_gone_on_with(officer, federation, open_page, send):
    page = send(officer, NEW, FACTS | {"owner": str(federation.city.pk), "act": "go_on"})

    made = Article.objects.get()
    form = page.tree.css_first("form[data-writing]")
    assert form.attributes["data-copy"] == f"article:{officer.account_id}:{made.pk}"
    assert form.attributes["data-saved-copy"] == f"article:{officer.account_id}:new"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": " "}, "这个字段是必填项。"),
        ({"source_url": "ftp://example.org"}, "来源网址须以 http:// 或 https:// 开头。"),
        ({"published_at": "明天"}, "输入一个有效的日期/时间。"),
        ({"body": "字" * (LONGEST + 3)}, "正文太长，请拆成几篇。"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(officer, federation, open_page, send, changes, words):
    page = send(officer, NEW, FACTS | {"owner": str(federation.city.pk)} | changes)

    assert page.status in {409, 422}
    assert words in page.text
    assert page.values("")["author"] == ["林工"]
    assert page.values("")["body"] == [changes.get("body", TEXT)]
    assert Article.objects.count() == 0


def test_a_text_too_long_is_told_beside_it(officer, federation, send):
    page = send(officer, NEW, {"body": "字" * (LONGEST + 3), "act": "outline"})

    assert "正文超出 3 个字符，不能保存。请拆成几篇。" in panel(page).text()


def test_the_same_text_twice_is_refused_by_name(officer, federation, send):
    send(officer, NEW, FACTS | {"owner": str(federation.city.pk)})

    page = send(officer, NEW, FACTS | {"owner": str(federation.city.pk), "title": "另一篇"})

    assert "本单位已有一篇正文完全相同的文章：“在推进会上的讲话”。" in page.text
    assert Article.objects.count() == 1


def test_one_writes_for_those_below_alone(county, federation, open_page, send):
    offered = {node.attributes["value"] for node in open_page(county, NEW).tree.css("select[name=owner] option")}
    assert offered == {str(place.pk) for place in (federation.county, federation.unit, federation.private_unit)}

    assert send(county, NEW, FACTS | {"owner": str(federation.city.pk)}).status == 422
    assert Article.objects.count() == 0


@pytest.mark.parametrize("role", [Role.LEADER_CITY, Role.DISCIPLINE, Role.EXPERT])
def test_who_only_reads_has_no_pen(actor, federation, open_page, send, role):
    reader = actor(role, federation.city)
    article = published(federation.city)

    assert open_page(reader, NEW).status == 403
    assert send(reader, OUTLINE, {"body": TEXT}).status == 403
    assert open_page(reader, edit(article)).status == 403


def test_without_a_script_a_button_refreshes_the_outline_and_saves_nothing(officer, federation, open_page, send):
    page = send(
        officer, NEW, {"body": TEXT, "counting": "site", "kind": "news", "act": "outline", "stated_total": "50"}
    )

    assert (page.status, Article.objects.count()) == (200, 0)
    assert [node.text(strip=True) for node in page.tree.css("[data-live] button[data-line]")] == [
        "一、认识",
        "（一）意义",
        "二、落实",
    ]
    assert page.values("")["body"] == [TEXT]
    assert page.all(".jx-field-wrong") == []


def test_the_outline_comes_while_typing(officer, client_for):
    answer = ask(client_for(officer), body="\n\n" + TEXT, counting="plain")

    assert list(answer.json()) == ["html"]
    page = answer.json()["html"]
    lines = {line.split('"')[1]: line.split(">")[1].split("<")[0] for line in page.split("data-line=")[1:]}
    typed = ("\n\n" + TEXT).split("\n")
    assert lines == {"3": "一、认识", "5": "（一）意义", "7": "二、落实"}
    assert all(typed[int(line)] == title for line, title in lines.items())


def test_lengths_by_each_rule_are_told_the_chosen_one_marked(officer, client_for):
    page = ask(client_for(officer), body="甲乙\n丙", counting="plain").json()["html"]

    cells = [cell.split("<")[0] for cell in page.split("<dd")[1:]]
    assert cells == [">5", ' class="jx-live-chosen">3', ">3"]


def test_figures_of_the_preview_follow_the_articles_own_rule(officer, federation, client_for):
    article = draft(federation.city)
    article = set_access(
        actor=SYSTEM,
        article=article,
        access=Access.SIGNED_IN,
        preview=PreviewFacts(opening=10),
        expected_revision=article.revision,
    )

    page = ask(client_for(officer), article=str(article.pk), body="字" * 100, counting="plain").json()["html"]

    assert "<dt>显示字数</dt><dd>10</dd>" in page
    assert "<dt>未显示字数</dt><dd>90</dd>" in page


def test_the_outline_of_anothers_article_is_not_there(county, federation, client_for):
    article = published(federation.city)

    assert ask(client_for(county), article=str(article.pk), body="文").status_code == 404
    assert client_for(county).get(OUTLINE).status_code == 404


def test_two_editors_at_once_lose_nothing(officer, county, federation, open_page, send):
    article = draft(federation.county)
    mine = open_page(officer, edit(article)).values("")
    theirs = open_page(county, edit(article)).values("")
    send(county, edit(article), theirs | {"body": BODY.replace("今天授牌", "昨天授牌"), "author": "林工"})

    clash = send(officer, edit(article), mine | {"body": BODY.replace("课堂", "学校")})

    assert clash.status == 409
    assert clash.values("")["body"] == [BODY.replace("课堂", "学校")]
    assert clash.all("main thead th") == ["项目", "现存的", "您的"]
    assert "请刷新页面" not in clash.text
    changed = clash.tree.css(".jx-change-changed")
    assert [[node.text() for node in part.css("del")] for part in changed] == [["昨"], ["课堂"]]
    assert [[node.text() for node in part.css("ins")] for part in changed] == [["今"], ["学校"]]
    assert clash.all("main tbody tr") == ["作者 林工 —"]
    assert clash.tree.css_first(".jx-their-text").text().strip() == BODY.replace("今天授牌", "昨天授牌")
    article.refresh_from_db()
    assert article.body == BODY.replace("今天授牌", "昨天授牌")

    kept = send(officer, edit(article), clash.values(""))

    assert "修改已保存。" in kept.text
    article.refresh_from_db()
    assert article.body == BODY.replace("课堂", "学校")
    assert [version.number for version in article.versions.all()] == [3, 2, 1]


def test_what_was_typed_stays_when_the_article_has_gone_to_review(actor, federation, open_page, send):
    writer = actor(Role.UNION_OFFICER, federation.unit)
    article = draft(federation.unit)
    fields = open_page(writer, edit(article)).values("")
    send_to_review(actor=SYSTEM, article=article, expected_revision=article.revision)

    told = send(writer, edit(article), fields | {"body": "辛苦写下的文字。"})

    assert told.status == 409
    assert told.values("")["body"] == ["辛苦写下的文字。"]
    again = send(writer, edit(article), told.values(""))
    assert "内容已锁定" in again.text
    assert again.values("")["body"] == ["辛苦写下的文字。"]


def test_a_refreshed_outline_does_not_forget_which_state_the_page_began_with(officer, federation, open_page, send):
    article = draft(federation.city)
    fields = open_page(officer, edit(article)).values("")
    Article.objects.filter(pk=article.pk).update(revision=article.revision + 1)

    refreshed = send(officer, edit(article), fields | {"act": "outline"})

    assert refreshed.values("")["revision"] == [str(article.revision)]
    assert send(officer, edit(article), refreshed.values("")).status == 409


def test_changing_what_is_published_says_so(officer, federation, open_page):
    assert "保存后门户立即更新" in open_page(officer, edit(published(federation.city))).text
