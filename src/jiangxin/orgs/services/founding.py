"""Founding a house: the federation at the root of the tree, and whoever administers it first."""

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.refusal import Refusal
from jiangxin.core.service import service
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.services.appointments import Appointed, appoint
from jiangxin.orgs.services.organisations import add_organisation


@service("orgs.found_federation", about="organisation")
def found_federation(
    *,
    actor: Actor = SYSTEM,
    name: str,
    short_name: str,
    administrator: str,
    username: str,
    division_code: str = "",
    document_word: str = "",
    phone: str = "",
) -> Appointed:
    """Make the city federation and its first system administrator, in a house that has no organisation yet.

    Args:
        administrator: the person's name.
        username: what they sign in with; their start password is returned.
        document_word: 机关代字, the word in the federation's document numbers.

    Raises:
        Refusal: "already_founded".
    """
    if Organisation.objects.exists():
        raise Refusal("already_founded", _("这里已经建立了组织，不能再次创建。"), _("其余组织请登录后在“组织”里建立。"))
    federation = add_organisation(
        actor=actor,
        name=name.strip(),
        level=Level.CITY,
        parent=None,
        short_name=short_name.strip(),
        division_code=division_code.strip(),
        document_word=document_word.strip(),
        phone=phone.strip(),
    )
    appointed = appoint(
        actor=actor,
        organisation=federation,
        role=Role.SYSTEM_ADMINISTRATOR,
        since=clock.today(),
        username=username,
        name=administrator,
    )
    after = {"administrator": appointed.duty.account_id}
    journal.record(actor=actor, act="orgs.found_federation", obj=federation, after=after)
    return appointed
