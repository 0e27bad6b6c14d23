"""Laying down what somebody needs to lead a studio of some kind."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal, Text
from jiangxin.core.service import service
from jiangxin.people import policies
from jiangxin.people.enums import HonourKind, HonourLevel, SkillGrade
from jiangxin.people.leading import Conditions, LeadingRules
from jiangxin.people.models import LeadingCondition, LeadingRule


@service("people.lay_down_leading_rule", about="rule")
def lay_down_leading_rule(
    *,
    actor: Actor,
    studio_kind: str,
    honours: Mapping[str, int],
    grade: int | None,
    since: date,
    basis: str,
) -> LeadingRule:
    """Lay down the conditions for a kind of studio from a day on; what held before stays for the days before.

    Args:
        honours: least level of each kind of honour that counts.
        grade: least skill grade that counts; None when none does.
        basis: the document, or who decided it.

    Raises:
        Refusal: "no_condition" when nothing would count, "basis_missing".
    """
    policies.may_lay_down_leading_rule(actor=actor).require()
    _require_complete(honours, grade, basis)
    before = LeadingRules().of(studio_kind, since)
    rule = LeadingRule.objects.create(
        studio_kind=studio_kind,
        since=since,
        basis=basis.strip()[:100],
        entered_by_id=actor.account_id,
        entered_at=clock.now(),
    )
    rows = [
        LeadingCondition(rule=rule, honour_kind=HonourKind(kind), least_level=HonourLevel(level))
        for kind, level in honours.items()
    ]
    if grade is not None:
        rows.append(LeadingCondition(rule=rule, least_grade=SkillGrade(grade)))
    LeadingCondition.objects.bulk_create(rows)
    after = LeadingRules().of(studio_kind, since)
    journal.record(
        actor=actor,
        act="people.lay_down_leading_rule",
        obj=rule,
        before=_plain(before),
        after={"studio_kind": studio_kind, "since": since, **_plain(after)},
        reason=rule.basis,
    )
    return rule


def _require_complete(honours: Mapping[str, int], grade: int | None, basis: str) -> None:
    if not honours and grade is None:
        raise _refusal("honours", "no_condition", _("至少要有一项条件，否则谁都不能领衔。"))
    if not basis.strip():
        raise _refusal("basis", "basis_missing", _("请填写依据文件。"))


def _plain(conditions: Conditions) -> dict[str, Any]:
    honours = {str(kind.value): int(level) for kind, level in conditions.honours.items()}
    return {"honours": honours, "grade": None if conditions.grade is None else int(conditions.grade)}


def _refusal(path: str, code: str, message: Text) -> Refusal:
    return Refusal(code, _("领衔条件没有保存。"), _("请核对后再保存。"), problems=[Problem(path, message, code)])
