"""How far a ranking can be relied on is reckoned from its own rows, by the call's own rule."""

from decimal import Decimal

import pytest

from jiangxin.awards.reliability import reliability_of
from tests.awards.scene import Scene
from tests.conftest import Federation


def reckoned(scene: Scene):
    ranking = scene.rank()
    return reliability_of(ranking, list(ranking.rows.select_related("entry").order_by("order")))


def test_every_entry_and_expert_is_told(scene: Scene) -> None:
    found = reckoned(scene)

    assert [case.row.entry for case in found.cases] == scene.entries
    assert [expert.effect.marks for expert in found.experts] == [4] * 5
    assert sum(case.sure.above for case in found.cases if case.sure) == pytest.approx(found.seats)
    first = found.cases[0]
    assert (first.plain.mean, first.plain.trimmed, first.plain.median) == (85.0, 90.0, 90.0)


def test_a_veto_has_no_place_to_be_sure_of(scene: Scene, federation: Federation) -> None:
    vetoed = scene.add_entry(federation.unit, ["95"] * 5, vetoes=[["fraud"]] * 5)
    found = {case.row.entry: case for case in reckoned(scene).cases}

    assert found[vetoed].sure is None
    assert not found[vetoed].is_open


def test_the_expert_who_decides_is_named(scene: Scene, federation: Federation) -> None:
    """Four sheets, so that nothing is dropped: one expert alone puts the entry in front of all others."""
    scene.call.seats = 1
    scene.call.save(update_fields=["seats"])
    pushed = scene.add_entry(federation.unit, ["100", "87", "87", "87"])
    found = reckoned(scene)
    names = {expert.name: expert for expert in found.experts}
    first = scene.members[0].expert.person.name

    assert found.cases[0].row.score == Decimal("90.25")
    assert [row.entry for row in names[first].leaves] == [pushed]
    assert [row.entry for row in names[first].enters] == [scene.entries[1]]


def test_too_few_sheets_without_an_expert_are_told(scene: Scene, federation: Federation) -> None:
    lonely = scene.add_entry(federation.unit, ["80", "82", "84"])
    found = {expert.name: expert for expert in reckoned(scene).experts}

    assert [row.entry for row in found[scene.members[0].expert.person.name].short] == [lonely]
