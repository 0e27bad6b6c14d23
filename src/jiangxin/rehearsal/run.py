"""One rehearsal: the people's browsers, the clock, what was done and refused, and what was expected."""

import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from jiangxin.core import clock
from jiangxin.rehearsal.browser import Browser, Page
from jiangxin.rehearsal.folk import Folk
from jiangxin.rehearsal.founding import PASSWORD, City
from jiangxin.rehearsal.shapes import CityShape


@dataclass(slots=True)
class StageRecord:
    """What one stage came to."""

    name: str
    acts: int = 0
    refused: int = 0
    pages: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Run:
    """The state of one rehearsal. `moment` is the rehearsed present; it moves only when a stage moves it."""

    shape: CityShape
    entries: int
    experts: int
    seed: int
    moment: datetime
    folk: Folk = field(init=False)
    rng: random.Random = field(init=False)
    city: City = field(init=False)
    facts: dict[str, Any] = field(default_factory=dict)
    records: list[StageRecord] = field(default_factory=list)
    mismatches: list[str] = field(default_factory=list)
    browsers: dict[str, Browser] = field(default_factory=dict)
    closed_pages: int = 0

    def __post_init__(self) -> None:
        self.folk = Folk(self.seed, self.shape.division)
        self.rng = random.Random(self.seed)  # noqa: S311  a rehearsal repeats, it keeps no secrets

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure one stage; every act and refusal inside it counts for it."""
        self.records.append(StageRecord(name))
        sys.stderr.write(f"{self._elapsed():>7.0f} s  {name} …\n")
        pages = self.pages
        started = time.perf_counter()
        try:
            with clock.reading(lambda: self.moment):
                yield
        finally:
            record = self.records[-1]
            record.seconds = time.perf_counter() - started
            record.pages = self.pages - pages

    def _elapsed(self) -> float:
        return sum(record.seconds for record in self.records)

    @property
    def pages(self) -> int:
        """Requests made so far by all browsers, those closed since included."""
        return self.closed_pages + sum(browser.requests for browser in self.browsers.values())

    def act(self, count: int = 1) -> None:
        """Count acts that were done."""
        self.records[-1].acts += count

    def expect(self, what: str, got: object, want: object) -> None:
        """Hold something against what it must be."""
        if got != want:
            self.mismatches.append(f"{self.records[-1].name}: {what}: {got!r}, expected {want!r}")

    def expect_refusal(self, what: str, page: Page, *words: str) -> None:
        """Hold that an act was refused in plain words."""
        self.records[-1].refused += 1
        if page.status < 400 or not page.says(*words):  # noqa: PLR2004  HTTP
            told = f"{page.status} {page.text[:160]}"
            self.mismatches.append(f"{self.records[-1].name}: {what} was not refused with {words}: {told}")

    def expect_done(self, what: str, page: Page) -> None:
        """Hold that an act was done, and count it."""
        self.act()
        if page.status >= 400:  # noqa: PLR2004  HTTP
            self.mismatches.append(f"{self.records[-1].name}: {what} failed: {page.status} {page.text[:300]}")

    def wait_until(self, moment: datetime) -> None:
        """Let the rehearsed time pass; it never runs back."""
        self.moment = max(self.moment, moment)

    def wait(self, **span: float) -> None:
        """Let a span of rehearsed time pass (days=…, hours=…)."""
        self.moment += timedelta(**span)

    def browser(self, username: str) -> Browser:
        """Return the browser of a person, signed in through the sign-in page."""
        if username not in self.browsers:
            self.browsers[username] = self._sign_in(username)
        return self.browsers[username]

    def visitor(self) -> Browser:
        """Return the browser of somebody who has not signed in."""
        return self.browsers.setdefault("", Browser())

    def _sign_in(self, username: str) -> Browser:
        browser = Browser()
        page = browser.open("/account/sign-in")
        page = browser.send(page.form(having="password"), {"username": username, "password": PASSWORD})
        if not page.tree.css_first("form[action*='sign-out']"):
            self.mismatches.append(f"{username} could not sign in: {page.status} {page.text[:200]}")
        return browser

    def sign_out(self, username: str) -> None:
        """Close a person's browser; keeps long rehearsals small."""
        browser = self.browsers.pop(username, None)
        self.closed_pages += browser.requests if browser else 0


def start_of(year: int) -> datetime:
    """Return the rehearsed moment a batch begins: nine o'clock on 2 March."""
    return timezone.make_aware(datetime(year, 3, 2, 9))  # noqa: DTZ001  made aware here
