"""Takes the pictures of the README: a sample city of its own, the best pages, compressed, into docs/pictures/.

    python tools/shots.py            every picture
    python tools/shots.py line form  the pictures of these names

The city is made anew in a temporary folder, at a fixed moment, so that the pictures do not change with the day. Papers
(certificate, plaque) are turned into pictures by pdftoppm (Debian: poppler-utils) where it is installed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
MOMENT = datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
LARGEST = 250 * 1024
WIDEST = 1640
SETTLING_MS = 1500
"""What a page without a graphics card takes to paint all it shows."""
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
SIZES = {"desktop": (1440, 900), "tablet": (820, 1180), "phone": (390, 844)}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, who looks (nobody for ""), on what, and the address; `at` brings a part into view."""

    name: str
    who: str
    device: str
    address: str
    at: str = ""
    before: Callable[..., None] | None = None


def main() -> int:
    """Take the pictures asked for; returns 1 when something is missing."""
    chromium = os.environ.get("JIANGXIN_TEST_BROWSER") or shutil.which("chromium")
    if not chromium:
        print("Chromium is needed: apt-get install chromium", file=sys.stderr)
        return 1
    wanted = set(sys.argv[1:])
    PICTURES.mkdir(parents=True, exist_ok=True)
    with house() as address, browser_of(chromium) as browser:
        for shot in shots():
            if not wanted or shot.name in wanted:
                keep(shot.name, picture_of(browser, address, shot))
        for name, paper in papers().items():
            if not wanted or name in wanted:
                keep(name, paper())
    return 0


@contextmanager
def house() -> Iterator[str]:
    """Make the city in a temporary home and serve it; gives the address."""
    with tempfile.TemporaryDirectory(prefix="jiangxin-shots-") as home:
        os.environ |= {"JIANGXIN_HOME": home, "JIANGXIN_FAST_PASSWORDS": "yes", "DJANGO_ALLOW_ASYNC_UNSAFE": "yes"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiangxin.core.settings")
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


def shots() -> list[Shot]:
    """Return the pictures, in the order of a batch."""
    from jiangxin.awards.models import Certificate, Notice, Ranking
    from jiangxin.campaigns.models import Blueprint, Call, Entry
    from jiangxin.core.actor import Role
    from jiangxin.orgs.models import Duty
    from jiangxin.review.models import Assignment

    call = Call.objects.order_by("-pk")[0]
    draft = Entry.objects.filter(call=call, state="draft").order_by("pk")[0]
    waiting = Entry.objects.filter(call=call, state="recommended_unit").order_by("pk")[0]
    county = Duty.objects.filter(role=Role.REVIEWER_FIRST, organisation=waiting.area)[0].account.username
    begun = Assignment.objects.filter(run__panel__state="scoring", sheet__locked_at=None).order_by("pk")[0]
    plaque = Certificate.objects.filter(kind="plaque").order_by("pk")[0]
    fill = f"/studio/entries/{draft.pk}/fill"
    return [
        Shot("portal", "", "desktop", "/"),
        Shot("call", "", "desktop", f"/calls/{call.pk}/"),
        Shot("verify", "", "phone", f"/verify/{plaque.number}"),
        Shot("notice", "", "desktop", f"/notices/{Notice.objects.order_by('-pk')[0].pk}/"),
        Shot("blueprint", "officer", "desktop", f"/desk/blueprints/{Blueprint.objects.order_by('pk')[0].pk}/"),
        Shot("form", draft.secretary.username, "desktop", fill, at="members"),
        Shot("form-phone", draft.secretary.username, "phone", fill, at="studio"),
        Shot("inbox", "officer", "desktop", "/desk/"),
        Shot("case", county, "desktop", f"/desk/entries/{waiting.pk}/"),
        Shot(
            "scoring", begun.member.expert.account.username, "tablet", f"/expert/cases/{begun.pk}/", before=score_some
        ),
        Shot("line", "officer", "desktop", f"/desk/rankings/{Ranking.objects.order_by('-pk')[0].pk}/line/"),
        Shot("register", "officer", "desktop", "/desk/naming/plaques/"),
    ]


def score_some(page: Any) -> None:
    """Give the first items their points, as an expert in the middle of a case has."""
    boxes = page.locator("[data-points]")
    for number in range(min(6, boxes.count())):
        box = boxes.nth(number)
        box.fill(str(int(float(box.get_attribute("data-max")) * 0.8)))


def picture_of(browser: Any, address: str, shot: Shot) -> bytes:
    """Open a page as its person and return what the window shows."""
    from django.conf import settings
    from django.test import Client

    from jiangxin.people.models import Account

    width, height = SIZES[shot.device]
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        device_scale_factor=1 if shot.device == "desktop" else 2,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    if shot.who:
        client = Client()
        client.force_login(Account.objects.get(username=shot.who))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    page = context.new_page()
    page.goto(shot.address, wait_until="networkidle")
    if shot.before:
        shot.before(page)
    if shot.at:
        page.evaluate("id => document.getElementById(id).scrollIntoView()", shot.at)
    page.wait_for_timeout(SETTLING_MS)
    taken: bytes = page.screenshot(animations="disabled")
    context.close()
    return taken


def papers() -> dict[str, Callable[[], bytes]]:
    """Return the papers to picture: the certificate and the plaque of the first studio named."""
    if not shutil.which("pdftoppm"):
        print("pdftoppm is not installed: certificate and plaque keep their old pictures", file=sys.stderr)
        return {}
    return {"certificate": lambda: paper_of("certificate"), "plaque": lambda: paper_of("plaque")}


def paper_of(kind: str) -> bytes:
    """Return the first page of a certificate or plaque as a PNG."""
    from django.test import Client

    from jiangxin.awards.models import Certificate
    from jiangxin.people.models import Account

    client = Client(headers={"accept-language": "zh-hans"}, SERVER_NAME="127.0.0.1")
    client.force_login(Account.objects.get(username="officer"))
    found = Certificate.objects.filter(kind=kind).order_by("pk")[0]
    response = client.get(f"/desk/naming/plaques/{found.pk}/paper.pdf")
    content = b"".join(response) if response.streaming else response.content
    command = ["pdftoppm", "-png", "-r", "100", "-singlefile", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout


def keep(name: str, taken: bytes) -> None:
    """Write a picture as WebP, as good as fits."""
    image = Image.open(BytesIO(taken)).convert("RGB")
    if image.width > WIDEST:
        image = image.resize((WIDEST, image.height * WIDEST // image.width), Image.Resampling.LANCZOS)
    for quality in (88, 80, 70, 60, 50):
        written = BytesIO()
        image.save(written, "WEBP", quality=quality, method=6)
        if written.tell() <= LARGEST:
            break
    (PICTURES / f"{name}.webp").write_bytes(written.getvalue())
    print(f"{name}.webp  {image.width}×{image.height}  {written.tell() // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
