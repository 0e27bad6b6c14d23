import hashlib
from datetime import UTC, datetime
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from jiangxin.core import journal
from jiangxin.core.actor import SYSTEM, Role
from jiangxin.core.models import JournalEntry
from jiangxin.core.refusal import Refusal
from jiangxin.library.enums import Access, ArticleState
from jiangxin.library.facts import ArticleFacts, PreviewFacts
from jiangxin.library.models import Article, ArticleVersion
from jiangxin.library.queries import get_version_for, reading_of, versions_for
from jiangxin.library.services import create_article, edit_article, publish_article, set_access, withdraw_article
from tests.library.scene import BODY, draft, facts, published, refused


@pytest.fixture
def writer(actor, federation):
    return actor(Role.UNION_OFFICER, federation.unit)


def test_a_draft_is_written_measured_and_kept_as_a_version(writer, federation, clock_at):
    now = clock_at("2026-03-02 09:00")
    body = "　　一、提高认识\r\n\r\n认识到位。\x00\r\n……(本站省略609字)……\r\n二、抓好落实  \r\n"

    article = create_article(
        actor=writer,
        owner=federation.unit,
        facts=facts("  在授牌仪式上 的讲话 ", body=body, author="宣 教 部", stated_total=700),
    )

    article = Article.objects.get(pk=article.pk)
    assert (article.title, article.author, article.state) == ("在授牌仪式上 的讲话", "宣 教 部", "draft")
    assert article.body == "　　一、提高认识\n\n认识到位。\n……(本站省略609字)……\n二、抓好落实"
    # 8 + 2 + 2 + 5 + 2, the marker nothing, then 2 and 6 by the site's rule
    assert (article.characters, article.source_omitted) == (27, 673)
    assert article.source_gaps == [{"start": 16, "end": 30, "omitted": 609}]
    assert [heading["title"] for heading in article.outline] == ["一、提高认识", "二、抓好落实"]
    assert article.digest == hashlib.sha256("".join(article.body.split()).encode()).hexdigest()
    assert (article.created_at, article.changed_at, article.revision) == (now, now, 1)
    (version,) = versions_for(writer, article)
    assert (version.number, version.made_by_id, version.made_at) == (1, writer.account_id, now)
    assert get_version_for(writer, article, 1).body == article.body


def test_making_one_is_one_record_without_its_text(writer, federation):
    article = create_article(actor=writer, owner=federation.unit, facts=facts(body="只此一句"))

    (entry,) = journal.of(article)
    assert (entry.act, entry.actor_id, entry.outcome) == ("library.create_article", writer.account_id, "done")
    assert entry.after == {"owner": federation.unit.pk, "version": 1, "digest": article.digest, "kind": "news"}
    assert "只此一句" not in entry.canonical


def test_a_version_keeps_every_fact_of_its_time(writer, federation, clock_at):
    clock_at("2026-03-02 09:00")
    moment = datetime(2012, 10, 21, 8, 10, 21, tzinfo=UTC)
    first = facts(source_name="某文秘网", published_at=moment, contents="一、提高认识")
    article = create_article(actor=writer, owner=federation.unit, facts=first)

    edit_article(
        actor=writer, article=article, facts=facts("改过的标题", body="新的正文"), expected_revision=1, note="更正 职务"
    )

    old = get_version_for(writer, article, 1)
    assert (old.title, old.body) == (first.title, first.body)
    assert old.facts == {
        "subtitle": "",
        "contents": "一、提高认识",
        "summary": "",
        "kind": "news",
        "author": "",
        "issuing_body": "",
        "document_number": "",
        "source_name": "某文秘网",
        "source_url": "",
        "licence_note": "",
        "published_at": "2012-10-21T08:10:21.000000+00:00",
        "counting": "site",
        "stated_total": None,
    }
    new = versions_for(writer, article).first()
    assert (new.number, new.title, new.note) == (2, "改过的标题", "更正 职务")


def test_the_database_keeps_versions(federation):
    article = draft(federation.unit)

    with pytest.raises(DatabaseError), transaction.atomic():
        ArticleVersion.objects.filter(article=article).update(body="改写历史")
    with pytest.raises(DatabaseError), transaction.atomic():
        ArticleVersion.objects.filter(article=article).delete()


def test_saving_what_did_not_change_makes_no_version(writer, federation):
    article = draft(federation.unit, actor=writer)
    same = ArticleFacts.of(Article.objects.get(pk=article.pk))

    saved = edit_article(actor=writer, article=article, facts=same, expected_revision=1)

    assert (saved.revision, versions_for(writer, article).count()) == (1, 1)
    assert journal.of(article)[0].after["changed"] == []


def test_the_second_of_two_windows_is_refused(writer, federation):
    article = draft(federation.unit, actor=writer)
    edit_article(actor=writer, article=article, facts=facts(body="先到的修改"), expected_revision=1)

    with pytest.raises(Refusal) as no:
        edit_article(actor=writer, article=article, facts=facts(body="后到的修改"), expected_revision=1)

    assert no.value.code == "stale_page"
    assert Article.objects.get(pk=article.pk).body == "先到的修改"
    assert JournalEntry.objects.get(outcome="refused").after == {"code": "stale_page", "problems": []}


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"title": " "}, "title", "blank"),
        ({"title": "标" * 201}, "title", "max_length"),
        ({"kind": "poem"}, "kind", "invalid_choice"),
        ({"counting": "bytes"}, "counting", "invalid_choice"),
        ({"source_url": "https://有 空格"}, "source_url", "invalid"),
        ({"source_url": "ftp://example.org/a"}, "source_url", "not_a_web_address"),
        ({"stated_total": -1}, "stated_total", "min_value"),
        ({"summary": "导" * 301}, "summary", "max_length"),
        ({"body": "字" * 500_001}, "body", "too_long"),
    ],
)
def test_faulty_fields_are_told_by_name(writer, federation, changes, path, code):
    with pytest.raises(Refusal) as no:
        create_article(actor=writer, owner=federation.unit, facts=facts(**{"title": "讲话", **changes}))

    assert no.value.code == "article_invalid"
    assert [(problem.path, problem.code) for problem in no.value.problems] == [(path, code)]
    assert Article.objects.count() == 0


