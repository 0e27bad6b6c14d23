"""The directory: studios anyone may look up, by kind, level, industry, field, area, year, and by name.

Every filter has an index that ends in the order of the list, so that a page costs the same at any size. A search picks
its rarest two-character token: few studios have it, and only those are read; when every token is common, matches are
met soon by reading in the order of the list (docs/decisions/search-in-the-directory.md).
"""

from collections.abc import Sequence

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


def search(studios: QuerySet[Studio], typed: str) -> QuerySet[Studio]:
    """Return the studios whose names contain every word typed: the studio's, its leader's, its unit's, its field."""
    words = typed[:_LONGEST].split()
    for word in words:
        studios = studios.filter(_contains(word))
    rarest = _rarest([token for word in words for token in tokens(word)])
    if rarest:
        studios = studios.filter(pk__in=StudioToken.objects.filter(token=rarest).values("studio_id"))
    return studios


def _contains(word: str) -> Q:
    found = Q()
    for form in {word, plain(word)} - {""}:
        for name in ("name", "leader_name", "unit_name", "field"):
            found |= Q(**{f"{name}__icontains": form})
    return found


def _rarest(candidates: Sequence[str]) -> str:
    counts = {
        token: StudioToken.objects.filter(token=token)[:RARE].count()
        for token in sorted(set(candidates))[:_TOKENS_AT_MOST]
    }
    best = min(counts, key=lambda token: counts[token], default="")
    return best if best and counts[best] < RARE else ""


def directory_areas() -> list[tuple[str, str]]:
    """Return the areas the directory can be narrowed to: counties and industrial unions, a short list at any size."""
    areas = Organisation.objects.filter(level__in=[Level.COUNTY, Level.CITY_INDUSTRY], closed_on=None).order_by("path")
    return [(str(area.pk), area.short_name or area.name) for area in areas]


def directory_years(actor: Actor) -> list[tuple[str, str]]:
    """Return the years from the newest studio's naming to the oldest's."""
    years = studios_for(actor).order_by().values_list("year", flat=True)
    newest, oldest = years.order_by("-year").first(), years.order_by("year").first()
    if newest is None or oldest is None:
        return []
    return [(str(year), str(year)) for year in range(newest, oldest - 1, -1)]
