"""A named studio, those who keep and read its file, and strangers."""

from dataclasses import dataclass

from jiangxin.core.actor import Actor, Role
from jiangxin.studios.models import Studio
from tests.awards.conftest import scene
from tests.awards.scene import Scene
from tests.conftest import Federation, make_actor
from tests.laying import laid
from tests.studios.conftest import studio
from tests.web.desk.conftest import open_page, send

__all__ = ["open_page", "people", "scene", "send", "studio"]


@dataclass
class People:
    """Everybody around the studio of `federation.unit`, by duty, and two who have nothing to do with it."""

    officer: Actor
    leader: Actor
    county: Actor
    union: Actor
    secretary: Actor
    other_county: Actor
    other_secretary: Actor


@laid
def people(federation: Federation, scene: Scene, studio: Studio) -> People:
    """Appoint them."""
    return People(
        officer=scene.officer,
        leader=scene.leader,
        county=make_actor(Role.REVIEWER_FIRST, federation.county),
        union=make_actor(Role.UNION_OFFICER, federation.unit),
        secretary=make_actor(Role.STUDIO_SECRETARY, federation.unit),
        other_county=make_actor(Role.REVIEWER_FIRST, federation.other_county),
        other_secretary=make_actor(Role.STUDIO_SECRETARY, federation.other_unit),
    )
