"""The directory: studios anyone may look up, by kind, level, industry, field, area, year, and by name.

Every filter has an index that ends in the order of the list, so that a page costs the same at any size. A search picks
its rarest token of two characters: few studios have it, and only those are read; when every token is common, matches
are met soon by reading in the order of the list. Substring search of the engines would read every row, and their
full-text indexes know no Chinese words.
"""

from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from jiangxin.awards.models import Award
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import NotFound
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation
from jiangxin.studios.enums import StudioState
from jiangxin.studios.models import Studio, StudioLevelHeld, StudioToken
from jiangxin.studios.tokens import plain, tokens_asked

RARE = 900
"""A token that fewer studios have than this is followed by its list of studios; it bounds what a search reads."""
_TOKENS_AT_MOST = 6
_LONGEST = 40


class Naming(NamedTuple):
    """By whom a studio was named, with which document, until when."""

    awarding_body: str
    document_number: str
    valid_until: date | None


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


def naming_of(studio: Studio) -> Naming | None:
    """Return by whom a studio was named at the highest level it holds, and with which document."""
    held = StudioLevelHeld.objects.filter(studio=studio, level=studio.level, struck_at=None).order_by("-since").first()
    if held is not None:
        return Naming(held.awarding_body, held.document_number, held.valid_until)
    award = studio.award
    return None if award is None else Naming(award.awarding_body, award.document.number, award.valid_until)


def named_by(studios: QuerySet[Studio], award: Award) -> Studio | None:
    """Return the studio an award named, or gave a further level, if it is among those given."""
    levels = StudioLevelHeld.objects.filter(award=award).values("studio_id")
    return studios.filter(Q(award=award) | Q(pk__in=levels)).first()


def search(studios: QuerySet[Studio], typed: str) -> QuerySet[Studio]:
    """Return the studios whose names contain every word typed: the studio's, its leader's, its unit's, its field."""
    words = typed[:_LONGEST].split()
    for word in words:
        studios = studios.filter(_contains(word))
    asked = sorted({token for word in words for token in tokens_asked(word)})[:_TOKENS_AT_MOST]
    if not asked:
        return studios
    lists = {token: _studios_with(token) for token in asked}
    rarest = min(asked, key=lambda token: len(lists[token]))
    if len(lists[rarest]) < RARE:
        return studios.filter(pk__in=lists[rarest])
    return studios.filter(pk__in=StudioToken.objects.filter(token=rarest).values("studio_id"))


def _studios_with(token: str) -> list[int]:
    return list(StudioToken.objects.filter(token=token).values_list("studio_id", flat=True)[:RARE])


def _contains(word: str) -> Q:
    found = Q()
    for form in {word, plain(word)} - {""}:
        for name in ("name", "leader_name", "unit_name", "field"):
            found |= Q(**{f"{name}__icontains": form})
    return found


def directory_areas() -> list[tuple[str, str]]:
    """Return the areas the directory can be narrowed to: counties and industrial unions, a short list at any size."""
    areas = Organisation.objects.filter(level__in=[Level.COUNTY, Level.CITY_INDUSTRY], closed_on=None).order_by("path")
    return [(str(area.pk), area.short_name or area.name) for area in areas]


def directory_years(actor: Actor) -> list[tuple[str, str]]:
    """Return the years from the newest studio's naming to the oldest's."""
    days = studios_for(actor).values_list("named_on", flat=True)
    newest, oldest = days.order_by("-named_on", "-pk").first(), days.order_by("named_on", "pk").first()
    if newest is None or oldest is None:
        return []
    return [(str(year), str(year)) for year in range(newest.year, oldest.year - 1, -1)]
