"""A call with entries before the experts."""

from jiangxin.core.actor import Role
from jiangxin.review.models import AssignmentRun
from tests.conftest import Federation, SetClock, make_actor
from tests.laying import laid
from tests.review.scene import NOW, Scene, make_scene


@laid
def scene(federation: Federation, clock_at: SetClock) -> Scene:
    """Return a call with four entries of four units, and five experts who belong to none of them."""
    clock_at(NOW)
    scene = make_scene(federation.city, make_actor(Role.OFFICER_CITY, federation.city))
    for unit in (federation.unit, federation.private_unit, federation.other_unit, federation.industry_unit):
        scene.add_entry(unit)
    for _number in range(5):
        scene.add_expert()
    return scene


@laid
def run(scene: Scene) -> AssignmentRun:
    """Return the published assignment of that call's cases."""
    return scene.published()
