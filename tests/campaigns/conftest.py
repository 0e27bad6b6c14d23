"""An open call, in the days of declaring."""

from tests.campaigns.scene import START, Scene, make_scene
from tests.conftest import Federation, SetClock
from tests.laying import laid


@laid
def scene(federation: Federation, clock_at: SetClock) -> Scene:
    """Return an open call, the clock at its start."""
    clock_at(START)
    return make_scene(federation)
