"""Planning on-site inspections: when, where, and who goes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry, Recusal
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.queries import duties_on
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.people.models import Account
from jiangxin.review import policies
from jiangxin.review.enums import VisitState
from jiangxin.review.facts import Judge, derive
from jiangxin.review.inspection import inspection_terms
from jiangxin.review.models import Visit, VisitMember

VISITED = (EntryState.FORMAL_PASSED, EntryState.SCORED)


@service("review.plan_visit", about="entry")
def plan_visit(
    *, actor: Actor, entry: Entry, planned_for: datetime, place: str, inspectors: Sequence[Account]
) -> Visit:
    """Plan the inspection of an entry's studio.

    Raises:
        Refusal: the entry is not at a stage for it, a visit is planned already, time in the past, no place, too few
            inspectors, an account that is no inspector, or an inspector in conflict with the entry.
    """
    policies.may_plan_visit(actor=actor, entry=entry).require()
    if entry.state not in VISITED:
        raise Refusal(
            "not_in_this_state",
            _("当前状态是“%(state)s”，不安排实地考察。") % {"state": entry.get_state_display()},
            _("通过形式审查或完成评审的申报才安排考察。"),
        )
    if Visit.objects.filter(entry=entry).exists():
        raise Refusal("visit_planned", _("这份申报已安排考察。"), _("请在考察页面调整时间、地点和成员。"))
    _check(entry, planned_for, place, inspectors)
    visit = Visit.objects.create(entry=entry, planned_for=planned_for, place=place.strip())
    _seat(visit, inspectors)
    journal.record(actor=actor, act="review.plan_visit", obj=visit, after=_facts(visit, inspectors))
    return visit


@service("review.change_visit", about="visit")
def change_visit(
    *, actor: Actor, visit: Visit, planned_for: datetime, place: str, inspectors: Sequence[Account]
) -> Visit:
    """Change a plan before the visit has been recorded."""
    policies.may_handle_entry(actor=actor, entry=visit.entry).require()
    locked = lock_visit(visit)
    if locked.state != VisitState.PLANNED:
        raise Refusal(
            "visit_recorded", _("这次考察已有记录，不能再改安排。"), _("如需补充，请考察组成员在记录中写明。")
        )
    _check(locked.entry, planned_for, place, inspectors)
    before = _facts(locked, [member.account for member in locked.members.select_related("account")])
    locked.planned_for, locked.place = planned_for, place.strip()
    locked.save(update_fields=["planned_for", "place"])
    close_errands(about=locked)
    locked.members.all().delete()
    _seat(locked, inspectors)
    journal.record(actor=actor, act="review.change_visit", obj=locked, before=before, after=_facts(locked, inspectors))
    return locked


def lock_visit(visit: Visit) -> Visit:
    """Return the visit as it is now, locked until the transaction ends."""
    found = (
        Visit.objects.select_for_update(of=("self",))
        .select_related("entry__call__organiser")
        .filter(pk=visit.pk)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def _seat(visit: Visit, inspectors: Sequence[Account]) -> None:
    for account in inspectors:
        VisitMember.objects.create(visit=visit, account=account)
        open_errand(
            role=Role.INSPECTOR,
            organisation=None,
            account_id=account.pk,
            asked="record_visit",
            about=visit,
            title=str(visit.entry),
            note=visit.place,
            due_at=visit.planned_for,
        )


def _facts(visit: Visit, inspectors: Sequence[Account]) -> dict[str, Any]:
    return {
        "entry": visit.entry_id,
        "planned_for": visit.planned_for,
        "place": visit.place,
        "inspectors": [account.pk for account in inspectors],
    }


def _check(entry: Entry, planned_for: datetime, place: str, inspectors: Sequence[Account]) -> None:
    terms = inspection_terms(entry.call)
    problems = []
    if planned_for < clock.now():
        problems.append(Problem("planned_for", _("考察时间不能早于现在。")))
    if not place.strip():
        problems.append(Problem("place", _("请填写考察地点。"), "required"))
    if len({account.pk for account in inspectors}) < terms.minimum_inspectors:
        message = _("考察组至少 %(least)s 人。") % {"least": terms.minimum_inspectors}
        problems.append(Problem("inspectors", message, "too_few"))
    if problems:
        raise Refusal("visit_incomplete", _("考察安排还不完整。"), _("请按提示补充后保存。"), problems=problems)
    _require_inspectors(inspectors)
    _require_no_conflict(entry, inspectors)


def _require_inspectors(inspectors: Sequence[Account]) -> None:
    ids = [account.pk for account in inspectors]
    holding = set(
        duties_on(clock.today()).filter(role=Role.INSPECTOR, account_id__in=ids).values_list("account_id", flat=True)
    )
    strangers = [account.person.name for account in inspectors if account.pk not in holding]
    if strangers:
        raise Refusal(
            "not_an_inspector",
            _("%(names)s没有考察组成员的职责。") % {"names": "、".join(strangers)},
            _("请先为其分配“考察组成员”职责，或另选人员。"),
            problems=[Problem("inspectors", "、".join(strangers))],
        )


def _require_no_conflict(entry: Entry, inspectors: Sequence[Account]) -> None:
    people = {account.person_id: account.person for account in inspectors}
    recused = Recusal.objects.filter(entry=entry, person_id__in=people).values_list("person_id", "reason")
    ties, _namesakes = derive([Judge(person) for person in people.values()], [entry])
    grounds = {tie.person_id: tie.explanation for tie in ties} | dict(recused)
    if grounds:
        problems = [Problem("inspectors", f"{people[pk].name}：{reason}") for pk, reason in grounds.items()]
        raise Refusal(
            "inspector_conflicted",
            _("%(names)s与这份申报存在回避关系，不能参加考察。")
            % {"names": "、".join(people[pk].name for pk in grounds)},
            _("请另选考察组成员。"),
            problems=problems,
        )
