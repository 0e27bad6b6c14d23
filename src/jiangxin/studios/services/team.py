"""Members, levels and equipment of a studio come and go; several hold at the same time."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from jiangxin.awards.models import Award
from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.people.models import Person
from jiangxin.studios import policies
from jiangxin.studios.enums import MemberRole, StudioKind, StudioLevel
from jiangxin.studios.models import Period, Studio, StudioEquipment, StudioLevelHeld, StudioMembership
from jiangxin.studios.newcomers import Newcomer, enter_newcomer
from jiangxin.studios.periods import enter, lock, require_apart, require_order, require_past
from jiangxin.studios.proofs import Proof, kept
from jiangxin.studios.services.mirror import mirror


@service("studios.add_member", about="studio")
def add_member(
    *,
    actor: Actor,
    studio: Studio,
    person: Person | Newcomer,
    role: MemberRole,
    since: date,
    until: date | None = None,
    front_line: bool = False,
    task: str = "",
    note: str = "",
) -> StudioMembership:
    """Enter a member, or an earlier membership with both its days; one role at a time for each person."""
    locked = lock(studio)
    policies.may_keep_file(actor=actor, studio=locked).require()
    _require_days(since, until)
    if isinstance(person, Newcomer):
        person = enter_newcomer(person, actor=actor)
    require_apart(StudioMembership, studio=locked, since=since, until=until, person=person)
    member = enter(
        StudioMembership,
        actor=actor,
        studio=locked,
        since=since,
        until=until,
        person=person,
        person_name=person.name,
        role=role,
        front_line=front_line,
        task=task,
        note=note,
    )
    after = {"member": member.pk, "person": person.pk, "role": role, "since": since, "until": until}
    journal.record(actor=actor, act="studios.add_member", obj=locked, after=after)
    return member


@service("studios.end_membership", about="membership")
def end_membership(*, actor: Actor, membership: StudioMembership, until: date, note: str = "") -> StudioMembership:
    """Let a member leave; `until` is the last day in the team."""
    studio = lock(membership.studio)
    policies.may_keep_file(actor=actor, studio=studio).require()
    locked = StudioMembership.objects.get(pk=membership.pk)
    _end(locked, until)
    after = {"until": until, "member": locked.person_id}
    journal.record(actor=actor, act="studios.end_membership", obj=locked, after=after, reason=note)
    return locked


@service("studios.hold_level", about="studio")
def hold_level(
    *,
    actor: Actor,
    studio: Studio,
    level: StudioLevel,
    since: date,
    awarding_body: str,
    document_number: str,
    valid_until: date | None = None,
    kind: StudioKind | None = None,
    award: Award | None = None,
    proof: Proof = None,
) -> StudioLevelHeld:
    """Enter a level given by a document; those held before stay (domain 2.7, 3.5).

    Args:
        kind: of what kind the title is; the studio's own when not said. Another kind stands beside it at one level.
    """
    locked = lock(studio)
    policies.may_decide_file(actor=actor, studio=locked).require()
    _require_days(since, None)
    if not awarding_body.strip() or not document_number.strip():
        problem = Problem("document_number", _("请填写命名机关和文号。"), "required")
        raise Refusal("incomplete", _("级别要有文件依据。"), _("请补充后再提交。"), problems=[problem])
    if valid_until and valid_until < since:
        problem = Problem("valid_until", _("有效期早于命名日期。"), "ends_before_start")
        raise Refusal("ends_before_start", _("日期有误。"), _("请核对起止日期。"), problems=[problem])
    title = kind or StudioKind(locked.kind)
    require_apart(StudioLevelHeld, studio=locked, since=since, until=None, level=level, kind=title)
    held = enter(
        StudioLevelHeld,
        actor=actor,
        studio=locked,
        since=since,
        level=level,
        kind=title,
        awarding_body=awarding_body.strip(),
        document_number=document_number.strip(),
        valid_until=valid_until,
        award=award,
        proof=kept(actor, proof, "studios.proof"),
    )
    mirror(locked)
    after = {"level": level, "kind": title, "since": since, "document": document_number, "valid_until": valid_until}
    journal.record(actor=actor, act="studios.hold_level", obj=locked, after=after)
    return held


@service("studios.end_level", about="held")
def end_level(*, actor: Actor, held: StudioLevelHeld, until: date, reason: str) -> StudioLevelHeld:
    """Let a level end that was not confirmed again; `until` is its last day. An award is withdrawn elsewhere."""
    studio = lock(held.studio)
    policies.may_decide_file(actor=actor, studio=studio).require()
    locked = StudioLevelHeld.objects.get(pk=held.pk)
    others = StudioLevelHeld.objects.filter(studio=studio, struck_at=None, until=None).exclude(pk=locked.pk)
    if locked.until is None and not others.exists():
        raise Refusal("last_level", _("这是工作室现有的唯一级别。"), _("如不再保留，请办理撤销命名。"))
    _end(locked, until)
    mirror(studio)
    journal.record(actor=actor, act="studios.end_level", obj=locked, after={"until": until}, reason=reason)
    return locked


@service("studios.add_equipment", about="studio")
def add_equipment(
    *,
    actor: Actor,
    studio: Studio,
    name: str,
    since: date,
    number: int = 1,
    value: Decimal | None = None,
    note: str = "",
) -> StudioEquipment:
    """Enter equipment; `value` is the original value of all pieces in yuan."""
    locked = lock(studio)
    policies.may_keep_file(actor=actor, studio=locked).require()
    _require_days(since, None)
    if not name.strip() or number < 1 or (value is not None and (value < 0 or value != round(value, 2))):
        problem = Problem("name", _("请填写设备名称、数量和以元为单位、最多两位小数的原值。"), "invalid")
        raise Refusal("incomplete", _("设备信息有误。"), _("请核对后再提交。"), problems=[problem])
    kept: dict[str, Any] = {"name": name.strip()[:120], "number": number, "value": value, "note": note}
    equipment = enter(StudioEquipment, actor=actor, studio=locked, since=since, **kept)
    journal.record(actor=actor, act="studios.add_equipment", obj=locked, after={**kept, "since": since})
    return equipment


@service("studios.retire_equipment", about="equipment")
def retire_equipment(*, actor: Actor, equipment: StudioEquipment, until: date, note: str = "") -> StudioEquipment:
    """Take equipment out of use; `until` is its last day."""
    studio = lock(equipment.studio)
    policies.may_keep_file(actor=actor, studio=studio).require()
    locked = StudioEquipment.objects.get(pk=equipment.pk)
    _end(locked, until)
    journal.record(actor=actor, act="studios.retire_equipment", obj=locked, after={"until": until}, reason=note)
    return locked


def _require_days(since: date, until: date | None) -> None:
    require_past("since", since)
    require_past("until", until)
    require_order(since, until)


def _end(period: Period, until: date) -> None:
    if period.until is not None or period.struck_at is not None:
        raise Refusal("ended_already", _("这条记录已经结束或更正。"), _("请刷新页面查看最新情况。"))
    _require_days(period.since, until)
    period.until = until
    period.save(update_fields=["until"])
