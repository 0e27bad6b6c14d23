"""What happens to a studio as a whole: another name, leader, host unit, place (domain 3.5)."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from jiangxin.core import journal
from jiangxin.core.actor import SYSTEM, Actor
from jiangxin.core.refusal import Problem, Refusal, Text
from jiangxin.core.service import service
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import recommending_organisation
from jiangxin.people.eligibility import eligibility_of
from jiangxin.people.models import Person
from jiangxin.studios import policies
from jiangxin.studios.enums import NameBasis
from jiangxin.studios.models import Studio, StudioHosting, StudioLeadership, StudioName, StudioPlace
from jiangxin.studios.periods import current, lock, succeed
from jiangxin.studios.proofs import Proof, kept
from jiangxin.studios.services.mirror import mirror
from jiangxin.studios.services.plaques import see_to_plaques


@service("studios.rename_studio", about="studio")
def rename_studio(
    *,
    actor: Actor,
    studio: Studio,
    name: str,
    basis: NameBasis,
    on: date,
    display_name: str = "",
    document_number: str = "",
    note: str = "",
    proof: Proof = None,
) -> StudioName:
    """Give a studio another name from a day on; unique inside its host unit (domain 2.2)."""
    locked = lock(studio)
    policies.may_decide_file(actor=actor, studio=locked).require()
    name = _required("name", name, 120)
    if Studio.objects.filter(unit=locked.unit, name=name).exclude(pk=locked.pk).exists():
        problem = Problem("name", _("本单位已有同名的工作室。"), "name_taken")
        raise Refusal("name_taken", _("名称有误。"), _("请换一个名称。"), problems=[problem])
    before, after = succeed(
        StudioName,
        actor=actor,
        studio=locked,
        on=on,
        name=name,
        basis=basis,
        display_name=display_name.strip()[:120],
        document_number=document_number,
        note=note,
        proof=kept(actor, proof, "studios.proof"),
    )
    mirror(locked)
    see_to_plaques(locked)
    journal.record(
        actor=actor,
        act="studios.rename_studio",
        obj=locked,
        before={"name": before and before.name},
        after={"name": name, "on": on, "document": document_number},
        reason=note,
    )
    return after


@service("studios.change_leader", about="studio")
def change_leader(
    *,
    actor: Actor,
    studio: Studio,
    person: Person,
    on: date,
    document_number: str = "",
    note: str = "",
    proof: Proof = None,
    exception: str = "",
) -> StudioLeadership:
    """Let somebody else lead from a day on, who is eligible by the honours entered and verified.

    Args:
        exception: why somebody may lead who is not; stands in the journal. The house itself is not asked.
    """
    locked = lock(studio)
    policies.may_decide_file(actor=actor, studio=locked).require()
    now = current(StudioLeadership, locked)
    if now and now.person_id == person.pk:
        raise _same("person", _("现任领衔人就是%(name)s。") % {"name": person.name})
    if actor != SYSTEM and not exception.strip():
        _require_eligible(person, locked, on)
    before, after = succeed(
        StudioLeadership,
        actor=actor,
        studio=locked,
        on=on,
        person=person,
        person_name=person.name,
        document_number=document_number,
        note=note,
        proof=kept(actor, proof, "studios.proof"),
    )
    mirror(locked)
    journal.record(
        actor=actor,
        act="studios.change_leader",
        obj=locked,
        before={"person": before and before.person_id},
        after={"person": person.pk, "on": on, "document": document_number, "exception": exception.strip()},
        reason=note,
    )
    return after


@service("studios.move_studio", about="studio")
def move_studio(
    *,
    actor: Actor,
    studio: Studio,
    unit: Organisation,
    on: date,
    document_number: str = "",
    note: str = "",
    proof: Proof = None,
) -> StudioHosting:
    """Let another unit host the studio from a day on: after a merger, or when the team moves."""
    locked = lock(studio)
    policies.may_decide_file(actor=actor, studio=locked).require()
    if locked.unit_id == unit.pk:
        raise _same("unit", _("工作室现在就在这个单位。"))
    before, after = succeed(
        StudioHosting,
        actor=actor,
        studio=locked,
        on=on,
        unit=unit,
        unit_name=unit.host_unit,
        document_number=document_number,
        note=note,
        proof=kept(actor, proof, "studios.proof"),
    )
    locked.area = recommending_organisation(unit, Level.COUNTY, on=on) or locked.area
    mirror(locked)
    journal.record(
        actor=actor,
        act="studios.move_studio",
        obj=locked,
        before={"unit": before and before.unit_id},
        after={"unit": unit.pk, "on": on, "document": document_number},
        reason=note,
    )
    return after


@service("studios.place_studio", about="studio")
def place_studio(
    *,
    actor: Actor,
    studio: Studio,
    address: str,
    on: date,
    area_m2: Decimal | None = None,
    functions: str = "",
    note: str = "",
) -> StudioPlace:
    """Tell where the studio works from a day on."""
    locked = lock(studio)
    policies.may_keep_file(actor=actor, studio=locked).require()
    address = _required("address", address, 200)
    if area_m2 is not None and not 0 < area_m2 < 1_000_000:  # noqa: PLR2004  the column's width
        problem = Problem("area_m2", _("面积应大于0。"), "area_not_positive")
        raise Refusal("area_not_positive", _("面积有误。"), _("请填写平方米数。"), problems=[problem])
    before, after = succeed(
        StudioPlace,
        actor=actor,
        studio=locked,
        on=on,
        address=address,
        area_m2=area_m2,
        functions=functions,
        note=note,
    )
    if locked.public_address:  # its people agreed to show where it is: the directory follows
        locked.public_address = after.address
        locked.save(update_fields=["public_address"])
    journal.record(
        actor=actor,
        act="studios.place_studio",
        obj=locked,
        before={"address": before and before.address},
        after={"address": address, "area_m2": area_m2, "on": on},
    )
    return after


def _require_eligible(person: Person, studio: Studio, on: date) -> None:
    found = eligibility_of(person, studio.kind, on)
    if not found:
        message = _("%(name)s不符合领衔人条件：%(why)s") % {"name": person.name, "why": found.words}
        raise Refusal(
            "not_eligible",
            _("新领衔人不符合条件。"),
            _("请先登记并核验其荣誉；经会议研究例外批准的，请写明例外理由。"),
            problems=[Problem("person", message, "not_eligible")],
        )


def _required(path: str, text: str, longest: int) -> str:
    text = text.strip()
    if text and len(text) <= longest:
        return text
    problem = Problem(path, _("请填写，最多%(longest)d个字。") % {"longest": longest}, "required")
    raise Refusal("incomplete", _("还有内容没有填写。"), _("请补充后再提交。"), problems=[problem])


def _same(path: str, message: Text) -> Refusal:
    return Refusal(
        "nothing_changes", _("没有变化。"), _("请核对后再提交。"), problems=[Problem(path, message, "nothing_changes")]
    )
