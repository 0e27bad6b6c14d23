"""Rows laid once for many tests.

A fixture under `@laid` writes its rows into an open transaction and leaves them standing: every test that asks for it
works in a savepoint of its own above them, and gets its own copy of the returned objects. Laid fixtures stand on one
another like storeys. When a test asks for other ones, those above what both have in common are taken down first, so
that each test finds exactly what it asked for, in whatever order tests run. A test that needs real transactions gets
everything laid anew and committed.
"""

import inspect
import pickle
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from jiangxin.core import clock

P = ParamSpec("P")
R = TypeVar("R")
Lay = Callable[..., Any]
Plan = tuple[tuple[str, Lay], ...]  # what a test asks for: names and what lays them, the lowest first
SetClock = Callable[[str | datetime], datetime]


def laid(lay: Callable[P, R]) -> Callable[P, R]:
    """Make a fixture that is laid once and stands for the following tests.

    Its arguments may be other laid fixtures and `clock_at`: the moment set last is the one the tests begin at. What it
    returns is pickled, and each test gets a copy, in which all its laid fixtures share their objects.
    """

    def give(**fixtures: Any) -> Any:
        return fixtures["laid_values"][lay.__name__]

    arguments = [*inspect.signature(lay).parameters, "laid_values"]
    keyword = inspect.Parameter.KEYWORD_ONLY
    give.__signature__ = inspect.Signature([inspect.Parameter(name, keyword) for name in arguments])  # type: ignore[attr-defined]
    give.__doc__, give.__module__ = lay.__doc__, lay.__module__
    give.lay = lay  # type: ignore[attr-defined]
    return pytest.fixture(name=lay.__name__)(give)  # type: ignore[return-value]


def plan_of(item: pytest.Item) -> Plan:
    """Return what a test asks to be laid."""
    fixtures = getattr(item, "_fixtureinfo", None)
    definitions = fixtures.name2fixturedefs if fixtures else {}
    plan: dict[str, Lay] = {}

    def add(name: str) -> None:
        lay = getattr(definitions[name][-1].func, "lay", None) if name in definitions else None
        if lay and name not in plan:
            for below in inspect.signature(lay).parameters:
                add(below)
            plan[name] = lay

    for name in fixtures.names_closure if fixtures else ():
        add(name)
    return tuple(plan.items())


def is_transactional(item: pytest.Item) -> bool:
    """Tell whether a test commits its rows, so that other threads and processes see them."""
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked or (marker and marker.kwargs.get("transaction")))


def grouped(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return the tests with those of one module and one plan behind one another; all else keeps its order."""
    first: dict[tuple[object, ...], int] = {}

    def place(numbered: tuple[int, pytest.Item]) -> list[int]:
        number, item = numbered
        key: tuple[object, ...] = (is_transactional(item), item.path)
        steps = [first.setdefault(key, number)]
        for _name, lay in plan_of(item):
            key = (*key, lay)
            steps.append(first.setdefault(key, number))
        return steps

    return [item for _number, item in sorted(enumerate(items), key=place)]


@dataclass(frozen=True)
class Storey:
    """One laid fixture: its transaction, all values from the ground up to it, and the moment it set."""

    lay: Lay
    transaction: transaction.Atomic
    values: bytes
    moment: datetime | None


class Ground:
    """What stands in the database between the tests."""

    def __init__(self) -> None:
        self.storeys: list[Storey] = []

    def stand(self, plan: Plan) -> None:
        """Take down what the plan does not ask for, and lay what is missing."""
        if connection.closed_in_transaction:  # the test before closed it, with a file it was sent for instance
            self.clear()
        kept = 0
        while kept < min(len(plan), len(self.storeys)) and self.storeys[kept].lay is plan[kept][1]:
            kept += 1
        self.clear(down_to=kept)
        for name, lay in plan[kept:]:
            self._add(name, lay)

    def clear(self, *, down_to: int = 0) -> None:
        """Take storeys down, the highest first."""
        while len(self.storeys) > down_to:
            undo(self.storeys.pop().transaction)

    def _add(self, name: str, lay: Lay) -> None:
        values, moment = self.copy()
        block = transaction.atomic()
        block.__enter__()
        try:
            values[name], moment = run(lay, values, moment)
            self.storeys.append(Storey(lay, block, pickle.dumps(values), moment))
        except BaseException:
            undo(block)
            raise

    def copy(self) -> tuple[dict[str, Any], datetime | None]:
        """Return copies of the values of everything that stands, by name, and the moment the tests begin at."""
        if not self.storeys:
            return {}, None
        top = self.storeys[-1]
        return pickle.loads(top.values), top.moment


def undo(block: transaction.Atomic) -> None:
    """Roll a block back that was entered by hand."""
    transaction.set_rollback(True)
    block.__exit__(None, None, None)


def run(lay: Lay, values: dict[str, Any], moment: datetime | None) -> tuple[Any, datetime | None]:
    """Run what lays a fixture, the clock at `moment`; return what it returns, and the moment it left the clock at."""
    with ExitStack() as stack:
        set_clock = ClockSetter(stack)
        if moment:
            set_clock(moment)
        given = {"clock_at": set_clock, **values}
        made = lay(**{name: given[name] for name in inspect.signature(lay).parameters})
        return made, set_clock.moment


class ClockSetter:
    """Holds the house's clock at a moment until the next call or the stack's end."""

    def __init__(self, stack: ExitStack) -> None:
        self.stack = stack
        self.moment: datetime | None = None

    def __call__(self, moment: str | datetime) -> datetime:
        """Set the clock; a text is read in the house's own zone."""
        at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        self.moment = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
        self.stack.close()
        self.stack.enter_context(clock.stopped_at(self.moment))
        return self.moment


# Fixtures; tests/conftest.py takes them in.


@pytest.fixture(scope="session")
def ground(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Ground]:
    """Keep what stands between the tests."""
    standing = Ground()
    yield standing
    with django_db_blocker.unblock():
        standing.clear()


@pytest.fixture
def laid_rows(request: pytest.FixtureRequest, ground: Ground, django_db_blocker: DjangoDbBlocker) -> None:
    """See to it that the rows a test asks for stand before its own transaction begins; no others."""
    with django_db_blocker.unblock():
        ground.stand(() if is_transactional(request.node) else plan_of(request.node))


@pytest.fixture
def _django_db_helper(laid_rows: None, _django_db_helper: None) -> None:
    """Let pytest-django open a test's transaction above the laid rows: arguments are set up in this order."""


@pytest.fixture
def laid_values(request: pytest.FixtureRequest, db: None, ground: Ground, clock_at: SetClock) -> dict[str, Any]:
    """Return a test's own copies of what its laid fixtures returned, by name; the clock is set as they left it."""
    values, moment = ground.copy()
    if is_transactional(request.node):
        for name, lay in plan_of(request.node):
            values[name], moment = run(lay, values, moment)
    if moment:
        clock_at(moment)
    return values


@pytest.fixture
def clock_at() -> Iterator[SetClock]:
    """Return `clock_at("2026-03-02 09:00")`: hold the house's clock there until the next call or the test's end."""
    with ExitStack() as stack:
        yield ClockSetter(stack)
