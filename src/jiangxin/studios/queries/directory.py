"""The directory: studios anyone may look up, by kind, level, industry, field, area, year, and by name.

Every filter has an index that ends in the order of the list, so that a page costs the same at any size. A search picks
its rarest two-character token: few studios have it, and only those are read; when every token is common, matches are
met soon by reading in the order of the list (docs/decisions/search-in-the-directory.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from django.db.models import Q, QuerySet

from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import NotFound
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation
from jiangxin.studios.enums import StudioState
from jiangxin.studios.models import Studio, StudioToken
from jiangxin.studios.tokens import plain, tokens

RARE = 400
"""A token fewer studios than this have is followed; it bounds what a search has to sort."""
_TOKENS_AT_MOST = 6
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Criteria:
    """What the directory is narrowed by; an empty value does not narrow."""

    q: str = ""
    kind: str = ""
    level: str = ""
    industry: str = ""
    field: str = ""
    area: str = ""
    year: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing narrows the directory."""
        return not any(getattr(self, item.name) for item in fields(self))


def studios_for(actor: Actor) -> QuerySet[Studio]:
    """Return the studios an actor may see: the living ones for everybody, all of them for the city's officers."""
    studios = Studio.objects.select_related("area")
    if actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE):
        return studios
    return studios.filter(state=StudioState.ACTIVE)


def get_studio_for(actor: Actor, studio_id: int) -> Studio:
    """Return one studio; absent and forbidden look alike."""
    found = studios_for(actor).select_related("award__document", "unit", "photo").filter(pk=studio_id).first()
    if found is None:
        raise NotFound
    return found


def find_studios(actor: Actor, criteria: Criteria) -> QuerySet[Studio]:
    """Return the studios that meet the criteria, newest first."""
    found = studios_for(actor)
    equal = {
        "kind": criteria.kind,
        "level": criteria.level,
        "industry_section": criteria.industry,
        "field": criteria.field,
    }
    found = found.filter(**{name: value for name, value in equal.items() if value})
    if criteria.area:
        found = found.filter(area_id=int(criteria.area)) if criteria.area.isdecimal() else found.none()
    if criteria.year:
        found = found.filter(year=int(criteria.year)) if criteria.year.isdecimal() else found.none()
    return _search(found, criteria.q).order_by("-named_on", "id")


def _search(studios: QuerySet[Studio], typed: str) -> QuerySet[Studio]:
    typed = typed.strip()[:_LONGEST]
    if not typed:
        return studios
    words = [word for word in typed.split() if word]
    for word in words:
        studios = studios.filter(_contains(word))
    rarest = _rarest([token for word in words for token in tokens(word)])
    if rarest:
        studios = studios.filter(pk__in=StudioToken.objects.filter(token=rarest).values("studio_id"))
    return studios


def _contains(word: str) -> Q:
    shown = Q(name__icontains=word) | Q(leader_name__icontains=word) | Q(unit_name__icontains=word)
    other = plain(word)
    if other == word:
        return shown
    return shown | Q(name__icontains=other) | Q(leader_name__icontains=other) | Q(unit_name__icontains=other)


def _rarest(candidates: Sequence[str]) -> str:
    counts = {
        token: StudioToken.objects.filter(token=token)[:RARE].count()
        for token in sorted(set(candidates))[:_TOKENS_AT_MOST]
    }
    best = min(counts, key=lambda token: counts[token], default="")
    return best if best and counts[best] < RARE else ""


def choices_of_directory(actor: Actor) -> dict[str, list[tuple[str, str]]]:
    """Return what the area and year filters offer; both are short lists at any size of the directory."""
    areas = Organisation.objects.filter(level__in=[Level.COUNTY, Level.CITY_INDUSTRY]).order_by("path")
    newest = studios_for(actor).order_by("-year").values_list("year", flat=True).first()
    oldest = studios_for(actor).order_by("year").values_list("year", flat=True).first()
    years = range(newest, (oldest or newest) - 1, -1) if newest else ()
    return {
        "area": [(str(area.pk), area.short_name or area.name) for area in areas],
        "year": [(str(year), str(year)) for year in years],
    }
