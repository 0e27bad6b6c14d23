"""What people read stands in the catalogues: no text of a face or of a refusal passes them by."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.code import dotted, sources

HAN = re.compile("[\u3400-\u9fff]")
SENTENCE = re.compile(r"\b[A-Za-z]+ [a-z]+ [a-z]+")
# What tools/messages.py gathers the catalogues from.
GATHERED = {"_", "gettext_noop"} | {f"{kind}gettext{lazy}" for kind in ("", "n", "p", "np") for lazy in ("", "_lazy")}
TELLING = {"Refusal", "Problem", "NotFound", "deny", "messages.success", "messages.error", "messages.info"}
# Words that are stored or parsed, so in the house's own language; names of rooms, which nobody reads.
OWN_LANGUAGE = {
    "src/jiangxin/web/desk/blueprint_editing.py",
    "src/jiangxin/web/desk/views/blueprint_preview.py",
    "src/jiangxin/web/studio/from_ledger.py",
    "src/jiangxin/web/studio_file/views/rectifying.py",
}


def uncatalogued(node: ast.AST) -> Iterator[ast.AST]:
    """Return a node and what is below it, but for docstrings and what stands in the catalogues."""
    if isinstance(node, ast.Call) and dotted(node.func) in GATHERED:
        return
    yield node
    for child in ast.iter_child_nodes(node):
        is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if not is_docstring:
            yield from uncatalogued(child)


def texts(node: ast.AST, pattern: re.Pattern[str]) -> list[tuple[int, str]]:
    return [
        (part.lineno, part.value)
        for part in uncatalogued(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and pattern.search(part.value)
    ]


def untold(tree: ast.AST) -> list[tuple[int, str]]:
    """Return texts told to people that no catalogue knows."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and dotted(node.func) in TELLING]
    return [found for call in calls for pattern in (HAN, SENTENCE) for found in texts(call, pattern)]


def unheard(tree: ast.AST) -> list[int]:
    """Return the lines where a text is handed to the catalogues in a way they are not gathered from."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and dotted(node.func) in GATHERED]
    renamed = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.asname not in {None, "_"} and "gettext" in name.name
    ]
    return renamed + [call.lineno for call in calls if not isinstance(call.args[0], ast.Constant)]


def test_every_text_of_a_face_stands_in_the_catalogues():
    bare = [
        f"{source.place}:{line}: {text}"
        for source in sources()
        if source.room == "web" and not source.place.endswith("/apps.py") and source.place not in OWN_LANGUAGE
        for line, text in texts(source.tree, HAN)
    ]

    assert bare == []


def test_every_refusal_and_every_message_stands_in_the_catalogues():
    """The rehearsal speaks on a terminal, in both languages at once."""
    bare = [
        f"{source.place}:{line}: {text}"
        for source in sources()
        if source.room != "rehearsal"
        for line, text in untold(source.tree)
    ]

    assert bare == []


def test_the_catalogues_are_gathered_from_every_text_handed_to_them():
    assert [f"{source.place}:{line}" for source in sources() for line in unheard(source.tree)] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise Refusal("late", _("已过期"), remedy=gettext("请联系经办人。"))', []),
        ('raise Refusal("late", "已过期")', [(1, "已过期")]),
        ('deny("late", message="The call has ended.")', [(1, "The call has ended.")]),
        ('Problem(path, f"还差 {n} 份")', [(1, "还差 "), (1, " 份")]),
    ],
)
def test_a_text_that_passes_by_is_found(source, found):
    assert untold(ast.parse(source)) == found


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("from django.utils.translation import gettext_lazy as _, gettext", []),
        ("from django.utils.translation import gettext as _t", [1]),
        ('_("推" "荐")', []),
        ('_(f"推荐 {n} 个")', [1]),
        ("_(words)", [1]),
    ],
)
def test_a_text_no_catalogue_hears_is_found(source, lines):
    assert unheard(ast.parse(source)) == lines
