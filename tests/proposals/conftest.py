"""A campaign that collects proposals, in its first days."""

from tests.conftest import Federation, SetClock
from tests.laying import laid
from tests.proposals.scene import START, Scene, make_scene


@laid
def scene(federation: Federation, clock_at: SetClock) -> Scene:
    """Return an open campaign, the clock in its first days."""
    clock_at(START)
    return make_scene(federation)
