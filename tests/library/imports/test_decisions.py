"""What a person decides: repairs taken back one by one, facts corrected, an article made whole or not at all."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import docx as word
import pytest
from django.conf import settings
from PIL import Image

from jiangxin.core import journal
from jiangxin.core.actor import SYSTEM, Role
from jiangxin.library.models import Article, ArticleFile, ArticleVersion, Category, ImportItem
from jiangxin.library.proposal import known_categories, propose
from jiangxin.library.repairs import doubts_of, repairs_of
from jiangxin.library.services import (
    Filing,
    add_category,
    confirm_import,
    create_article,
    discard_import,
    revoke_repairs,
)
from tests.library.imports.kept import bytes_of
from tests.library.scene import facts, refused
from tests.seed import PAGE, needs_seed

DAMAGED = """您的位置:某某網(wǎng)>>工會(huì)/先進(jìn) > 講話/>>正文
推進(jìn)會(huì)上的講話
發(fā)表時(shí)間:2031/5/8 9:05:07
目錄/提綱:……
一、認(rèn)識(shí)
二、落實(shí)
……

一、認(rèn)識(shí)
創(chuàng)新(服務(wù))工作室，國家_的支柱。
……(某某網(wǎng)省略10字,會員可讀)……\u0020
完成 ……(未完,全文共83字,當(dāng)前僅顯示43字,請閱讀。
相關(guān)文章
"""


@pytest.fixture
def writer(actor, federation):
    return actor(Role.UNION_OFFICER, federation.unit)


@pytest.fixture
def item(writer, federation, bring):
    return bring(writer, federation.unit, "讲话.txt", DAMAGED)


def number_of(item, before, *, at=0):
    return [number for number, change in enumerate(item.changes) if change[1] == before][at]


def test_an_article_is_made_as_it_was_recognised(writer, item):
    article = confirm_import(actor=writer, item=item)
    assert (article.title, article.source_name, article.kind, article.state) == (
        "推进会上的讲话",
        "某某网",
        "speech",
        "draft",
    )
    assert article.published_at == datetime(2031, 5, 8, 9, 5, 7, tzinfo=ZoneInfo(settings.TIME_ZONE))
    assert article.body == "一、认识\n创新(服务)工作室，国家_的支柱。\n……(某某网省略10字,会员可读)……\n完成"
    assert (article.contents, article.stated_total) == ("一、认识\n二、落实", 83)
    assert [gap["omitted"] for gap in article.source_gaps] == [10]
    held = ImportItem.objects.get(pk=item.pk)
    assert (held.state, held.article, held.decided_by_id) == ("confirmed", article, writer.account_id)
    assert [entry.act for entry in journal.of(article)] == ["library.create_article"]
    assert journal.of(held)[0].act == "library.confirm_import"


def test_each_repair_can_be_taken_back_and_given_again(writer, item):
    number = number_of(item, "(chuàng)")
    after = revoke_repairs(actor=writer, item=item, revoked=[number], expected_revision=item.revision)
    assert after.text == item.text.replace("创新(服务)", "创(chuàng)新(服务)")
    assert [repair.number for repair in repairs_of(after.changes, after.revoked) if repair.is_revoked] == [number]
    (doubt,) = doubts_of(after.source, after.flags, after.changes, after.revoked)
    assert after.text[doubt.place : doubt.place + doubt.length] == "_"
    assert after.digest != item.digest
    again = revoke_repairs(actor=writer, item=item, revoked=[])
    assert (again.text, again.digest, again.recognised) == (item.text, item.digest, item.recognised)


def test_taken_back_altogether_the_text_is_the_source(writer, item):
    after = revoke_repairs(actor=writer, item=item, revoked=range(len(item.changes)))
    assert after.text == after.source == DAMAGED


def test_what_is_recognised_follows_the_repairs(writer, item):
    number = number_of(item, "講", at=1)
    after = revoke_repairs(actor=writer, item=item, revoked={number})
    assert (item.recognised["title"]["value"], after.recognised["title"]["value"]) == (
        "推进会上的讲话",
        "推进会上的講话",
    )


def test_repairs_may_be_taken_back_at_confirmation(writer, item):
    article = confirm_import(actor=writer, item=item, revoked={number_of(item, "(chuàng)")})
    assert "创(chuàng)新(服务)" in article.body
    assert ImportItem.objects.get(pk=item.pk).revoked == [number_of(item, "(chuàng)")]


def test_facts_are_corrected(writer, item):
    article = confirm_import(
        actor=writer,
        item=item,
        corrections={"title": "在会上的讲话", "source_name": "", "author": "张三", "published_at": None},
    )
    assert (article.title, article.source_name, article.author, article.published_at) == (
        "在会上的讲话",
        "",
        "张三",
        None,
    )
    assert journal.of(ImportItem.objects.get(pk=item.pk))[0].after["corrected"] == [
        "author",
        "published_at",
        "source_name",
        "title",
    ]


def test_it_is_filed(federation, actor, bring):
    officer = actor(Role.OFFICER_CITY, federation.city)
    item = bring(officer, federation.unit, "a.txt", DAMAGED)
    union = add_category(actor=SYSTEM, name="工会")
    proposal = propose(item)
    assert (proposal.categories, proposal.missing) == ((union,), ("先进 > 讲话",))
    filing = Filing(categories=proposal.categories, new_categories=proposal.missing, tags=["讲话"])
    article = confirm_import(actor=officer, item=item, filing=filing)
    names = [str(place) for place in article.places.all()]
    assert (names, [str(tag) for tag in article.tags.all()]) == (["工会", "讲话"], ["讲话"])
    assert Category.objects.get(name="讲话").parent.name == "先进"


def test_a_way_of_one_name_leads_to_the_topmost_of_that_name(db):
    top = add_category(actor=SYSTEM, name="工会")
    low = add_category(actor=SYSTEM, name="讲话", parent=top)
    assert known_categories(["讲话", "工会 > 讲话", "工会", "无", "无 > 工会"]) == ([low, top], ["无", "无 > 工会"])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"corrections": {"title": ""}}, "article_invalid"),
        ({"corrections": {"kind": "poem"}}, "article_invalid"),
        ({"corrections": {"source_url": "ftp://a"}}, "article_invalid"),
        ({"filing": Filing(new_categories=["新分类"])}, "wrong_duty"),
        ({"filing": Filing(tags=["长" * 40])}, "tag_too_long"),
        ({"revoked": [9999]}, "no_such_repair"),
        ({"revoked": [-1]}, "no_such_repair"),
        ({"expected_revision": 99}, "stale_page"),
    ],
)
def test_a_refused_confirmation_leaves_nothing(writer, item, arguments, code):
    assert refused(lambda: confirm_import(actor=writer, item=item, **arguments)) == code
    held = ImportItem.objects.get(pk=item.pk)
    assert (held.state, held.article, held.revoked, held.text) == ("read", None, [], item.text)
    assert (Article.objects.count(), ArticleVersion.objects.count(), Category.objects.count()) == (0, 0, 0)


def test_a_text_the_owner_keeps_already_is_refused_at_the_last_moment(writer, federation, item):
    create_article(actor=writer, owner=federation.unit, facts=facts("题", body=propose(item).facts.body))
    assert refused(lambda: confirm_import(actor=writer, item=item)) == "same_text"
    assert Article.objects.count() == 1


def test_what_is_settled_is_settled(writer, item):
    confirm_import(actor=writer, item=item)
    for act in (
        lambda: confirm_import(actor=writer, item=item),
        lambda: discard_import(actor=writer, item=item),
        lambda: revoke_repairs(actor=writer, item=item, revoked=[]),
    ):
        assert refused(act) == "import_settled"


def test_what_is_not_wanted_keeps_its_original(writer, item):
    discard_import(actor=writer, item=item, reason="与本会无关", expected_revision=item.revision)
    held = ImportItem.objects.get(pk=item.pk)
    assert (held.state, held.original, held.source) == ("discarded", item.original, DAMAGED)
    assert journal.of(held)[0].reason == "与本会无关"


def document_with_picture():
    made = word.Document()
    made.add_paragraph("劳模风采图片展")
    made.add_paragraph("工作室成员在车间。")
    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    made.add_picture(picture)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue(), picture.getvalue()


@pytest.mark.parametrize(
    ("filing", "purposes"),
    [
        (None, ["gallery"]),
        (Filing(pictures=False), []),
        (Filing(original=True), ["gallery", "attachment"]),
    ],
)
def test_pictures_and_the_original_come_along(writer, federation, bring, filing, purposes):
    data, picture = document_with_picture()
    item = bring(writer, federation.unit, "图片展.docx", data)
    article = confirm_import(actor=writer, item=item, filing=filing)
    files = list(ArticleFile.objects.filter(article=article))
    assert [file.purpose for file in files] == purposes
    contents = {"gallery": picture, "attachment": data}
    assert [bytes_of(file.stored) for file in files] == [contents[purpose] for purpose in purposes]
    assert article.kind == "exhibition"


def test_a_file_without_a_title_is_called_by_its_name(writer, federation, bring):
    text = "正文的第一句讲的是劳模创新工作室的日常工作和经验，它以句号结束，所以不是标题。\n后文。"
    item = bring(writer, federation.unit, "夹/工作 经验.txt", text)
    assert propose(item).facts.title == "工作 经验"


@needs_seed
def test_the_seed_page_becomes_an_article(federation, bring):
    item = bring(SYSTEM, federation.city, PAGE.name, PAGE.read_bytes())
    proposal = propose(item)
    assert (len(proposal.missing), proposal.categories) == (6, ())
    article = confirm_import(actor=SYSTEM, item=item, filing=Filing(new_categories=proposal.missing))
    assert article.places.count() == 6
    assert (article.characters, article.source_omitted, article.stated_total) == (1710, 980, 2690)
    assert [gap["omitted"] for gap in article.source_gaps] == [609]
    assert [heading["depth"] for heading in article.outline] == [0, 1, 1, 1] * 3
    assert [heading["missing"] for heading in article.outline if heading["depth"]] == [True] * 3 + [False] * 4 + [
        True
    ] * 2
    assert article.published_at == datetime(2012, 10, 15, 14, 15, 27, tzinfo=ZoneInfo(settings.TIME_ZONE))
    assert bytes_of(item.original.stored) == PAGE.read_bytes()
