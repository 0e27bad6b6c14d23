"""Fixtures every test may use: a small federation, actors in their duties, signed-in clients, a clock to set."""

import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import environment

environment.prepare()  # before anything below imports a model

import pytest
from django.conf import settings
from django.contrib import auth
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker
from tools.browser import FLAGS, find_browser

from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.database import writable
from jiangxin.orgs.enums import Level, LinkKind, Ownership
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import actor_of
from jiangxin.orgs.services import link_organisations
from jiangxin.people.models import Account, Person
from jiangxin.web.account.middleware import LAST_SEEN, SESSION_KEY
from tests.factories import LONG_AGO, AccountFactory, DutyFactory, OrganisationFactory, PersonFactory
from tests.laying import (
    SetClock,
    _django_db_helper,
    clock_at,
    ground,
    grouped,
    is_transactional,
    laid,
    laid_rows,
    laid_values,
)

__all__ = ["SetClock", "_django_db_helper", "clock_at", "ground", "laid_rows", "laid_values"]

# How long a machine takes, busy as it may be, is no fault of the code: no test asserts a time. The same tree gives the
# same answer everywhere; `make explore` looks for cases nobody has thought of, and what it finds becomes an @example.
_PATIENT = hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.register_profile("repeatable", _PATIENT, derandomize=True)
hypothesis_settings.register_profile("exploring", _PATIENT, max_examples=500)
hypothesis_settings.load_profile(os.environ.get("JIANGXIN_TEST_CASES", "repeatable"))

TESTS = Path(__file__).parent
OWN_RULES = {"core", "architecture", "journeys", "rehearsal"}

MakeActor = Callable[..., Actor]
MakeClient = Callable[..., Client]


@dataclass(frozen=True, slots=True)
class Federation:
    """A small city.

    Attributes:
        city: The city federation, root of the tree.
        county, other_county: Two county federations.
        industry: The industrial union of machinery and metallurgy, of a county's rank.
        unit, private_unit: Grass-roots unions of `county`, state-owned and private; `unit` is on the industry line.
        other_unit: A grass-roots union of `other_county`.
        industry_unit: A grass-roots union directly below `industry`.
    """

    city: Organisation
    county: Organisation
    other_county: Organisation
    industry: Organisation
    unit: Organisation
    private_unit: Organisation
    other_unit: Organisation
    industry_unit: Organisation


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to each engine what it is asked for, and bring tests of one scene together."""
    left_out = {item for item in items if not _belongs(item)}
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = grouped([item for item in items if item not in left_out])


def _belongs(item: pytest.Item) -> bool:
    """Tell whether a test runs on this engine.

    On PostgreSQL that is whatever touches the database: the rest is the same everywhere. On SQLite it is everything;
    beside a run on PostgreSQL it is what may differ here (core, threads, what is marked `each_engine`), and what needs
    no database.
    """
    if environment.engine() == "postgresql":
        return _touches_database(item)
    if not environment.beside_postgresql():
        return True
    place = item.path.relative_to(TESTS).parts[0]
    differs = place in OWN_RULES or is_transactional(item) or item.get_closest_marker("each_engine")
    return bool(differs) or not _touches_database(item)


def _touches_database(item: pytest.Item) -> bool:
    asking = {"db", "transactional_db", "django_db_setup"}
    return bool(item.get_closest_marker("django_db")) or not asking.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of every later garbage collection: it stays until the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Begin with a copy of an empty, migrated database, instead of migrating for every run."""
    with django_db_blocker.unblock():
        environment.lay_database()
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium, once for all journeys of a process: the driver bears no second start."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(autouse=True, scope="session")
def _flush_despite_triggers() -> Iterator[None]:
    """Let transactional tests empty the tables whose rows the database keeps."""
    kept = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        with writable():
            kept(self)

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = kept  # type: ignore[method-assign]


@laid
def federation() -> Federation:
    """Lay a city with two counties, an industrial union and four grass-roots unions."""
    city = OrganisationFactory(
        name="云江市总工会", short_name="市总工会", level=Level.CITY, division_code="340100", document_word="云工"
    )
    county = OrganisationFactory(name="青石县总工会", short_name="青石县", level=Level.COUNTY, parent=city)
    other_county = OrganisationFactory(name="明湖区总工会", short_name="明湖区", level=Level.COUNTY, parent=city)
    industry = OrganisationFactory(
        name="云江市机械冶金工会", short_name="机械冶金", level=Level.CITY_INDUSTRY, parent=city
    )
    unit = OrganisationFactory(name="云江重型机床厂工会委员会", parent=county)
    link_organisations(actor=SYSTEM, source=unit, target=industry, kind=LinkKind.INDUSTRY_OF, since=LONG_AGO)
    return Federation(
        city=city,
        county=county,
        other_county=other_county,
        industry=industry,
        unit=unit,
        private_unit=OrganisationFactory(
            name="青石精密铸造有限公司工会委员会", parent=county, ownership=Ownership.PRIVATE
        ),
        other_unit=OrganisationFactory(name="明湖仪表有限公司工会委员会", parent=other_county),
        industry_unit=OrganisationFactory(name="云江钢铁集团工会委员会", parent=industry),
    )


def make_actor(
    role: Role, organisation: Organisation, *, person: Person | None = None, account: Account | None = None
) -> Actor:
    """Return somebody new (or given) in that duty."""
    account = account or AccountFactory(person=person or PersonFactory())
    return actor_of(DutyFactory(account=account, organisation=organisation, role=role))


@pytest.fixture
def actor(db: None) -> MakeActor:
    """Return `actor(role, organisation, person=None, account=None)`: see `make_actor`."""
    return make_actor


@pytest.fixture
def client_for() -> MakeClient:
    """Return `client_for(actor)`: a test client signed in as the actor, in the actor's duty.

    The session is written at once as signing in leaves it: hundreds of tests begin with one.
    """

    def make(actor: Actor, *, language: str = "zh-hans", **defaults: str) -> Client:
        client = Client(headers={"accept-language": language}, **defaults)
        account = Account.objects.get(pk=actor.account_id)
        session = SessionStore()
        session[auth.SESSION_KEY] = str(account.pk)
        session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[auth.HASH_SESSION_KEY] = account.get_session_auth_hash()
        session[SESSION_KEY] = actor.duty_id
        session[LAST_SEEN] = int(clock.now().timestamp())
        session.create()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return make
