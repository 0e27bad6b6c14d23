"""Appointing somebody: the person, their account and the duty in one act; and a new start password for an account."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs import policies
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.orgs.services.duties import make_duty
from jiangxin.people.models import Account
from jiangxin.people.services.persons import make_account, make_person, set_start_password
from jiangxin.people.start_passwords import AFTER_A_RESET, Issued, make_start_password


@dataclass(frozen=True, slots=True)
class Appointed:
    """What came of an appointment; `issued` is there when an account was opened for it."""

    duty: Duty
    issued: Issued | None = None


@service("orgs.appoint", about="organisation")
def appoint(
    *,
    actor: Actor,
    organisation: Organisation,
    role: str,
    since: date,
    until: date | None = None,
    username: str,
    name: str = "",
    phone: str = "",
    post: str = "",
) -> Appointed:
    """Give somebody a duty: the holder of a sign-in name, or somebody new with an account and a start password.

    Args:
        username: of an account that exists, else of the one to be opened.
        name: the person's; needed for a new account, and for a known one it has to be theirs when given.

    Raises:
        Refusal: not the actor's to give; the account is somebody else's; a new account without a name; the duty is
            held already; the end lies before the beginning.
    """
    policies.may_appoint(actor=actor, organisation=organisation, role=role).require()
    account = Account.objects.select_related("person").filter(username__iexact=username.strip()).first()
    issued = None
    if account is None:
        issued = _open(username, name, phone, post)
        account = issued.account
    elif name.strip() and name.strip() != account.person.name:
        problem = Problem("name", _("这个登录名属于另一个人，姓名对不上。"), "someone_else")
        raise Refusal(
            "someone_else", _("没有授予职责：登录名和姓名不是同一个人的。"), _("请核对登录名。"), problems=[problem]
        )
    duty = make_duty(account=account, organisation=organisation, role=role, since=since, until=until)
    after = {
        "account": account.pk,
        "person": account.person_id,
        "role": role,
        "since": since,
        "until": until,
        "opened": issued is not None,
    }
    journal.record(actor=actor, act="orgs.appoint", obj=duty, after=after)
    return Appointed(duty, issued)


def _open(username: str, name: str, phone: str, post: str) -> Issued:
    if not name.strip():
        problem = Problem("name", _("这是新的登录名，请填写姓名。"), "required")
        raise Refusal("account_incomplete", _("没有这个登录名；新账号需要姓名。"), problems=[problem])
    password = make_start_password()
    person = make_person(name=name, phone=phone, post=post)
    account = make_account(person=person, username=username, password=password, start=True)
    return _issued(account, password)


def _issued(account: Account, password: str) -> Issued:
    assert account.start_password_until is not None, "it has just been set"
    return Issued(account, password, account.start_password_until)


@service("orgs.reset_password", about="account")
def reset_password(*, actor: Actor, account: Account, reason: str) -> Issued:
    """Put a start password in the place of a forgotten one; whoever is signed in with the old one is out at once.

    Args:
        reason: how it was made sure that the person asked for it.
    """
    policies.may_reset_password(actor=actor, account=account).require()
    if not reason.strip():
        problem = Problem("reason", _("请写明怎样核实了本人身份。"), "required")
        raise Refusal("reason_missing", _("没有重置口令。"), _("请写明怎样核实了本人身份。"), problems=[problem])
    held = Account.objects.select_for_update(of=("self",)).select_related("person").get(pk=account.pk)
    password = make_start_password()
    set_start_password(held, password, until=clock.now() + AFTER_A_RESET)
    held.save(update_fields=["password", "start_password_until"])
    after = {"start_until": held.start_password_until}
    journal.record(actor=actor, act="orgs.reset_password", obj=held, after=after, reason=reason.strip())
    return _issued(held, password)
