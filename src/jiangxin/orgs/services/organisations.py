"""Building the union tree."""

from datetime import date
from typing import Any

from django.db.models import Max

from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.service import service
from jiangxin.orgs import policies
from jiangxin.orgs.models import STEP, Membership, Organisation, OrganisationLink
from jiangxin.people.models import Person


@service("orgs.add_organisation", about="parent")
def add_organisation(
    *, actor: Actor, name: str, level: str, parent: Organisation | None, short_name: str = "", **facts: Any
) -> Organisation:
    """Add an organisation below `parent`.

    Args:
        facts: further fields of `Organisation` (division_code, unit_name, uscc, ownership, industry_section …).
    """
    policies.may_shape_tree(actor=actor, parent=parent).require()
    if parent:
        parent = Organisation.objects.select_for_update().get(pk=parent.pk)  # one child at a time gets the next step
    last = Organisation.objects.filter(parent=parent).aggregate(top=Max("path"))["top"]
    step = int(last.rstrip(".").rsplit(".", 1)[-1]) + 1 if last else 1
    organisation = Organisation(
        name=name,
        short_name=short_name or name[:60],
        level=level,
        parent=parent,
        path=f"{parent.path if parent else ''}{step:0{STEP}d}.",
        **facts,
    )
    organisation.full_clean()
    organisation.save(force_insert=True)
    after = {"name": name, "level": level, "parent": parent.pk if parent else None, **facts}
    journal.record(actor=actor, act="orgs.add_organisation", obj=organisation, after=after)
    return organisation


@service("orgs.link_organisations", about="source")
def link_organisations(
    *, actor: Actor, source: Organisation, target: Organisation, kind: str, since: date
) -> OrganisationLink:
    """Link an organisation across the tree, for instance to its industrial union."""
    policies.may_shape_tree(actor=actor, parent=source.parent).require()
    link = OrganisationLink(source=source, target=target, kind=kind, valid_from=since)
    link.full_clean()
    link.save(force_insert=True)
    after = {"target": target.pk, "kind": kind, "since": since}
    journal.record(actor=actor, act="orgs.link_organisations", obj=source, after=after)
    return link


@service("orgs.enter_membership", about="organisation")
def enter_membership(
    *,
    actor: Actor,
    person: Person,
    organisation: Organisation,
    since: date,
    post: str = "",
    front_line: bool = False,
) -> Membership:
    """Enter that a person belongs to an organisation from a day on."""
    policies.may_shape_tree(actor=actor, parent=organisation).require()
    membership = Membership(person=person, organisation=organisation, since=since, post=post, front_line=front_line)
    membership.full_clean()
    membership.save(force_insert=True)
    after = {"person": person.pk, "organisation": organisation.pk, "since": since}
    journal.record(actor=actor, act="orgs.enter_membership", obj=membership, after=after)
    return membership
