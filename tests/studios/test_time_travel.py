"""Any sequence of dated changes: what is taken shows the right state for every day, what contradicts is refused.

The model is a table with one cell for each day. The services know nothing of it, it knows nothing of periods.
"""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM
from jiangxin.core.refusal import Refusal
from jiangxin.studios.enums import MemberRole, NameBasis, StudioKind, StudioLevel
from jiangxin.studios.models import Studio, StudioLevelHeld, StudioMembership
from jiangxin.studios.queries import studio_on
from jiangxin.studios.services import (
    add_member,
    change_leader,
    end_level,
    end_membership,
    hold_level,
    rename_studio,
    strike_period,
)
from tests.factories import PersonFactory
from tests.laying import laid

pytestmark = pytest.mark.each_engine

NAMED = date(2026, 9, 15)  # a day of the model is counted from here
DAYS = 14
# The studio was named in the city as a model worker's; at one level, titles of two kinds hold beside each other.
_TITLES = (
    (StudioLevel.CITY, StudioKind.CRAFTSMAN_INNOVATION),
    (StudioLevel.PROVINCE, StudioKind.CRAFTSMAN_INNOVATION),
    (StudioLevel.PROVINCE, StudioKind.WOMEN),
)
_day = st.integers(-2, DAYS + 1)
_who = st.integers(0, 2)
_act = st.one_of(
    st.tuples(st.just("name"), _who, _day),
    st.tuples(st.just("leader"), _who, _day),
    st.tuples(st.just("join"), _who, _day, st.none() | _day),
    st.tuples(st.just("leave"), _who, _day),
    st.tuples(st.just("hold"), _who, _day),
    st.tuples(st.just("end"), _who, _day),
    st.tuples(st.just("undo"), st.sampled_from(["name", "leader"])),
)


class Table:
    """What holds on each day, counted from the naming; a row ends where the clock stands."""

    def __init__(self, name, leader):
        days = range(-2, DAYS)
        self.turn = {"name": [(0, name)], "leader": [(0, leader)]}
        self.cells = {kind: {(key, day): False for key in range(3) for day in days} for kind in ("member", "level")}
        self.open = {"member": {}, "level": {}}

    def follow(self, kind, value, day):
        """Take a change that begins after the newest one and not in the future."""
        taken = self.turn[kind][-1][0] < day < DAYS
        if taken:
            self.turn[kind].append((day, value))
        return taken

    def undo(self, kind):
        taken = len(self.turn[kind]) > 1
        if taken:
            self.turn[kind].pop()
        return taken

    def add(self, kind, key, first, last):
        covered = range(first, DAYS if last is None else last + 1)
        endless = self.open[kind].get(key) is not None and last is None
        free = bool(covered) and not endless and not any(self.cells[kind].get((key, day)) for day in covered)
        taken = free and first < DAYS and (last is None or last < DAYS)
        if taken:
            self.cells[kind].update({(key, day): True for day in covered})
            if last is None:
                self.open[kind][key] = first
        return taken

    def end(self, kind, key, last):
        first = self.open[kind].get(key)
        taken = first is not None and first <= last < DAYS
        if taken:
            self.cells[kind].update({(key, day): False for day in range(last + 1, DAYS)})
            del self.open[kind][key]
        return taken

    def on(self, kind, day):
        """Return what holds of names or leaders, None before the first."""
        return next((value for since, value in reversed(self.turn[kind]) if since <= day), None)


@laid
def people(studio: Studio) -> list[object]:
    """Return three people."""
    return [PersonFactory() for _ in range(3)]


def _newest(studio, act):
    related = studio.studioname_periods if act == "name" else studio.studioleadership_periods
    return related.filter(struck_at=None, until=None).get()


def _do(studio, people, act):
    """Ask the service for the act."""
    what, key, *days = act
    at = [None if day is None else NAMED + timedelta(days=day) for day in days]
    common = {"actor": SYSTEM}
    match what:
        case "name":
            rename_studio(**common, studio=studio, name=f"第{key}工作室", basis=NameBasis.TEAM, on=at[0])
        case "leader":
            change_leader(**common, studio=studio, person=people[key], on=at[0])
        case "join":
            add_member(**common, studio=studio, person=people[key], role=MemberRole.CORE, since=at[0], until=at[1])
        case "leave":
            found = StudioMembership.objects.filter(studio=studio, person=people[key], until=None).first()
            assert found or _refuse()
            end_membership(**common, membership=found, until=at[0])
        case "hold":
            hold_level(
                **common,
                studio=studio,
                level=_TITLES[key][0],
                kind=_TITLES[key][1],
                since=at[0],
                awarding_body="上级工会",
                document_number=f"{key}号",
            )
        case "end":
            level, kind = _TITLES[key]
            found = StudioLevelHeld.objects.filter(studio=studio, level=level, kind=kind, until=None).first()
            assert found or _refuse()
            end_level(**common, held=found, until=at[0], reason="到期")
        case "undo":
            strike_period(**common, period=_newest(studio, key), reason="录错")


def _refuse():
    raise Refusal("no_such_period", "", "")


def _expect(table, people, act):
    """Say whether the act is to be taken, and take it over into the model."""
    what, key, *days = act
    match what:
        case "name":
            return table.follow("name", f"第{key}工作室", days[0])
        case "leader":
            return table.turn["leader"][-1][1] != people[key].name and table.follow("leader", people[key].name, days[0])
        case "join":
            return table.add("member", key, *days)
        case "hold":
            return table.add("level", key, days[0], None)
        case "leave" | "end":
            return table.end({"leave": "member", "end": "level"}[what], key, *days)
    return table.undo(key)


def _taken(studio, people, act):
    try:
        _do(studio, people, act)
    except Refusal:
        return False
    return True


@given(st.lists(_act, max_size=12))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_every_day_shows_what_held_on_it(studio, people, clock_at, acts):
    clock_at("2026-09-28 09:00")  # the last day of the table
    with transaction.atomic():
        table = Table(studio.name, studio.leader_name)
        for act in acts:
            assert _taken(studio, people, act) is _expect(table, people, act), act
        for day in range(-2, DAYS):
            file = studio_on(SYSTEM, studio, NAMED + timedelta(days=day))
            team = {member.person_id for member in file.members}
            titles = {(held.level, held.kind) for held in file.levels if held.award_id is None}
            assert (file.name and file.name.name) == table.on("name", day)
            assert (file.leader and file.leader.person_name) == table.on("leader", day)
            assert team == {people[key].pk for key in range(3) if table.cells["member"][key, day]}
            assert titles == {_TITLES[key] for key in range(3) if table.cells["level"][key, day]}
        row = Studio.objects.get(pk=studio.pk)
        assert (row.name, row.leader_name) == (table.on("name", DAYS - 1), table.on("leader", DAYS - 1))
        transaction.set_rollback(True)


def test_today_is_the_last_day_of_the_table(clock_at):
    clock_at("2026-09-28 09:00")

    assert clock.today() == NAMED + timedelta(days=DAYS - 1)


@pytest.fixture(autouse=True)
def _three_people(people):
    assert len({person.name for person in people}) == 3
