"""Refuses files over 400 lines and functions over 60: past that, something wants a name of its own.

A test that walks one long way from end to end may be longer; its file may not.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_FILE_LINES = 400
MOST_TEST_LINES = 600
MOST_FUNCTION_LINES = 60
_KINDS = {".py", ".html", ".css", ".js", ".typ"}
_FOLDERS = ("src", "tests", "tools", "benchmarks")


def faults() -> Iterator[str]:
    """Return every file and function that is too long."""
    for folder in _FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in _KINDS and "migrations" not in path.parts:
                yield from _faults_in(path)


def _faults_in(path: Path) -> Iterator[str]:
    source = path.read_text(encoding="utf-8")
    place = path.relative_to(ROOT).as_posix()
    lines = source.count("\n")
    most = MOST_TEST_LINES if place.startswith("tests/") else MOST_FILE_LINES
    if lines > most:
        yield f"{place}: {lines} lines, at most {most}"
    if path.suffix == ".py" and not place.startswith("tests/"):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MOST_FUNCTION_LINES:
                    yield f"{place}:{node.lineno}: {node.name} has {length} lines, at most {MOST_FUNCTION_LINES}"


if __name__ == "__main__":
    found = list(faults())
    for fault in found:
        print(fault)
    sys.exit(bool(found))
