"""The tree as the architecture tests read it: parsed once, without running it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "jiangxin"


@dataclass(frozen=True, slots=True)
class Source:
    """One module: its place in the tree and its syntax."""

    place: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """Return the first folder under the package, empty for modules that lie directly in it."""
        parts = self.place.split("/")
        return parts[2] if len(parts) > 3 else ""

    def imports(self) -> Iterator[tuple[int, str]]:
        """Return every module or name imported, with its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)

    def calls(self) -> Iterator[tuple[int, str]]:
        """Return every call by its dotted name, with its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node.lineno, dotted(node.func)


@cache
def sources(holding: str = "") -> tuple[Source, ...]:
    """Return every module of the package whose text holds some words; to read them all takes seconds."""
    texts = ((path, path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py")))
    return tuple(Source(path.relative_to(ROOT).as_posix(), ast.parse(text)) for path, text in texts if holding in text)


def dotted(node: ast.expr) -> str:
    """Return a name such as "models.Index"; what is not a plain name becomes "?"."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"
