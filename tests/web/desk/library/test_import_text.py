"""The text laid out for comparing: nothing lost, nothing twice, no page too large, whatever the text."""

from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.text.restore import restore
from jiangxin.library.repairs import repaired, store_changes, store_flags
from jiangxin.web.desk.import_text import LONGEST_ROW, PAGE_WEIGHT, Layout

WORDS = ["創(chuàng)新", "工會(huì)", "职工", "国家_的", "，，", "\n", "a", "<b>", "活 动 台 账", "。"]
texts = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)


def laid_out(source, revoked=()):
    report = restore(source)
    changes, flags = store_changes(report.changes), store_flags(report.flags)
    return Layout(source, changes, flags, revoked), changes, flags


def sides(layout):
    sheets = [layout.sheet(number) for number in range(1, layout.last + 1)]
    pieces = [piece for sheet in sheets for row in sheet.rows for piece in row.pieces]
    before = "".join(piece.before for piece in pieces)
    after = "".join(piece.before if piece.is_revoked else piece.after for piece in pieces)
    return sheets, pieces, before, after


@given(texts, st.sets(st.integers(0, 20)))
def test_both_sides_are_whole(source, numbers):
    _, changes, flags = laid_out(source)
    revoked = {number for number in numbers if number < len(changes)}
    layout, _, _ = laid_out(source, revoked)

    sheets, pieces, before, after = sides(layout)

    assert before == source
    assert after == repaired(source, changes, revoked)
    assert [piece.number for piece in pieces if piece.number is not None] == list(range(len(changes)))
    assert [piece.flag for piece in pieces if piece.is_flag_start] == list(range(len(flags)))
    assert [number for sheet in sheets for number in range(sheet.first_repair, sheet.end_repair)] == list(
        range(len(changes))
    )


def test_a_long_text_is_cut_into_pages_that_stay_small():
    source = "创(chuàng)新工作室" * 900 + "\n" * 50_000 + "没有坏处的一行。\n" * 9_000 + "无" * 90_000
    layout, changes, _ = laid_out(source)

    sheets, _, before, _ = sides(layout)

    assert before == source
    assert len(changes) == 900
    for sheet in sheets:
        repairs = sheet.end_repair - sheet.first_repair
        assert sum(row.characters for row in sheet.rows) * 10 + repairs * 450 <= PAGE_WEIGHT
        assert all(row.characters <= LONGEST_ROW + 20 for row in sheet.rows if row.is_marked)
    assert sum(len(sheet.rows) for sheet in sheets) < 1_000


def test_unchanged_lines_go_together_and_long_ones_are_folded():
    layout, _, _ = laid_out("无事。\n" * 100 + "工會(huì)。\n后文。\n")

    (sheet,) = [layout.sheet(1)]

    assert [(row.is_marked, row.is_folded) for row in sheet.rows] == [(False, True), (True, False), (False, False)]
    assert [row.lines for row in sheet.rows] == [100, 1, 1]


def test_what_lies_beyond_the_ends_is_the_nearest_page():
    layout, _, _ = laid_out("无" * 100_000)

    assert layout.last == 2
    assert [layout.sheet(number).number for number in (0, 1, 2, 99)] == [1, 1, 2, 2]
    assert [layout.page_of_place(place) for place in (0, 50_000, 60_000)] == [1, 1, 2]


def test_of_a_text_without_a_word_there_is_one_empty_page():
    layout = Layout("", [], [], ())

    assert (layout.last, layout.sheet(3).rows, layout.page_of_place(0)) == (1, (), 1)


def test_a_very_long_repair_is_shown_by_its_ends():
    changes = [[0, "繁" * 5_000, "简" * 5_000, "V10", "likely"]]
    layout = Layout("繁" * 5_000 + "完", changes, [], ())

    first = layout.sheet(1).rows[0].pieces[0]

    assert (len(first.before), len(first.after)) == (301, 301)
