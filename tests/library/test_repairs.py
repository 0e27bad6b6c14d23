"""Stored reports: any choice of repairs can be taken back, and every place is where it says."""

from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.text.restore import Certainty, Damage, restore
from jiangxin.library.repairs import (
    around,
    doubts_of,
    groups_of,
    repaired,
    repairs_of,
    store_changes,
    store_flags,
    tally,
)

SOURCE = "國家_的勞模創(chuàng)新(服務(wù))工作室,,創(chuàng)造。\n亳(bó)州"
REPORT = restore(SOURCE)
CHANGES, FLAGS = store_changes(REPORT.changes), store_flags(REPORT.flags)
EVERY = frozenset(range(len(CHANGES)))


@given(st.sets(st.sampled_from(sorted(EVERY))))
def test_any_choice_of_repairs_can_be_taken_back(revoked):
    text = repaired(SOURCE, CHANGES, revoked)
    repairs = repairs_of(CHANGES, revoked)
    for repair in repairs:
        assert SOURCE[repair.start : repair.end] == repair.before
        assert text[repair.place : repair.place + repair.length] == (
            repair.before if repair.is_revoked else repair.after
        )
    for doubt in doubts_of(SOURCE, FLAGS, CHANGES, revoked):
        assert SOURCE[doubt.start : doubt.end] == doubt.words
        assert text[doubt.place : doubt.place + doubt.length] == doubt.words
    assert [repair.number for repair in repairs if repair.is_revoked] == sorted(revoked)


def test_all_and_none():
    assert repaired(SOURCE, CHANGES, ()) == REPORT.text == "国家_的劳模创新(服务)工作室,创造。\n亳州"
    assert repaired(SOURCE, CHANGES, EVERY) == SOURCE


def test_what_is_alike_is_one_group():
    (reading, *_) = [group for group in groups_of(repairs_of(CHANGES, {6})) if group.before == "(chuàng)"]
    assert (reading.after, reading.classes, reading.certainty) == ("", (Damage.READING,), Certainty.CERTAIN)
    assert [CHANGES[number][1] for number in reading.numbers] == ["(chuàng)"] * 2
    assert sum(len(group.numbers) for group in groups_of(repairs_of(CHANGES, ()))) == len(CHANGES)


def test_classes_are_tallied():
    assert tally(CHANGES) == {"V1": 4, "V13": 1, "traditional": 5}
    assert tally(CHANGES, EVERY) == {}


def test_a_place_is_shown_with_its_line():
    assert around("第一行\n國家_的支柱\n第三行", 6, 1) == ("國家", "_", "的支柱")
