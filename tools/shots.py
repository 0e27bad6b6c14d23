"""Pictures the house: the best pages for the README, compressed, into docs/pictures/; every page into var/shots/.

    python tools/shots.py            both
    python tools/shots.py readme     the README's pictures alone
    python tools/shots.py pages      every page alone, at 1440 and 390 pixels, a folder for each person
    python tools/shots.py line form  the README's pictures of these names

The city is made anew in a temporary folder, at a fixed moment, so that the pictures do not change with the day. Papers
(certificate, plaque) are turned into pictures by pdftoppm (Debian: poppler-utils) where it is installed.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from browser import find_browser
from PIL import Image
from shots_house import browser_of, house, window_of
from shots_walk import walk

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
PAGES = ROOT / "var" / "shots"
LARGEST = 250 * 1024
WIDEST = 1640
SETTLING_MS = 1500
"""What a page without a graphics card takes to paint all it shows."""


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
    """Take the pictures asked for; returns 1 when the browser is missing or a page is not as it should be."""
    chromium = find_browser()
    if not chromium:
        print("Chromium is needed: apt-get install chromium-headless-shell", file=sys.stderr)
        return 1
    wanted = set(sys.argv[1:]) or {"readme", "pages"}
    faults: list[str] = []
    with house() as address, browser_of(chromium) as browser:
        if wanted != {"pages"}:
            picture_readme(browser, address, wanted)
        if "pages" in wanted:
            shutil.rmtree(PAGES, ignore_errors=True)
            faults = walk(browser, address, PAGES)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def picture_readme(browser: Any, address: str, wanted: set[str]) -> None:
    """Take the README's pictures of the names wanted, or all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for shot in shots():
        if "readme" in wanted or shot.name in wanted:
            keep(shot.name, picture_of(browser, address, shot))
    for name, paper in papers().items():
        if "readme" in wanted or name in wanted:
            keep(name, paper())


def shots() -> list[Shot]:
    """Return the pictures, in the order of a batch."""
    from jiangxin.awards.models import Certificate, Notice, Ranking
    from jiangxin.campaigns.models import Blueprint, Call, Entry
    from jiangxin.core.actor import Role
    from jiangxin.orgs.models import Duty
    from jiangxin.review.models import Assignment

    naming = Call.objects.filter(blueprint__definition__blueprint__code="studio_naming")
    waiting = Entry.objects.filter(call__in=naming, state="recommended_unit").order_by("-call", "pk")[0]
    call = waiting.call
    draft = Entry.objects.filter(call=call, state="draft").order_by("pk")[0]
    notice = Notice.objects.filter(call__in=naming).order_by("-pk")[0]
    ranking = Ranking.objects.filter(call__in=naming).order_by("-pk")[0]
    county = Duty.objects.filter(role=Role.REVIEWER_FIRST, organisation=waiting.area)[0].account.username
    begun = Assignment.objects.filter(run__panel__state="scoring", sheet__locked_at=None).order_by("pk")[0]
    plaque = Certificate.objects.filter(kind="plaque").order_by("pk")[0]
    fill = f"/studio/entries/{draft.pk}/fill"
    return [
        Shot("portal", "", "desktop", "/"),
        Shot("call", "", "desktop", f"/calls/{call.pk}/"),
        Shot("verify", "", "phone", f"/verify/{plaque.number}"),
        Shot("notice", "", "desktop", f"/notices/{notice.pk}/"),
        Shot("blueprint", "officer", "desktop", f"/desk/blueprints/{Blueprint.objects.order_by('pk')[0].pk}/"),
        Shot("form", draft.secretary.username, "desktop", fill, at="members"),
        Shot("form-phone", draft.secretary.username, "phone", fill, at="studio"),
        Shot("inbox", "officer", "desktop", "/desk/"),
        Shot("case", county, "desktop", f"/desk/entries/{waiting.pk}/"),
        Shot(
            "scoring", begun.member.expert.account.username, "tablet", f"/expert/cases/{begun.pk}/", before=score_some
        ),
        Shot("line", "officer", "desktop", f"/desk/rankings/{ranking.pk}/line/"),
        Shot("register", "officer", "desktop", "/desk/naming/plaques/"),
        *studio_shots(),
        *library_shots(),
    ]


def studio_shots() -> list[Shot]:
    """Return the pictures of a studio's life: its file, its ledger by phone, the year's standard, an assessment."""
    from jiangxin.awards.models import AssessmentResult
    from jiangxin.core.actor import Role
    from jiangxin.orgs.models import Duty
    from jiangxin.studios.models import LedgerEntry

    studio = LedgerEntry.objects.order_by("pk")[0].studio
    secretary = Duty.objects.filter(role=Role.STUDIO_SECRETARY, organisation=studio.unit)[0].account.username
    assessed = AssessmentResult.objects.order_by("pk")[0].call
    return [
        Shot("studio", "officer", "desktop", f"/desk/studios/{studio.pk}/"),
        Shot("ledger-phone", secretary, "phone", f"/studio/studios/{studio.pk}/ledger/"),
        Shot("assessment", "officer", "desktop", f"/desk/calls/{assessed.pk}/assessment/"),
    ]


def library_shots() -> list[Shot]:
    """Return the pictures of the library: list, search, a speech with its outline, an import beside its source."""
    from jiangxin.library.models import Article, ImportItem

    speech = Article.objects.filter(state="published", kind="speech").order_by("-characters", "pk")[0]
    damaged = ImportItem.objects.filter(state="read").order_by("pk")[0]
    return [
        Shot("library", "", "desktop", "/articles/"),
        Shot("search", "", "desktop", "/articles/?q=laomo"),
        Shot("article", "", "desktop", f"/articles/{speech.pk}/"),
        Shot("article-phone", "", "phone", f"/articles/{speech.pk}/"),
        Shot("import", "officer", "desktop", f"/desk/library/imports/files/{damaged.pk}/", at="texts"),
    ]


def score_some(page: Any) -> None:
    """Give the first items their points, as an expert in the middle of a case has."""
    boxes = page.locator("[data-points]")
    for number in range(min(6, boxes.count())):
        box = boxes.nth(number)
        box.fill(str(int(float(box.get_attribute("data-max")) * 0.8)))


def picture_of(browser: Any, address: str, shot: Shot) -> bytes:
    """Open a page as its person and return what the window shows."""
    context = window_of(browser, address, shot.who, shot.device)
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
