"""Reading duties: what an account may act as today."""

from datetime import date

from django.db.models import Q, QuerySet

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.orgs.models import Duty, Membership
from jiangxin.people.models import Account


def duties_on(day: date) -> QuerySet[Duty]:
    """Return the duties that hold on a day; a delegated one only while the duty it stems from holds."""
    holds = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))
    origin = Q(delegated_from__isnull=True) | (
        Q(delegated_from__since__lte=day) & (Q(delegated_from__until__isnull=True) | Q(delegated_from__until__gte=day))
    )
    return Duty.objects.filter(holds & origin, account__is_active=True).select_related(
        "organisation", "account__person", "delegated_from__account__person"
    )


def duties_of(account_id: int) -> list[Duty]:
    """Return an account's duties of today, in the order they were given."""
    return list(duties_on(clock.today()).filter(account_id=account_id).order_by("id"))


def duties_to_come(account: Account) -> QuerySet[Duty]:
    """Return an account's duties that hold today or will hold later."""
    standing = Q(until__isnull=True) | Q(until__gte=clock.today())
    return Duty.objects.filter(standing, account=account).select_related("organisation").order_by("id")


def actor_of(duty: Duty) -> Actor:
    """Return the actor that an account is when it acts in this duty."""
    return Actor(
        name=duty.account.person.name,
        account_id=duty.account_id,
        person_id=duty.account.person_id,
        duty_id=duty.pk,
        role=duty.role,
        organisation_id=duty.organisation_id,
        organisation_name=duty.organisation.name,
        organisation_path=duty.organisation.path,
        delegated_by=duty.delegated_from.account.person.name if duty.delegated_from else "",
    )


def holders(role: Role, organisation_id: int) -> QuerySet[Duty]:
    """Return today's duties of one role at one organisation."""
    return duties_on(clock.today()).filter(role=role, organisation_id=organisation_id)


def colleagues_of(organisation_id: int) -> QuerySet[Account]:
    """Return the accounts of those who today hold a duty at an organisation or belong to it, by name."""
    today = clock.today()
    on_duty = duties_on(today).filter(organisation_id=organisation_id).values("account_id")
    members = Membership.objects.filter(organisation_id=organisation_id, since__lte=today).exclude(until__lt=today)
    belongs = Q(pk__in=on_duty) | Q(person_id__in=members.values("person_id"))
    return Account.objects.filter(belongs, is_active=True).select_related("person").order_by("person__name", "pk")


def delegations_of(duty_id: int) -> QuerySet[Duty]:
    """Return what stems from a duty and still holds or will hold, the latest first."""
    stemming = Duty.objects.filter(delegated_from_id=duty_id, until__gte=clock.today())
    return stemming.select_related("account__person", "organisation").order_by("-pk")
