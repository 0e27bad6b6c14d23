"""What the house knows of what rows refer to, a chunk at a time; and what the workbook itself brings."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.crypto import digest
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import industry_line, organisations_for
from jiangxin.people.models import Person
from jiangxin.studios.enums import StudioState
from jiangxin.studios.models import Studio, StudioLeadership, StudioMembership

COMING = object()
"""A studio or a person that another row of the workbook brings; met while trying only."""
_BIT = 8


def key_of(*parts: object) -> int:
    """Return a short key of what makes a row the same as another; 64 bits of SHA-256."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:_BIT], "big")


@dataclass(slots=True)
class Brought:
    """What rows looked at before have brought, kept as short keys: its size is bounded by the rows of a workbook."""

    rows: dict[int, int] = field(default_factory=dict)
    studios: dict[int, int] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)
    names: dict[int, int] = field(default_factory=dict)
    stays: dict[int, list[tuple[date, date]]] = field(default_factory=dict)
    purses: dict[int, list[list[Any]]] = field(default_factory=dict)

    def first_met(self, number: int, *parts: object) -> int | None:
        """Return the row in which the same was met before, and remember this one."""
        key = key_of(*parts)
        before = self.rows.get(key)
        if before is None:
            self.rows[key] = number
        return before


class House:
    """Looks up studios, units and people for an actor."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._areas = {
            item.path: item
            for item in Organisation.objects.filter(level__in=[Level.COUNTY, Level.CITY_INDUSTRY]).order_by("path")
        }
        self._area_of: dict[int, Organisation | None] = {}

    def studios(self, names: Collection[str]) -> dict[str, list[Studio]]:
        """Return the studios of these names; those an undone import had entered never were."""
        found: dict[str, list[Studio]] = {}
        rows = Studio.objects.filter(name__in=set(names)).exclude(state=StudioState.STRUCK).order_by("pk")
        for studio in rows.select_related("unit").defer("summary"):
            found.setdefault(studio.name, []).append(studio)
        return found

    def units(
        self, names: Collection[str], codes: Collection[str]
    ) -> tuple[dict[str, list[Organisation]], dict[str, Organisation]]:
        """Return the organisations of these names (their own or their employer's), and those of these codes."""
        wanted = Q(name__in=set(names)) | Q(unit_name__in=set(names)) | Q(uscc__in=set(codes))
        by_name: dict[str, list[Organisation]] = {}
        by_code: dict[str, Organisation] = {}
        for unit in organisations_for(self.actor).filter(wanted, closed_on=None).order_by("path"):
            for name in {unit.name, unit.unit_name} - {""}:
                by_name.setdefault(name, []).append(unit)
            if unit.uscc:
                by_code[unit.uscc] = unit
        return by_name, by_code

    def area_of(self, unit: Organisation) -> Organisation | None:
        """Return the county federation or industrial union above a unit (domain 1.1), asked once for each unit."""
        if unit.pk not in self._area_of:
            steps = unit.path.rstrip(".").split(".")
            paths = (".".join(steps[:count]) + "." for count in range(len(steps), 0, -1))
            above = next((self._areas[path] for path in paths if path in self._areas), None)
            self._area_of[unit.pk] = above or industry_line(unit, on=clock.today())
        return self._area_of[unit.pk]

    @staticmethod
    def people(numbers: Iterable[str]) -> dict[str, Person]:
        """Return the people of these resident numbers."""
        by_digest = {digest(number): number for number in set(numbers)}
        found = Person.objects.filter(resident_id_digest__in=list(by_digest)).defer("phone", "resident_id")
        return {by_digest[person.resident_id_digest]: person for person in found}

    @staticmethod
    def team(studio_ids: Collection[int], names: Collection[str]) -> dict[tuple[int, str], set[int]]:
        """Return (studio, name) to the people of that name who lead it or belong to it, then or now."""
        found: dict[tuple[int, str], set[int]] = {}
        for model in (StudioLeadership, StudioMembership):
            rows = model.rows().filter(
                studio__in=set(studio_ids), person_name__in=set(names), struck_at=None, person__isnull=False
            )
            for studio, name, person in rows.values_list("studio_id", "person_name", "person_id"):
                found.setdefault((studio, name), set()).add(person)
        return found
