"""The studio's own row is what the directory reads: it repeats what the file says of today."""

from jiangxin.studios.enums import StudioLevel
from jiangxin.studios.models import (
    Studio,
    StudioHosting,
    StudioLeadership,
    StudioLevelHeld,
    StudioName,
    StudioToken,
)
from jiangxin.studios.periods import current
from jiangxin.studios.tokens import tokens

_RANKS = {level: rank for rank, level in enumerate(StudioLevel.values)}


def mirror(studio: Studio) -> None:
    """Repeat the present name, leader, host unit and highest level in the studio's row and its search tokens.

    A studio that holds no level now keeps showing the last one: the directory tells its state beside it.
    """
    name, leader = current(StudioName, studio), current(StudioLeadership, studio)
    host = current(StudioHosting, studio)
    levels = StudioLevelHeld.objects.filter(studio=studio, struck_at=None, until=None).values_list("level", flat=True)
    if name:
        studio.name = name.display_name or name.name
    studio.leader_id = leader.person_id if leader else None
    studio.leader_name = leader.person_name if leader else ""
    if host:
        studio.unit_id, studio.unit_name = host.unit_id, host.unit_name
    studio.level = max(levels, key=_RANKS.__getitem__, default=studio.level)
    studio.save(update_fields=["name", "leader", "leader_name", "unit", "unit_name", "level", "area"])
    _index(studio)


def _index(studio: Studio) -> None:
    asked = tokens(studio.name, studio.leader_name, studio.unit_name, studio.field)
    kept = set(StudioToken.objects.filter(studio=studio).values_list("token", flat=True))
    StudioToken.objects.filter(studio=studio, token__in=kept - asked).delete()
    StudioToken.objects.bulk_create([StudioToken(studio=studio, token=token) for token in sorted(asked - kept)])
