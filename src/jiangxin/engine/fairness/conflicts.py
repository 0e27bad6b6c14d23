"""Finding conflicts of interest from recorded facts.

Who judges must not be bound to what is judged: by unit, recommendation, team, rank, family, teaching, joint work or
money (the recusal rules, 回避, of award announcements; the kinds follow them). Facts are looked up through indexes, so
the work grows with the facts and the conflicts found, not with experts times cases.

Identifiers of persons, organisations and cases share one name space: the caller makes them distinct (``person:7``,
``org:7``, ``case:7``).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Literal, get_args

Kind = Literal[
    "same_unit",
    "recommended_by",
    "member_of",
    "leader_of",
    "superior",
    "kin",
    "mentor_apprentice",
    "co_author",
    "co_member",
    "money",
    "declared",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
RelationKind = Literal["superior", "kin", "mentor_apprentice", "co_author", "co_member", "money", "declared"]
AffiliationKind = Literal["employment", "membership", "leadership", "money"]
Role = Literal["leader", "member", "mentor", "unit", "recommender", "superior_unit", "team", "case"]

USUAL_LOOK_BACK: Mapping[Kind, int | None] = MappingProxyType(
    {
        "same_unit": 3,
        "recommended_by": 0,
        "superior": 3,
        "co_author": 3,
        "co_member": 3,
        "money": 3,
    }
)
"""Years; the kinds not named never lapse. Announcements differ, so the office may set its own."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A person's tie to an organisation (unit, union, team or studio).

    Attributes:
        person: Identifier of the person.
        organisation: Identifier of the organisation.
        kind: ``employment`` (or a second post), ``membership`` and ``leadership`` of a team, ``money``.
        since: First day; None if unknown or always.
        until: Last day; None while it lasts.
        source: Where the fact comes from, such as ``register`` or ``declaration``.
    """

    person: str
    organisation: str
    kind: AffiliationKind
    since: date | None = None
    until: date | None = None
    source: str = "register"


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie between two persons, or of a person to an organisation or a case; its direction does not matter."""

    a: str
    b: str
    kind: RelationKind
    source: str = "register"
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CaseParties:
    """Everybody a case concerns.

    Attributes:
        case: Identifier of the case.
        unit: The organisation that applies.
        recommenders: Organisations that recommended it.
        leader: The person who leads; None for a case of a collective without one.
        members: Other persons in the team.
        mentors: Persons the case names as the leader's teachers.
        superior_units: Organisations above the unit in its own group, such as the parent company.
        team: The studio or team as an organisation of its own, if it has a record.
    """

    case: str
    unit: str
    recommenders: tuple[str, ...] = ()
    leader: str | None = None
    members: tuple[str, ...] = ()
    mentors: tuple[str, ...] = ()
    superior_units: tuple[str, ...] = ()
    team: str | None = None


