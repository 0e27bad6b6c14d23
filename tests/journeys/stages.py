"""Finding who and what a journey is about, in the scene it begins with."""

from jiangxin.campaigns.models import Call, Entry
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.orgs.queries import actor_of
from jiangxin.people.models import Account


def the_call() -> Call:
    """Return the call of the batch."""
    return Call.objects.get()


def entries_in(state: str) -> list[Entry]:
    """Return the entries of a state, in the order they came."""
    return list(Entry.objects.select_related("unit", "area", "secretary").filter(state=state).order_by("pk"))


def state_of(entry: Entry) -> str:
    """Return where an entry stands now."""
    return str(Entry.objects.get(pk=entry.pk).state)


def actor(username: str) -> Actor:
    """Return somebody as services want them."""
    return actor_of(Duty.objects.filter(account__username=username)[0])


def username(role: Role, organisation: Organisation) -> str:
    """Return who holds a role at an organisation."""
    return Account.objects.filter(duties__role=role, duties__organisation=organisation)[0].username


def today() -> str:
    """Return today as a date box takes it."""
    return f"{clock.today():%Y-%m-%d}"
