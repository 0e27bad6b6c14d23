from decimal import Decimal

import pytest

from jiangxin.awards.models import Ranking
from jiangxin.awards.queries import get_ranking_for, ranking_rows_for, rankings_for
from jiangxin.campaigns.models import Recusal
from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, Role
from jiangxin.core.models import JournalEntry, Outcome
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.review.models import Visit
from tests.awards.scene import Scene
from tests.conftest import Federation, MakeActor


def test_highest_and_lowest_are_dropped_and_the_rest_averaged(scene: Scene) -> None:
    first = scene.rank().rows.get(order=1)

    # (92 + 90 + 88) / 3
    assert first.score == Decimal("90.00")
    assert first.dropped == 2
    assert [sheet["dropped"] for sheet in first.sheets] == ["high", "", "", "", "low"]
    assert [sheet["total"] for sheet in first.sheets] == ["95.00", "92.00", "90.00", "88.00", "60.00"]
    assert (first.lowest, first.highest) == (Decimal(60), Decimal(95))
    assert first.deviation == Decimal("14.21")  # sample deviation: √(808 ∕ 4)


def test_order_and_journal(scene: Scene) -> None:
    ranking = scene.rank()

    assert [row.entry for row in ranking.rows.all()] == scene.entries
    assert [row.place for row in ranking.rows.all()] == [1, 2, 3, 4]
    record = JournalEntry.objects.filter(act="awards.compute_ranking").get()
    assert (record.outcome, record.after["entries"]) == (Outcome.DONE, 4)


def test_four_experts_drop_nobody(scene: Scene, federation: Federation) -> None:
    entry = scene.add_entry(federation.unit, ["90", "80", "70", "61"])

    row = scene.rank().rows.get(entry=entry)

    assert (row.score, row.dropped) == (Decimal("75.25"), 0)


def test_ties_go_to_the_core_section_then_benefit_then_honour(scene: Scene, federation: Federation) -> None:
    totals = ["99"] * 5
    plain = scene.add_entry(federation.unit, totals, core=["10"] * 5, benefit_wan=50, leader_honour_level=3)
    honoured = scene.add_entry(federation.unit, totals, core=["10"] * 5, benefit_wan=50, leader_honour_level=5)
    useful = scene.add_entry(federation.unit, totals, core=["10"] * 5, benefit_wan=60)
    strong = scene.add_entry(federation.unit, totals, core=["12"] * 5)

    rows = list(scene.rank().rows.all()[:4])

    assert [row.entry for row in rows] == [strong, useful, honoured, plain]
    assert [row.decided_by for row in rows] == ["", "core_section", "benefit_wan", "leader_honour_level"]
    assert rows[0].keys["core_section"] == "12.00"


def test_equal_in_everything_shares_a_place(scene: Scene, federation: Federation) -> None:
    twins = [scene.add_entry(federation.unit, ["99"] * 5) for _ in range(2)]

    rows = scene.rank().rows.filter(entry__in=twins)

    assert [row.place for row in rows] == [1, 1]


def test_a_veto_stands_last_whatever_the_score(scene: Scene, federation: Federation) -> None:
    vetoed = scene.add_entry(federation.unit, ["99"] * 5, vetoes=[["fraud"], [], [], [], []])

    last = scene.rank().rows.last()

    assert last is not None
    assert (last.entry, last.vetoed, last.score) == (vetoed, True, Decimal("99.00"))


def test_visits_weigh_once_they_are_signed(scene: Scene) -> None:
    first, second = scene.entries[:2]
    for entry, points in ((first, 50), (second, 100)):
        Visit.objects.create(entry=entry, state="signed", planned_for=clock.now(), place="车间", points=points)

    rows = list(scene.rank().rows.all())

    # 0.7 × 88 + 0.3 × 100 and 0.7 × 90 + 0.3 × 50
    assert [(row.entry, row.score) for row in rows[:2]] == [(second, Decimal("91.60")), (first, Decimal("78.00"))]
    # Not visited: the material score stands as it is, behind those who were – higher though it may be.
    assert (rows[2].entry, rows[2].score) == (scene.entries[2], Decimal("84.00"))


def test_an_unsigned_visit_holds_the_ranking_up(scene: Scene) -> None:
    Visit.objects.create(entry=scene.entries[0], state="recorded", planned_for=clock.now(), place="车间", points=90)

    with pytest.raises(Refusal) as refused:
        scene.rank()

    assert refused.value.code == "visit_unsigned"


def test_computing_again_makes_a_new_ranking(scene: Scene) -> None:
    scene.rank()
    scene.rank()

    assert Ranking.objects.count() == 2


def test_missing_sheets_are_refused_and_journalled(scene: Scene, federation: Federation) -> None:
    scene.add_entry(federation.unit, ["90", "80"])

    with pytest.raises(Refusal) as refused:
        scene.rank()

    assert refused.value.code == "sheets_missing"
    assert Ranking.objects.count() == 0
    record = JournalEntry.objects.filter(act="awards.compute_ranking").get()
    assert (record.outcome, record.after) == (Outcome.REFUSED, {"code": "sheets_missing", "problems": []})


def test_nothing_scored_is_refused(scene: Scene) -> None:
    for entry in scene.entries:
        entry.state = "formal_passed"
        entry.save()

    with pytest.raises(Refusal) as refused:
        scene.rank()

    assert refused.value.code == "nothing_scored"


@pytest.mark.parametrize("role", [Role.LEADER_CITY, Role.REVIEWER_FIRST, Role.EXPERT])
def test_only_the_organisers_officers_rank(scene: Scene, actor: MakeActor, federation: Federation, role: Role) -> None:
    scene.officer = actor(role, federation.city)

    with pytest.raises(Refusal) as refused:
        scene.rank()

    assert refused.value.code == "wrong_duty"


def test_gate_is_closed_to_everyone_outside_the_organisers_house(
    scene: Scene, actor: MakeActor, federation: Federation
) -> None:
    ranking = scene.rank()
    outsiders = [actor(Role.REVIEWER_FIRST, federation.county), actor(Role.EXPERT, federation.city), PUBLIC]

    assert [rankings_for(one).count() for one in outsiders] == [0, 0, 0]
    with pytest.raises(NotFound):
        get_ranking_for(outsiders[0], ranking.pk)


def test_a_recused_leader_does_not_see_the_row(scene: Scene) -> None:
    ranking = scene.rank()
    Recusal.objects.create(entry=scene.entries[0], person_id=scene.leader.person_id, reason="亲属", since=clock.now())

    assert [row.entry for row in ranking_rows_for(scene.leader, ranking)] == scene.entries[1:]
    assert ranking_rows_for(scene.officer, ranking).count() == 4
