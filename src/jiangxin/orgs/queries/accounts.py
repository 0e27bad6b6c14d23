"""Reading accounts: whose an officer looks after, and whom those turn to who cannot get in."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import NotFound
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.orgs.queries.organisations import in_subtree
from jiangxin.people.models import Account

_HELP = (Level.CITY, Level.CITY_INDUSTRY, Level.COUNTY)


def accounts_for(actor: Actor) -> QuerySet[Account]:
    """Return the accounts an actor looks after: for the city all, for a county those acting in its subtree."""
    accounts = Account.objects.select_related("person")
    if actor.is_any(Role.SYSTEM_ADMINISTRATOR, Role.OFFICER_CITY):
        return accounts
    if not actor.is_any(Role.REVIEWER_FIRST) or not actor.organisation_path:
        return accounts.none()
    standing = Q(until__isnull=True) | Q(until__gte=clock.today())
    here = in_subtree("organisation__path", actor.organisation_path)
    return accounts.filter(Exists(Duty.objects.filter(standing, here, account=OuterRef("pk"))))


def get_account_for(actor: Actor, account_id: int) -> Account:
    """Return one account the actor looks after."""
    found = accounts_for(actor).filter(pk=account_id).first()
    if found is None:
        raise NotFound
    return found


def places_of_help() -> QuerySet[Organisation]:
    """Return the federations whose officers reset passwords, the city first. Names and telephones are public."""
    return Organisation.objects.filter(level__in=_HELP, closed_on=None).order_by("path")
