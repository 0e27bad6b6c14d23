"""One imported file: both texts, every repair taken back and brought again, facts corrected, the decision."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import docx as word
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from jiangxin.core import jobs, journal
from jiangxin.core.actor import Role
from jiangxin.core.refusal import NotFound
from jiangxin.library.models import Article, ArticleFile, Category, ImportItem
from jiangxin.library.queries import reading_of
from jiangxin.library.services import (
    add_category,
    confirm_import,
    create_article,
    revoke_repairs,
    start_import,
)
from tests.library.imports.test_decisions import DAMAGED
from tests.library.scene import SECRET, facts
from tests.seed import PAGE, needs_seed

LARGEST_PAGE = 1_000_000


def address_of(item):
    return f"/desk/library/imports/files/{item.pk}/"


def number_of(item, before, *, at=0):
    return [number for number, change in enumerate(item.changes) if change[1] == before][at]


def held(item):
    return ImportItem.objects.get(pk=item.pk)


@pytest.fixture
def item(officer, federation, bring):
    return bring(officer, federation.unit, "讲话.txt", DAMAGED)


@pytest.fixture
def act(open_page, send):
    """Return `act(actor, item, act, **changes)`: the page's own form, changed, posted with the button's name."""

    def post(actor, item, name, **changes):
        fields = open_page(actor, address_of(item)).values("") | changes
        return send(actor, address_of(item), fields | ({"act": name} if name else {}))

    return post


def test_both_texts_stand_beside_each_other(officer, item, open_page):
    page = open_page(officer, address_of(item))

    before = "".join(node.text() for node in page.tree.css(".jx-import-before"))
    assert "創(chuàng)新(服務(wù))工作室，國家_的支柱。" in before
    boxes = page.tree.css("input[name=revoked]")
    assert [int(box.attributes["value"]) for box in boxes] == list(range(len(item.changes)))
    assert [box for box in boxes if "checked" in box.attributes] == []
    shown = {node.attributes["class"] for node in page.tree.css("label.jx-fix")}
    assert shown == {"jx-fix jx-fix-certain"}
    chuang = page.tree.css_first(f"input[value='{number_of(item, '(chuàng)')}']").parent
    assert (chuang.attributes["title"], chuang.css_first("ins").text(), chuang.css_first("del").text()) == (
        "夹注拼音（确定）",
        "",
        "(chuàng)",
    )
    assert "原件编码 UTF-8" in page.text


def test_what_is_masked_is_shown_and_not_guessed(officer, item, open_page):
    page = open_page(officer, address_of(item))

    assert [node.text() for node in page.tree.css(".jx-import-after mark.jx-doubt")] == ["_"]
    assert page.all(".jx-import-doubts li") == ["创新(服务)工作室，国家 _ 的支柱。 有字被遮盖"]
    assert page.tree.css_first("#doubt-0") is not None
    assert page.tree.css_first(".jx-import-doubts a").attributes["href"] == "#doubt-0"


def test_what_was_recognised_is_shown_to_be_corrected(officer, item, open_page):
    values = open_page(officer, address_of(item)).values("")

    assert {name: values[name] for name in ("title", "kind", "published_at", "source_name", "stated_total")} == {
        "title": ["推进会上的讲话"],
        "kind": ["speech"],
        "published_at": ["2031-05-08T09:05:07"],
        "source_name": ["某某网"],
        "stated_total": ["83"],
    }
    assert values["new_categories"] == ["工会", "先进 > 讲话"]


def test_outline_and_counts_are_told(officer, item, open_page):
    page = open_page(officer, address_of(item))

    assert page.all(".jx-import-outline li") == ["一、认识", "二、落实 （在省略的部分）"]
    lines = [" ".join(line.split()) for line in page.all(".jx-import-counts tbody tr")]
    assert [line.split()[:3] for line in lines] == [
        ["显示", "43", "29"],
        ["第", "1", "处省略"],
        ["末尾未显示", "—", "44"],
        ["全文", "83", "83"],
    ]
    assert (lines[0].endswith("不一致"), lines[-1].endswith(" 一致")) == (True, True)


def test_a_repair_is_taken_back_and_brought_again(officer, item, act, open_page):
    number = number_of(item, "(chuàng)")

    page = act(officer, item, "repairs", revoked=[str(number)])

    assert "撤回 1 处修复" in page.text
    assert (held(item).revoked, "创(chuàng)新(服务)" in held(item).text) == ([number], True)
    assert page.values("")["revoked"] == [str(number)]
    act(officer, item, "repairs", revoked=[])
    assert (held(item).revoked, held(item).text) == ([], item.text)


def test_all_alike_and_all_of_a_class_are_taken_back_at_once(officer, item, act):
    alike = [number for number, change in enumerate(item.changes) if change[1] == "(huì)"]
    of_class = [number for number, change in enumerate(item.changes) if "V1" in change[3].split("+")]

    act(officer, item, "", revoke_like=str(alike[0]))
    assert held(item).revoked == alike
    act(officer, item, "", revoke_class="V1")
    assert held(item).revoked == of_class
    act(officer, item, "", restore_like=str(alike[-1]))
    assert held(item).revoked == [number for number in of_class if number not in alike]
    act(officer, item, "", restore_class="V1")
    assert held(item).revoked == []


def test_what_was_typed_of_the_facts_survives_a_repair(officer, item, act):
    number = number_of(item, "講", at=1)

    page = act(officer, item, "repairs", revoked=[str(number)], author="李四", summary="导读")

    values = page.values("")
    # what nobody touched follows the text; what was typed stays
    assert (values["title"], values["author"], values["summary"]) == (["推进会上的講话"], ["李四"], ["导读"])
    assert values["revision"] == [str(held(item).revision)]
    assert Article.objects.count() == 0


@pytest.mark.parametrize("name", ["revoke_like", "restore_like"])
@pytest.mark.parametrize("value", ["9999", "-1", "x"])
def test_no_such_repair_changes_nothing(officer, item, act, name, value):
    page = act(officer, item, "", **{name: value})
    assert (page.status, held(item).revoked) == (409, [])


def test_numbers_of_other_pages_are_not_believed(officer, item, act):
    act(officer, item, "repairs", revoked=["9999", "-3", "x", "1"])
    assert held(item).revoked == [1]


def test_confirmed_it_is_a_draft_as_corrected(officer, item, act):
    add_category(actor=officer, name="工会")
    number = number_of(item, "(chuàng)")

    page = act(
        officer,
        item,
        "confirm",
        title="在会上的讲话",
        author="张三",
        tags="讲话、 劳模,劳模",
        new_categories=["先进 > 讲话"],
        revoked=[str(number)],
    )

    article = Article.objects.get()
    assert (article.title, article.author, article.state, article.owner) == (
        "在会上的讲话",
        "张三",
        "draft",
        item.batch.owner,
    )
    assert article.published_at == datetime(2031, 5, 8, 9, 5, 7, tzinfo=ZoneInfo(settings.TIME_ZONE))
    assert "创(chuàng)新(服务)" in article.body
    assert [str(place) for place in article.places.all()] == ["工会", "讲话"]
    assert sorted(str(tag) for tag in article.tags.all()) == ["劳模", "讲话"]
    assert journal.of(held(item))[0].after["corrected"] == ["author", "title"]
    assert "已建立文章草稿“在会上的讲话”。" in page.text
    assert [link for link in page.links(".jx-import-outcome a") if f"/{article.pk}/" in link] != []
    assert (page.tree.css("input[name=revoked]"), len(page.tree.css(".jx-fix-back"))) == ([], 2)


def test_untouched_it_is_as_recognised(officer, item, act):
    act(officer, item, "confirm")
    assert journal.of(held(item))[0].after["corrected"] == []
    assert Category.objects.count() == 3


def test_where_one_may_add_no_category_it_is_a_tag(writer, federation, bring, act):
    item = bring(writer, federation.unit, "讲话.txt", DAMAGED)

    act(writer, item, "confirm")

    article = Article.objects.get()
    assert (Category.objects.count(), [str(tag) for tag in article.tags.all()]) == (0, ["工会", "讲话"])


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"title": ""}, 422, "这个字段是必填项"),
        ({"kind": "poem"}, 422, "选择一个有效的选项"),
        ({"published_at": "gestern"}, 422, "输入一个有效的日期"),
        ({"source_url": "javascript:alert(1)"}, 409, "来源网址"),
        ({"categories": ["99999"]}, 422, "选择一个有效的选项"),
        ({"new_categories": ["别的 > 分类"]}, 422, "选择一个有效的选项"),
        ({"tags": "长" * 40}, 409, "标签"),
    ],
)
def test_a_refused_confirmation_keeps_what_was_typed(officer, item, act, changes, status, words):
    page = act(officer, item, "confirm", **({"author": "李四", "revoked": ["0"]} | changes))

    assert (page.status, Article.objects.count(), Category.objects.count()) == (status, 0, 0)
    assert words in page.text
    values = page.values("")
    assert (values["author"], values["revoked"]) == (["李四"], ["0"])
    assert held(item).state == "read"


@pytest.mark.parametrize("name", ["repairs", "confirm", "discard"])
def test_a_stale_page_does_nothing_and_keeps_what_was_typed(officer, item, open_page, send, name):
    fields = open_page(officer, address_of(item)).values("")
    revoke_repairs(actor=officer, item=item, revoked=[1])

    page = send(officer, address_of(item), fields | {"act": name, "author": "李四", "reason": "无关", "revoked": ["0"]})

    assert page.status == 409
    assert "这个文件刚被处理过" in page.text
    values = page.values("")
    assert (values["author"], values["reason"], values["revoked"]) == (["李四"], ["无关"], ["1"])
    assert (held(item).revoked, held(item).state, Article.objects.count()) == ([1], "read", 0)


def test_a_text_the_owner_has_already_is_refused_by_name(officer, item, act):
    article = create_article(
        actor=officer, owner=item.batch.owner, facts=facts("旧文", body=item.text[slice(*item.recognised["body"])])
    )

    page = act(officer, item, "confirm")

    assert page.status == 409
    assert f"“{article.title}”" in page.text


def test_it_is_left_out_for_a_reason(officer, item, act):
    assert act(officer, item, "discard", reason=" ").status == 409
    assert held(item).state == "read"

    page = act(officer, item, "discard", reason="与本会无关")

    assert (held(item).state, journal.of(held(item))[0].reason) == ("discarded", "与本会无关")
    assert "已标为不导入" in page.text
    assert page.tree.css("button[value=confirm], button[value=discard]") == []
    act(officer, item, "again")
    assert held(item).state == "waiting"
    assert jobs.work_off() == 1
    assert held(item).state == "read"


@pytest.mark.parametrize("name", ["repairs", "confirm", "discard", "again", "delete", ""])
def test_what_is_settled_is_settled(officer, item, open_page, send, name):
    fields = open_page(officer, address_of(item)).values("")
    confirm_import(actor=officer, item=item)
    fields |= {"revision": str(held(item).revision), "reason": "无关"}

    assert send(officer, address_of(item), fields | {"act": name}).status == 409
    assert Article.objects.count() == 1


def test_a_failed_file_says_why_and_what_to_do(officer, federation, bring, open_page):
    item = bring(officer, federation.unit, "扫描.txt", bytes(range(256)) * 8)

    page = open_page(officer, address_of(item))

    assert "文件不是文本，或使用了未知的编码。" in page.text
    assert "请另存为 UTF-8 编码的文本后再导入。" in page.text
    assert [node.attributes["value"] for node in page.tree.css("button[name=act]")] == ["again"]


def test_a_duplicate_leads_to_what_it_is(officer, item, federation, bring, open_page):
    twin = bring(officer, federation.unit, "副本.txt", DAMAGED)
    assert open_page(officer, address_of(twin)).links(".jx-import-outcome a") == [address_of(item)]

    article = confirm_import(actor=officer, item=item)

    assert [
        f"/{article.pk}/" in link for link in open_page(officer, address_of(twin)).links(".jx-import-outcome a")
    ] == [True]


def test_one_goes_from_file_to_file(officer, federation, bring, open_page):
    batch = start_import(actor=officer, owner=federation.unit)
    first, second, third = (bring(officer, federation.unit, f"{n}.txt", f"第{n}篇。", batch=batch) for n in range(3))

    page = open_page(officer, address_of(second))

    ways = page.links(".jx-neighbours a")
    assert ways == [f"/desk/library/imports/{batch.pk}/", address_of(first), address_of(third)]
    assert "2 / 3" in page.text


def test_the_original_is_handed_out_untouched_and_never_opened(officer, federation, bring, open_page):
    data = b"<html><script>alert(1)</script><p>\xc4\xe3\xba\xc3" + "题目".encode("gb18030")
    item = bring(officer, federation.unit, "页.html", data)

    shown = open_page(officer, f"{address_of(item)}original/")

    assert shown.body == data
    assert shown.response["Content-Disposition"].startswith("attachment;")
    assert shown.response["Content-Type"] == "application/octet-stream"
    empty = bring(officer, federation.unit, "空.txt", b"")
    assert open_page(officer, f"{address_of(empty)}original/").status == 404


def test_nothing_of_a_hostile_page_comes_alive(officer, federation, bring, open_page, act):
    text = """<html><title>"><script>alert(1)</script></title><h1>&lt;img src=x onerror=alert(1)&gt;題(tí)目</h1>
    <p>創(chuàng)新&lt;script&gt;alert(2)&lt;/script&gt;</p><a href="javascript:alert(3)">附件.pdf</a></html>"""
    item = bring(officer, federation.unit, "<b>页</b>.html", text)

    for page in (open_page(officer, address_of(item)), act(officer, item, "confirm", title="")):
        assert page.tree.css("main script, main img, main b") == []
        assert [link for link in page.links() if link.startswith("javascript:")] == []


def test_pictures_and_the_original_come_along_as_chosen(officer, federation, bring, act, open_page):
    made = word.Document()
    made.add_paragraph("劳模风采图片展")
    made.add_paragraph("工作室成员在车间。")
    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    made.add_picture(picture)
    out = io.BytesIO()
    made.save(out)
    item = bring(officer, federation.unit, "图片展.docx", out.getvalue())

    assert open_page(officer, address_of(item)).values("")["pictures"] == ["on"]
    act(officer, item, "confirm", original="on")

    assert sorted(ArticleFile.objects.values_list("purpose", flat=True)) == ["attachment", "gallery"]


def test_a_very_long_text_stays_usable(officer, federation, bring, open_page, act):
    text = "".join(f"第{number}段創(chuàng)新工會(huì)<>&工作室。\n" for number in range(3_000))
    item = bring(officer, federation.unit, "长.txt", text)
    assert len(item.changes) > 6_000

    first = open_page(officer, address_of(item))
    last = open_page(officer, address_of(item), page=10**6)
    values = last.values("")
    page = act(
        officer,
        item,
        "repairs",
        **{name: values[name] for name in ("first_repair", "end_repair")},
        revoked=values["end_repair"],
    )

    assert (len(first.body) < LARGEST_PAGE, len(last.body) < LARGEST_PAGE) == (True, True)
    assert int(values["end_repair"][0]) == len(item.changes)
    assert page.status == 200


def test_pages_keep_what_was_taken_back_on_others(officer, federation, bring, act, open_page, send):
    item = bring(officer, federation.unit, "长.txt", "創(chuàng)新工會(huì)工作室。\n" * 500)
    act(officer, item, "repairs", revoked=["0", "2"])
    second = open_page(officer, address_of(item), page=2).values("")
    number = second["first_repair"][0]

    send(officer, f"{address_of(item)}?page=2", second | {"act": "repairs", "revoked": [number]})

    assert held(item).revoked == [0, 2, int(number)]


@pytest.mark.parametrize("what", ["", "original/"])
def test_another_county_does_not_learn_that_there_is_a_file(actor, federation, item, open_page, send, what):
    stranger = actor(Role.REVIEWER_FIRST, federation.other_county)
    assert open_page(stranger, f"{address_of(item)}{what}").status == 404
    for name in ("repairs", "confirm", "discard", "again"):
        page = send(stranger, f"{address_of(item)}{what}", {"act": name, "revision": "1", "reason": "无关"})
        assert page.status == 404
    assert (held(item).state, held(item).revoked, Article.objects.count()) == ("read", [], 0)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in ("union_officer", "reviewer_first", "officer_city")]
)
def test_duties_that_do_not_write_read_no_text_here(role, federation, actor, item, open_page):
    who = actor(role, federation.city)
    for what in ("", "original/"):
        assert open_page(who, f"{address_of(item)}{what}").status == 403


def test_a_confirmed_text_is_open_to_nobody_else(actor, federation, officer, bring, act):
    item = bring(officer, federation.unit, "密.txt", f"题目\n一、第一章\n开头。\n{SECRET}。\n")
    act(officer, item, "confirm")
    stranger = actor(Role.REVIEWER_FIRST, federation.other_county)

    with pytest.raises(NotFound):
        reading_of(stranger, Article.objects.get())


def test_queries_do_not_grow_with_repairs_or_files(officer, federation, bring, client_for):
    batch = start_import(actor=officer, owner=federation.unit)
    small = bring(officer, federation.unit, "小.txt", DAMAGED, batch=batch)
    client = client_for(officer)

    def count(item):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address_of(item)).status_code == 200
        return len(queries)

    count(small)
    few = count(small)
    large = bring(officer, federation.unit, "大.txt", DAMAGED + "創(chuàng)新工會(huì)工作室。\n" * 90, batch=batch)
    bring(officer, federation.unit, "后.txt", "后文。", batch=batch)
    assert count(large) <= few + 1


@needs_seed
def test_the_seed_page_is_shown_as_it_was_recognised(officer, federation, bring, open_page, act):
    item = bring(officer, federation.city, PAGE.name, PAGE.read_bytes())

    page = open_page(officer, address_of(item))

    lines = {line.split()[0]: line for line in page.all(".jx-import-counts tbody tr")}
    assert (lines["显示"].split()[1:3], lines["全文"].split()[1:3]) == (["1710", "1710"], ["2690", "2690"])
    assert "371" in lines["末尾未显示"]
    assert len(page.tree.css(".jx-import-depth-0")) == 3
    assert len(page.tree.css(".jx-import-depth-1")) == 9
    assert [node.text() for node in page.tree.css(".jx-import-after mark.jx-doubt")] == ["_"]
    assert len(page.values("")["new_categories"]) == 6
    act(officer, item, "confirm")
    assert Article.objects.get().places.count() == 6
