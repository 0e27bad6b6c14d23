import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.text.headings import read_heading
from jiangxin.engine.text.numerals import parse_numeral
from jiangxin.engine.text.outline import outline

CHINESE = "零一二三四五六七八九"


def written(number):
    """A number below 100 as headings write it."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else CHINESE[tens] + "十") + (
        CHINESE[ones] if ones or not tens else ""
    )


def shape(text):
    return [(depth, heading.kind, heading.number, heading.title) for depth, heading in outline(text).walk()]


@given(st.integers(0, 99))
def test_numerals(number):
    assert parse_numeral(written(number)) == parse_numeral(str(number)) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二〇一二", 2012),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("１２", 12),
        ("⑫", 12),
        ("", None),
        ("工", None),
        ("1a", None),
    ],
)
def test_odd_numerals(text, value):
    assert parse_numeral(text) == value


@pytest.mark.parametrize(
    ("line", "kind", "number", "title"),
    [
        ("一、提高认识", "comma", 1, "一、提高认识"),
        ("  （十二）抓落实：", "bracket", 12, "（十二）抓落实"),
        ("(三)抓落实", "bracket", 3, "(三)抓落实"),
        ("一是加强领导。要认真研究。", "spoken", 1, "一是加强领导"),
        ("三要抓好落实", "spoken", 3, "三要抓好落实"),
        ("1.目标", "digit", 1, "1.目标"),
        ("１２．目标", "digit", 12, "１２．目标"),
        ("3、目标", "digit", 3, "3、目标"),
        ("(4)目标", "digit_bracket", 4, "(4)目标"),
        ("⑤目标", "circled", 5, "⑤目标"),
        ("第三章 罚则", "chapter", 3, "第三章 罚则"),
        ("第十条　本办法自发布之日起施行。", "article", 10, "第十条　本办法自发布之日起施行"),
        ("第2节 范围", "section", 2, "第2节 范围"),
        ("第一部分 总论", "part", 1, "第一部分 总论"),
        ("第一部分是总论", None, None, None),
        ("一 、提高认识", "comma", 1, "一 、提高认识"),
        ("一、二、三等奖各若干名", None, None, None),
        ("五、六月份开展评选", None, None, None),
        ("二、三级联动机制", "comma", 2, "二、三级联动机制"),
        ("1、2、3号车间", None, None, None),
        ("三)抓落实", "bracket", 3, "三)抓落实"),
        ("4)目标", "digit_bracket", 4, "4)目标"),
        ("第一条件是", None, None, None),
        ("第二节课", None, None, None),
        ("第三章节", None, None, None),
        ("三要素包括", None, None, None),
        ("## 二、任务 ##", "markdown2", 2, "二、任务"),
        ("# 通知", "markdown1", 0, "通知"),
        ("一、总体要求............3", "comma", 1, "一、总体要求"),
        ("1.5万元", None, None, None),
        ("2012年9月", None, None, None),
        ("一个人", None, None, None),
        ("一、", None, None, None),
        ("#标签", None, None, None),
        ("普通一行", None, None, None),
    ],
)
def test_lines(line, kind, number, title):
    found = read_heading(line, 7)
    assert (found and (found.kind, found.number, found.title)) == (kind and (kind, number, title))
    if found:
        assert line[found.start - 7 : found.end - 7] == title


@given(st.lists(st.lists(st.lists(st.none(), max_size=3), max_size=3), min_size=1, max_size=9))
def test_a_tree_of_headings_is_read_back(tree):
    lines, expected = [], []
    for i, points in enumerate(tree, 1):
        for depth, title in [(0, f"{written(i)}、章节")]:
            lines.append(title)
            expected.append((depth, title))
        for j, items in enumerate(points, 1):
            lines += [f"（{written(j)}）要点。后面的话", "正文一行"]
            expected.append((1, f"（{written(j)}）要点"))
            for k, _ in enumerate(items, 1):
                lines.append(f"{k}.条目")
                expected.append((2, f"{k}.条目"))
    text = "\n".join(lines)
    found = outline(text)
    assert [(depth, heading.title) for depth, heading in found.walk()] == expected
    assert all(text[heading.start : heading.end] == heading.title for _, heading in found.walk())
    anchors = [heading.anchor for _, heading in found.walk()]
    assert len(set(anchors)) == len(anchors)


@given(st.text(alphabet="一二十、（）(1.)是要第章条#` \n。…目录", max_size=80))
def test_any_text_has_an_outline(text):
    for _, heading in outline(text).walk():
        assert heading.start is None or text[heading.start : heading.end] == heading.title


def test_levels_may_begin_inside():
    assert shape("（一）甲\n一、乙\n1.丙\n一是丁\n二是戊\n（一）己") == [
        (0, "bracket", 1, "（一）甲"),
        (0, "comma", 1, "一、乙"),
        (1, "digit", 1, "1.丙"),
        (2, "spoken", 1, "一是丁"),
        (2, "spoken", 2, "二是戊"),
        (1, "bracket", 1, "（一）己"),
    ]


def test_markdown_and_code():
    text = "# 办法\n## 总则\n```\n# 注释\n一、不是\n```\n## 附则\n正文"
    assert shape(text) == [(0, "markdown1", 0, "办法"), (1, "markdown2", 0, "总则"), (1, "markdown2", 0, "附则")]


def test_contents_are_matched_with_the_body():
    contents = "目录/提纲:……\n一、提高认识\n一是统一思想\n二是营造氛围\n二、抓好落实\n一是加强领导\n……\n"
    body = "标题\n一、提高认识\n开头\n……(某网省略60字,会员可读)…… \n末尾。\n二、抓好落实，务求实效\n一是加强领导。后文"
    found = outline(contents + body)
    assert found.contents == (0, len(contents) - 1)
    assert [
        (heading.anchor, heading.gap, heading.start and heading.start - len(contents)) for _, heading in found.walk()
    ] == [
        ("s-1", None, body.index("一、提")),
        ("s-1-1", 0, None),
        ("s-1-2", 0, None),
        ("s-2", None, body.index("二、")),
        ("s-2-1", None, body.index("一是加强")),
    ]


def test_contents_without_an_end_stop_where_the_body_begins():
    text = "目  录\n一、要求........1\n二、任务\t3\n\n一、要求\n内容\n二、任务\n三、保障\n"
    starts = [text.index("一、要求", 10), text.index("二、任务", 30), text.index("三、")]
    assert [(heading.title, heading.start) for heading in outline(text).headings] == list(
        zip(["一、要求", "二、任务", "三、保障"], starts, strict=True)
    )


@pytest.mark.parametrize("pages", [(" 1", " 2", " 12"), ("1", "2", "12"), ("\t1", " 2", "……12")])
def test_page_numbers_are_no_words_of_contents(pages):
    titles = ["一、总体要求", "二、“十五五”任务" + " 2030" * (pages[1] != "2"), "三、保障措施"]
    contents = "".join(f"{title}{page}\n" for title, page in zip(titles, pages, strict=True))

    found = outline(f"目录\n{contents}\n" + "".join(f"{title}\n正文若干。\n" for title in titles))

    assert [heading.title for heading in found.headings] == titles
    assert all(heading.start is not None and heading.start > len(contents) for heading in found.headings)


@pytest.mark.parametrize("title", ["目录\n", "目  次\n", "## 目录\n", "**目录**\n", ""])
def test_contents_hold_words_without_a_number(title):
    contents = f"{title}前言............1\n第一章 总则......2\n第一节 目的……3\n附录···9\n\n"
    body = "前言\n文字\n第一章 总则\n第一节 目的\n内容\n附录\n"
    found = outline(contents + body)
    assert [(depth, heading.title, heading.start) for depth, heading in found.walk()] == [
        (depth, words, len(contents) + body.index(words))
        for depth, words in [(0, "前言"), (0, "第一章 总则"), (1, "第一节 目的"), (0, "附录")]
    ]


def test_contents_in_markdown_are_links():
    text = "# 办法\n## 目录\n- [一、总则](#a)\n- [附则](#b)\n\n## 一、总则\n文\n## 附则\n"
    found = outline(text)
    starts = [text.rindex("一、总则"), text.rindex("附则")]
    assert [heading.start for _, heading in found.walk()][-2:] == starts
    assert text[slice(*found.contents)] == "## 目录\n- [一、总则](#a)\n- [附则](#b)"


def test_a_ranking_is_no_table_of_contents():
    assert outline("一、张三   90\n二、李四   88\n三、王五   85\n").contents is None


def test_what_a_gap_hides_comes_after_the_headings_before_the_gap():
    contents = "目录\n一、开头\n二、中间\n三、结尾\n……\n"
    body = "一、开头\n（一）甲\n（二）乙\n……(某站 省略9字)……\n（三）丙\n三、结尾\n（一）丁\n"

    found = outline(contents + body)

    assert [(depth, heading.title, heading.gap) for depth, heading in found.walk()] == [
        (0, "一、开头", None),
        (1, "（一）甲", None),
        (1, "（二）乙", None),
        (0, "二、中间", 0),
        (1, "（三）丙", None),
        (0, "三、结尾", None),
        (1, "（一）丁", None),
    ]


def test_an_entry_missing_without_a_gap_says_so():
    text = "目录\n一、甲处\n二、乙处\n……\n二、乙处\n文"
    assert [(heading.start is None, heading.gap) for heading in outline(text).headings] == [(True, None), (False, None)]


STANDARD = """目  次
1 范围……………………1
2 术语和定义....................2
2.1 工作室 2
3 要求 …… 3

1 范围
本文件规定了要求，投入
1.5 亿元，
3.5 召开会议
2 术语和定义
2.1 工作室
3 要求
3.1 场地
3.1.1 面积
3.1.2 照明
3.2　人员
3 人参加"""


def test_the_numbers_of_a_standard():
    found = outline(STANDARD)
    assert [(depth, heading.title) for depth, heading in found.walk()] == [
        (0, "1 范围"),
        (0, "2 术语和定义"),
        (1, "2.1 工作室"),
        (0, "3 要求"),
        (1, "3.1 场地"),
        (2, "3.1.1 面积"),
        (2, "3.1.2 照明"),
        (1, "3.2　人员"),
    ]
    assert all(heading.start and STANDARD.startswith(heading.title, heading.start) for _, heading in found.walk())


def test_points_that_go_on_in_one_paragraph():
    text = "三件事：一是学；二是比。\n一是加强领导。要研究。二是保障经费；三是严格考核。五是跳号。\n一、二车间合并"
    assert [title for *_, title in shape(text)] == ["一是加强领导", "二是保障经费", "三是严格考核"]
