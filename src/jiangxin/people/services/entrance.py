"""Signing in and out, and the password and language of an account.

Passwords are hashed and checked outside every transaction: a hash takes a good part of a second, and a writer holds
the embedded database for as long as its transaction lasts.
"""

from http import HTTPStatus

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import PUBLIC, Actor
from jiangxin.core.policy import ALLOWED, Decision, deny
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.people.models import Account
from jiangxin.people.services import attempts


def sign_in(*, username: str, password: str, origin: str) -> Account:
    """Return the account whose name and password these are.

    Args:
        origin: digest of the network address asked from; only failures are counted by it.

    Raises:
        Refusal: "sign_in_failed" whatever was wrong, "too_many_attempts" for a while after several failures.
    """
    attempts.require_room(username, origin)
    account = Account.objects.filter(username__iexact=username.strip()).select_related("person").first()
    if account is None:
        make_password(password)  # takes as long as a check, so that the answer's time tells nothing
        attempts.count_failure(username, origin)
        _may_enter(account=None, proven=False).require()
    assert account is not None, "the policy has refused it"
    proven = account.check_password(password)
    try:
        admit(actor=_as_actor(account) if proven else PUBLIC, account=account, proven=proven)
    except Refusal:
        attempts.count_failure(username, origin)
        raise
    attempts.forget(username, origin)
    return account


@service("people.sign_in", about="account")
def admit(*, actor: Actor, account: Account, proven: bool) -> Account:
    """Record that an account signs in, or that it was refused; `proven` tells whether its password was right."""
    _may_enter(account=account, proven=proven).require()
    journal.record(actor=actor, act="people.sign_in", obj=account)
    return account


@service("people.sign_out", about="account")
def sign_out(*, actor: Actor, account: Account) -> None:
    """Record that an account signs out."""
    journal.record(actor=actor, act="people.sign_out", obj=account)


def change_password(*, actor: Actor, account: Account, old: str, new: str) -> Account:
    """Give the actor's own account another password.

    Raises:
        Refusal: the old password is wrong, the new one is the same or too weak.
    """
    problem = _password_problem(account, old, new)
    return replace_password(actor=actor, account=account, encoded="" if problem else make_password(new), fault=problem)


@service("people.change_password", about="account")
def replace_password(*, actor: Actor, account: Account, encoded: str, fault: Problem | None = None) -> Account:
    """Store the hash of a password that has been checked, or refuse with the fault that was found."""
    if actor.account_id != account.pk:
        fault = Problem("old", _("只能修改自己的口令。"), "not_yours")
    _refuse_fault(fault)
    account.password = encoded
    account.save(update_fields=["password"])
    journal.record(actor=actor, act="people.change_password", obj=account)
    return account


def choose_password(*, actor: Actor, account: Account, new: str) -> Account:
    """Put a password of one's own in the place of a start password.

    Raises:
        Refusal: the account has no start password, or the new one is the same or too weak.
    """
    problem = _new_password_problem(account, new)
    return take_own_password(actor=actor, account=account, encoded="" if problem else make_password(new), fault=problem)


@service("people.choose_password", about="account")
def take_own_password(*, actor: Actor, account: Account, encoded: str, fault: Problem | None = None) -> Account:
    """Store the hash of a chosen password, or refuse with the fault that was found."""
    if actor.account_id != account.pk or account.start_password_until is None:
        fault = Problem("new", _("只有用起始口令登录后，才能在这里设置口令。"), "no_start_password")
    _refuse_fault(fault)
    account.password, account.start_password_until = encoded, None
    account.save(update_fields=["password", "start_password_until"])
    journal.record(actor=actor, act="people.choose_password", obj=account)
    return account


@service("people.choose_language", about="account")
def choose_language(*, actor: Actor, account: Account, language: str) -> Account:
    """Remember the language an account wants to read."""
    before = {"language": account.language}
    account.language = language
    account.save(update_fields=["language"])
    journal.record(actor=actor, act="people.choose_language", obj=account, before=before, after={"language": language})
    return account


def _refuse_fault(fault: Problem | None) -> None:
    if fault is not None:
        raise Refusal(
            fault.code,
            _("口令没有修改。"),
            _("请更正后重新提交。"),
            problems=[fault],
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def _may_enter(*, account: Account | None, proven: bool) -> Decision:
    if account is None or not proven or not account.is_active:
        return deny(
            "sign_in_failed",
            _("登录名或口令不对，或者账号已停用。"),
            _("请检查大小写后重试；忘记口令的，点“忘记口令”看向谁申请重置。"),
            status=HTTPStatus.UNAUTHORIZED,
        )
    if account.start_password_until is not None and account.start_password_until < clock.now():
        return deny(
            "start_password_over",
            _("这个起始口令已过有效期。"),
            _("请向发给您口令的工会申请重新设置。"),
            status=HTTPStatus.UNAUTHORIZED,
        )
    return ALLOWED


def _as_actor(account: Account) -> Actor:
    return Actor(name=account.person.name, account_id=account.pk, person_id=account.person_id)


def _password_problem(account: Account, old: str, new: str) -> Problem | None:
    if not account.check_password(old):
        return Problem("old", _("原口令不对。"), "password_wrong")
    if old == new:
        return Problem("new", _("新口令不能与原口令相同。"), "password_same")
    return _weakness(account, new)


def _new_password_problem(account: Account, new: str) -> Problem | None:
    if account.check_password(new):
        return Problem("new", _("新口令不能与起始口令相同。"), "password_same")
    return _weakness(account, new)


def _weakness(account: Account, new: str) -> Problem | None:
    try:
        validate_password(new, account)
    except ValidationError as fault:
        return Problem("new", " ".join(fault.messages), "password_weak")
    return None
