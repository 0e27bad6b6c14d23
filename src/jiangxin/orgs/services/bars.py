"""Barring a unit or a leader from applying, and lifting it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.models import Record
from jiangxin.core.refusal import Problem, Refusal, Text
from jiangxin.core.service import service
from jiangxin.orgs import policies
from jiangxin.orgs.models import Bar, Organisation
from jiangxin.people.models import Person

_LONGEST, _LONGEST_NUMBER = 300, 60


@dataclass(frozen=True, slots=True)
class Cause:
    """Why somebody is barred: the words, the document, and what it is about."""

    reason: str
    document_number: str
    about: Record | None = None
    title: str = ""


@service("orgs.set_bar", about="unit")
def set_bar(
    *, actor: Actor, unit: Organisation | None, leader: Person | None, cause: Cause, since: date, until: date
) -> Bar:
    """Keep a unit, a leader, or both from applying from a day until another, both included."""
    policies.may_bar(actor=actor).require()
    if unit is None and leader is None:
        raise Refusal("nobody_barred", _("没有指定限制的单位或领衔人。"), _("请至少选择一个。"))
    if until < since:
        raise _wrong("until", "ends_before_start", _("限制期限早于开始日期。"))
    bar = Bar.objects.create(
        unit=unit,
        leader=leader,
        since=since,
        until=until,
        reason=_required("reason", cause.reason, _LONGEST),
        document_number=_required("document_number", cause.document_number, _LONGEST_NUMBER),
        subject=cause.about.journal_label if cause.about else "",
        subject_id=cause.about.pk if cause.about else None,
        title=cause.title[:200],
        entered_by_id=actor.account_id,
        entered_at=clock.now(),
    )
    after = {
        "unit": unit and unit.pk,
        "leader": leader and leader.pk,
        "since": since,
        "until": until,
        "document": bar.document_number,
    }
    journal.record(actor=actor, act="orgs.set_bar", obj=bar, after=after, reason=bar.reason)
    return bar


@service("orgs.lift_bar", about="bar")
def lift_bar(*, actor: Actor, bar: Bar, reason: str, document_number: str = "") -> Bar:
    """Lift a bar before its day, with the reason: whoever was barred may apply at once."""
    policies.may_lift_bar(actor=actor).require()
    locked = Bar.objects.select_for_update(of=("self",)).get(pk=bar.pk)
    if locked.lifted_on is not None:
        raise Refusal("lifted_already", _("这项限制已经解除。"), _("请刷新页面查看最新情况。"))
    locked.lifted_reason = _required("reason", reason, _LONGEST)
    locked.lifted_document, locked.lifted_on = document_number.strip()[:_LONGEST_NUMBER], clock.today()
    locked.save(update_fields=["lifted_reason", "lifted_document", "lifted_on"])
    after = {"lifted_on": locked.lifted_on, "document": locked.lifted_document}
    journal.record(actor=actor, act="orgs.lift_bar", obj=locked, after=after, reason=locked.lifted_reason)
    return locked


def _required(path: str, text: str, longest: int) -> str:
    text = text.strip()
    if text and len(text) <= longest:
        return text
    raise _wrong(path, "required", _("请填写，最多%(longest)d个字。") % {"longest": longest})


def _wrong(path: str, code: str, message: Text) -> Refusal:
    return Refusal(code, _("申报限制的登记有误。"), _("请核对后再提交。"), problems=[Problem(path, message, code)])