def test_the_same_text_twice_is_refused_until_the_first_is_withdrawn(writer, federation):
    first = published(federation.unit, title="原文", body=BODY)

    with pytest.raises(Refusal) as no:
        create_article(actor=writer, owner=federation.unit, facts=facts("抄本", body=BODY.replace("\n", "\n\n")))
    assert (no.value.code, no.value.problems[0].path) == ("same_text", "body")

    withdraw_article(actor=SYSTEM, article=first, expected_revision=first.revision, reason="重发")
    second = create_article(actor=writer, owner=federation.unit, facts=facts("抄本", body=BODY))
    assert second.digest == first.digest


def test_another_organisation_may_keep_the_same_text(federation):
    first, second = (draft(owner, title="同文", body=BODY) for owner in (federation.unit, federation.other_unit))

    assert first.digest == second.digest


def test_empty_drafts_are_not_the_same_text(federation):
    assert [draft(federation.unit, title=title, body="").digest for title in ("图片展一", "图片展二")] == ["", ""]


@pytest.mark.parametrize(
    ("role", "place", "code"),
    [
        (Role.WORKER, "unit", "wrong_duty"),
        (Role.STUDIO_SECRETARY, "unit", "wrong_duty"),
        (Role.LEADER_CITY, "city", "wrong_duty"),
        (Role.UNION_OFFICER, "other_unit", "wrong_organisation"),
        (Role.REVIEWER_FIRST, "other_county", "wrong_organisation"),
        (Role.UNION_OFFICER, "unit", None),
        (Role.REVIEWER_FIRST, "county", None),
        (Role.OFFICER_CITY, "city", None),
    ],
)
def test_who_writes_for_an_organisation(actor, federation, role, place, code):
    somebody = actor(role, getattr(federation, place))

    assert refused(lambda: create_article(actor=somebody, owner=federation.unit, facts=facts())) == code
    assert Article.objects.count() == (code is None)


@pytest.mark.parametrize(
    ("state", "writer_code", "publisher_code"),
    [
        (ArticleState.DRAFT, None, None),
        (ArticleState.REVIEW, "not_editable", None),
        (ArticleState.PUBLISHED, "not_editable", None),
        (ArticleState.WITHDRAWN, "not_editable", "not_in_this_state"),
    ],
)
def test_who_edits_in_which_state(actor, federation, state, writer_code, publisher_code):
    article = draft(federation.unit, published_at=datetime(2026, 1, 5, tzinfo=UTC))
    Article.objects.filter(pk=article.pk).update(state=state)
    found = []
    for somebody in (actor(Role.UNION_OFFICER, federation.unit), actor(Role.REVIEWER_FIRST, federation.county)):
        article = Article.objects.get(pk=article.pk)
        given = {"facts": facts(f"由{somebody.role}修改"), "expected_revision": article.revision}
        found.append(refused(partial(edit_article, actor=somebody, article=article, **given)))

    assert found == [writer_code, publisher_code]


def test_a_published_article_changes_at_once_and_keeps_its_moment(actor, federation, clock_at):
    clock_at("2026-03-02 09:00")
    article = published(federation.unit)
    clock_at("2026-03-05 10:00")

    changed = edit_article(
        actor=actor(Role.REVIEWER_FIRST, federation.county),
        article=article,
        facts=facts(body="更正后的正文"),
        expected_revision=article.revision,
    )

    assert changed.published_at == article.published_at
    assert reading_of(SYSTEM, changed).text == "更正后的正文"


def test_figures_follow_the_access_and_the_rule(federation):
    article = published(federation.unit, body="甲" * 500, counting="plain")
    assert (article.characters, article.preview_shown, article.preview_omitted) == (500, 500, 0)

    article = set_access(
        actor=SYSTEM,
        article=article,
        access=Access.SIGNED_IN,
        preview=PreviewFacts(opening=100, gap=50, tail=20),
        expected_revision=article.revision,
    )

    assert (article.characters, article.preview_shown, article.preview_omitted) == (500, 430, 70)


def test_publishing_by_hand_sets_the_moment_to_the_second(federation, clock_at):
    clock_at(datetime(2026, 3, 2, 9, 0, 30, 123456, tzinfo=UTC))
    article = draft(federation.unit)

    publish_article(actor=SYSTEM, article=article, expected_revision=1)

    assert Article.objects.get(pk=article.pk).published_at == datetime(2026, 3, 2, 9, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "excerpt"),
    [
        ({"summary": "编者的导读"}, "编者的导读"),
        ({"title": "简讯", "body": "简讯\n\n# 第一节\n今天授牌。"}, "第一节 今天授牌。"),
        ({"body": "长" * 200}, "长" * 159 + "…"),
        ({"body": ""}, ""),
    ],
)
def test_what_a_list_shows_below_the_title(federation, changes, excerpt):
    assert draft(federation.unit, **changes).excerpt == excerpt
