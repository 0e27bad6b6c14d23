"""Reading the union tree."""

from datetime import date

from django.db.models import Q, QuerySet

from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import NotFound
from jiangxin.orgs.enums import Level, LinkKind
from jiangxin.orgs.models import Organisation, OrganisationLink

_LAST = "\uffff"


def in_subtree(field: str, path: str) -> Q:
    """Return the condition that `field` (a path) lies in the subtree of `path`, as an index range."""
    return Q(**{f"{field}__gte": path, f"{field}__lt": path + _LAST})


def subtree(organisation: Organisation) -> QuerySet[Organisation]:
    """Return an organisation and everything below it."""
    return Organisation.objects.filter(in_subtree("path", organisation.path))


def organisations_for(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations an actor works with: their own subtree, for the city the whole tree."""
    if actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY, Role.SYSTEM_ADMINISTRATOR, Role.DISCIPLINE):
        return Organisation.objects.all()
    if not actor.organisation_path:
        return Organisation.objects.none()
    return Organisation.objects.filter(in_subtree("path", actor.organisation_path))


def get_organisation_for(actor: Actor, organisation_id: int) -> Organisation:
    """Return one organisation the actor works with."""
    found = organisations_for(actor).filter(pk=organisation_id).first()
    if found is None:
        raise NotFound
    return found


def ancestors(organisation: Organisation) -> list[Organisation]:
    """Return the organisations above this one, nearest first."""
    steps = organisation.path.rstrip(".").split(".")
    paths = [".".join(steps[:count]) + "." for count in range(1, len(steps))]
    found = {item.path: item for item in Organisation.objects.filter(path__in=paths)}
    return [found[path] for path in reversed(paths) if path in found]


def industry_line(organisation: Organisation, *, on: date) -> Organisation | None:
    """Return the industrial union an organisation (or the nearest above it) belongs to on a day."""
    candidates = [organisation, *ancestors(organisation)]
    links = (
        OrganisationLink.objects.filter(source__in=candidates, kind=LinkKind.INDUSTRY_OF, valid_from__lte=on)
        .exclude(valid_to__lt=on)
        .select_related("target")
    )
    by_source = {link.source_id: link.target for link in links}
    return next((by_source[item.pk] for item in candidates if item.pk in by_source), None)


def recommending_organisation(unit: Organisation, level: str, *, on: date) -> Organisation | None:
    """Return who recommends a unit's entry at `level`.

    "county" means the county federation above the unit; for a unit on an industry line whose tree parent is not under
    a county, and for directly managed units, it is the industrial union of the city, which has a county's rank
    (domain 1.1, level 2').
    """
    chain = [unit, *ancestors(unit)]
    if level == Level.COUNTY:
        own = next((item for item in chain if item.level in {Level.COUNTY, Level.CITY_INDUSTRY}), None)
        return own or industry_line(unit, on=on)
    return next((item for item in chain if item.level == level), None)


def federation_name() -> str:
    """Return the name of the federation whose house this is: the root of its tree, empty before there is one."""
    return Organisation.objects.filter(parent=None).order_by("path").values_list("name", flat=True).first() or ""
