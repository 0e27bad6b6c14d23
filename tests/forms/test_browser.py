"""The scripts of the forms in a real browser: the shared vectors, and a page that saves, restores and pastes."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone, translation
from playwright.sync_api import Page, expect
from tools.browser import find_browser

from jiangxin.forms import protocol
from jiangxin.forms.answers import apply_changes, progress
from jiangxin.forms.parse import parse_definition
from jiangxin.forms.rendering import FormPage, bind
from tests.forms.conftest import TODAY, VECTORS

CHROMIUM = find_browser()
CLOSE_AND_TYPE = """() => {
  document.querySelector("#sign-in-dialog button[value=later]").click();
  const area = document.getElementById("studio.area");
  area.value = "30";
  area.dispatchEvent(new Event("input", { bubbles: true }));
}"""
TYPES = {".js": "text/javascript", ".css": "text/css"}
PAGE = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>表单</title>
<link rel="stylesheet" href="/static/core/css/forms.css">{fill}
<script type="module" src="/static/core/js/forms/page.js"></script></html>"""

pytestmark = [pytest.mark.journey, pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")]


class Desk(BaseHTTPRequestHandler):
    """A server of one form: the page, its scripts, and the autosave."""

    definition: ClassVar = None
    answers: ClassVar = {}
    revision: ClassVar = 1
    signed_in: ClassVar = True

    def do_GET(self):
        if self.path.startswith("/static/"):
            found = finders.find(self.path.removeprefix("/static/"))
            if not found:
                return self.reply(404, b"", "text/plain")
            return self.reply(200, Path(found).read_bytes(), TYPES.get(Path(found).suffix, "text/plain"))
        if self.path != "/":
            return self.reply(200, b"<!doctype html><title>x</title>", "text/html")
        page = FormPage("/", autosave_url="/autosave", local_key="k", revision=self.revision, sign_in_url="/in")
        with translation.override("zh-hans"):
            context = {"form": bind(self.definition, self.answers), "form_page": page}
            fill = render_to_string("forms/fill.html", context)
        return self.reply(200, PAGE.format(fill=fill).encode(), "text/html; charset=utf-8")

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not type(self).signed_in:
            return self.reply(401, b'{"code": "sign_in_first", "sign_in": "/in"}', "application/json")
        if body["base"] != self.revision:
            answer = protocol.stale(revision=self.revision, saved_at=timezone.now(), saved_by="张三")
            return self.reply(409, answer.content, "application/json")
        with translation.override("zh-hans"):
            reading = apply_changes(self.definition, self.answers, body["changes"], at=TODAY)
        type(self).answers, type(self).revision = reading.answers, self.revision + 1
        done = progress(self.definition, reading.answers)
        answer = protocol.saved(
            revision=self.revision, saved_at=timezone.now(), problems=reading.problems, progress=done
        )
        return self.reply(200, answer.content, "application/json")

    def reply(self, status, content, kind):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@pytest.fixture
def address(form_data):
    Desk.definition, Desk.answers, Desk.revision, Desk.signed_in = parse_definition(form_data), {}, 1, True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser, address):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    faults = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", lambda dialog: dialog.accept())
    opened.goto(address)
    yield opened
    context.close()
    assert faults == []


def saved(page: Page):
    expect(page.locator("[data-jx-saved]")).to_have_attribute("data-state", "saved", timeout=15_000)


def test_conditions_hold_in_the_browser_as_on_the_server(page):
    found = page.evaluate(
        """async ({evaluate: cases, visibility, count: texts}) => {
            const { evaluate, Visibility, rowsOf } = await import("/static/core/js/forms/conditions.js");
            const { count } = await import("/static/core/js/forms/counters.js");
            const shown = visibility.cases.map(({answers}) => {
                const view = new Visibility(visibility.sections, answers);
                return visibility.sections.flatMap((section) => [
                    ...(view.section(section) ? [section.code] : []),
                    ...rowsOf(section, answers).flatMap((_, index) => section.fields
                        .filter((field) => view.field(section, field, section.repeated ? index : null))
                        .map((field) => [section.code, ...(section.repeated ? [index] : []), field.code].join("."))),
                ]);
            });
            return {
                holds: cases.map(({condition, value}) => evaluate(condition, () => value)),
                shown,
                counts: texts.map(({text}) => count(text)),
            };
        }""",
        VECTORS,
    )
    assert found == {
        "holds": [vector["holds"] for vector in VECTORS["evaluate"]],
        "shown": [case["shown"] for case in VECTORS["visibility"]["cases"]],
        "counts": [vector["count"] for vector in VECTORS["count"]],
    }


