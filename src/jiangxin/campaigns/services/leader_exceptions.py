"""Leave in the single case: a person may lead an application of one call without meeting its conditions."""

import re

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns import policies
from jiangxin.campaigns.blueprint.columns import one_spelling
from jiangxin.campaigns.models import Call, Entry, LeaderException
from jiangxin.campaigns.registered import Standing
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal, Text
from jiangxin.core.service import service
from jiangxin.engine.measure.resident_id import check_resident_id
from jiangxin.people.services import enter_person

_OTHER_DOCUMENT = re.compile(r"(?=.*[A-Z])[A-Z0-9()]{5,20}")
"""Passports and permits have letters (ICAO Doc 9303-4: at most nine characters); a number alone is a resident's."""


@service("campaigns.give_leader_exception", about="call")
def give_leader_exception(*, actor: Actor, call: Call, name: str, number: str, reason: str) -> LeaderException:
    """Let one person lead in a call although they do not meet its conditions; needs a written reason.

    Args:
        name: of the person, as it is in the register when they are known by their number.
        number: of the document the application names: a resident's, a passport's or a permit's.

    Raises:
        Refusal: fields are missing or faulty; the call is closed or asks nothing of a leader; leave stands already.
    """
    policies.may_give_leader_exception(actor=actor, call=call).require()
    held = Call.objects.select_for_update(no_key=True).get(pk=call.pk)  # one at a time: none is given twice
    name, plain = name.strip(), _plain_number(number)
    problems = [] if name else [Problem("name", _("请填写领衔人姓名。"), "required")]
    if not plain:
        problems.append(Problem("number", _("证件号码有误，请与申报表所填核对。"), "number_invalid"))
    if not reason.strip():
        problems.append(Problem("reason", _("请写明批准的理由。"), "required"))
    if problems:
        raise _refusal(problems)
    person = enter_person(actor=actor, name=name[:60], resident_id=plain)
    if person.name != name[:60]:  # the other name is not told: numbers must not be tried out here
        message: Text = _("这个证件号码已登记在另一个姓名下，请核对姓名和号码。")
        raise _refusal([Problem("number", message, "other_name")])
    if LeaderException.objects.filter(call=held, person=person, revoked_at=None).exists():
        message = _("%(name)s在本次申报中已获批准。") % {"name": person.name}
        raise _refusal([Problem("name", message, "already_given")])
    given = LeaderException.objects.create(
        call=held, person=person, reason=reason.strip()[:300], given_by_id=actor.account_key, given_at=clock.now()
    )
    after = {"call": held.pk, "person": person.pk}
    journal.record(actor=actor, act="campaigns.give_leader_exception", obj=given, after=after, reason=given.reason)
    return given


@service("campaigns.revoke_leader_exception", about="exception")
def revoke_leader_exception(*, actor: Actor, exception: LeaderException, reason: str) -> LeaderException:
    """Take leave back that no application rests on; needs a written reason, and the row stays.

    Raises:
        Refusal: no reason, it was revoked already, or an application was handed in on it and still stands.
    """
    policies.may_give_leader_exception(actor=actor, call=exception.call).require()
    held = LeaderException.objects.select_for_update(of=("self",)).select_related("used_by").get(pk=exception.pk)
    policies.may_revoke_leader_exception(exception=held).require()
    if not reason.strip():
        message = _("请写明撤销的理由。")
        raise Refusal(
            "reason_missing", message, _("请填写后再提交。"), problems=[Problem("reason", message, "required")]
        )
    held.revoked_at, held.revoked_by_id, held.revoked_reason = clock.now(), actor.account_key, reason.strip()[:300]
    held.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    after = {"revoked_at": held.revoked_at}
    journal.record(
        actor=actor, act="campaigns.revoke_leader_exception", obj=held, after=after, reason=held.revoked_reason
    )
    return held


def use_leader_exception(entry: Entry, standing: Standing) -> dict[str, object]:
    """Note that an application comes in on leave, and return it as a fact of its passage; for `submit_entry`.

    Raises:
        Refusal: the leave was taken back at the same moment.
    """
    if standing.exception is None or not standing.waived:
        return {}
    held = LeaderException.objects.select_for_update(of=("self",)).get(pk=standing.exception.pk)
    if held.revoked_at is not None:
        raise Refusal("exception_revoked", _("领衔人的个案例外刚被撤销。"), _("请刷新页面，查看需要改正的各处。"))
    held.used_by, held.used_at = entry, clock.now()
    held.save(update_fields=["used_by", "used_at"])
    return {"leader_exception": held.pk, "waived": sorted({problem.code for problem in standing.waived})}


def _plain_number(typed: str) -> str:
    """Return a number as every application spells it; empty for one that is none."""
    checked = check_resident_id(typed, today=clock.today())
    if checked.ok:
        return checked.value
    number = one_spelling(typed)
    looks_resident = len(number) == len("11010519491231002X") and number[:-1].isdigit()
    return number if _OTHER_DOCUMENT.fullmatch(number) and not looks_resident else ""


def _refusal(problems: list[Problem]) -> Refusal:
    return Refusal("leader_exception_incomplete", _("个案例外没有批准。"), _("请按提示修改。"), problems=problems)