@dataclass(frozen=True, slots=True)
class ConflictPolicy:
    """Which kinds bind and how long they last.

    Attributes:
        reference: The day on which conflicts are judged.
        binding: Kinds that exclude the expert; others are reported for information.
        look_back_years: Kind to years a fact counts after it ended; None or absent for ever, 0 only while it lasts.
    """

    reference: date
    binding: frozenset[Kind] = frozenset(KINDS)
    look_back_years: Mapping[Kind, int | None] = field(default_factory=lambda: USUAL_LOOK_BACK)

    def counts(self, kind: Kind, since: date | None, until: date | None) -> bool:
        """Say whether a fact of this time counts on the day of reference."""
        years = self.look_back_years.get(kind)
        if since is not None and since > self.reference:
            return False
        return until is None or years is None or until >= _years_before(self.reference, years)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One reason why an expert stands too near to a case.

    Attributes:
        expert: The expert.
        case: The case.
        kind: What kind of tie.
        source: Source of the fact; ``application`` if the case itself names the expert.
        binding: True if the policy excludes the expert for it.
        via: The person, organisation or case through which they are tied.
        role: What ``via`` is to the case.
        through: The organisation both belong to, where the tie runs through one; otherwise empty.
        since: Begin of the tie, if known.
        until: End of the tie, if it has ended.
    """

    expert: str
    case: str
    kind: Kind
    source: str
    binding: bool
    via: str
    role: Role
    through: str = ""
    since: date | None = None
    until: date | None = None


def find_conflicts(
    cases: Iterable[CaseParties],
    experts: Iterable[str],
    affiliations: Iterable[Affiliation],
    relations: Iterable[Relation],
    policy: ConflictPolicy,
) -> list[Conflict]:
    """Find every conflict between the experts and the cases, sorted by expert, case and kind.

    Args:
        cases: The cases with their parties.
        experts: Identifiers of the experts, who are persons.
        affiliations: Ties of experts; those of the cases' persons are needed for ``co_member``.
        relations: Ties between persons, or of experts to organisations and cases.
        policy: What binds and for how long.
    """
    parties = _index_parties(cases)
    judges = frozenset(experts)
    facts = list(affiliations)
    found: set[Conflict] = set()
    for expert in judges:
        found.update(_named_by_case(expert, parties))
    for affiliation in facts:
        if affiliation.person in judges:
            found.update(_by_affiliation(affiliation, parties))
    found.update(_by_shared_organisation(judges, facts, parties))
    for relation in relations:
        found.update(_by_relation(relation, judges, parties))
    return sorted((_judged(one, policy) for one in found if policy.counts(one.kind, one.since, one.until)), key=_order)


Parties = Mapping[str, Sequence[tuple[str, Role]]]
"""Identifier of a person, organisation or case to the cases it is party to."""

BY_AFFILIATION: Mapping[tuple[AffiliationKind, Role], Kind] = MappingProxyType(
    {
        ("employment", "unit"): "same_unit",
        ("employment", "recommender"): "recommended_by",
        ("employment", "superior_unit"): "superior",
        ("employment", "team"): "member_of",
        ("membership", "unit"): "same_unit",
        ("membership", "recommender"): "recommended_by",
        ("membership", "superior_unit"): "superior",
        ("membership", "team"): "member_of",
        ("leadership", "unit"): "leader_of",
        ("leadership", "recommender"): "recommended_by",
        ("leadership", "superior_unit"): "superior",
        ("leadership", "team"): "leader_of",
        ("money", "unit"): "money",
        ("money", "recommender"): "money",
        ("money", "superior_unit"): "money",
        ("money", "team"): "money",
    }
)
BY_NAME: Mapping[Role, Kind] = MappingProxyType(
    {"leader": "leader_of", "member": "member_of", "mentor": "mentor_apprentice"}
)
TEAM_KINDS = frozenset({"membership", "leadership"})


def _index_parties(cases: Iterable[CaseParties]) -> Parties:
    index: dict[str, dict[tuple[str, Role], None]] = defaultdict(dict)
    for one in cases:
        roles: tuple[tuple[Role, tuple[str | None, ...]], ...] = (
            ("case", (one.case,)),
            ("unit", (one.unit,)),
            ("recommender", one.recommenders),
            ("superior_unit", one.superior_units),
            ("team", (one.team,)),
            ("leader", (one.leader,)),
            ("member", one.members),
            ("mentor", one.mentors),
        )
        for role, identifiers in roles:
            for identifier in identifiers:
                if identifier is not None:
                    index[identifier][one.case, role] = None
    return {identifier: tuple(found) for identifier, found in index.items()}


def _named_by_case(expert: str, parties: Parties) -> Iterator[Conflict]:
    for case, role in parties.get(expert, ()):
        if kind := BY_NAME.get(role):
            yield Conflict(expert, case, kind, "application", binding=False, via=expert, role=role)


def _by_affiliation(tie: Affiliation, parties: Parties) -> Iterator[Conflict]:
    for case, role in parties.get(tie.organisation, ()):
        if kind := BY_AFFILIATION.get((tie.kind, role)):
            yield Conflict(
                tie.person,
                case,
                kind,
                tie.source,
                binding=False,
                via=tie.organisation,
                role=role,
                since=tie.since,
                until=tie.until,
            )


def _by_shared_organisation(
    judges: frozenset[str], facts: Sequence[Affiliation], parties: Parties
) -> Iterator[Conflict]:
    """Find experts who share an employer, or at the same time a team, with a person of a case."""
    concerned: dict[str, list[Affiliation]] = defaultdict(list)
    for tie in facts:
        if tie.person in parties and tie.kind != "money":
            concerned[tie.organisation].append(tie)
    for mine in facts:
        if mine.person in judges and mine.kind != "money":
            for theirs in concerned.get(mine.organisation, ()):
                yield from _shared(mine, theirs, parties)


def _shared(mine: Affiliation, theirs: Affiliation, parties: Parties) -> Iterator[Conflict]:
    both_teams = {mine.kind, theirs.kind} <= TEAM_KINDS
    if mine.person == theirs.person or not (both_teams or mine.kind == theirs.kind):
        return
    since = max(mine.since or date.min, theirs.since or date.min)
    until = min(mine.until or date.max, theirs.until or date.max)
    if since > until:
        return
    for case, role in parties[theirs.person]:
        if role in {"leader", "member"} and (case, "team") not in parties.get(mine.organisation, ()):
            yield Conflict(
                mine.person,
                case,
                "co_member" if both_teams else "same_unit",
                mine.source,
                binding=False,
                via=theirs.person,
                role=role,
                through=mine.organisation,
                since=None if since == date.min else since,
                until=None if until == date.max else until,
            )


def _by_relation(tie: Relation, judges: frozenset[str], parties: Parties) -> Iterator[Conflict]:
    for expert, other in ((tie.a, tie.b), (tie.b, tie.a)):
        if expert in judges and expert != other:
            for case, role in parties.get(other, ()):
                # A mentor's own friends and family are not the applicant's.
                if role != "mentor":
                    yield Conflict(
                        expert,
                        case,
                        tie.kind,
                        tie.source,
                        binding=False,
                        via=other,
                        role=role,
                        since=tie.since,
                        until=tie.until,
                    )


def _judged(one: Conflict, policy: ConflictPolicy) -> Conflict:
    return replace(one, binding=True) if one.kind in policy.binding else one


def _order(one: Conflict) -> tuple[str, str, int, str, str, str, str, date, date]:
    return (
        one.expert,
        one.case,
        KINDS.index(one.kind),
        one.via,
        one.role,
        one.through,
        one.source,
        one.since or date.min,
        one.until or date.max,
    )


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        # 29 February has no namesake in most years.
        return day.replace(year=day.year - years, day=28)
