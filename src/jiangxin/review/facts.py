"""Conflicts of interest that follow from recorded facts: where experts belong, who applied, who recommended."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from jiangxin.campaigns.models import Entry, EntryVersion, Recommendation
from jiangxin.campaigns.queries.definitions import form_of
from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.core.crypto import digest
from jiangxin.engine.fairness.conflicts import Affiliation, CaseParties, ConflictPolicy, find_conflicts
from jiangxin.engine.fairness.conflicts import Conflict as Found
from jiangxin.forms.answers import Answers
from jiangxin.forms.definition import FieldKind, FormDefinition
from jiangxin.forms.sensitive import reveal
from jiangxin.forms.visibility import rows_of
from jiangxin.orgs.models import Duty, Membership, Organisation
from jiangxin.people.models import Person
from jiangxin.review.enums import ConflictKind

_KINDS: Mapping[str, ConflictKind] = {
    "same_unit": ConflictKind.SAME_UNIT,
    "superior": ConflictKind.SAME_UNIT,
    "recommended_by": ConflictKind.RECOMMENDED_BY,
    "member_of": ConflictKind.MEMBER_OF,
    "leader_of": ConflictKind.LEADER_OF,
}
_JUDGES = (Role.EXPERT, Role.INSPECTOR)
_PUNCTUATION = re.compile(r"[\s()（）·.,，、-]+")
_LEADER, _MEMBERS = "leader", "members"


@dataclass(frozen=True, slots=True)
class Judge:
    """Somebody who is to judge: a person, the name of their workplace, and its union organisation if known."""

    person: Person
    workplace: str = ""
    organisation: Organisation | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """One conflict derived from facts, with its explanation in Chinese."""

    person_id: int
    entry_id: int
    kind: ConflictKind
    explanation: str


@dataclass(frozen=True, slots=True)
class Namesake:
    """A person of an application who has a judge's name, without anything that proves they are the same."""

    person_id: int
    entry_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation that is party to an entry."""

    pk: int
    name: str
    is_unit: bool


Places = Mapping[str, Place]
"""Path of an organisation to the organisation."""


@dataclass(slots=True)
class Named:
    """Whom an application names: resident-number digests and bare names, for the leader and for the members."""

    digests: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def derive(judges: Sequence[Judge], entries: Sequence[Entry]) -> tuple[list[Tie], list[Namesake]]:
    """Return every conflict between judges and entries that recorded facts show, and namesakes to be looked at.

    The number of queries does not depend on the number of judges or entries.
    """
    named = _named_by(entries)
    named_ties, namesakes = _by_name(judges, entries, named)
    with translation.override("zh-hans"):  # what is recorded does not change with the reader's language
        found = _by_affiliation(judges, entries)
        ties = [*found, *(_explained(tie) for tie in named_ties)]
    return _merged(ties), namesakes


def _by_affiliation(judges: Sequence[Judge], entries: Sequence[Entry]) -> list[Tie]:
    today = clock.today()
    people = [f"person:{judge.person.pk}" for judge in judges]
    cases, organisations = _cases(entries)
    affiliations = [*_registered(judges, entries, organisations), *_by_workplace(judges, entries)]
    found = find_conflicts(cases, people, affiliations, [], ConflictPolicy(today))
    names = {f"org:{place.pk}": place.name for place in organisations.values()}
    units = {case.case: case.unit for case in cases}
    # Who belongs to the unit itself need not be told that its leader does too.
    return [_tie(one, names) for one in found if one.kind in _KINDS and one.through != units[one.case]]


def _cases(entries: Sequence[Entry]) -> tuple[list[CaseParties], Places]:
    """Return the parties of each entry, and every organisation among them by path."""
    recommended: dict[int, set[int]] = defaultdict(set)
    standing = Recommendation.objects.filter(entry__in=entries, withdrawn_at=None)
    for entry_id, organisation_id in standing.values_list("entry_id", "organisation_id"):
        recommended[entry_id].add(organisation_id)
    above = _above([entry.unit for entry in entries])
    cases = []
    for entry in entries:
        recommenders = (recommended[entry.pk] | {entry.area_id}) - {entry.unit_id}
        group = [pk for pk in above.get(entry.unit_id, ()) if pk not in recommenders]
        cases.append(
            CaseParties(
                case=f"entry:{entry.pk}",
                unit=f"org:{entry.unit_id}",
                recommenders=tuple(f"org:{pk}" for pk in sorted(recommenders)),
                leader=f"person:{entry.leader_id}" if entry.leader_id else None,
                superior_units=tuple(f"org:{pk}" for pk in group),
            )
        )
    wanted = {pk for case in cases for pk in map(_number, (case.unit, *case.recommenders, *case.superior_units))}
    units = {entry.unit_id for entry in entries}
    rows = Organisation.objects.filter(pk__in=wanted).values_list("path", "pk", "name")
    return cases, {path: Place(pk, name, pk in units) for path, pk, name in rows}


def _number(identifier: str) -> int:
    return int(identifier.partition(":")[2])


def _above(units: Iterable[Organisation]) -> dict[int, list[int]]:
    """Return for each unit the organisations of its own enterprise above it (a group with works of its own)."""
    units = list(units)
    steps = {unit.pk: _prefixes(unit.path) for unit in units}
    paths = {path for prefixes in steps.values() for path in prefixes}
    grassroots = Organisation.objects.filter(path__in=paths, level__in=["grassroots", "subunit"])
    found = dict(grassroots.values_list("path", "pk"))
    return {pk: [found[path] for path in prefixes if path in found] for pk, prefixes in steps.items()}


def _prefixes(path: str) -> list[str]:
    parts = path.rstrip(".").split(".")
    return [".".join(parts[:count]) + "." for count in range(1, len(parts))]


def _registered(judges: Sequence[Judge], entries: Sequence[Entry], organisations: Places) -> list[Affiliation]:
    """Return memberships and duties; whoever belongs to a sub-unit belongs to the unit above it as well."""
    people = {judge.person.pk for judge in judges}
    leaders = {entry.leader_id for entry in entries if entry.leader_id}
    ties: list[Affiliation] = []
    memberships = Membership.objects.filter(person_id__in=people | leaders)
    for person, path, since, until in memberships.values_list("person_id", "organisation__path", "since", "until"):
        ties += _at(person, path, organisations, since, until, "register")
    duties = Duty.objects.filter(account__person_id__in=people).exclude(role__in=_JUDGES)
    for person, path, since, until in duties.values_list("account__person_id", "organisation__path", "since", "until"):
        ties += _at(person, path, organisations, since, until, "duty")
    for judge in judges:
        if judge.organisation:
            ties += _at(judge.person.pk, judge.organisation.path, organisations, None, None, "pool")
    return ties


def _at(
    person: int,
    path: str,
    organisations: Places,
    since: date | None,
    until: date | None,
    source: str,
) -> list[Affiliation]:
    own = organisations.get(path)
    if own is None:
        # Whoever works in a sub-unit works in the unit; but nobody belongs to a county federation by working below it.
        above = (organisations[prefix] for prefix in reversed(_prefixes(path)) if prefix in organisations)
        own = next((place for place in above if place.is_unit), None)
    return [Affiliation(f"person:{person}", f"org:{own.pk}", "employment", since, until, source)] if own else []


def _by_workplace(judges: Sequence[Judge], entries: Sequence[Entry]) -> list[Affiliation]:
    by_name: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        for name in (entry.unit.name, entry.unit.unit_name, entry.unit.short_name):
            if name:
                by_name[_plain(name)].add(entry.unit_id)
    return [
        Affiliation(f"person:{judge.person.pk}", f"org:{unit}", "employment", source="workplace")
        for judge in judges
        if judge.workplace
        for unit in sorted(by_name.get(_plain(judge.workplace), ()))
    ]


def _plain(name: str) -> str:
    return _PUNCTUATION.sub("", name).removesuffix("工会委员会").removesuffix("工会")


def _tie(found: Found, names: Mapping[str, str]) -> Tie:
    place = names.get(found.through or found.via, "")
    if found.kind == "leader_of":
        text = _("专家本人是领衔人")
    elif found.role in {"leader", "member"}:
        text = _("与领衔人同属%(place)s") % {"place": place}
    elif found.kind == "recommended_by":
        text = _("所在的%(place)s推荐了这份申报") % {"place": place}
    elif found.kind == "superior":
        text = _("所在的%(place)s是申报单位的上级单位") % {"place": place}
    elif found.source == "workplace":
        text = _("工作单位与申报单位同名：%(place)s") % {"place": place}
    else:
        text = _("与申报单位同属%(place)s") % {"place": place}
    if found.until is not None:
        text += _("（至 %(until)s，未满回溯年限）") % {"until": found.until.isoformat()}
    return Tie(_number(found.expert), _number(found.case), _KINDS[found.kind], text)


def _explained(tie: Tie) -> Tie:
    words = {
        "leader_id": _("身份证号与领衔人一致"),
        "leader_name": _("姓名和单位与领衔人一致"),
        "member_id": _("身份证号与工作室成员一致"),
        "member_name": _("姓名和单位与工作室成员一致"),
    }
    return Tie(tie.person_id, tie.entry_id, tie.kind, words[tie.explanation])


def _named_by(entries: Sequence[Entry]) -> dict[int, Named]:
    """Return whom the latest submitted version of each entry names."""
    by_id = {entry.pk: entry for entry in entries}
    latest: dict[int, Answers] = {}
    versions = EntryVersion.objects.filter(entry__in=entries).order_by("entry_id", "-number")
    for entry_id, data in versions.values_list("entry_id", "data"):
        latest.setdefault(entry_id, data)
    found = {}
    for pk, entry in by_id.items():
        form = form_of(entry.call)
        found[pk] = _named(form, reveal(form, latest.get(pk, {})))
    return found


def _named(form: FormDefinition, answers: Answers) -> Named:
    named = Named()
    for section in form.sections:
        if section.code not in {_LEADER, _MEMBERS}:
            continue
        role = "leader" if section.code == _LEADER else "member"
        numbers = [item.code for item in section.fields if item.kind is FieldKind.RESIDENT_ID]
        for row in rows_of(section, answers):
            for code in numbers:
                if row.get(code):
                    named.digests[digest(str(row[code]))] = role
            if name := str(row.get("name") or "").strip():
                named.names.setdefault(_plain(name), role)
    return named


def _by_name(
    judges: Sequence[Judge], entries: Sequence[Entry], named: Mapping[int, Named]
) -> tuple[list[Tie], list[Namesake]]:
    kinds = {"leader": ConflictKind.LEADER_OF, "member": ConflictKind.MEMBER_OF}
    at_unit = _people_at(judges, entries)
    ties, namesakes = [], []
    for judge in judges:
        for entry in entries:
            told = named[entry.pk]
            number = judge.person.resident_id_digest
            if role := told.digests.get(number) if number else None:
                ties.append(Tie(judge.person.pk, entry.pk, kinds[role], f"{role}_id"))
                continue
            role = told.names.get(_plain(judge.person.name))
            if role is None:
                continue
            if (judge.person.pk, entry.unit_id) in at_unit:
                ties.append(Tie(judge.person.pk, entry.pk, kinds[role], f"{role}_name"))
            elif judge.person.pk != entry.leader_id:
                namesakes.append(Namesake(judge.person.pk, entry.pk, judge.person.name))
    return ties, namesakes


def _people_at(judges: Sequence[Judge], entries: Sequence[Entry]) -> set[tuple[int, int]]:
    """Return (person, unit) for judges known to work at the unit of an entry."""
    units = {entry.unit_id for entry in entries}
    pairs = {(_number(tie.person), _number(tie.organisation)) for tie in _by_workplace(judges, entries)}
    members = Membership.objects.filter(
        Q(until__isnull=True), organisation_id__in=units, person_id__in=[judge.person.pk for judge in judges]
    )
    pairs |= {(person, unit) for person, unit in members.values_list("person_id", "organisation_id")}
    return pairs | {(judge.person.pk, judge.organisation.pk) for judge in judges if judge.organisation}


def _merged(ties: Iterable[Tie]) -> list[Tie]:
    """Put the explanations of one kind of tie together; sorted by person, entry and kind."""
    texts: dict[tuple[int, int, ConflictKind], list[str]] = defaultdict(list)
    for tie in ties:
        known = texts[tie.person_id, tie.entry_id, tie.kind]
        if tie.explanation not in known:
            known.append(tie.explanation)
    return [Tie(*key, "；".join(found)[:300]) for key, found in sorted(texts.items())]