def test_pasted_tables_are_read_as_spreadsheets_write_them(page):
    read = page.evaluate(
        """async () => {
            const { parseTable } = await import("/static/core/js/forms/cells.js");
            const { matchColumns, toRows } = await import("/static/core/js/forms/paste.js");
            const labels = {name: "姓名", pay: "金额", note: "备注"};
            const columns = Object.entries(labels).map(([code, label]) => ({code, label}));
            const rows = (text) => {
                const table = parseTable(text);
                return toRows(table, columns, matchColumns(table, columns));
            };
            return [
                parseTable('a\\t"b ""c""\\nd"\\r\\n\\t\\r\\ne\\t\\r\\n'),
                rows("金额（万元）*\\t姓名\\n3\\t张伟"),
                rows("张伟\\t3\\t好\\n王芳\\t4"),
                rows("1\\t张伟\\t3\\n2\\t王芳\\t4"),
                rows('姓  名\\t备　注\\t"金 额\\n(万元)"\\n张伟\\t好\\t3'),
                rows('姓名\\t备注\\n张伟\\t"匠心"项目\\n王芳\\t"只开不合\\n赵刚\\t""'),
                rows("成员名单\\t\\t\\n序号\\t姓名\\t金额\\n1\\t张伟\\t3\\n2\\t王芳\\t4"),
                rows("张伟，3，好\\n王芳，4，优"),
                rows("张 伟\\n王 芳"),
            ];
        }"""
    )
    assert read == [
        [["a", 'b "c"\nd'], ["e", ""]],
        [{"name": "张伟", "pay": "3"}],
        [{"name": "张伟", "pay": "3", "note": "好"}, {"name": "王芳", "pay": "4"}],
        [{"name": "张伟", "pay": "3"}, {"name": "王芳", "pay": "4"}],
        [{"name": "张伟", "pay": "3", "note": "好"}],
        [{"name": "张伟", "note": '"匠心"项目'}, {"name": "王芳", "note": '"只开不合'}, {"name": "赵刚"}],
        [{"name": "张伟", "pay": "3"}, {"name": "王芳", "pay": "4"}],
        [{"name": "张伟", "pay": "3", "note": "好"}, {"name": "王芳", "pay": "4", "note": "优"}],
        [{"name": "张 伟"}, {"name": "王 芳"}],
    ]


MERGED = """<table><tr><td colspan=2>名单</td><td></td></tr><tr><td>年度</td><td>姓名</td><td>备注</td></tr>
<tr><td rowspan=2>2025</td><td>张伟</td><td>一<br>
  二</td></tr><tr><td>王芳</td><td></td></tr></table>"""


def test_a_cell_merged_over_rows_is_said_in_each_of_them(page):
    read = page.evaluate(
        """async (html) => {
            const { clipboardText, parseTable } = await import("/static/core/js/forms/cells.js");
            const { leftOut, matchColumns } = await import("/static/core/js/forms/paste.js");
            const table = parseTable(clipboardText({ getData: (kind) => (kind === "text/html" ? html : "x") }));
            const columns = [{code: "name", label: "姓名"}, {code: "note", label: "备注"}];
            return [table, leftOut(table, matchColumns(table, columns))];
        }""",
        MERGED,
    )
    rows = [["名单", "", ""], ["年度", "姓名", "备注"], ["2025", "张伟", "一\n二"], ["2025", "王芳", ""]]
    assert read == [rows, ["年度"]]


def test_typing_is_saved_checked_and_shown(page):
    page.fill('[id="studio.name"]', "李明工作室")
    page.check('[name="studio.kind"][value=service]')
    page.fill('[id="studio.area"]', "八十")
    expect(page.locator("#service")).to_be_visible()
    expect(page.locator('[data-jx-field="studio.hours"]')).to_be_visible()
    page.fill('[id="service.note"]', "说明")
    saved(page)
    assert Desk.answers == {
        "studio": {"name": "李明工作室", "kind": "service", "area": "八十"},
        "service": {"note": "说明"},
    }
    expect(page.locator('[data-jx-error="studio.area"]')).to_have_text("请填写数字，例如 12.5。")
    page.check('[name="studio.kind"][value=innovation]')
    expect(page.locator("#service")).to_be_hidden()


def test_the_counter_counts_down(page):
    note = page.locator('[data-jx-counter="studio.deeds"]')
    expect(note).to_have_text("还可输入 50 字")
    page.fill('[id="studio.deeds"]', "一 二\n三")
    expect(note).to_have_text("还差 2 字")
    page.fill('[id="studio.deeds"]', "字" * 53)
    expect(note).to_have_text("超出 3 字")


