"""Somebody the house does not know yet joins a team, or is found by the number of their identity card."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal, Text
from jiangxin.engine.measure.resident_id import check_resident_id
from jiangxin.people.models import Person
from jiangxin.people.services import enter_person


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is typed about a person who is not chosen from a list. The number may be empty."""

    name: str
    resident_id: str = ""
    phone: str = ""


def enter_newcomer(newcomer: Newcomer, *, actor: Actor) -> Person:
    """Return the person of this number, or enter a new one; for services.

    Raises:
        Refusal: no name, no valid number, or a number that belongs to somebody of another name.
    """
    name = newcomer.name.strip()
    if not name:
        raise _refusal("name", "required", _("请填写姓名，或从名单中选择。"))
    person = enter_person(
        actor=actor, name=name[:60], resident_id=_number(newcomer.resident_id), phone=newcomer.phone.strip()
    )
    if person.name != name[:60]:
        # The other name is not told: whoever tries numbers must not learn whose they are.
        raise _refusal("resident_id", "other_name", _("这个身份证号已登记在另一个姓名下，请核对姓名和号码。"))
    return person


def _number(typed: str) -> str:
    if not typed.strip():
        return ""
    checked = check_resident_id(typed, today=clock.today())
    if not checked.ok:
        raise _refusal("resident_id", "resident_id_invalid", _("身份证号有误，请核对18位号码。"))
    return checked.value


def _refusal(path: str, code: str, message: Text) -> Refusal:
    return Refusal(code, _("人员信息有误。"), _("请核对后再提交。"), problems=[Problem(path, message, code)])
