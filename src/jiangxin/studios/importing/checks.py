"""What each table asks of its rows beyond their cells: whom they refer to, what is known already, what must agree."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.people.models import Honour
from jiangxin.studios.importing.house import COMING, Brought, House, key_of
from jiangxin.studios.importing.lines import Line
from jiangxin.studios.importing.money_checks import settle_expenses, settle_subsidies
from jiangxin.studios.importing.references import (
    find_studios,
    once,
    present_ids,
    same_person,
    studio_key,
    texts,
)
from jiangxin.studios.ledger_enums import ENDED, LedgerCategory
from jiangxin.studios.models import LedgerEntry, Outcome, Project, StudioMembership

FOREVER = date.max
Settle = Callable[[Sequence[Line], House, Brought], None]


def settle(table: str, lines: Sequence[Line], house: House, brought: Brought) -> None:
    """Look up what the lines of a chunk refer to, and write down what keeps them from being entered."""
    if table not in {"studios", "honours"}:
        find_studios(lines, house, brought)

    settlers: dict[str, Settle] = {
        "studios": settle_studios,
        "members": settle_members,
        "projects": settle_projects,
        "outcomes": settle_outcomes,
        "entries": settle_entries,
        "subsidies": settle_subsidies,
        "expenses": settle_expenses,
        "honours": settle_honours,
    }
    settlers[table](lines, house, brought)


def settle_studios(lines: Sequence[Line], house: House, brought: Brought) -> None:
    """Studios: the unit is known and has a county or industrial union above it; a name is entered once."""
    known = house.studios(texts(lines, "name"))
    by_name, by_code = house.units(texts(lines, "unit"), texts(lines, "uscc"))
    people = house.people(texts([line for line in lines if not line.has_fault("leader_id")], "leader_id"))
    for line in lines:
        name = line.values.get("name", "")
        _find_unit(line, house, by_name, by_code)
        same_person(line, people, brought, number="leader_id", name="leader")
        if not line.has_fault("name"):
            once(line, brought, "studios", name, known=name in known)
        if not line.known:
            brought.studios.setdefault(key_of(name), -line.number if line.faults else line.number)
        if line.is_sound:
            brought.people.add(key_of(name, line.values["leader"]))


def _find_unit(line: Line, house: House, by_name: Any, by_code: Any) -> None:
    if line.has_fault("unit") or line.has_fault("uscc"):
        return
    name, code = line.values.get("unit", ""), line.values.get("uscc", "")
    units = [by_code[code]] if code in by_code else by_name.get(name, [])
    if not units:
        line.blame("unit", "unknown_unit", _("组织机构中没有这个单位，请先登记，或核对单位全称。"))
    elif len(units) > 1:
        line.blame("unit", "ambiguous", _("有几个单位都叫这个名称，请填写统一社会信用代码。"))
    else:
        line.found["unit"], line.found["area"] = units[0], house.area_of(units[0])
        if line.found["area"] is None:
            line.blame("unit", "no_area", _("这个单位不属于任何县（市、区）总工会或产业工会，请先在组织机构中归口。"))
        elif not (line.values.get("industry") or units[0].industry_section):
            line.blame("industry", "missing", _("单位没有登记行业，请填写所属行业。"))


def settle_members(lines: Sequence[Line], house: House, brought: Brought) -> None:
    """Members: a person has one role at a time in a studio."""
    people = house.people(texts([line for line in lines if not line.has_fault("resident_id")], "resident_id"))
    team = house.team(present_ids(lines), texts(lines, "name"))
    stays = _stays(present_ids(lines), lines)
    for line in lines:
        same_person(line, people, brought, number="resident_id", name="name")
        studio = line.found.get("studio")
        if not line.values.get("resident_id") and studio not in {None, COMING}:
            same = team.get((studio.pk, line.values.get("name", "")), set())
            if len(same) > 1:
                line.blame("name", "ambiguous", _("这个工作室有几位同名的人，请填写身份证号。"))
            line.found["person_id"] = next(iter(same), None)
        elif line.found.get("person"):
            line.found["person_id"] = line.found["person"].pk
        if line.faults:
            continue
        _apart(line, stays, brought)
        if not line.faults:
            brought.people.add(key_of(studio_key(line), line.values["name"]))


def _stays(studios: set[int], lines: Sequence[Line]) -> dict[tuple[int, int], list[tuple[date, date, str]]]:
    rows = StudioMembership.rows().filter(studio__in=studios, struck_at=None, person_name__in=texts(lines, "name"))
    found: dict[tuple[int, int], list[tuple[date, date, str]]] = {}
    for studio, person, since, until, role in rows.values_list("studio_id", "person_id", "since", "until", "role"):
        found.setdefault((studio, person), []).append((since, until or FOREVER, role))
    return found


def _apart(line: Line, stays: Any, brought: Brought) -> None:
    since, until = line.day("since"), line.day("until") or FOREVER
    assert since is not None, "required, and read without a fault"
    studio = line.found["studio"]
    who = line.found.get("person_id")
    for begin, end, role in stays.get((getattr(studio, "pk", 0), who), ()):
        if begin == since and role == line.values["role"]:
            line.known = True
            return
        if begin <= until and since <= end:
            words = {"since": begin}
            line.blame("since", "dates_overlap", _("与已登记的自 %(since)s 起的任职日期重叠。") % words)
            return
    key = key_of("stay", studio_key(line), line.values.get("resident_id") or line.values["name"])
    before = brought.stays.setdefault(key, [])
    if any(begin <= until and since <= end for begin, end in before):
        line.blame("since", "dates_overlap", _("与本表中同一人在同一工作室的另一行日期重叠。"))
        return
    before.append((since, until))


def settle_projects(lines: Sequence[Line], _house: House, brought: Brought) -> None:
    """Projects: what is over has the day it ended, and only that."""
    rows = Project.objects.filter(studio__in=present_ids(lines), struck_at=None, title__in=texts(lines, "title"))
    known = set(rows.values_list("studio_id", "title", "starts_on"))
    for line in lines:
        over = line.values.get("state") in ENDED
        if over and not line.values.get("closed_on"):
            line.blame("closed_on", "missing", _("项目已完成或已中止，请填写结题日期。"))
        if line.values.get("closed_on") and not over and not line.has_fault("state"):
            line.blame("state", "not_over", _("填写了结题日期，状态应为已完成或已中止。"))
        if not line.faults:
            parts = (studio_key(line), line.values["title"], line.day("starts_on"))
            once(line, brought, "projects", *parts, known=parts in known)


def settle_outcomes(lines: Sequence[Line], _house: House, brought: Brought) -> None:
    """Outcomes: no benefit without the finance department's paper."""
    rows = Outcome.objects.filter(studio__in=present_ids(lines), struck_at=None, title__in=texts(lines, "title"))
    known = set(rows.values_list("studio_id", "title", "kind", "day"))
    for line in lines:
        benefit = line.values.get("benefit")
        is_told = benefit and not line.has_fault("benefit") and Decimal(benefit) > 0
        if is_told and not line.values.get("finance_number"):
            line.blame("finance_number", "missing", _("填写了经济效益，请填写财务证明编号；没有证明的，请删去效益。"))
        if not line.faults:
            parts = (studio_key(line), line.values["title"], line.values["kind"], line.day("day"))
            once(line, brought, "outcomes", *parts, known=parts in known)


