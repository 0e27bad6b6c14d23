"""A scored call, at a moment when the decision may be made."""

from tests.awards.scene import DECIDED_AT, Scene, scene_of
from tests.conftest import Federation, SetClock, make_actor
from tests.laying import laid


@laid
def scene(federation: Federation, clock_at: SetClock) -> Scene:
    """Return a call with three seats and four scored entries in two counties, best first."""
    clock_at(DECIDED_AT)
    scene = scene_of(federation, make_actor)
    scene.add_entry(federation.unit, ["95", "92", "90", "88", "60"], is_front_line=True)
    scene.add_entry(federation.private_unit, ["88", "88", "88", "88", "88"], is_non_public=True)
    scene.add_entry(federation.other_unit, ["86", "85", "84", "83", "82"])
    scene.add_entry(federation.industry_unit, ["70", "71", "72", "73", "74"], is_front_line=True)
    return scene
