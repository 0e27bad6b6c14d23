"""Entering persons, accounts and honours."""

from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.crypto import digest
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.people.models import Account, Person
from jiangxin.people.start_passwords import FOR_A_NEW_ACCOUNT


@service("people.enter_person", about="person")
def enter_person(*, actor: Actor, name: str, resident_id: str = "", phone: str = "", **facts: Any) -> Person:
    """Enter a person, or return the one already known by this resident number.

    Args:
        facts: further fields of `Person` (gender, ethnicity, birth, post, title, skill_grade).
    """
    if known := _known_by(resident_id):
        return known
    try:
        with transaction.atomic():
            entered = make_person(name=name, resident_id=resident_id, phone=phone, **facts)
    except (IntegrityError, ValidationError):  # entered elsewhere at the same moment, or really at fault
        if known := _known_by(resident_id):
            return known
        raise
    journal.record(actor=actor, act="people.enter_person", obj=entered, after={"name": entered.name, **facts})
    return entered


def _known_by(resident_id: str) -> Person | None:
    return Person.objects.filter(resident_id_digest=digest(resident_id)).first() if resident_id else None


def make_person(*, name: str, resident_id: str = "", phone: str = "", **facts: Any) -> Person:
    """Write a person; for services, whose own record tells of it."""
    person = Person(name=name.strip(), **facts)
    person.set_resident_id(resident_id)
    person.set_phone(phone)
    person.clean_fields(exclude=["resident_id", "phone"])
    if resident_id:
        person.validate_constraints()  # asks the database: without a number there is nothing to be unique
    person.save(force_insert=True)
    return person


@service("people.open_account", about="person")
def open_account(
    *, actor: Actor, person: Person, username: str, password: str, language: str = "zh-hans", start: bool = False
) -> Account:
    """Give a person an account.

    Args:
        password: the person's own, or with `start` one made by `make_start_password`, which has to be replaced.

    Raises:
        Refusal: the sign-in name is taken, or the password is too weak.
    """
    account = make_account(person=person, username=username, password=password, language=language, start=start)
    after = {"person": person.pk, "start_until": account.start_password_until}
    journal.record(actor=actor, act="people.open_account", obj=account, after=after)
    return account


def make_account(
    *, person: Person, username: str, password: str, language: str = "zh-hans", start: bool = False
) -> Account:
    """Write an account; for services, whose own record tells of it. Refuses like `open_account`."""
    username = username.strip()
    if Account.objects.filter(username__iexact=username).exists():
        taken = _("这个登录名已被使用。")
        raise Refusal("username_taken", taken, _("请换一个登录名。"), problems=[Problem("username", taken)])
    account = Account(username=username, person=person, language=language)
    if start:
        set_start_password(account, password, until=clock.now() + FOR_A_NEW_ACCOUNT)
    else:
        _require_strong(password, account)
        account.set_password(password)
    account.full_clean()
    account.save(force_insert=True)
    return account


def set_start_password(account: Account, password: str, *, until: datetime) -> None:
    """Put a start password on an account that is then saved."""
    account.password, account.start_password_until = make_password(password, hasher="start"), until


def _require_strong(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as fault:
        raise Refusal(
            "password_weak",
            _("口令不符合要求。"),
            " ".join(fault.messages),
            problems=[Problem("password", " ".join(fault.messages))],
        ) from fault
