"""Looking at a page as a reviewer does: rules of access, sideways scrolling, complaints of the browser."""

from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from playwright.sync_api import ConsoleMessage, Page

SIZES = {"desktop": (1440, 900), "tablet": (820, 1180), "phone": (390, 844)}
GRAVE = {"serious", "critical"}
# What the browser reports because a journey asks for it: refusals, and a line that is cut.
EXPECTED = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")


ASK = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_shapes: dict[tuple[str, int], set[str]] = {}
_colours: set[str] = set()


def accessible(page: Page) -> None:
    """Fail when axe finds something serious or critical on the page as it stands.

    A page that shows nothing its kind has not shown before at this width is not asked again.
    """
    assert page.viewport_size
    kind = resolve(urlsplit(page.url).path).view_name, page.viewport_size["width"]
    seen = _shapes.setdefault(kind, set())
    told = page.evaluate(ASK, [sorted(seen), sorted(_colours)])
    if told is None:
        page.evaluate(Axe().axe_script)
        told = page.evaluate(ASK, [sorted(seen), sorted(_colours)])
    seen.update(told["shapes"])
    _colours.update(told["colours"])
    grave = [
        f"{page.url} {fault['id']} ({fault['impact']}): {node['html'][:160]}"
        for fault in told["violations"]
        if fault["impact"] in GRAVE
        for node in fault["nodes"][:3]
    ]
    assert not grave, "\n".join(grave)


def no_sideways_scroll(page: Page) -> None:
    """Fail when the page as a whole is wider than its window."""
    page.wait_for_load_state()
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1], f"{page.url} is {wide[0]} wide in a window of {wide[1]}"


def sound(page: Page) -> None:
    """Look at a page both ways."""
    no_sideways_scroll(page)
    accessible(page)


def watch(page: Page, complaints: list[str]) -> None:
    """Collect what the browser complains about: faults of scripts, breaches of the content security policy."""

    def heard(said: ConsoleMessage) -> None:
        if said.type == "error" and not any(words in said.text for words in EXPECTED):
            complaints.append(f"{page.url}: {said.text}")

    page.on("console", heard)
    page.on("pageerror", lambda fault: complaints.append(f"{page.url}: {fault}"))
