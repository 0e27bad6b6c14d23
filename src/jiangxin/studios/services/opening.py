"""A studio's file is opened when it is named, and closed when it ends."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.studios.models import (
    Studio,
    StudioHosting,
    StudioLeadership,
    StudioLevelHeld,
    StudioName,
    StudioStanding,
)
from jiangxin.studios.periods import current, end_before, enter


def open_files(studios: Sequence[Studio], *, actor: Actor, bases: Mapping[int, str]) -> None:
    """Enter name, leader, host unit, level and standing of newly named studios, since the day of their naming.

    Args:
        bases: what a name rests on, by the studio's id, where it is known.
    """
    entered = [(studio, _common(studio, actor)) for studio in studios]
    StudioName.objects.bulk_create(
        [StudioName(name=studio.name, basis=bases.get(studio.pk, ""), **common) for studio, common in entered]
    )
    StudioLeadership.objects.bulk_create(
        [
            StudioLeadership(person=studio.leader, person_name=studio.leader_name, **common)
            for studio, common in entered
            if studio.leader_name
        ]
    )
    StudioHosting.objects.bulk_create(
        [StudioHosting(unit=studio.unit, unit_name=studio.unit_name, **common) for studio, common in entered]
    )
    StudioLevelHeld.objects.bulk_create([_level(studio, common) for studio, common in entered])
    StudioStanding.objects.bulk_create([StudioStanding(state=studio.state, **common) for studio, common in entered])


def close_file(studio: Studio, *, actor: Actor, on: date, document_number: str, reason: str) -> None:
    """Say from which day the studio is what its row says now: withdrawn or dissolved."""
    standing = current(StudioStanding, studio)
    if standing:
        end_before(standing, on, reason[:300])
    enter(
        StudioStanding,
        actor=actor,
        studio=studio,
        since=on,
        state=studio.state,
        document_number=document_number,
        note=reason[:300],
    )


def _common(studio: Studio, actor: Actor) -> dict[str, Any]:
    assert studio.award is not None, "these are named by the house"
    return {
        "studio": studio,
        "since": studio.named_on,
        "document_number": studio.award.document.number,
        "entered_by_id": actor.account_id,
        "entered_at": clock.now(),
    }


def _level(studio: Studio, common: dict[str, Any]) -> StudioLevelHeld:
    award = studio.award
    assert award is not None, "these are named by the house"
    term = award.valid_until if award.valid_until and award.valid_until >= studio.named_on else None
    return StudioLevelHeld(
        level=studio.level,
        kind=studio.kind,
        awarding_body=award.awarding_body,
        award=award,
        valid_until=term,
        **common,
    )
