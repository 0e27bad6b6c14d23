"""Walks through the house as each person does, link by link, and pictures every page it comes to, wide and narrow.

Pages of one address pattern look alike: one is taken for each person, or several where the address names the part of a
page's content that differs. What is no page – a paper, a table for download – is left out.
"""

from collections import deque
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from shots_house import window_of

WIDTHS = (1440, 390)
HEIGHT = 900
SEVERAL = {"desk:blueprint-part": 12, "desk:entry": 4, "desk:call": 4, "studio:entry": 3, "desk:panel": 2}
NO_PAGES = {"account:sign-out", "portal:robots", "portal:sitemap"}
LINKS = """() => [...document.querySelectorAll("a[href]")].map((link) => link.href.split("#")[0])"""
BEYOND = ["/calls/999999/", "/desk/journal/"]
"""Where nothing is, and where most may not go: the pages that refuse."""


def people() -> dict[str, list[str]]:
    """Return who walks, by sign-in name (nobody for ""), and where each begins."""
    from jiangxin.awards.models import Certificate
    from jiangxin.campaigns.models import Entry
    from jiangxin.review.models import Assignment

    waiting = Assignment.objects.filter(run__panel__state="scoring", sheet__locked_at=None).order_by("pk")[0]
    writer = Entry.objects.filter(state="draft").order_by("pk")[0].secretary.username
    plaque = Certificate.objects.filter(kind="plaque").order_by("pk")[0]
    return {
        "": ["/", f"/verify/{plaque.number}", "/verify/XX-2026-0001", "/account/sign-in/", *BEYOND],
        "officer": ["/desk/", "/account/password/"],
        "leader": ["/desk/"],
        "discipline": ["/desk/"],
        "admin": ["/desk/", "/account/"],
        "county1": ["/desk/"],
        "union35": ["/desk/"],
        "secretary36": ["/studio/", *BEYOND],
        writer: ["/studio/"],
        "secretary46": ["/studio/"],
        waiting.member.expert.account.username: ["/expert/", f"/expert/cases/{waiting.pk}/"],
        "inspector1": ["/expert/visits/", "/expert/"],
    }


def walk(browser: Any, address: str, folder: Path) -> list[str]:
    """Picture every page into `folder`/person; returns what was found wrong: wide pages, complaints of the browser."""
    faults: list[str] = []
    for who, begin in people().items():
        place = folder / (who or "visitor")
        place.mkdir(parents=True, exist_ok=True)
        context = window_of(browser, address, who, "desktop")
        page = context.new_page()
        page.on("pageerror", lambda fault, page=page: faults.append(f"{page.url}: {fault}"))
        taken = walk_as(page, address, begin, place, faults)
        context.close()
        print(f"{place.name}: {taken} pages", flush=True)
    return faults


def walk_as(page: Any, address: str, begin: list[str], place: Path, faults: list[str]) -> int:
    """Follow every link from where somebody begins, none of which may be refused; returns how many pages were taken."""
    from playwright.sync_api import Error

    waiting, met = deque((address + path, "") for path in begin), set()
    counts: dict[str, int] = {}
    while waiting:
        url, origin = waiting.popleft()
        view = view_of(url)
        if url in met or not url.startswith(address) or "export=" in url or counts.get(view, 0) >= most_of(view):
            continue
        met.add(url)
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        try:
            answer = page.goto(url)
        except Error as fault:  # a paper: the browser takes it down instead of showing it
            if "Download is starting" not in str(fault):
                raise
            continue
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        if not answer.ok:
            view = f"refused:{answer.status}"
            faults += [f"{origin} leads to {url}, which answers {answer.status}"] if origin else []
        counts[view] = number = counts.get(view, 0) + 1
        name = view.replace(":", "-") + (f"-{number}" if number > 1 else "")
        picture(page, place / name, faults)
        waiting.extend((link, url) for link in page.evaluate(LINKS))
    return sum(counts.values())


def view_of(url: str) -> str:
    """Return the name of an address's pattern; empty when it is none of the house."""
    from django.urls import Resolver404, resolve

    try:
        return str(resolve(urlsplit(url).path).view_name)
    except Resolver404:
        return ""


def most_of(view: str) -> int:
    """Return how many pages of a pattern are taken for each person."""
    return SEVERAL.get(view, 1) if view and view not in NO_PAGES else 0


def picture(page: Any, path: Path, faults: list[str]) -> None:
    """Take the whole page at every width."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            faults.append(f"{page.url} is {wide} wide in a window of {width}")
        page.screenshot(path=f"{path}-{width}.png", full_page=True, animations="disabled")
