"""Nobody but the library takes an article's text from anywhere but `reading_of`."""

import ast
import re

from tests.architecture.code import PACKAGE, dotted, sources

INNER = {
    "jiangxin.library.text.preview_pieces",
    "jiangxin.library.services.derived",
    "jiangxin.library.search._document",
    "jiangxin.library.queries.reading.pieces_of",
}
TEXT = {"body", "contents", "outline", "source_gaps"}


def test_the_inner_ways_to_the_text_are_used_in_the_room_alone():
    found = [
        f"{source.place}: {name}"
        for source in sources()
        if source.room != "library"
        for _line, name in source.imports()
        if name.startswith(tuple(INNER))
    ]

    assert found == []


def test_faces_read_no_text_off_an_article():
    found = [
        f"{source.place}:{node.lineno} {dotted(node)}"
        for source in sources()
        if source.room == "web"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in TEXT
        and dotted(node).split(".")[-2] in {"article", "held", "hit", "object"}
    ]

    assert found == []


def test_templates_read_no_text_off_an_article():
    pattern = re.compile(r"\barticle\.(" + "|".join(sorted(TEXT)) + r")\b")
    found = [
        f"{path.name}: {match.group()}"
        for path in PACKAGE.rglob("*.html")
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []
