"""The studio's file on any day: as it was, as it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import Q, QuerySet

from jiangxin.core.actor import Actor
from jiangxin.people.eligibility import Eligibility, eligibility_of
from jiangxin.people.models import Honour, Person
from jiangxin.studios.enums import MemberRole, StudioLevel
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import (
    AllianceMember,
    Period,
    Studio,
    StudioEquipment,
    StudioHosting,
    StudioLeadership,
    StudioLevelHeld,
    StudioLink,
    StudioMembership,
    StudioName,
    StudioPlace,
    StudioStanding,
)

P = TypeVar("P", bound=Period)


@dataclass(frozen=True, slots=True)
class StudioFile:
    """A studio's file on one day. What did not hold on that day is None or empty.

    Attributes:
        members: the team without its advisers, in the order they joined.
        levels: every level held on that day, the newest last.
        honours: what the leader held on that day, the highest first.
        leading: whether those let the leader lead, by the conditions of that day; None where no person is registered.
        alliances: those the studio belonged to, the alliance itself standing.
        links: what it works with and stays apart from.
    """

    studio: Studio
    day: date
    standing: StudioStanding | None
    name: StudioName | None
    leader: StudioLeadership | None
    host: StudioHosting | None
    place: StudioPlace | None
    levels: tuple[StudioLevelHeld, ...]
    members: tuple[StudioMembership, ...]
    advisers: tuple[StudioMembership, ...]
    equipment: tuple[StudioEquipment, ...]
    honours: tuple[Honour, ...]
    leading: Eligibility | None
    alliances: tuple[AllianceMember, ...]
    links: tuple[StudioLink, ...]

    @property
    def equipment_value(self) -> Decimal:
        """Return the original value of all equipment in yuan."""
        return sum((item.value for item in self.equipment if item.value is not None), Decimal(0))


def studio_on(actor: Actor, studio: Studio, day: date) -> StudioFile:
    """Return a studio's file as it was on a day; nothing for those who may not open it."""
    studio = file_for(actor, studio.pk)
    team = _all(StudioMembership, studio, day)
    leader = _one(StudioLeadership, studio, day)
    person = leader.person if leader else None
    return StudioFile(
        studio=studio,
        day=day,
        standing=_one(StudioStanding, studio, day),
        name=_one(StudioName, studio, day),
        leader=leader,
        host=_one(StudioHosting, studio, day),
        place=_one(StudioPlace, studio, day),
        levels=_all(StudioLevelHeld, studio, day, "award__document__pdf"),
        members=_in_role(team, adviser=False),
        advisers=_in_role(team, adviser=True),
        equipment=_all(StudioEquipment, studio, day),
        honours=tuple(_honours(person, day)) if person else (),
        leading=eligibility_of(person, studio.kind, day) if person else None,
        alliances=tuple(_alliances(studio, day)),
        links=_all(StudioLink, studio, day, "linked"),
    )


def history_of(actor: Actor, studio: Studio, model: type[P], *, with_struck: bool = False) -> list[P]:
    """Return all periods of one kind in their order, for the file's history page."""
    rows = _history(file_for(actor, studio.pk), model)
    return list(rows if with_struck else rows.filter(struck_at=None))


def histories_of(actor: Actor, studio: Studio, models: Mapping[str, type[Period]]) -> dict[str, list[Period]]:
    """Return all periods of several kinds, struck ones too, each kind under its code and in its order."""
    found = file_for(actor, studio.pk)
    return {code: list(_history(found, model)) for code, model in models.items()}


def _history(studio: Studio, model: type[P]) -> QuerySet[P]:
    return model.rows().filter(studio=studio).select_related("entered_by__person", "proof").order_by("since", "pk")


def memberships_of(actor: Actor, studio: Studio) -> QuerySet[StudioMembership]:
    """Return every place in a studio's team, held now or once, that stands."""
    return StudioMembership.objects.filter(studio=file_for(actor, studio.pk), struck_at=None)


def levels_of(studio: Studio) -> list[StudioLevelHeld]:
    """Return every level a studio holds now, the oldest first: what its plaques say, which is public."""
    rows = StudioLevelHeld.objects.filter(studio=studio, struck_at=None, until=None)
    return list(rows.order_by("since", "pk"))


def given_here(levels: QuerySet[StudioLevelHeld]) -> QuerySet[StudioLevelHeld]:
    """Narrow levels to those held now that we gave: by our awards, or taken over at a level a city or less gives."""
    own = Q(award__isnull=False) | Q(level__in=[StudioLevel.ENTERPRISE, StudioLevel.COUNTY, StudioLevel.CITY])
    return levels.filter(own, struck_at=None, until=None)


def _all(model: type[P], studio: Studio, day: date, *also: str) -> tuple[P, ...]:
    holds = Q(until=None) | Q(until__gte=day)
    rows = model.rows().filter(holds, studio=studio, struck_at=None, since__lte=day)
    return tuple(rows.select_related("proof", *also).order_by("since", "pk"))


def _honours(person: Person, day: date) -> QuerySet[Honour]:
    rows = Honour.objects.filter(person=person, awarded_on__lte=day).exclude(withdrawn_on__lte=day)
    return rows.order_by("-level", "-awarded_on", "pk")


def _alliances(studio: Studio, day: date) -> QuerySet[AllianceMember]:
    joined = AllianceMember.objects.filter(Q(until=None) | Q(until__gte=day), studio=studio, since__lte=day)
    rows = joined.filter(Q(alliance__ended_on=None) | Q(alliance__ended_on__gt=day))
    return rows.select_related("alliance").order_by("since", "pk")


def _one(model: type[P], studio: Studio, day: date) -> P | None:
    return next(iter(_all(model, studio, day)), None)


def _in_role(team: Iterable[StudioMembership], *, adviser: bool) -> tuple[StudioMembership, ...]:
    return tuple(member for member in team if (member.role == MemberRole.ADVISER) is adviser)