def settle_entries(lines: Sequence[Line], _house: House, brought: Brought) -> None:
    """Entries of the ledger: an honour has its level."""
    rows = LedgerEntry.objects.filter(studio__in=present_ids(lines), struck_at=None, title__in=texts(lines, "title"))
    known = set(rows.values_list("studio_id", "category", "day", "title"))
    for line in lines:
        if line.values.get("category") == LedgerCategory.HONOUR and not line.values.get("level"):
            line.blame("level", "missing", _("荣誉请填写级别。"))
        if not line.faults:
            parts = (studio_key(line), line.values["category"], line.day("day"), line.values["title"])
            once(line, brought, "entries", *parts, known=parts in known)


def settle_honours(lines: Sequence[Line], house: House, brought: Brought) -> None:
    """Honours: the person is found by number, or in the team of the studio."""
    find_studios([line for line in lines if line.values.get("studio")], house, brought)
    people = house.people(texts([line for line in lines if not line.has_fault("resident_id")], "resident_id"))
    team = house.team(present_ids(lines), texts(lines, "person"))
    for line in lines:
        same_person(line, people, brought, number="resident_id", name="person")
        if not line.values.get("resident_id"):
            _find_in_team(line, team, brought)
        elif "person" in line.found:
            line.found["person_id"] = line.found["person"].pk
    ids = {line.found["person_id"] for line in lines if line.found.get("person_id")}
    known = set(Honour.objects.filter(person__in=ids).values_list("person_id", "name", "awarded_on"))
    for line in lines:
        if not line.faults:
            who = line.found.get("person_id")
            parts = (line.values["name"], line.day("awarded_on"))
            person = who or line.values.get("resident_id") or (studio_key(line), line.values["person"])
            once(line, brought, "honours", person, *parts, known=(who, *parts) in known)


def _find_in_team(line: Line, team: Any, brought: Brought) -> None:
    studio = line.found.get("studio")
    if studio is None:
        if not line.has_fault("studio"):
            line.blame("resident_id", "missing", _("请填写身份证号，或填写所属工作室。"))
        return
    name = line.values.get("person", "")
    found = team.get((getattr(studio, "pk", 0), name), set())
    if len(found) > 1:
        line.blame("person", "ambiguous", _("这个工作室有几位同名的人，请填写身份证号。"))
    elif found:
        line.found["person_id"] = next(iter(found))
    elif key_of(studio_key(line), name) not in brought.people:
        line.blame("person", "unknown_person", _("这个工作室的领衔人和成员中没有这个人，请填写身份证号。"))
