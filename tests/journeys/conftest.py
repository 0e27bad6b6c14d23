"""The sample city behind a live server, and people who sit in front of it in a real browser.

The city is made once; every test begins with its own copy of it. The clock runs, from a fixed Wednesday morning on.
"""

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "yes"  # the browser's driver keeps a loop in the thread that asks the database
)

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections, transaction
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker

from jiangxin.core import clock
from jiangxin.people.models import Account
from jiangxin.rehearsal.sample import make_sample_city
from tests import environment
from tests.journeys.looking import SIZES, watch

HERE = Path(__file__).parent
WEDNESDAY = datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
CHROMIUM = os.environ.get("JIANGXIN_TEST_BROWSER") or shutil.which("chromium") or ""
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
PATIENCE_MS = 15_000
PersonAt = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here as a journey; without a browser, or on another engine, leave it out and say why."""
    for item in items:
        if HERE not in item.path.parents:
            continue
        item.add_marker(pytest.mark.journey)
        if not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason="no Chromium: apt-get install chromium"))
        elif environment.engine() != "sqlite":
            item.add_marker(pytest.mark.skip(reason="each journey starts from a copied SQLite file"))


class QuietHandler(WSGIRequestHandler):
    """A handler that keeps its requests to itself."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name the base class gives it
        """Say nothing."""


@pytest.fixture(scope="session")
def city(django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make the sample city once, in a database of its own; gives the file it is kept in."""
    folder = tmp_path_factory.mktemp("city")
    database = connections.settings["default"]
    before = database["NAME"]
    with django_db_blocker.unblock():
        connections.close_all()
        database["NAME"] = str(folder / "journeys.sqlite3")
        call_command("migrate", verbosity=0)
        with clock.stopped_at(WEDNESDAY), translation.override("zh-hans"), transaction.atomic():
            make_sample_city(now=WEDNESDAY)
        copy_database(folder / "journeys.sqlite3", folder / "made")
        yield folder / "made"
        connections.close_all()
    database["NAME"] = before


def copy_database(source: Path, target: Path) -> None:
    """Copy a database through the engine: whatever its journal holds comes along, open readers see one or the other."""
    connections.close_all()
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@pytest.fixture(scope="session")
def server(city: Path) -> Iterator[str]:
    """Serve the house on a free port of this machine; gives its address."""
    httpd = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    httpd.daemon_threads = True
    httpd.set_app(StaticFilesHandler(WSGIHandler()))
    thread = Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    with sync_playwright() as play:
        expect.set_options(timeout=PATIENCE_MS)
        started = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


class Clock:
    """The clock of the house in a journey: it runs, and can be put forward."""

    def __init__(self) -> None:
        self.start, self.begun = WEDNESDAY, time.monotonic()

    def now(self) -> datetime:
        """Return the present moment of the journey."""
        return self.start + timedelta(seconds=time.monotonic() - self.begun)

    def forward_to(self, moment: datetime) -> None:
        """Let time pass until `moment`."""
        self.start, self.begun = moment, time.monotonic()


@pytest.fixture
def time_of_day(city: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Clock]:
    """Begin a journey: the city as it was made, on Wednesday at ten."""
    moment = Clock()
    with django_db_blocker.unblock(), clock.reading(moment.now):
        copy_database(city, Path(connections.settings["default"]["NAME"]))
        yield moment
        connections.close_all()


@pytest.fixture(params=["desktop", "phone"])
def size(request: pytest.FixtureRequest) -> str:
    """The width a journey is walked at."""
    return str(request.param)


@pytest.fixture
def person(request: pytest.FixtureRequest, server: str, browser: Browser, time_of_day: Clock) -> Iterator[PersonAt]:
    """Return `person(username, size)`: the page of somebody signed in ("" is a visitor). No page may complain."""
    del time_of_day
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def arrive(username: str, size: str) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            base_url=server,
            viewport={"width": width, "height": height},
            has_touch=size != "desktop",
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        if username:
            sign_in(context, username, server)
        page = context.new_page()
        watch(page, complaints)
        return page

    yield arrive
    for context in opened:
        if request.node.stash.get(FAILED, False):
            keep_pictures(context, request.node.name)
        context.close()
    assert complaints == []


def sign_in(context: BrowserContext, username: str, server: str) -> None:
    """Give the browser a session; signing in itself is one journey of its own."""
    client = Client()
    client.force_login(Account.objects.get(username=username))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember that a journey failed, so that what its people saw can be kept."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def keep_pictures(context: BrowserContext, name: str) -> None:
    """Keep what each page showed when a journey failed; the failure's output says where."""
    folder = Path(tempfile.gettempdir()) / "jiangxin-journeys"
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(context.pages):
        picture = folder / f"{name.replace('/', '-')}-{number}.png"
        page.screenshot(path=picture, full_page=True)
        print(f"{page.url}: {picture}")  # noqa: T201  shown with the failure