def test_rows_are_added_moved_removed_and_brought_back(page):
    for name in ("甲", "乙", "丙"):
        page.click("#members [data-jx-add]")
        page.keyboard.type(name)
    page.click('[data-jx-row="2"] [data-jx-move=up]')
    page.click('[data-jx-row="0"] [data-jx-remove]')
    saved(page)
    assert Desk.answers["members"] == [{"name": "丙"}, {"name": "乙"}]
    page.click("#members .jx-undo button")
    page.wait_for_timeout(100)
    saved_rows = page.locator("#members tbody tr")
    expect(saved_rows).to_have_count(3)
    assert [page.input_value(f'[id="members.{index}.name"]') for index in range(3)] == ["甲", "丙", "乙"]


def test_a_row_brought_back_brings_its_file(page):
    file = {"id": "7", "name": "证明.pdf", "size": 9, "media_type": "application/pdf", "sha256": "0"}
    Desk.answers = {"members": [{"name": "甲", "proof": [file]}, {"name": "乙"}]}
    page.reload()
    page.click('[data-jx-row="0"] [data-jx-remove]')
    expect(page.get_by_text("证明.pdf")).to_have_count(0)
    page.click("#members .jx-undo button")
    expect(page.locator('[data-jx-row="0"] .jx-file-name')).to_have_text("证明.pdf")


def test_rows_and_columns_that_do_not_fit_are_told(page):
    page.click("#members [data-jx-paste]")
    page.fill("[data-jx-paste-text]", "姓名\t籍贯\n" + "\n".join(f"成员{n}\t某地" for n in range(6)))
    expect(page.locator("[data-jx-paste-count]")).to_have_text(
        "共 6 行 有 1 列没有对应的栏目，不导入：籍贯。 这里最多 4 行，已填 0 行；追加到末尾会有 2 行放不下。"
    )
    page.click("#paste-dialog button[value=append]")
    expect(page.locator("#members .jx-undo")).to_contain_text("已粘贴 4 行。 另有 2 行没有粘贴：这里最多 4 行。")


def test_a_block_of_cells_is_pasted_previewed_and_undone(page):
    page.click("#members [data-jx-add]")
    page.fill('[id="members.0.name"]', "原有")
    page.click("#members [data-jx-paste]")
    page.fill("[data-jx-paste-text]", "角色\t姓名\t效益\n核心\t张伟\t3.5\n顾问\t王芳\t1")
    expect(page.locator(".jx-paste-preview tbody tr")).to_have_count(2)
    page.click("#paste-dialog button[value=append]")
    expect(page.locator('[data-jx-computed="studio.total"]')).to_have_text("4.50")
    saved(page)
    assert Desk.answers["members"] == [
        {"name": "原有"},
        {"name": "张伟", "role": "core", "benefit": "3.50"},
        {"name": "王芳", "role": "guest", "benefit": "1.00"},
    ]
    page.click("#members .jx-undo button")
    expect(page.locator("#members tbody tr")).to_have_count(1)


def test_a_lost_sign_in_loses_nothing(page):
    Desk.signed_in = False
    page.fill('[id="studio.name"]', "还在")
    expect(page.locator("#sign-in-dialog")).to_be_visible(timeout=15_000)
    Desk.signed_in = True
    page.evaluate(CLOSE_AND_TYPE)  # typed before the page hears that its dialog has closed
    saved(page)
    assert Desk.answers == {"studio": {"name": "还在", "area": "30.0"}}


def test_a_newer_save_by_another_asks_what_to_keep(page):
    Desk.revision, Desk.answers = 5, {"studio": {"area": "99.0"}}
    page.fill('[id="studio.name"]', "我的")
    expect(page.locator("[data-jx-conflict-title]")).to_contain_text("张三", timeout=15_000)
    expect(page.locator("[data-jx-conflict-fields]")).to_contain_text("名称")
    assert Desk.answers == {"studio": {"area": "99.0"}}
    page.click("#conflict-dialog button[value=mine]")
    saved(page)
    assert Desk.answers == {"studio": {"area": "99.0", "name": "我的"}}


def test_a_closed_page_offers_what_was_not_saved(page, address):
    Desk.signed_in = False
    page.fill('[id="studio.name"]', "未保存")
    page.click("#members [data-jx-add]")
    page.keyboard.type("张伟")
    expect(page.locator("#sign-in-dialog")).to_be_visible(timeout=15_000)
    page.goto(f"{address}/elsewhere")
    Desk.signed_in = True
    page.goto(address)
    expect(page.locator(".jx-fill-notice")).to_contain_text("2 处")
    page.click(".jx-fill-notice .btn-secondary")
    saved(page)
    assert Desk.answers == {"studio": {"name": "未保存"}, "members": [{"name": "张伟"}]}
    page.goto(address)
    expect(page.locator('[id="studio.name"]')).to_have_value("未保存")
    page.wait_for_timeout(300)
    assert page.locator(".jx-fill-notice").count() == 0
