"""The house that is pictured: a sample city of its own in a temporary home, served, with a browser in front of it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any
from zoneinfo import ZoneInfo

from browser import FLAGS

MOMENT = datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
SIZES = {"desktop": (1440, 900), "tablet": (820, 1180), "phone": (390, 844)}


@contextmanager
def house() -> Iterator[str]:
    """Make the city in a temporary home and serve it; gives the address. The clock stands at a fixed moment."""
    with tempfile.TemporaryDirectory(prefix="jiangxin-shots-") as home:
        os.environ |= {"JIANGXIN_HOME": home, "JIANGXIN_FAST_PASSWORDS": "yes", "DJANGO_ALLOW_ASYNC_UNSAFE": "yes"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "jiangxin.core.settings"
        import django
        from django.conf import settings

        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
        (Path(home) / "static").mkdir()
        django.setup()
        from jiangxin.core import clock

        with clock.stopped_at(MOMENT):
            make_city()
            yield from serve()


def make_city() -> None:
    """Bring the database up and make the sample city."""
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import translation

    from jiangxin.rehearsal.sample import make_sample_city

    call_command("migrate", verbosity=0)
    with translation.override("zh-hans"), transaction.atomic():
        make_sample_city(now=MOMENT)


def serve() -> Iterator[str]:
    """Serve on a free port of this machine until the pictures are taken."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    class Quiet(WSGIRequestHandler):
        """A handler that keeps its requests to itself."""

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.daemon_threads = True
    server.set_app(StaticFilesHandler(WSGIHandler()))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@contextmanager
def browser_of(chromium: str) -> Iterator[Any]:
    """Start the browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


def window_of(browser: Any, address: str, who: str, device: str) -> Any:
    """Open a window of a device, signed in as somebody (nobody for ""); phones and tablets have two dots to a pixel."""
    from django.conf import settings
    from django.test import Client

    from jiangxin.people.models import Account

    width, height = SIZES[device]
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        device_scale_factor=1 if device == "desktop" else 2,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    if who:
        client = Client()
        client.force_login(Account.objects.get(username=who))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    return context
