"""What the frame of every page shows: whose house it is, who is here, and where they can go."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import PUBLIC, Actor
from jiangxin.core.ui.house import MOST_COUNTED, DutyChoice, House, LanguageChoice, NavigationItem
from jiangxin.core.ui.paging import capped_count
from jiangxin.orgs.models import Duty
from jiangxin.orgs.queries import errands_in_order, federation_name, waiting_in
from jiangxin.web.account.middleware import duties_in
from jiangxin.web.account.navigation import address_for, face_of, home_of, navigation


def house(request: HttpRequest) -> dict[str, Any]:
    """Return the template variables `house` and `actor`: one query for the name, one for what waits."""
    actor = cast("Actor", getattr(request, "actor", PUBLIC))
    return {"house": _house(request, actor, duties_in(request)), "actor": actor}


def _house(request: HttpRequest, actor: Actor, duties: list[Duty]) -> House:
    waiting = capped_count(errands_in_order(actor), MOST_COUNTED) if actor.duty_id else None
    return House(
        site_name=_("匠心"),
        organisation_name=federation_name(),
        home_url=address_for(actor, "portal:home") or "/",
        actor=actor,
        navigation=navigation(actor, face=_face(request, actor), path=request.path, waiting=waiting),
        duties=_duties(actor, duties) if len(duties) > 1 else (),
        languages=_languages(),
        account_links=_account_links(actor),
        duty_url=reverse("account:duty"),
        inbox=_inbox(duties) if len(duties) > 1 else None,
        language_url=reverse("account:language"),
        sign_in_url=reverse("account:sign-in"),
        sign_out_url=reverse("account:sign-out") if actor.is_signed_in else "",
        help_url=address_for(actor, "portal:help"),
    )


def _face(request: HttpRequest, actor: Actor) -> str:
    """Return the face of the page asked for; pages of the account, and those of workers, stand in the actor's own."""
    match = request.resolver_match
    named = match.namespace if match else ""
    return face_of(actor) if named in {"", "account", "worker"} else named


def _duties(actor: Actor, duties: list[Duty]) -> tuple[DutyChoice, ...]:
    return tuple(
        DutyChoice(
            value=str(duty.pk),
            role=duty.get_role_display(),
            organisation=duty.organisation.name,
            current=duty.pk == actor.duty_id,
            delegated_by=duty.delegated_from.account.person.name if duty.delegated_from else "",
        )
        for duty in duties
    )


def _inbox(duties: list[Duty]) -> NavigationItem:
    """Return the way to what waits in all duties, with its number."""
    return NavigationItem(reverse("account:inbox"), _("全部待办"), capped_count(waiting_in(duties), MOST_COUNTED))


def _languages() -> tuple[LanguageChoice, ...]:
    now = get_language()
    return tuple(LanguageChoice(code=code, name=str(name), current=code == now) for code, name in settings.LANGUAGES)


def _account_links(actor: Actor) -> tuple[NavigationItem, ...]:
    if not actor.is_signed_in:
        return ()
    links = [
        NavigationItem(home_of(actor), _("我的工作台")),
        NavigationItem(address_for(actor, "portal:home"), _("公众门户")),
        NavigationItem(address_for(actor, "account:delegations"), _("委托职责")),
        NavigationItem(address_for(actor, "account:mail"), _("邮件提醒")),
        NavigationItem(address_for(actor, "account:password"), _("修改口令")),
    ]
    return tuple(link for link in links if link.url)
