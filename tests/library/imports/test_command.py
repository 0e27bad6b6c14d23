"""`jiangxin library import`: files and folders become drafts, each told; a failed one makes the command fail."""

import io
import json
import os

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from jiangxin.core.actor import Role
from jiangxin.library.models import Article, ImportBatch, ImportItem
from jiangxin.people.models import Account
from tests.library.reading.building import docx, paragraph
from tests.seed import PAGE, needs_seed

DAMAGED = "推進(jìn)會(huì)上的講話\n創(chuàng)新(服務(wù))工作室，國家_的支柱。"


def run(*arguments):
    """Return what the command prints, and its exit code."""
    out = io.StringIO()
    try:
        call_command("library", "import", *map(str, arguments), stdout=out)
    except SystemExit as ended:
        return out.getvalue(), ended.code
    return out.getvalue(), 0


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "文稿" / "内").mkdir(parents=True)
    (tmp_path / "文稿" / "甲.txt").write_bytes(DAMAGED.encode("gb18030"))
    (tmp_path / "文稿" / "内" / "乙.docx").write_bytes(docx(paragraph("乙的通知") + paragraph("正文。")))
    (tmp_path / "文稿" / "内" / "同甲.txt").write_bytes(DAMAGED.encode())
    (tmp_path / "文稿" / ".hidden").write_bytes(b"x")
    return tmp_path / "文稿"


def test_a_folder_becomes_drafts(federation, folder):
    told, code = run(folder, "--json")
    report = json.loads(told)
    assert (code, report["counts"]) == (0, {"confirmed": 2, "duplicate": 1})
    assert [(file["name"], file["state"], file["title"]) for file in report["files"]] == [
        ("甲.txt", "confirmed", "推进会上的讲话"),
        ("内/乙.docx", "confirmed", "乙的通知"),
        ("内/同甲.txt", "duplicate", "推进会上的讲话"),
    ]
    assert (report["files"][0]["repairs"], report["files"][0]["flags"]) == ({"V1": 4, "traditional": 7}, 1)
    assert set(Article.objects.values_list("state", "owner")) == {("draft", federation.city.pk)}


def test_a_file_that_fails_makes_the_command_fail_and_stops_no_other(federation, folder):
    (folder / "坏.pdf").write_bytes(b"%PDF-1.4")
    told, code = run(folder, folder / "没有.txt")
    lines = told.splitlines()
    assert (code, Article.objects.count()) == (1, 2)
    assert [line.split()[:2] for line in lines[:-1]] == [
        ["✗", "没有.txt"],
        ["✗", "坏.pdf"],
        ["✓", "甲.txt"],
        ["✓", "内/乙.docx"],
        ["=", "内/同甲.txt"],
    ]
    assert "PDF 文件已损坏。" in lines[1]


def test_the_same_folder_again_is_nothing_new(federation, folder):
    run(folder)
    told, code = run(folder, "--json")
    assert (code, json.loads(told)["counts"], Article.objects.count()) == (0, {"duplicate": 3}, 2)


def test_on_behalf_of_an_account_for_its_own_organisation(federation, actor, folder):
    writer = actor(Role.UNION_OFFICER, federation.unit)
    name = Account.objects.get(pk=writer.account_id).username
    assert run(folder / "甲.txt", "--as", name)[1] == 0
    article = Article.objects.get()
    assert (article.owner, article.created_by_id) == (federation.unit, writer.account_id)
    with pytest.raises(CommandError, match="归"):
        run(folder / "甲.txt", "--as", name, "--owner", federation.city.pk)


def test_categories_the_tree_lacks_are_tags_where_the_actor_may_not_add_them(federation, actor, tmp_path):
    page = tmp_path / "a.txt"
    page.write_text(
        "您的位置:某某网>>工会/讲话/>>正文\n在会上的讲话\n发表时间:2031/5/8 9:05:07\n正文。", encoding="utf-8"
    )
    writer = actor(Role.UNION_OFFICER, federation.unit)
    run(page, "--as", Account.objects.get(pk=writer.account_id).username)
    article = Article.objects.get()
    assert ([str(tag) for tag in article.tags.all()], article.places.count()) == (["工会", "讲话"], 0)
    run(page)
    other = Article.objects.get(owner=federation.city)
    assert ([str(place) for place in other.places.all()], other.tags.count()) == (["工会", "讲话"], 0)


def test_held_files_wait_for_the_browser_and_a_batch_is_continued(federation, folder):
    told, code = run(folder / "甲.txt", "--hold", "--json")
    report = json.loads(told)
    assert (code, report["counts"], Article.objects.count()) == (0, {"read": 1}, 0)
    ImportItem.objects.update(state="waiting", text="")
    told, code = run("--continue", report["batch"], "--json")
    assert (code, json.loads(told)["counts"], ImportBatch.objects.count()) == (0, {"confirmed": 1}, 1)


def test_what_the_library_refuses_is_told_with_its_file(federation, tmp_path):
    (tmp_path / "长.txt").write_text("题目\n" + "很长的正文。" * 90_000, encoding="utf-8")
    told, code = run(tmp_path, "--json")
    (file,) = json.loads(told)["files"]
    assert (code, file["state"], file["code"], Article.objects.count()) == (1, "read", "article_invalid", 0)


def test_options_are_checked(federation, folder):
    for arguments in ([], [folder, "--continue", 1], [folder, "--as", "nobody"], [folder, "--owner", 999_999]):
        with pytest.raises(CommandError):
            run(*arguments)


@needs_seed
def test_the_seed_page(federation):
    told, code = run(PAGE, "--json")
    (file,) = json.loads(told)["files"]
    assert (code, file["repairs"], file["flags"]) == (0, {"V1": 248, "traditional": 643}, 1)
    article = Article.objects.get()
    assert (article.characters, article.source_omitted, article.places.count()) == (1710, 980, 6)


@pytest.mark.usefixtures("federation")
def test_a_name_in_gbk_is_read(tmp_path):
    name = "讲话稿.txt".encode("gbk")
    (tmp_path / os.fsdecode(name)).write_bytes("在座谈会上的讲话\n同志们。".encode())
    out, code = run(tmp_path, "--json")
    assert (json.loads(out)["files"][0]["name"], code) == ("讲话稿.txt", 0)
