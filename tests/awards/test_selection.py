from jiangxin.awards.queries import draw_line, ranking_rows_for
from jiangxin.awards.queries.selection import Plan
from tests.awards.scene import Scene


def plan(scene: Scene, **options: object) -> Plan:
    rows = list(ranking_rows_for(scene.officer, scene.rank()))
    return draw_line(scene.call, rows, **options)  # type: ignore[arg-type]


def test_plain_line_takes_the_best(scene: Scene) -> None:
    drawn = plan(scene)

    assert drawn.chosen == {entry.pk for entry in scene.entries[:3]}
    assert (drawn.count, drawn.seats) == (3, 3)


def test_shares_say_by_how_many_they_are_missed(scene: Scene) -> None:
    scene.call.definition["selection"]["proportions"][0]["percent"] = 60

    state = plan(scene).states[0]

    assert (state.satisfied, state.have, state.need, state.missing) == (False, 1, 2, 1)


def test_moving_the_line_tells_what_breaks(scene: Scene) -> None:
    drawn = plan(scene, count=2)

    assert drawn.up is not None
    assert drawn.down is not None
    assert drawn.up.row.entry == scene.entries[1]
    assert drawn.down.row.entry == scene.entries[2]
    assert (drawn.up.broken, drawn.down.broken) == ((), ())
    assert plan(scene, count=3).down is None


def test_balanced_line_keeps_the_shares_and_says_who_moved(scene: Scene) -> None:
    scene.call.definition["selection"]["proportions"][0]["percent"] = 60

    drawn = plan(scene, balanced=True)

    assert drawn.chosen == {scene.entries[0].pk, scene.entries[1].pk, scene.entries[3].pk}
    assert [row.entry for row in drawn.moved_in] == [scene.entries[3]]
    assert [row.entry for row in drawn.moved_out] == [scene.entries[2]]
    assert (drawn.states[0].satisfied, drawn.clash) == (True, ())
    assert [(cost.rule, cost.displaced, cost.favoured) for cost in drawn.costs] == [
        ("“一线职工领衔”不少于 2 个（可选 2 个）", drawn.moved_out, drawn.moved_in)
    ]
    assert drawn.costs[0].points == drawn.moved_out[0].score - drawn.moved_in[0].score


def test_rules_that_clash_are_named_and_become_wishes(scene: Scene) -> None:
    scene.call.definition["selection"]["proportions"][0]["percent"] = 100

    drawn = plan(scene, balanced=True)

    assert drawn.clash == ("“一线职工领衔”不少于 3 个（可选 2 个）",)
    assert drawn.states[0].have == 2
    assert drawn.costs == ()  # wishes have a price, which is no points


def test_share_of_each_area_is_told_by_the_worst(scene: Scene) -> None:
    scene.call.definition["selection"]["proportions"] = [
        {"group": "one_county", "label": "同一县", "bound": "at_most", "percent": 50, "each": "area"}
    ]

    drawn = plan(scene)

    assert [(state.label, state.missing) for state in drawn.states] == [("同一县（青石县）", 1)]
    assert [(bar.area, bar.chosen, bar.scored) for bar in drawn.bars] == [
        ("青石县", 2, 2),
        ("明湖区", 1, 1),
        ("机械冶金", 0, 1),
    ]


def test_vetoed_entries_are_never_proposed(scene: Scene, federation: object) -> None:
    vetoed = scene.add_entry(scene.entries[0].unit, ["99"] * 5, vetoes=[["fraud"]] + [[]] * 4)

    assert vetoed.pk not in plan(scene, count=4).chosen


def test_a_line_through_equals_says_so(scene: Scene) -> None:
    equal = scene.add_entry(scene.entries[3].unit, ["86", "85", "84", "83", "82"])

    assert {row.entry for row in plan(scene, count=3).tied} == {scene.entries[2], equal}
    assert (plan(scene, count=2).tied, plan(scene, count=0).tied) == ((), ())


def test_limits_nobody_can_keep_leave_the_plain_order_and_say_so(scene: Scene) -> None:
    scene.call.definition["selection"]["proportions"] = [
        {"group": "one_county", "label": "同一县", "bound": "at_most", "percent": 0, "each": "area"}
    ]

    drawn = plan(scene, balanced=True)

    assert (drawn.gave_up, drawn.moved_in) == (True, ())
    assert drawn.chosen == {entry.pk for entry in scene.entries[:3]}
    assert "共 3 个名额须用满" in drawn.clash
