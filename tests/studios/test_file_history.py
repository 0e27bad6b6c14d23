"""The data migration opens the files of studios that were named before there were files."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from jiangxin.core.database import writable
from jiangxin.studios.models import Period, Studio, StudioLevelHeld
from jiangxin.studios.queries import studio_on
from jiangxin.studios.services import withdraw_studio
from tests.awards.scene import Scene

history = import_module("jiangxin.studios.migrations.0004_file_history")
_NOT_OURS = {"id", "entered_by_id", "entered_at"}


def rows(studio: Studio) -> dict[str, list[dict[str, object]]]:
    return {
        kind.__name__: [
            {name: value for name, value in row.items() if name not in _NOT_OURS}
            for row in kind.rows().filter(studio=studio, struck_at=None).order_by("since").values()
        ]
        for kind in Period.__subclasses__()
    }


class LevelThen:
    """A level as the migration knew it, without a kind; migration 0018 gives it the studio's."""

    objects = StudioLevelHeld.objects

    def __new__(cls, **facts: object) -> StudioLevelHeld:  # type: ignore[misc]
        return StudioLevelHeld(kind=facts["studio"].kind, **facts)  # type: ignore[attr-defined]


class ModelsThen:
    """The models of the migration's day."""

    def get_model(self, app: str, name: str) -> object:
        return LevelThen if name == "StudioLevelHeld" else apps.get_model(app, name)


def refill() -> None:
    with writable():
        for kind in Period.__subclasses__():
            kind.rows().delete()
    history.fill(ModelsThen(), None)


def test_the_file_of_a_living_studio_is_filled_as_naming_fills_it(studio: Studio) -> None:
    written = rows(studio)
    refill()

    assert rows(studio) == written


@pytest.mark.parametrize("on", [date(2026, 9, 15), date(2026, 10, 10)])
def test_the_file_of_a_withdrawn_studio_is_filled_as_withdrawing_fills_it(
    scene: Scene, studio: Studio, on: date
) -> None:
    withdraw_studio(actor=scene.leader, studio=studio, reason="误发", document_number="云工发〔2026〕41号", on=on)
    written = rows(studio)
    for row in written["StudioStanding"]:
        row["note"] = ""  # the reason stands with the award
    refill()

    assert rows(studio) == written


def test_taking_the_migration_back_empties_the_file(scene: Scene, studio: Studio) -> None:
    with writable():
        history.empty(apps, None)

    assert studio_on(scene.officer, studio, date(2026, 10, 1)).name is None
    assert StudioLevelHeld.objects.count() == 0
