"""Reading the front page."""

from jiangxin.core.actor import Actor
from jiangxin.library.enums import FrontSlot
from jiangxin.library.gate import articles_for
from jiangxin.library.models import Article, FrontPlace


def front_page(actor: Actor) -> dict[FrontSlot, list[Article]]:
    """Return what stands at each place of the front page, in order, as the actor may list it."""
    places = list(FrontPlace.objects.order_by("slot", "position", "id").values_list("slot", "article_id"))
    found = articles_for(actor).in_bulk({key for _slot, key in places})
    page: dict[FrontSlot, list[Article]] = {slot: [] for slot in FrontSlot}
    for slot, key in places:
        if key in found:
            page[FrontSlot(slot)].append(found[key])
    return page
