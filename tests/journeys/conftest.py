"""A made-up city behind a live server, and people who sit in front of it in a real browser.

A journey says at which scene it begins; both widths begin with the same one. The clock runs on from there.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "yes"  # the browser's driver keeps a loop in the thread that asks the database
)

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import DjangoDbBlocker
from tools.browser import find_browser

from jiangxin.core import clock
from jiangxin.people.models import Account
from tests import environment
from tests.journeys.looking import SIZES, watch
from tests.journeys.scenes import WEDNESDAY, Scene, copy_database, make_scenes

HERE = Path(__file__).parent
CHROMIUM = find_browser()
PATIENCE_MS = 15_000
PersonAt = Callable[[str, str], Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here as a journey; without a browser, or on another engine, leave it out and say why."""
    for item in items:
        if HERE not in item.path.parents:
            continue
        item.add_marker(pytest.mark.journey)
        if not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason="no Chromium: apt-get install chromium-headless-shell"))
        elif environment.engine() != "sqlite":
            item.add_marker(pytest.mark.skip(reason="each journey starts from a copied SQLite file"))


class QuietHandler(WSGIRequestHandler):
    """A handler that keeps its requests to itself."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name the base class gives it
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class City:
    """The made-up city: a file and a moment for each scene."""

    folder: Path
    moments: dict[Scene, datetime]


@pytest.fixture(scope="session")
def city(django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory, worker: str) -> Iterator[City]:
    """Make the scenes once for all workers; each worker plays in a database of its own."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if worker else own) / "city"
    shared.mkdir(exist_ok=True)
    database = connections.settings["default"]
    before = database["NAME"]
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=shared / "files"):
        connections.close_all()
        database["NAME"] = str(own / "journeys.sqlite3")
        yield City(shared, make_scenes(shared))
        connections.close_all()
    database["NAME"] = before


@pytest.fixture(scope="session")
def worker() -> str:
    """Name the worker of pytest-xdist this is; empty without."""
    return os.environ.get("PYTEST_XDIST_WORKER", "")


class Site(StaticFilesHandler):
    """The house with its static files, which a browser may keep for the length of a journey."""

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        """Serve a static file."""
        response = super().serve(request)
        response["Cache-Control"] = "max-age=600"
        return response


@pytest.fixture(scope="session")
def server(city: City) -> Iterator[str]:
    """Serve the house on a free port of this machine; gives its address."""
    del city
    httpd = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    httpd.daemon_threads = True
    httpd.set_app(Site(WSGIHandler()))
    thread = Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()
    thread.join()


class Clock:
    """The clock of the house in a journey: it runs, and can be put forward."""

    def __init__(self) -> None:
        self.start, self.begun = WEDNESDAY, time.monotonic()

    def now(self) -> datetime:
        """Return the present moment of the journey."""
        return self.start + timedelta(seconds=time.monotonic() - self.begun)

    def set(self, moment: datetime) -> None:
        """Let it be `moment` now."""
        self.start, self.begun = moment, time.monotonic()


Begin = Callable[[Scene], Clock]


@pytest.fixture
def begin(city: City, django_db_blocker: DjangoDbBlocker) -> Iterator[Begin]:
    """Return `begin(scene)`: sets the city and its clock to a scene, and gives the clock."""
    moment = Clock()

    def at(scene: Scene) -> Clock:
        copy_database(city.folder / scene, Path(connections.settings["default"]["NAME"]))
        moment.set(city.moments[scene])
        return moment

    with django_db_blocker.unblock(), clock.reading(moment.now):
        yield at
        connections.close_all()


@pytest.fixture(params=["desktop", "phone"])
def size(request: pytest.FixtureRequest) -> str:
    """The width a journey is walked at."""
    return str(request.param)


@pytest.fixture
def person(request: pytest.FixtureRequest, server: str, browser: Browser, begin: Begin) -> Iterator[PersonAt]:
    """Return `person(username, size)`: the page of somebody signed in ("" is a visitor). No page may complain."""
    del begin  # whoever sits down here goes before the city does
    expect.set_options(timeout=PATIENCE_MS)
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
            reduced_motion="reduce",  # nothing to wait for, or to draw, between two states of a page
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
