"""An open call, in the days of declaring."""

import pytest

from tests.campaigns.scene import START, Scene, make_scene
from tests.conftest import Federation, SetClock


@pytest.fixture
def scene(federation: Federation, clock_at: SetClock) -> Scene:
    """Return an open call, the clock at its start."""
    clock_at(START)
    return make_scene(federation)
