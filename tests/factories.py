"""Makes people, organisations and duties for tests, through the same services as the screens.

`PersonFactory()`, `AccountFactory()`, `OrganisationFactory(parent=…)`, `DutyFactory(role=…, organisation=…)`.
"""

from datetime import date
from typing import Any

import factory

from jiangxin.core.actor import SYSTEM, Role
from jiangxin.engine.measure import uscc
from jiangxin.orgs.enums import Level, Ownership
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.orgs.services import add_organisation, give_duty
from jiangxin.people.models import Account, Person
from jiangxin.people.services import enter_person, open_account

PASSWORD = "chuangxin-gongzuoshi"
LONG_AGO = date(2020, 1, 1)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_GIVEN = ("建国", "秀英", "志强", "桂兰", "永平", "文博", "晓燕", "铁柱", "思远", "雨桐", "海涛")


def uscc_of(number: int, *, prefix: str = "91", division: str = "340100") -> str:
    """Return a code that keeps to GB 32100-2015, a different one for each number (of a unit that does not exist)."""
    body = f"{number:08d}"
    first = f"{prefix}{division}{body}{uscc.body_check_character(body)}"
    return first + uscc.check_character(first)


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    """A person with a name."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda n: _SURNAMES[n % len(_SURNAMES)] + _GIVEN[n % len(_GIVEN)])

    @classmethod
    def _create(cls, model_class: type[Person], *args: Any, **kwargs: Any) -> Person:
        return enter_person(actor=SYSTEM, **kwargs)


class AccountFactory(factory.django.DjangoModelFactory[Account]):
    """An account whose password is `PASSWORD`."""

    class Meta:
        model = Account

    person = factory.SubFactory(PersonFactory)
    username = factory.Sequence(lambda n: f"account{n:05d}")
    password = PASSWORD

    @classmethod
    def _create(cls, model_class: type[Account], *args: Any, **kwargs: Any) -> Account:
        return open_account(actor=SYSTEM, **kwargs)


class OrganisationFactory(factory.django.DjangoModelFactory[Organisation]):
    """A grass-roots union with its unit, below `parent`; other levels carry no unit."""

    class Meta:
        model = Organisation

    parent: Organisation | None = None
    level = Level.GRASSROOTS
    name = factory.Sequence(lambda n: f"云江第{n}机械制造有限公司工会委员会")

    @classmethod
    def _create(cls, model_class: type[Organisation], *args: Any, **kwargs: Any) -> Organisation:
        if kwargs["level"] == Level.GRASSROOTS:
            number = Organisation.objects.count() + 1
            kwargs.setdefault("unit_name", str(kwargs["name"]).removesuffix("工会委员会"))
            kwargs.setdefault("uscc", uscc_of(number))
            kwargs.setdefault("union_uscc", uscc_of(number, prefix="81"))
            kwargs.setdefault("ownership", Ownership.STATE)
            kwargs.setdefault("industry_section", "C")
        return add_organisation(actor=SYSTEM, **kwargs)


class DutyFactory(factory.django.DjangoModelFactory[Duty]):
    """A duty held since long ago by an account of its own."""

    class Meta:
        model = Duty

    account = factory.SubFactory(AccountFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.WORKER
    since = LONG_AGO

    @classmethod
    def _create(cls, model_class: type[Duty], *args: Any, **kwargs: Any) -> Duty:
        return give_duty(actor=SYSTEM, **kwargs)
