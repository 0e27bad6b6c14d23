"""The portal's front page as a publicity officer arranges it: tried out on this page, public once it is saved."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core import search
from jiangxin.core.actor import PUBLIC, Request
from jiangxin.core.refusal import Refusal
from jiangxin.library.enums import FrontSlot
from jiangxin.library.models import Article
from jiangxin.library.queries import articles_for
from jiangxin.library.queries.front import front_keys, front_shown
from jiangxin.library.search import ARTICLES
from jiangxin.library.services import arrange_front_page
from jiangxin.library.services.front import PLACES
from jiangxin.web.desk.posting import done, status_of, whole

_OFFERED = 10
Keys = dict[FrontSlot, list[int]]


@dataclass(frozen=True, slots=True)
class Place:
    """One place as the page shows it: what would stand there, and what stands there now."""

    slot: FrontSlot
    room: int
    articles: list[Article]
    standing: list[int]
    gone: int

    @property
    def is_changed(self) -> bool:
        """Tell whether saving would change it."""
        return [article.pk for article in self.articles] != self.standing

    @property
    def is_full(self) -> bool:
        """Tell whether another article finds no room."""
        return len(self.articles) >= self.room


def front(request: Request) -> HttpResponse:
    """Show the arrangement; posted, change it on the page, look at it, or save it."""
    standing = front_keys()
    wanted, expected, refusal = standing, standing, None
    act = request.POST.get("act", "")
    if request.method == "POST":
        wanted, expected = _posted(request, "wanted"), _posted(request, "standing")
        try:
            wanted = _changed(wanted, act)
            if act == "save":
                _save(request, wanted, expected)
                return done(request, reverse("desk:library-front"), _("首页已按此安排，门户立即可见。"))
        except Refusal as caught:
            refusal = caught
    return _show(request, wanted, expected, refusal)


def _posted(request: Request, name: str) -> Keys:
    found = {slot: [whole(key) for key in request.POST.getlist(f"{name}-{slot}")] for slot in FrontSlot}
    return {slot: [key for key in dict.fromkeys(keys) if key is not None] for slot, keys in found.items()}


def _changed(wanted: Keys, act: str) -> Keys:
    """Return the arrangement after one button: "up:news:12", "down:…", "off:…" or "put:…"."""
    deed, _colon, rest = act.partition(":")
    code, _colon, number = rest.partition(":")
    key = whole(number)
    if key is None or code not in FrontSlot.values:
        return wanted
    slot = FrontSlot(code)
    keys = list(wanted[slot])
    if deed == "put" and key not in keys:
        if len(keys) >= PLACES[slot]:
            message = _("“%(slot)s”最多放 %(count)s 篇。") % {"slot": slot.label, "count": PLACES[slot]}
            raise Refusal("slot_full", message, _("请先从这个栏目撤下一篇。"))
        keys.append(key)
    elif deed == "off" and key in keys:
        keys.remove(key)
    elif deed in {"up", "down"} and key in keys:
        place = keys.index(key)
        other = max(0, min(len(keys) - 1, place + (1 if deed == "down" else -1)))
        keys[place], keys[other] = keys[other], keys[place]
    return {**wanted, slot: keys}


def _save(request: Request, wanted: Keys, expected: Keys) -> None:
    """Arrange each place that differs, all of them or none."""
    changed = {slot: keys for slot, keys in wanted.items() if keys != expected[slot]}
    listed = articles_for(PUBLIC).in_bulk({key for keys in changed.values() for key in keys})
    articles = {slot: [listed[key] for key in keys if key in listed] for slot, keys in changed.items()}
    arrange_front_page(actor=request.actor, wanted=articles, expected=expected)


def _show(request: Request, wanted: Keys, expected: Keys, refusal: Refusal | None) -> HttpResponse:
    typed = (request.POST.get("find") or "")[:60].strip()
    listed = articles_for(PUBLIC).in_bulk({key for keys in wanted.values() for key in keys})
    articles = {slot: [listed[key] for key in keys if key in listed] for slot, keys in wanted.items()}
    rows = [
        Place(slot, PLACES[slot], articles[slot], expected[slot], len(wanted[slot]) - len(articles[slot]))
        for slot in FrontSlot
    ]
    offered = list(search.matching(ARTICLES, articles_for(PUBLIC), typed)[:_OFFERED]) if typed else []
    context = {
        "places": rows,
        "is_changed": any(place.is_changed for place in rows),
        "find": typed,
        "offered": offered,
        "front": front_shown(articles),
        "refusal": refusal,
        "status_words": _told(request, typed, offered),
    }
    return render(request, "desk/library/front.html", context, status=status_of(refusal) or HTTPStatus.OK)


def _told(request: Request, typed: str, offered: list[Article]) -> object:
    if typed and not offered:
        return _("没有找到已发布的这样的文章。")
    return _("改动还没有保存。") if request.method == "POST" else ""
