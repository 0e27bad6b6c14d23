import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.text.count import Rule, count, count_shown
from jiangxin.library.text import (
    PieceKind,
    digest_of,
    headings_of,
    lengths,
    measure,
    normalise,
    preview_pieces,
    visible,
    whole_pieces,
)

GAP = "……(某站省略609字,正式会员可完整阅读)……"
LINES = st.sampled_from(
    ["一、提高认识", "（一）抓学习", "一是抓课题。班组要敢破题。", "工会 works hard.", "", "# 附则", GAP, "劳模\t精神"]
)
BODIES = st.lists(LINES, max_size=12).map(lambda lines: normalise("\n".join(lines)))
RULES = st.sampled_from([rule.value for rule in Rule])
PREVIEWS = st.fixed_dictionaries(
    {
        "counting": RULES,
        "opening": st.integers(0, 120),
        "gap": st.none() | st.integers(0, 60),
        "tail": st.integers(0, 60),
        "stated_total": st.none() | st.integers(0, 3000),
    }
)


@given(BODIES, RULES, st.none() | st.integers(0, 3000))
def test_a_reader_of_the_whole_gets_every_character_and_the_gaps_between(body, counting, stated):
    pieces = whole_pieces(body, counting=counting, stated_total=stated)
    measured = measure(body, counting=counting, stated_total=stated)

    figures = count_shown(body, Rule(counting))
    assert sum(lengths(pieces, PieceKind.SHOWN)) == measured.characters == figures.shown
    assert lengths(pieces, PieceKind.WITHHELD) == ()
    assert sum(lengths(pieces, PieceKind.MISSING)) == measured.missing
    assert [body[piece.start : piece.end] for piece in pieces if piece.text is not None] == [
        piece.text for piece in pieces if piece.text is not None
    ]
    assert "".join(body[piece.start : piece.end] for piece in pieces) == body


@given(BODIES, PREVIEWS)
def test_a_preview_counts_exactly_and_lays_over_the_whole(body, rule):
    pieces = preview_pieces(body, **rule)

    shown, withheld = lengths(pieces, PieceKind.SHOWN), lengths(pieces, PieceKind.WITHHELD)
    assert sum(shown) + sum(withheld) == measure(body, counting=rule["counting"]).characters
    assert "".join(body[piece.start : piece.end] for piece in pieces) == body
    for piece in pieces:
        if piece.kind is not PieceKind.MISSING:
            assert piece.length == count(body[piece.start : piece.end], Rule(rule["counting"]))
        assert (piece.text is None) == (piece.kind is not PieceKind.SHOWN)


@given(BODIES, PREVIEWS)
def test_a_preview_withholds_at_least_something_of_any_text(body, rule):
    pieces = preview_pieces(body, **rule)
    total = measure(body, counting=rule["counting"]).characters

    withheld = sum(lengths(pieces, PieceKind.WITHHELD))
    assert (withheld > 0) == (total > 0)


@given(BODIES, PREVIEWS)
def test_the_outline_of_a_preview_stands_in_what_is_shown(body, rule):
    pieces = preview_pieces(body, **rule)
    withheld = lengths(pieces, PieceKind.WITHHELD)
    shown = "\n".join(piece.text for piece in pieces if piece.text is not None)

    headings = visible(headings_of(body), pieces)
    if withheld:
        assert [heading.title for heading in headings if heading.title not in shown] == []
    else:
        assert headings == headings_of(body)


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)

    assert normalise(once) == once
    assert "\r" not in once
    assert "\x00" not in once


@given(st.text(alphabet="劳模 \t\n工会abc"), st.text(alphabet=" \t\n", max_size=5))
def test_white_space_makes_no_other_text(text, blank):
    assert digest_of(text.replace("模", "模" + blank)) == digest_of(text)


def test_an_empty_body_has_no_digest():
    assert digest_of(" \n") == ""


def test_the_figures_of_a_page_with_a_gap_and_a_cut_end():
    body = "甲" * 1000 + GAP + "乙" * 710

    measured = measure(body, counting="site", stated_total=2690)
    pieces = whole_pieces(body, counting="site", stated_total=2690)

    assert measured == (1710, [{"start": 1000, "end": 1000 + len(GAP), "omitted": 609}], 980)
    assert lengths(pieces, PieceKind.MISSING) == (609, 371)


def test_entries_of_the_printed_contents_that_lie_in_a_gap_are_marked():
    contents = "一、提高认识\n二、抓好落实\n三、加强领导\n四、展望未来"
    body = f"一、提高认识\n认识到位。\n{GAP}\n三、加强领导\n领导到位。"

    found = headings_of(body, contents=contents, stated_total=5000)

    assert [(heading.title, heading.start, heading.missing) for heading in found] == [
        ("一、提高认识", 0, False),
        ("二、抓好落实", None, True),
        ("三、加强领导", body.index("三、"), False),
        ("四、展望未来", None, True),
    ]


def test_a_rule_longer_than_the_article_still_withholds_half():
    pieces = preview_pieces("劳模精神代代传承", counting="plain", opening=300, gap=None, tail=0)

    assert [(piece.kind.value, piece.length, piece.text) for piece in pieces] == [
        ("shown", 4, "劳模精神"),
        ("withheld", 4, None),
    ]


@pytest.mark.parametrize(
    ("opening", "gap", "tail", "expected"),
    [
        (2, None, 0, [("shown", 2), ("withheld", 8)]),
        (2, 3, 0, [("shown", 2), ("withheld", 3), ("shown", 5)]),
        (2, 3, 2, [("shown", 2), ("withheld", 3), ("shown", 3), ("withheld", 2)]),
        (0, None, 0, [("withheld", 10)]),
        (9, None, 0, [("shown", 5), ("withheld", 5)]),
        (9, 0, 1, [("shown", 9), ("withheld", 1)]),
        (2, 0, 30, [("withheld", 10)]),
    ],
)
def test_previews_by_rule(opening, gap, tail, expected):
    pieces = preview_pieces("甲乙丙丁戊己庚辛壬癸", counting="plain", opening=opening, gap=gap, tail=tail)

    assert [(piece.kind.value, piece.length) for piece in pieces] == expected


def test_points_within_a_paragraph_lead_to_its_beginning():
    found = headings_of("一是加强领导。要研究。二是保障经费；三是严格考核。\n二、附则")
    assert [(heading.title, heading.anchor) for heading in found] == [
        ("一是加强领导", "s-1"),
        ("二是保障经费", "s-1"),
        ("三是严格考核", "s-1"),
        ("二、附则", "s-4"),
    ]
