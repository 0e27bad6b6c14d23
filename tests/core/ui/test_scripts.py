"""The kit in a real browser: the demonstration pages, the content security policy of the product, no mocks."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page
from tools.browser import find_browser

TOOL = Path(__file__).parents[3] / "tools" / "show_ui.py"
CHROMIUM = find_browser()
pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")]


class Server(SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        super().end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("ui")
    run = subprocess.run([sys.executable, str(TOOL), str(folder)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return folder


@pytest.fixture(scope="module")
def address(pages) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=pages))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=[1440, 390])
def page(request, browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": request.param, "height": 844}, reduced_motion="reduce")
    page.width = request.param
    yield page
    page.close()


def test_no_page_scrolls_sideways_breaks_the_policy_or_the_rules_of_access(pages, address, page):
    faults = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    for file in sorted(set(pages.glob("*.html")) - {pages / "index.html"}):
        page.goto(f"{address}/{file.name}")
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > page.width:
            faults.append(f"{file.name} is {wide} wide")
        faults += [f"{file.name}: {fault['id']}" for fault in Axe().run(page).response["violations"]]
    assert faults == []


def test_the_batch_bar_comes_with_the_first_tick_and_goes_with_the_last(address, page):
    page.goto(f"{address}/list-usual.html")
    bar, boxes = page.locator("[data-batch-bar]"), page.locator("input[name=selected]")
    assert not bar.is_visible()
    boxes.nth(0).check()
    boxes.nth(1).check()
    assert page.locator("[data-batch-count]").inner_text() == "已选 2 项"
    page.locator("[data-batch-clear]").click()
    assert not bar.is_visible()
    assert [box.is_checked() for box in boxes.all()] == [False] * 4


def test_shift_ticks_everything_between(address, page):
    page.goto(f"{address}/list-usual.html")
    boxes = page.locator("input[name=selected]")
    boxes.nth(0).click()
    boxes.nth(3).click(modifiers=["Shift"])
    assert [box.is_checked() for box in boxes.all()] == [True] * 4


def test_empty_filters_stay_out_of_the_address(address, page):
    page.goto(f"{address}/list-empty.html")
    if page.width < 1000:
        page.locator("[data-filters-wrap] > summary").click()
    page.fill("#filter_q", "焊接")
    page.locator(".jx-filter-acts button").click()
    page.wait_for_url("**/list-empty.html?**")
    assert page.evaluate("decodeURIComponent(location.search)") == "?q=焊接"


def test_a_menu_closes_on_escape_and_gives_the_focus_back(address, page):
    page.goto(f"{address}/list-usual.html")
    menu = page.locator(".jx-list-tools .jx-menu").first
    menu.locator("summary").click()
    assert menu.get_attribute("open") == ""
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert menu.locator("summary").evaluate("node => node === document.activeElement")


def test_a_form_is_sent_once_however_often_it_is_pressed(address, page):
    page.goto(f"{address}/form-empty.html")
    sent = page.evaluate(
        """() => {
            const form = document.querySelector("form[data-once]");
            let sent = 0;
            addEventListener("submit", (event) => {
                if (!event.defaultPrevented) sent += 1;
                event.preventDefault();
            });
            for (let press = 0; press < 3; press += 1) form.requestSubmit();
            return sent;
        }"""
    )
    assert sent == 1


def test_the_keyboard_reaches_the_content_first(address, page):
    page.goto(f"{address}/inbox-usual.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"


def test_the_error_summary_has_the_focus_when_the_page_opens(address, page):
    page.goto(f"{address}/form-wrong.html")
    assert page.evaluate("document.activeElement.className") == "jx-errors"


def test_without_scripts_the_batch_bar_is_there(address, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/list-usual.html")
    assert page.locator("[data-batch-bar]").is_visible()
    assert page.locator("#filter_q").is_visible()
    context.close()
