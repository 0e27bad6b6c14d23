"""The tabs on the pages of one studio, in both faces: `/studio/studios/<id>/…` and `/desk/studios/<id>/…`.

A room that adds pages about a studio adds one line to `PLACES` here: the name of its page without the face
("studio-ledger" for `studio:studio-ledger` and `desk:studio-ledger`), which takes the studio's id alone. A face that
has no page of this name, or whose page does not let the actor in, does not show the tab; one face may have it alone.

The page itself calls `frame(request, studio, "studio-ledger")` of `frame.py` for its context and extends
`studios/page.html` (blocks `page_title`, `acts`, `main`, `aside`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Text
from jiangxin.core.ui.parts import Tab
from jiangxin.studios.enums import StudioState
from jiangxin.studios.models import Studio


def _always(actor: Actor, studio: Studio) -> bool:
    del actor, studio
    return True


def _stands(actor: Actor, studio: Studio) -> bool:
    return studio.state == StudioState.ACTIVE and actor.organisation_id == studio.unit_id


@dataclass(frozen=True, slots=True)
class Place:
    """One tab: the page's name without its face, its label, and whom it concerns."""

    page: str
    label: Text
    shown: Callable[[Actor, Studio], bool] = _always


PLACES: tuple[Place, ...] = (
    Place("studio-file", _("档案")),
    Place("studio-ledger", _("台账")),
    Place("studio-projects", _("项目与成果")),
    Place("studio-funds", _("经费")),
    Place("studio-service", _("服务")),
    Place("studio-fusion", _("活动融合")),
    Place("studio-assessments", _("考核")),
    Place("studio-changes", _("变更申请")),
    Place("studio-rectifications", _("奖惩与整改")),
    Place("studio-apply", _("申报更高级别"), _stands),
    Place("studio-history", _("变更记录")),
)


def tabs_of(actor: Actor, studio: Studio, *, face: str, current: str) -> list[Tab]:
    """Return the tabs an actor finds on a studio's pages in a face; `current` is the page's name without the face."""
    found = ((place, _address(actor, f"{face}:{place.page}", studio)) for place in PLACES)
    return [
        Tab(place.label, address, place.page == current)
        for place, address in found
        if address and place.shown(actor, studio)
    ]


def _address(actor: Actor, page: str, studio: Studio) -> str:
    try:
        address = reverse(page, args=[studio.pk])
    except NoReverseMatch:
        return ""
    return address if resolve(address).func.policy(actor) else ""  # type: ignore[attr-defined]
