"""A call open for applications in a small city, and the people who answer it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jiangxin.campaigns.models import Call, Entry
from jiangxin.campaigns.services import load_shipped_blueprints, start_entry
from jiangxin.core import clock
from jiangxin.orgs.queries import actor_of
from jiangxin.rehearsal import papers
from jiangxin.rehearsal.applications import Applications
from jiangxin.rehearsal.applying import hand_in, write_draft
from jiangxin.rehearsal.folk import Folk
from jiangxin.rehearsal.founding import City, Unit, add_unit, found_city
from jiangxin.rehearsal.shapes import sample_shape
from jiangxin.rehearsal.walking import Walk
from tests.conftest import MakeClient, SetClock
from tests.laying import laid

OPENED, NOW, LATE = "2026-03-02 09:00", "2026-03-04 10:00", "2026-06-30 10:00"
Address = Callable[..., str]


@dataclass
class Scene:
    """An open call, its city, two units, and what their people do."""

    call: Call
    city: City
    maker: Applications
    client_for: MakeClient

    @property
    def unit(self) -> Unit:
        return self.city.units[0]

    @property
    def other_unit(self) -> Unit:
        return self.city.units[1]

    def secretary(self, unit: Unit | None = None) -> Client:
        return self.client_for(actor_of((unit or self.unit).secretary))

    def started(self, unit: Unit | None = None) -> Entry:
        unit = unit or self.unit
        return start_entry(
            actor=actor_of(unit.secretary), call=self.call, unit=unit.organisation, secretary=unit.secretary.account
        )

    def filled(self, unit: Unit | None = None) -> Entry:
        return write_draft(unit or self.unit, self.call, self.maker)

    def submitted(self, unit: Unit | None = None) -> Entry:
        return hand_in(unit or self.unit, self.call, self.maker)


@laid
def opened(clock_at: SetClock) -> tuple[Call, City, Applications]:
    """Return a call open for applications, its city, and what writes them."""
    shape = sample_shape(2)
    folk = Folk(11, shape.division)
    clock_at(OPENED)
    city = found_city(shape, folk)
    for area in city.areas[:2]:
        add_unit(city, folk, area)
    walk = Walk(city, folk, load_shipped_blueprints()[0], [])
    walk.open(title="2026年度工作室申报", number=3, start=timezone.localtime(clock.now()), seats=5, per_area=1)
    clock_at(NOW)
    return walk.call, city, Applications(folk, clock.today())


@pytest.fixture
def scene(opened: tuple[Call, City, Applications], client_for: MakeClient) -> Scene:
    return Scene(*opened, client_for)


def address(page: str, entry: Entry, *more: object) -> str:
    """Return the address of a page about an entry."""
    return reverse(f"studio:{page}", args=[entry.pk, *more])


def pdf(name: str = "file.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, papers.pdf(name), "application/pdf")


def photo(name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, papers.photo(name), "image/jpeg")
