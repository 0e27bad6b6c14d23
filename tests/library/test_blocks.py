from jiangxin.library.blocks import Block, BlockKind, blocks_of
from jiangxin.library.text import headings_of, normalise, preview_pieces, visible, whole_pieces

BODY = normalise("""# 讲话
　　同志们：
一、提高认识
一是抓好课题。班组要敢破题。
……(本站省略609字)……后半句接上。
（一）抓学习。""")


def laid(pieces):
    return [
        (block.kind.value, block.level, block.anchor, block.lead, block.text, block.length, block.goes_on)
        for block in blocks_of(pieces, visible(headings_of(BODY), pieces))
    ]


def test_headings_paragraphs_and_gaps_come_in_order():
    assert laid(whole_pieces(BODY, counting="site")) == [
        ("heading", 0, "s-1", "", "讲话", 0, False),
        ("paragraph", 0, "", "", "同志们：", 0, False),
        ("heading", 1, "s-1-1", "", "一、提高认识", 0, False),
        ("paragraph", 2, "s-1-1-1", "一是抓好课题", "。班组要敢破题。", 0, False),
        ("missing", 0, "", "", "", 609, False),
        ("paragraph", 0, "", "", "后半句接上。", 0, False),
        ("heading", 2, "s-1-1-2", "", "（一）抓学习。", 0, False),
    ]


def test_a_paragraph_that_a_gap_cuts_goes_on_behind_it():
    pieces = preview_pieces("工会要当好后勤，让工作室安心攻关。", counting="plain", opening=4, gap=3, tail=2)

    assert list(blocks_of(pieces, [])) == [
        Block(BlockKind.PARAGRAPH, "工会要当"),
        Block(BlockKind.WITHHELD, length=3),
        Block(BlockKind.PARAGRAPH, "，让工作室安心攻", goes_on=True),
        Block(BlockKind.WITHHELD, length=2),
    ]


def test_no_text_no_blocks():
    assert list(blocks_of(whole_pieces("", counting="site"), [])) == []


def test_regulations_keep_every_sign_and_their_items_are_text():
    rules = "第一条 为规范管理，制定本办法。\n第二条 下列支出可以列支：\n（一）试验材料；\n（二）外请专家讲课费。"
    body = f"{rules}\n## 附则 ##\n二、要求："

    blocks = list(blocks_of(whole_pieces(body, counting="site"), headings_of(body)))

    assert [(block.kind.value, block.lead, block.text) for block in blocks] == [
        ("paragraph", "第一条", " 为规范管理，制定本办法。"),
        ("paragraph", "第二条", " 下列支出可以列支："),
        ("paragraph", "", "（一）试验材料；"),
        ("paragraph", "", "（二）外请专家讲课费。"),
        ("heading", "", "附则"),
        ("heading", "", "二、要求："),
    ]
    assert all(block.anchor for block in blocks)
