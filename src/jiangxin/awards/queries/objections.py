"""Reading objections: the organiser's officers, leaders and discipline, their handler, and the objector by receipt."""

import hmac

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.models import Objection, ObjectionFile
from jiangxin.awards.numbers import lookup_key
from jiangxin.awards.policies import HANDLING_ROLES, WATCHING_ROLES, may_be_handler
from jiangxin.campaigns.models import Recusal
from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound
from jiangxin.engine.measure.plain_text import plain
from jiangxin.orgs.models import Duty
from jiangxin.orgs.queries import duties_on


def objections_for(actor: Actor) -> QuerySet[Objection]:
    """Return the objections an actor may see; a conflict of interest closes the gate."""
    if not actor.is_any(*WATCHING_ROLES):
        return Objection.objects.none()
    handled = Q(handler_id=actor.account_id, handler_organisation_id=actor.organisation_id)
    found = Objection.objects.filter(Q(item__notice__call__organiser_id=actor.organisation_id) | handled)
    if actor.person_id is not None:
        recused = Recusal.objects.filter(person_id=actor.person_id).values("entry_id")
        found = found.exclude(item__entry__in=recused)
    return found.select_related(
        "item__notice__call__organiser",
        "item__entry__unit",
        "item__entry__area",
        "handler__person",
        "handler_organisation",
    )


def get_objection_for(actor: Actor, objection_id: int) -> Objection:
    """Return one objection; absent and forbidden look alike."""
    found = objections_for(actor).filter(pk=objection_id).first()
    if found is None:
        raise NotFound
    return found


def get_objection_file_for(actor: Actor, objection_id: int, file_id: int) -> ObjectionFile:
    """Return one paper of an objection; absent and forbidden look alike."""
    found = (
        ObjectionFile.objects.select_related("stored")
        .filter(pk=file_id, objection_id=objection_id, objection__in=objections_for(actor))
        .first()
    )
    if found is None:
        raise NotFound
    return found


def possible_handlers(objection: Objection) -> list[Duty]:
    """Return today's duties whose holders may handle an objection."""
    duties = duties_on(clock.today()).filter(role__in=[str(role) for role in HANDLING_ROLES]).order_by("id")
    return [duty for duty in duties if may_be_handler(duty=duty, entry=objection.item.entry)]


def get_objection_by_receipt(receipt: str, contact: str) -> Objection:
    """Return an objection to its objector, who knows the receipt and the telephone number given.

    Raises:
        NotFound: with the same words whether receipt or number is wrong.
    """
    typed = lookup_key(receipt)
    found = None
    if len(typed) == 14:  # noqa: PLR2004  YY, the year and eight characters
        written = f"{typed[:6]}-{typed[6:10]}-{typed[10:]}"
        found = Objection.objects.select_related("item__notice").filter(receipt=written).first()
    known = found.objector_contact if found else ""
    same = hmac.compare_digest(_digits(known).encode(), _digits(contact).encode())
    if found is None or not same:
        raise NotFound(_("没有找到这件异议：受理号或联系电话不符。"))
    return found


def _digits(contact: str) -> str:
    return "".join(char for char in plain(contact) if char.isascii() and char.isdigit()).removeprefix("86")
