"""The scored call of tests/awards, and one studio named from it."""

from jiangxin.studios.models import ServiceSlot, Studio
from jiangxin.studios.services import name_studios
from tests.awards.conftest import scene
from tests.awards.scene import Scene
from tests.conftest import SetClock
from tests.laying import laid
from tests.studios.serving import published_offer, slot_on

__all__ = ["scene", "slot", "studio"]


@laid
def studio(scene: Scene, clock_at: SetClock) -> Studio:
    """Return a studio named on 2026-09-15; the clock stands at the end of that year's November."""
    notice = scene.published(scene.entries[:2])
    clock_at("2026-09-15 09:00")
    name_studios(actor=scene.officer, document=scene.document(scene.closed(notice)), expected_revision=1)
    clock_at("2026-11-30 09:00")
    return Studio.objects.get(award__entry=scene.entries[0])


@laid
def slot(studio: Studio) -> ServiceSlot:
    """Return a slot of three places, three days from now, of an offer the house confirms by itself."""
    return slot_on(published_offer(studio))
