"""Which pages each face offers; an entry is shown when its page exists and lets the actor in."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor, Role
from jiangxin.core.policy import PagePolicy
from jiangxin.core.refusal import Text
from jiangxin.core.ui.house import NavigationItem


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in a face's navigation: the URL's name and its label.

    Attributes:
        counted: Carries the errands that wait.
        only: Duties it is shown to; others whom the page lets in find it behind another page. None for all.
        also: Pages that belong to it although their addresses do not begin with its own.
    """

    page: str
    label: Text
    counted: bool = False
    only: tuple[Role, ...] | None = None
    also: tuple[str, ...] = ()

    def is_for(self, actor: Actor) -> bool:
        """Tell whether the actor's duty has it in its navigation."""
        return self.only is None or actor.is_any(*self.only)


PORTAL = (
    Entry("portal:home", _("首页")),
    Entry("portal:articles", _("文库")),
    Entry("portal:calls", _("申报通知")),
    Entry("portal:notices", _("公示")),
    Entry("portal:studios", _("工作室名录")),
    Entry("portal:services", _("服务预约"), also=("portal:bookings",)),
    Entry("portal:exchange", _("交流"), also=("portal:alliances", "portal:questions")),
    Entry("portal:verify", _("证书查验")),
    Entry("portal:favourites", _("我的收藏")),
)
STUDIO = (
    Entry("studio:home", _("我的申报"), counted=True),
    Entry("studio:calls", _("可申报")),
    Entry("studio:studios", _("我的工作室")),
    Entry("worker:home", _("提建议")),
)
WORKER = (
    Entry("worker:home", _("我的建议")),
    Entry("worker:offered-list", _("可推广的建议")),
    Entry("portal:home", _("公众门户")),
)
DESK = (
    Entry("desk:inbox", _("待办"), counted=True),
    Entry("desk:entries", _("申报")),
    Entry("desk:recommendations", _("推荐排序")),
    Entry("desk:calls", _("申报批次")),
    Entry("desk:blueprints", _("活动方案")),
    Entry("desk:panels", _("评审")),
    Entry("desk:rankings", _("会议与排名")),
    Entry("desk:notices", _("公示与异议")),
    Entry("desk:naming", _("命名与授牌"), also=("desk:award-reviews",)),
    Entry("desk:award-reviews", _("年度复核"), only=(Role.REVIEWER_FIRST,)),
    Entry("desk:studios", _("工作室"), also=("desk:alliances", "desk:questions")),
    Entry("desk:funds", _("补助资金")),
    Entry("desk:proposals", _("职工建议")),
    Entry("desk:library", _("文库")),
    Entry("desk:organisations", _("组织")),
    Entry("desk:accounts", _("账号"), only=(Role.SYSTEM_ADMINISTRATOR,)),
    Entry("desk:holidays", _("放假安排"), only=(Role.SYSTEM_ADMINISTRATOR,)),
    Entry("desk:energy-factors", _("能源系数"), only=(Role.SYSTEM_ADMINISTRATOR,)),
    Entry("desk:journal", _("办理日志")),
)
EXPERT = (
    Entry("expert:home", _("我的评审"), counted=True),
    Entry("expert:visits", _("考察")),
)
_FACES: dict[str, tuple[Entry, ...]] = {
    "studio": STUDIO,
    "worker": WORKER,
    "desk": DESK,
    "expert": EXPERT,
    "portal": PORTAL,
}
_FACE_OF_ROLE: dict[str, str] = {
    Role.WORKER: "worker",
    Role.STUDIO_LEADER: "studio",
    Role.STUDIO_SECRETARY: "studio",
    Role.UNION_OFFICER: "desk",
    Role.REVIEWER_FIRST: "desk",
    Role.OFFICER_CITY: "desk",
    Role.LEADER_CITY: "desk",
    Role.DISCIPLINE: "desk",
    Role.AUDIT: "desk",
    Role.SYSTEM_ADMINISTRATOR: "desk",
    Role.EXPERT: "expert",
    Role.INSPECTOR: "expert",
}


def face_of(actor: Actor) -> str:
    """Return the face an actor works in; the portal for the public."""
    return face_of_role(actor.role)


def face_of_role(role: str) -> str:
    """Return the face the holders of a role work in."""
    return _FACE_OF_ROLE.get(role, "portal")


def home_of_role(role: str) -> str:
    """Return the address at which a role's face shows what waits."""
    counted = (entry.page for entry in _FACES[face_of_role(role)] if entry.counted)
    return reverse("expert:visits" if role == Role.INSPECTOR else next(counted, "portal:home"))


def home_of(actor: Actor) -> str:
    """Return the address an actor's work begins at."""
    return next((address for _entry, address in _open_to(actor, _FACES[face_of(actor)])), "/")


def navigation(actor: Actor, *, face: str, path: str, waiting: int | None) -> tuple[NavigationItem, ...]:
    """Return a face's entries for an actor; the one that leads nearest to `path` is current."""
    shown = list(_open_to(actor, _FACES.get(face, PORTAL)))
    places = [
        (place, address) for entry, address in shown for place in (address, *(_page(page)[0] for page in entry.also))
    ]
    near = [(place, address) for place, address in places if place and _leads_to(place, path)]
    _place, current = max(near, key=lambda found: len(found[0]), default=("", ""))
    return tuple(
        NavigationItem(
            url=address,
            label=entry.label,
            count=waiting if entry.counted and waiting else None,
            current=address == current,
        )
        for entry, address in shown
    )


def address_for(actor: Actor, page: str) -> str:
    """Return the address of a page, empty when there is none or it does not let the actor in."""
    address, policy = _page(page)
    return address if address and policy is not None and policy(actor) else ""


def _open_to(actor: Actor, entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, str]]:
    for entry in entries:
        if entry.is_for(actor) and (address := address_for(actor, entry.page)):
            yield entry, address


def _leads_to(address: str, path: str) -> bool:
    return path == address or (address != "/" and path.startswith(address.rstrip("/") + "/"))


@lru_cache(maxsize=100)
def _page(name: str) -> tuple[str, PagePolicy | None]:
    try:
        address = reverse(name)
    except NoReverseMatch:
        return "", None
    return address, cast("PagePolicy", resolve(address).func.policy)  # type: ignore[attr-defined]
