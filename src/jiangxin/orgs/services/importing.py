"""Taking organisations and people over from a sheet: all of it or nothing."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs import policies
from jiangxin.orgs.importing import (
    Deed,
    OrganisationLine,
    PersonLine,
    Tree,
    Verdict,
    plan_organisations,
    plan_people,
)
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.services.appointments import appoint
from jiangxin.orgs.services.organisations import add_organisation
from jiangxin.people.start_passwords import Issued


@service("orgs.import_organisations", about="below")
def import_organisations(*, actor: Actor, below: Organisation, lines: Sequence[OrganisationLine]) -> list[Organisation]:
    """Add the organisations of a sheet that are not there yet.

    Args:
        below: the actor's own organisation; one import at a time is carried out below it.

    Raises:
        Refusal: "import_faulty" with every fault; paths are "<line from 0>.<field>".
    """
    policies.may_shape_tree(actor=actor, parent=below).require()
    Organisation.objects.select_for_update().get(pk=below.pk)
    verdicts = plan_organisations(actor, lines)
    _require_faultless(verdicts)
    tree = Tree(actor)
    made: list[Organisation] = []
    new: dict[str, Organisation] = {}  # a name that stands twice is nobody's parent
    waiting = [line for line, verdict in zip(lines, verdicts, strict=True) if verdict.deed == Deed.ADD]
    while waiting:
        later = []
        for line in waiting:
            parent = next(iter(tree.find(line.parent)), None) or new.get(line.parent)
            if parent is None:
                later.append(line)
                continue
            facts = {name: value for name, value in asdict(line).items() if value and name != "parent"}
            new[line.name] = add_organisation(actor=actor, parent=parent, **facts)
            made.append(new[line.name])
        assert len(later) < len(waiting), "the plan has found every parent"
        waiting = later
    _record(actor, "orgs.import_organisations", below, verdicts)
    return made


@service("orgs.import_people", about="below")
def import_people(*, actor: Actor, below: Organisation, lines: Sequence[PersonLine]) -> list[Issued]:
    """Open the accounts and give the duties of a sheet; what is there already stays as it is.

    Args:
        below: the actor's own organisation.

    Returns:
        The start passwords of the accounts that were opened.

    Raises:
        Refusal: "import_faulty" with every fault; paths are "<line from 0>.<field>".
    """
    policies.may_shape_tree(actor=actor, parent=below).require()
    Organisation.objects.select_for_update().get(pk=below.pk)
    verdicts = plan_people(actor, lines)
    _require_faultless(verdicts)
    tree, issued = Tree(actor), []
    for line, verdict in zip(lines, verdicts, strict=True):
        if verdict.deed != Deed.KEEP:
            facts: dict[str, Any] = asdict(line)
            (organisation,) = tree.find(facts.pop("organisation"))
            appointed = appoint(actor=actor, organisation=organisation, **facts)
            if appointed.issued:
                issued.append(appointed.issued)
    _record(actor, "orgs.import_people", below, verdicts)
    return issued


def _require_faultless(verdicts: Sequence[Verdict]) -> None:
    problems = [
        Problem(f"{number}.{problem.path}", problem.message, problem.code)
        for number, verdict in enumerate(verdicts)
        for problem in verdict.problems
    ]
    if problems:
        raise Refusal("import_faulty", _("表格中有错，一行也没有导入。"), _("请改正后重新导入。"), problems=problems)


def _record(actor: Actor, act: str, below: Organisation, verdicts: Sequence[Verdict]) -> None:
    after = {str(deed): sum(verdict.deed == deed for verdict in verdicts) for deed in Deed if deed != Deed.FAULT}
    journal.record(actor=actor, act=act, obj=below, after=after)
