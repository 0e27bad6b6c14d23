"""Importing from the desk: batches, uploads, progress, reports, acts on many files; and who may do any of it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.core import jobs
from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry
from jiangxin.library.models import Article, Category, ImportBatch, ImportItem
from jiangxin.library.services import add_category, add_import_file, confirm_import, read_import, start_import
from jiangxin.library.services import imports as import_services
from tests.library.reading.test_packed import packed

LIST = "/desk/library/imports/"
NEW = f"{LIST}new/"
CLEAN = """您的位置:某某網(wǎng)>>工會(huì)/講話/>>正文
推進(jìn)會(huì)上的講話
發(fā)表時(shí)間:2031/5/8 9:05:07

一、認(rèn)識(shí)
創(chuàng)新(服務(wù))工作室第%d間。
"""
DOUBTFUL = CLEAN.replace("工作室", "工作室是國家_的支柱")


def upload(name, text):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def address_of(batch):
    return f"{LIST}{batch.pk}/"


def rows(page):
    return {
        cells[0]: cells[1:]
        for cells in (
            [" ".join(cell.text(separator=" ").split()) for cell in row.css("th, td:not(.jx-pick)")]
            for row in page.tree.css("tbody tr")
        )
    }


@pytest.fixture
def batch(officer, federation, bring):
    """Return a batch of the unit: one clean file, one with a masked word, one that cannot be read, one twice."""
    made = start_import(actor=officer, owner=federation.unit, title="旧网站")
    bring(officer, federation.unit, "清楚.txt", CLEAN % 1, batch=made)
    bring(officer, federation.unit, "遮盖.txt", DOUBTFUL % 2, batch=made)
    bring(officer, federation.unit, "扫描.txt", bytes(range(256)) * 8, batch=made)
    bring(officer, federation.unit, "副本.txt", CLEAN % 1, batch=made)
    return made


def test_a_batch_begins_with_its_files_each_told_by_itself(officer, federation, open_page, send):
    form = open_page(officer, NEW)
    assert form.tree.css_first("select[name=owner] option[selected]").attributes["value"] == str(federation.city.pk)
    files = [upload("讲话.txt", CLEAN % 1), upload("空.txt", b""), upload("图.png", b"\x89PNG\r\n")]
    files.append(upload("旧文.zip", packed([("讲话/甲.txt", CLEAN % 2), ("表.xlsx", b"PK\x03\x04")])))

    page = send(
        officer,
        NEW,
        form.values("") | {"title": " 旧 网站 ", "keep": "鍾廣\n\n鍾廣\n余華", "documents": files, "protected": ""},
    )

    made = ImportBatch.objects.get()
    assert (made.title, made.owner, made.counting, made.protected, made.keep) == (
        "旧 网站",
        federation.city,
        "site",
        False,
        "鍾廣\n余華",
    )
    assert page.status == 200
    assert "这一批共收到 5 个文件。" in page.text
    assert page.tree.css_first("[data-job]").attributes["data-status-url"] == f"{address_of(made)}status/"
    assert jobs.work_off() == 1
    told = rows(open_page(officer, address_of(made)))
    assert {name: cells[0] for name, cells in told.items()} == {
        "讲话.txt": "待确认",
        "空.txt": "读取失败",
        "图.png": "读取失败",
        "旧文.zip/讲话/甲.txt": "待确认",
        "旧文.zip/表.xlsx": "读取失败",
    }
    assert told["讲话.txt"][1:3] == ["TXT", "推进会上的讲话"]
    assert told["空.txt"][5] == "文件是空的。请重新取得这个文件，再导入一次。"
    assert told["图.png"][5].startswith("不能导入“PNG”这种格式。")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"documents": []}, "请选择要导入的文件或文件夹。"),
        ({"owner": "999999"}, "选择一个有效的选项"),
        ({"counting": "none"}, "选择一个有效的选项"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(officer, open_page, send, changes, words):
    fields = open_page(officer, NEW).values("") | {
        "documents": [upload("a.txt", "文")],
        "title": "旧网站",
        "keep": "余華",
    }

    page = send(officer, NEW, fields | changes)

    assert page.status == 422
    assert words in page.text
    assert page.values("")["title"] == ["旧网站"]
    assert page.values("")["keep"] == ["余華"]
    assert ImportBatch.objects.count() == 0


def test_owners_are_those_one_writes_for(county, federation, open_page, send):
    page = open_page(county, NEW)
    offered = {node.attributes["value"] for node in page.tree.css("select[name=owner] option")}
    assert offered == {str(place.pk) for place in (federation.county, federation.unit, federation.private_unit)}

    refused = send(
        county, NEW, page.values("") | {"owner": str(federation.city.pk), "documents": [upload("a.txt", "文")]}
    )

    assert (refused.status, ImportBatch.objects.count()) == (422, 0)


def test_a_folder_comes_with_its_ways_and_without_hidden_files(officer, open_page, send):
    fields = open_page(officer, NEW).values("")
    files = [upload("a.txt", "甲文。"), upload("a.txt", "乙文。")]

    send(officer, NEW, fields | {"documents": files, "path": ["夹/一/a.txt", "夹/二/a.txt"]})
    send(officer, NEW, fields | {"folder": [upload("b.txt", "丙文。"), upload(".DS_Store", "x")]})

    assert list(ImportItem.objects.order_by("pk").values_list("name", flat=True)) == [
        "夹/一/a.txt",
        "夹/二/a.txt",
        "b.txt",
    ]


def test_a_script_sends_files_in_parts_and_reads_them_after_the_last(officer, open_page, client_for):
    client = client_for(officer)
    fields = {name: values[0] for name, values in open_page(officer, NEW).values("").items()}
    ask = {"headers": {"x-requested-with": "fetch"}}

    first = client.post(NEW, fields | {"documents": [upload("a.txt", "甲文。")], "more": "yes"}, **ask).json()
    made = ImportBatch.objects.get()
    assert first == {"batch_url": address_of(made), "add_url": f"{address_of(made)}add/"}
    assert made.job is None
    client.post(first["add_url"], {"documents": [upload("b.txt", "乙文。")]}, **ask)

    made.refresh_from_db()
    assert (made.items.count(), made.job.state) == (2, "queued")


def test_more_files_join_a_batch(officer, batch, open_page, send):
    page = open_page(officer, f"{address_of(batch)}add/")
    assert send(officer, f"{address_of(batch)}add/", page.values("")).status == 422

    send(officer, f"{address_of(batch)}add/", {"documents": [upload("又一个.txt", "新文。")]})

    assert batch.items.count() == 5


def test_what_goes_beyond_the_limit_is_told(officer, batch, send, monkeypatch):
    monkeypatch.setattr(import_services, "MOST_FILES", 4)

    page = send(officer, f"{address_of(batch)}add/", {"documents": [upload("又一个.txt", "新文。")]})

    assert "一批最多 4 个文件。请分批导入。" in page.text
    assert batch.items.count() == 4


def test_more_files_at_once_than_a_request_takes_are_told_in_words(officer, open_page, send):
    fields = open_page(officer, NEW).values("") | {"documents": [upload(f"{n}.txt", "文") for n in range(101)]}

    page = send(officer, NEW, fields)

    assert (page.status, ImportBatch.objects.count()) == (413, 0)
    assert "一次最多上传 100 个文件，这次选得更多，一个也没有收下。" in page.text
    assert "请返回上一页分几次选" in page.text


def test_reading_is_followed_cancelled_and_continued(officer, county, federation, open_page, send, client_for):
    made = start_import(actor=officer, owner=federation.unit)
    for number in range(2):
        add_import_file(actor=officer, batch=made, name=f"{number}.txt", content=(CLEAN % number).encode())
    read_import(actor=officer, batch=made)

    running = open_page(officer, address_of(made))
    assert f"{address_of(made)}cancel/" in running.forms()
    assert client_for(county).get(f"{address_of(made)}status/").json()["state"] == "queued"
    # a colleague follows it, but it is not theirs to stop
    assert f"{address_of(made)}cancel/" not in open_page(county, address_of(made)).forms()
    assert send(county, f"{address_of(made)}cancel/").status == 404

    stopped = send(officer, f"{address_of(made)}cancel/")
    assert "还有 2 个文件没有读取。" in stopped.text
    late = send(officer, f"{address_of(made)}cancel/")  # it was over before the button was pressed
    assert ("这一批没有在读取。" in late.text, late.forms() == stopped.forms()) == (True, True)
    assert f"{address_of(made)}read/" in stopped.forms()
    send(county, f"{address_of(made)}read/")
    assert jobs.work_off() == 1
    assert send(county, f"{address_of(made)}read/").status == 409
    assert set(made.items.values_list("state", flat=True)) == {"read"}


def test_the_report_says_of_each_file_what_became_of_it(officer, batch, open_page):
    page = open_page(officer, address_of(batch))
    told = rows(page)

    assert {name: cells[0] for name, cells in told.items()} == {
        "清楚.txt": "待确认",
        "遮盖.txt": "待确认",
        "扫描.txt": "读取失败",
        "副本.txt": "重复",
    }
    assert (told["清楚.txt"][4], told["遮盖.txt"][4], told["扫描.txt"][3:5]) == ("0", "1", ["", ""])
    assert int(told["清楚.txt"][3]) > 10
    assert told["副本.txt"][5] == "与文件“清楚.txt”相同"
    twin = batch.items.get(name="清楚.txt")
    assert f"/desk/library/imports/files/{twin.pk}/" in page.links("td a")


def test_a_duplicate_leads_to_the_article_it_already_is(officer, batch, open_page):
    article = confirm_import(actor=officer, item=batch.items.get(name="清楚.txt"))

    page = open_page(officer, address_of(batch))

    assert [link for link in page.links("td a") if f"/{article.pk}/" in link] != []


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"state": "failed"}, ["扫描.txt"]),
        ({"doubts_left": "yes"}, ["遮盖.txt"]),
        ({"clean": "yes"}, ["清楚.txt"]),
        ({"clean": "no"}, ["遮盖.txt", "扫描.txt", "副本.txt"]),
        ({"repaired": "no"}, ["扫描.txt", "副本.txt"]),
        ({"q": "盖"}, ["遮盖.txt"]),
    ],
)
def test_the_report_is_filtered(officer, batch, open_page, query, names):
    assert list(rows(open_page(officer, address_of(batch), **query))) == names


def test_report_and_batches_are_taken_along(officer, batch, open_page):
    assert open_page(officer, address_of(batch), export="csv").body.decode("utf-8-sig").count("\n") == 6
    assert open_page(officer, LIST, export="xlsx").body.startswith(b"PK")
    assert JournalEntry.objects.filter(act="core.export_list").count() == 2


def test_the_list_of_batches_counts_and_filters(officer, batch, open_page):
    page = open_page(officer, LIST)
    assert rows(page)["旧网站"][:5] == [batch.owner.name, "4", "2", "0", "1"]
    assert list(rows(open_page(officer, LIST, **{"with": "confirmed"}))) == []
    assert list(rows(open_page(officer, LIST, **{"with": "failed"}))) == ["旧网站"]
    assert NEW in page.links()


def test_an_empty_list_says_what_to_do(officer, open_page):
    page = open_page(officer, LIST)
    assert "还没有导入过文章" in page.text


def test_what_is_clean_is_confirmed_together_after_a_look(officer, batch, open_page, send):
    top = add_category(actor=officer, name="工会")
    page = open_page(officer, address_of(batch))
    assert "1 个文件识别出标题、没有待核之处，可以一起确认。" in page.text

    look = send(officer, f"{address_of(batch)}confirm/", page.values("/confirm/"))
    assert Article.objects.count() == 0
    assert look.all(".jx-subjects > li a") == ["推进会上的讲话"]
    done = send(officer, f"{address_of(batch)}confirm/", look.values(""))

    article = Article.objects.get()
    assert "已建立 1 篇文章草稿。" in done.text
    assert (article.title, article.state, [str(place) for place in article.places.all()]) == (
        "推进会上的讲话",
        "draft",
        [top.name],
    )
    assert [str(tag) for tag in article.tags.all()] == ["讲话"]
    assert Category.objects.count() == 1


def test_of_ticked_files_only_the_clean_ones_become_articles(officer, batch, send):
    keys = [str(key) for key in batch.items.values_list("pk", flat=True)]

    look = send(officer, f"{address_of(batch)}confirm/", {"selected": keys})
    assert look.all(".jx-subject-reason") == [
        "有 1 处待核，请打开核对。",
        "当前是“读取失败”，不能确认。",
        "当前是“重复”，不能确认。",
    ]
    forced = look.values("") | {"selected": keys} | {f"revision-{key}": "1" for key in keys}
    done = send(officer, f"{address_of(batch)}confirm/", forced)

    assert Article.objects.count() <= 1
    assert len(done.tree.css(".jx-subject-refused")) >= 3


def test_a_file_that_changed_since_the_look_is_left_alone(officer, batch, send):
    item = batch.items.get(name="清楚.txt")
    look = send(officer, f"{address_of(batch)}confirm/", {"selected": [str(item.pk)]})
    ImportItem.objects.filter(pk=item.pk).update(revision=item.revision + 1)

    done = send(officer, f"{address_of(batch)}confirm/", look.values(""))

    assert "这个文件刚被处理过" in done.text
    assert Article.objects.count() == 0


def test_failed_files_are_read_again_and_settled_ones_left_alone(officer, batch, send):
    failed, clean = batch.items.get(name="扫描.txt"), batch.items.get(name="清楚.txt")

    page = send(officer, f"{address_of(batch)}again/", {"selected": [str(failed.pk), str(clean.pk)]})

    assert "1 个文件没有重新读取：这个文件不需要重新读取。" in page.text
    failed.refresh_from_db()
    assert failed.state == "waiting"
    assert jobs.work_off() == 1
    failed.refresh_from_db()
    assert failed.state == "failed"
    none = send(officer, f"{address_of(batch)}again/", {"selected": [str(clean.pk)]})
    assert none.status == 200


@pytest.mark.parametrize("act", ["confirm", "again", "read", "cancel"])
def test_an_act_opened_as_a_page_leads_back(officer, batch, open_page, act):
    page = open_page(officer, f"{address_of(batch)}{act}/")
    assert (page.status, page.response["Location"]) == (302, address_of(batch))


ADDRESSES = ["", "status/", "add/", "read/", "cancel/", "confirm/", "again/"]


@pytest.mark.parametrize("what", ADDRESSES)
def test_another_county_does_not_learn_that_there_is_a_batch(actor, federation, batch, open_page, send, what):
    stranger = actor(Role.REVIEWER_FIRST, federation.other_county)

    assert open_page(stranger, f"{address_of(batch)}{what}").status == 404
    assert send(stranger, f"{address_of(batch)}{what}", {"documents": [upload("a.txt", "文")]}).status == 404
    assert rows(open_page(stranger, LIST)) == {}
    assert batch.items.count() == 4


@pytest.mark.parametrize("role", [role for role in Role if role not in import_services.policies.WRITERS])
def test_duties_that_do_not_write_have_no_import(role, federation, actor, batch, open_page):
    who = actor(role, federation.city)
    for address in (LIST, NEW, address_of(batch)):
        assert open_page(who, address).status == 403


def test_whoever_is_not_signed_in_is_led_to_the_entrance(batch, client):
    for address in (LIST, address_of(batch)):
        assert client.get(address).status_code == 302


def test_hostile_names_are_words_on_the_page(officer, federation, open_page, bring):
    made = start_import(actor=officer, owner=federation.city, title="<script>alert(1)</script>")
    bring(officer, federation.city, '"><img src=x onerror=alert(1)>.txt', "<h1>题</h1>", batch=made)

    for address in (LIST, address_of(made)):
        page = open_page(officer, address)
        assert page.tree.css("main script, main img") == []


@pytest.mark.parametrize("address", ["batch", "list"])
def test_queries_do_not_grow_with_files(officer, batch, client_for, address):
    client = client_for(officer)
    where = address_of(batch) if address == "batch" else LIST

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(where).status_code == 200
        return len(queries)

    count()
    few = count()
    for number in range(12):
        more = batch if address == "batch" else start_import(actor=officer, owner=batch.owner)
        add_import_file(actor=officer, batch=more, name=f"{number}.txt", content=b"")
    assert count() == few


def test_a_look_at_many_files_asks_no_more_queries(officer, batch, client_for, bring):
    client = client_for(officer)

    def count():
        keys = list(batch.items.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as queries:
            assert client.post(f"{address_of(batch)}confirm/", {"selected": keys}).status_code == 200
        return len(queries)

    count()
    few = count()
    for number in range(5):
        bring(officer, batch.owner, f"{number}.txt", f"第{number}篇。", batch=batch)
    assert count() == few


def test_an_upload_is_read_to_its_limit_only(officer, open_page, send, monkeypatch):
    monkeypatch.setattr("jiangxin.web.desk.views.library.imports.MOST_BYTES", 10)
    monkeypatch.setattr(import_services, "MOST_BYTES", 10)
    large = io.BytesIO(b"x" * 40)
    large.name = "大.txt"

    send(officer, NEW, open_page(officer, NEW).values("") | {"documents": [large]})

    item = ImportItem.objects.get()
    assert (item.state, item.problem, item.problem_values["size"], item.original) == ("failed", "too_large", "11", None)
