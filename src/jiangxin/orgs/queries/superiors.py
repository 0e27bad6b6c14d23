"""Who is next above whom: before which duties something overdue is brought, one after the other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.orgs.enums import Level, LinkKind
from jiangxin.orgs.models import Errand, Organisation, OrganisationLink
from jiangxin.orgs.queries.duties import duties_on

_COUNTY = frozenset({Level.COUNTY, Level.CITY_INDUSTRY})
_LADDER = ((Role.UNION_OFFICER, "unit"), (Role.REVIEWER_FIRST, "county"), (Role.OFFICER_CITY, "city"))
_TOP = (Role.LEADER_CITY, "city")
RANKS: dict[str, int] = {role: rank for rank, (role, _level) in enumerate((*_LADDER, _TOP))}
_FIRST_STEP = {
    Role.WORKER: 0,
    Role.STUDIO_LEADER: 0,
    Role.STUDIO_SECRETARY: 0,
    Role.UNION_OFFICER: 1,
    Role.REVIEWER_FIRST: 2,
    Role.EXPERT: 2,
    Role.INSPECTOR: 2,
    Role.OFFICER_CITY: 3,
}
ESCALATING = tuple(_FIRST_STEP)
"""Roles that have a duty above them. Nobody is above the leader; those who watch answer to nobody here."""
Step = tuple[Role, Organisation]


@dataclass(frozen=True, slots=True)
class Superiors:
    """The part of the tree some errands lie in, and who serves there today."""

    by_path: dict[str, Organisation]
    industry: dict[int, Organisation]
    serving: dict[tuple[str, int], set[int]]
    homes: dict[tuple[int, str], Organisation] = field(default_factory=dict)

    def above(self, errand: Errand) -> list[Step]:
        """Return the duties an errand can be brought before, the nearest first.

        A duty that nobody holds, or nobody but those it is asked of, is passed over.
        """
        place = self._place(errand)
        if place is None or errand.role not in _FIRST_STEP:
            return []
        steps = ((role, self._find(place, level)) for role, level in (*_LADDER, _TOP)[_FIRST_STEP[Role(errand.role)] :])
        asked = {errand.account_id} if errand.account_id else self.serving.get((errand.role, place.pk), set())
        return [(role, found) for role, found in steps if found and self.serving.get((role, found.pk), set()) - asked]

    def _place(self, errand: Errand) -> Organisation | None:
        if errand.organisation is not None:
            return errand.organisation
        return self.homes.get((errand.account_id or 0, errand.role))

    def _find(self, place: Organisation, level: str) -> Organisation | None:
        chain = [self.by_path[path] for path in reversed(_paths(place)) if path in self.by_path]
        if level == "unit":
            return next((item for item in chain if item.level == Level.GRASSROOTS), place)
        if level == "city":
            return next((item for item in chain if item.level == Level.CITY), None)
        own = next((item for item in chain if item.level in _COUNTY), None)
        return own or next((self.industry[item.pk] for item in chain if item.pk in self.industry), None)


def superiors_of(errands: Sequence[Errand]) -> Superiors:
    """Return who is above some errands (with their organisations joined); four queries, however many they are."""
    homes = _homes(errands)
    places = [errand.organisation for errand in errands if errand.organisation is not None] + list(homes.values())
    chain = list(Organisation.objects.filter(path__in={path for place in places for path in _paths(place)}))
    industry = _industry(chain)
    served = {item.pk for item in chain} | {item.pk for item in industry.values()}
    serving: dict[tuple[str, int], set[int]] = defaultdict(set)
    duties = duties_on(clock.today()).filter(organisation_id__in=served)
    for role, organisation_id, account_id in duties.values_list("role", "organisation_id", "account_id"):
        serving[role, organisation_id].add(account_id)
    by_path = {item.path: item for item in [*chain, *industry.values()]}
    return Superiors(by_path, industry, dict(serving), homes)


def _homes(errands: Iterable[Errand]) -> dict[tuple[int, str], Organisation]:
    """Return where those serve who are asked by name and without a place."""
    named = {errand.account_id for errand in errands if errand.account_id and errand.organisation is None}
    duties = duties_on(clock.today()).filter(account_id__in=named).order_by("-pk")
    return {(duty.account_id, duty.role): duty.organisation for duty in duties}


def _industry(chain: Sequence[Organisation]) -> dict[int, Organisation]:
    """Return the industrial unions that organisations belong to today."""
    today = clock.today()
    holds = Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    links = OrganisationLink.objects.filter(holds, source__in=chain, kind=LinkKind.INDUSTRY_OF, valid_from__lte=today)
    return {link.source_id: link.target for link in links.select_related("target")}


def _paths(place: Organisation) -> list[str]:
    """Return the paths from the root down to an organisation itself."""
    steps = place.path.rstrip(".").split(".")
    return [".".join(steps[:count]) + "." for count in range(1, len(steps) + 1)]
