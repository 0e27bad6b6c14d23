"""Founding a city through the house's own services: tree, duties, experts, units with their secretaries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.orgs.queries import actor_of
from jiangxin.orgs.services import add_organisation, enter_membership, give_duty
from jiangxin.people.models import Account, Person
from jiangxin.people.services import enter_person, open_account
from jiangxin.rehearsal.folk import Folk, Human, Trade
from jiangxin.rehearsal.shapes import CityShape

PASSWORD = "Jiangxin-2026"  # noqa: S105  printed on purpose: accounts of an invented city
SINCE = date(2020, 1, 1)


@dataclass(slots=True)
class Unit:
    """A host unit with the people who act for it."""

    organisation: Organisation
    area: Organisation
    trade: Trade
    secretary: Duty
    officer: Duty
    leader: Human


@dataclass(slots=True)
class City:
    """A founded city: its organisations and one duty of each kind, by sign-in name."""

    shape: CityShape
    federation: Organisation
    areas: list[Organisation] = field(default_factory=list)
    duties: dict[str, Duty] = field(default_factory=dict)
    units: list[Unit] = field(default_factory=list)

    def actor(self, username: str) -> Actor:
        """Return the actor behind a sign-in name."""
        return actor_of(self.duties[username])

    @property
    def county_areas(self) -> list[Organisation]:
        """Return the county federations, without the industrial unions."""
        return [area for area in self.areas if area.level == Level.COUNTY]


def found_city(shape: CityShape, folk: Folk) -> City:
    """Found the federation, its counties and industrial unions, and the officers at each."""
    city = City(
        shape,
        add_organisation(
            actor=SYSTEM,
            name=f"{shape.name}总工会",
            level=Level.CITY,
            parent=None,
            short_name=shape.name,
            division_code=shape.division,
            document_word=shape.document_word,
            phone="0000-2110000",
        ),
    )
    for place, county in enumerate(shape.counties):
        city.areas.append(_area(city, f"{county}总工会", Level.COUNTY, county, shape.county_division(place)))
    for industry in shape.industries:
        city.areas.append(_area(city, f"{shape.name}{industry}", Level.CITY_INDUSTRY, industry, shape.division))
    for username, role in (
        ("officer", Role.OFFICER_CITY),
        ("officer2", Role.OFFICER_CITY),
        ("leader", Role.LEADER_CITY),
        ("discipline", Role.DISCIPLINE),
        ("admin", Role.SYSTEM_ADMINISTRATOR),
    ):
        city.duties[username] = appoint(folk, username, role, city.federation)
    for number, area in enumerate(city.areas, start=1):
        username = f"county{number}"
        city.duties[username] = appoint(folk, username, Role.REVIEWER_FIRST, area)
    return city


def _area(city: City, name: str, level: Level, short_name: str, division: str) -> Organisation:
    return add_organisation(
        actor=SYSTEM,
        name=name,
        level=level,
        parent=city.federation,
        short_name=short_name,
        division_code=division,
    )


def appoint(folk: Folk, username: str, role: Role, organisation: Organisation, human: Human | None = None) -> Duty:
    """Enter a person with an account and one duty."""
    account = open_account(actor=SYSTEM, person=_enter(human or folk.person()), username=username, password=PASSWORD)
    return give_duty(actor=SYSTEM, account=account, organisation=organisation, role=role, since=SINCE)


def _enter(human: Human) -> Person:
    return enter_person(
        actor=SYSTEM,
        name=human.name,
        resident_id=human.resident_id,
        phone=human.phone,
        gender=human.gender,
        birth=human.birth,
    )


def add_unit(city: City, folk: Folk, area: Organisation) -> Unit:
    """Add a host unit below an area, with its union officer and its studio's secretary; its leader applies later."""
    number = len(city.units) + 1
    trade = folk.trade()
    place = area.short_name if area.level == Level.COUNTY else city.shape.name
    name, ownership = folk.unit(place, trade)
    organisation = add_organisation(
        actor=SYSTEM,
        name=f"{name}工会",
        level=Level.GRASSROOTS,
        parent=area,
        short_name=name[:60],
        unit_name=name,
        uscc=folk.uscc(),
        division_code=area.division_code,
        ownership=ownership,
        industry_section=trade.industry,
        employees=folk.rng.randint(60, 3000),
        members=folk.rng.randint(50, 60),
    )
    unit = Unit(
        organisation=organisation,
        area=area,
        trade=trade,
        secretary=appoint(folk, f"secretary{number}", Role.STUDIO_SECRETARY, organisation),
        officer=appoint(folk, f"union{number}", Role.UNION_OFFICER, organisation),
        leader=folk.person(born=(1966, 1992)),
    )
    city.units.append(unit)
    city.duties[f"secretary{number}"] = unit.secretary
    city.duties[f"union{number}"] = unit.officer
    return unit


def spread(city: City, count: int) -> Iterator[Organisation]:
    """Yield the area of each of `count` units, evenly over the city's areas."""
    for number in range(count):
        yield city.areas[number % len(city.areas)]


def belongs_to(person: Person, organisation: Organisation, *, post: str = "") -> None:
    """Enter that a person works at an organisation; for facts from which conflicts are derived."""
    enter_membership(actor=SYSTEM, person=person, organisation=organisation, since=SINCE, post=post)


def account_of(city: City, username: str) -> Account:
    """Return the account behind a sign-in name."""
    return city.duties[username].account
