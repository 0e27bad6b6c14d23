"""A damaged page comes in through the browser: uploaded, read, looked at, a repair taken back, confirmed."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from jiangxin.core import jobs
from jiangxin.library.models import Article, ImportBatch, ImportItem
from tests.journeys.conftest import Begin, PersonAt
from tests.journeys.looking import sound
from tests.journeys.scenes import Scene
from tests.seed import PAGE, needs_seed

# Importing is work at a desk.
pytestmark = pytest.mark.parametrize("size", ["desktop"], indirect=True)
DAMAGED = """您的位置:某某網(wǎng)>>工會(huì)/先進(jìn)/講話/>>正文
推進(jìn)會(huì)上的講話
發(fā)表時(shí)間:2031/5/8 9:05:07
目錄/提綱:……
一、認(rèn)識(shí)
二、落實(shí)
……

一、認(rèn)識(shí)
創(chuàng)新(服務(wù))工作室，國家_的支柱。
……(某某網(wǎng)省略10字,會員可讀)……\u0020
完成 ……(未完,全文共83字,當(dāng)前僅顯示29字,請閱讀。
相關(guān)文章
"""


def page_of(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": content}


def bring(page: Page, *files: FilePayload) -> ImportBatch:
    """Upload files as a person does, let the worker read them, and look at the report."""
    page.goto("/desk/library/imports/")
    page.locator("main").get_by_role("link", name="导入文章").first.click()
    sound(page)
    page.get_by_label("选择文件", exact=True).set_input_files(list(files))
    page.get_by_role("button", name="上传并读取").click()
    expect(page.get_by_text(f"这一批共收到 {len(files)} 个文件。")).to_be_visible()
    sound(page)
    assert jobs.work_off() == 1
    page.reload()
    return ImportBatch.objects.latest("pk")


def test_a_damaged_page_is_restored_looked_at_and_confirmed(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    page = person("officer", size)
    page.goto("/desk/library/imports/")
    sound(page)
    bring(page, page_of("讲话.txt", DAMAGED.encode("gb18030")), page_of("空.txt", b""))
    expect(page.get_by_text("文件是空的。")).to_be_visible()
    sound(page)

    page.get_by_role("link", name="讲话.txt").click()
    expect(page.get_by_text("待核 1 处")).to_be_visible()
    expect(page.get_by_label("标题", exact=True)).to_have_value("推进会上的讲话")
    sound(page)
    taken = page.locator("label.jx-fix", has=page.locator("input[aria-label*='(chuàng)']"))
    taken.click()
    expect(page.get_by_text("有 1 处选择还没有应用")).to_be_visible()
    page.get_by_label("作者").fill("张三")
    page.get_by_role("button", name="按所选撤回修复").last.click()
    expect(page.get_by_text("撤回 1 处修复")).to_be_visible()
    expect(page.get_by_label("作者")).to_have_value("张三")
    assert "创(chuàng)新" in ImportItem.objects.get(name="讲话.txt").text
    sound(page)

    # brought again, it is as before
    page.locator("label.jx-fix", has=page.locator("input[aria-label*='(chuàng)']")).click()
    page.get_by_role("button", name="确认入库").click()
    expect(page.get_by_text("已建立文章草稿“推进会上的讲话”。")).to_be_visible()
    sound(page)
    article = Article.objects.get(title="推进会上的讲话")
    assert (article.author, article.state, article.stated_total) == ("张三", "draft", 83)
    assert article.body.startswith("一、认识\n创新(服务)工作室，国家_的支柱。")
    assert [place.category.name for place in article.places.all()] == ["工会", "先进", "讲话"]

    # the same file once more is the article it already is; many files go up in parts
    others = [page_of(f"{number}.txt", f"第{number}篇文章。".encode()) for number in range(20)]
    bring(page, page_of("副本.txt", DAMAGED.encode("gb18030")), *others)
    expect(page.get_by_role("link", name="与已有的文章“推进会上的讲话”相同")).to_be_visible()
    sound(page)


@needs_seed
def test_the_real_page_is_imported_as_it_says_of_itself(person: PersonAt, size: str, begin: Begin) -> None:
    begin(Scene.OPEN)
    page = person("officer", size)
    bring(page, page_of(PAGE.name, PAGE.read_bytes()))

    page.get_by_role("link", name=PAGE.name).click()

    counts = page.locator(".jx-import-counts tbody tr")
    expect(counts).to_contain_text(["显示17101710一致", "609", "371", "全文26902690一致"])
    outline = page.get_by_role("region", name="提纲")
    expect(outline.locator(".jx-import-depth-0")).to_have_count(3)
    expect(outline.locator(".jx-import-depth-1")).to_have_count(9)
    expect(page.locator(".jx-import-after mark.jx-doubt")).to_have_text(["_"])
    sound(page)
    page.get_by_role("button", name="确认入库").click()
    expect(page.get_by_text("已建立文章草稿")).to_be_visible()
    article = Article.objects.latest("pk")
    assert (article.characters, article.source_omitted, article.stated_total) == (1710, 980, 2690)
    assert article.places.count() == 6
