"""`jiangxin outline FILE|-`: the headings of a text, nested, each with its place or the gap it lies in."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from jiangxin.engine.text.gaps import Gap
from jiangxin.engine.text.outline import Heading, Outline, outline
from jiangxin.library.management.reader import TextCommand


class Command(TextCommand):
    """Prints the outline of the restored text; offsets are places in what `jiangxin restore` prints."""

    help = "Print the outline of a text, damaged or not. 输出文章的提纲（先修复文本）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options."""
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="for machines 供机器读取")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print."""
        del args
        found = outline(self.restored(self.read(options), options).text)
        if options["json"]:
            self.tell_json(outline_as_json(found))
        else:
            self.tell("".join(f"{line}\n" for line in _lines(found)))


def outline_as_json(found: Outline) -> dict[str, Any]:
    """Return an outline as plain values: `gap` of a heading is a place in `gaps`."""
    return {
        "headings": [_heading_as_json(heading) for heading in found.headings],
        "contents": list(found.contents) if found.contents else None,
        "gaps": [_gap_as_json(gap) for gap in found.gaps],
    }


def _heading_as_json(heading: Heading) -> dict[str, Any]:
    return {
        "title": heading.title,
        "kind": heading.kind,
        "number": heading.number,
        "anchor": heading.anchor,
        "start": heading.start,
        "end": heading.end,
        "gap": heading.gap,
        "children": [_heading_as_json(child) for child in heading.children],
    }


def _gap_as_json(gap: Gap) -> dict[str, Any]:
    return {
        "start": gap.start,
        "end": gap.end,
        "place": "middle" if gap.total is None else "tail",
        "omitted": gap.omitted,
    }


def _lines(found: Outline) -> Iterator[str]:
    for depth, heading in found.walk():
        yield f"{'  ' * depth}{heading.title}  [{heading.anchor}] {_place(heading, found)}"


def _place(heading: Heading, found: Outline) -> str:
    if heading.start is not None:
        return f"@{heading.start}"
    if heading.gap is None:
        return "（正文中没有 not in the body）"
    gap = found.gaps[heading.gap]
    where, there = ("中间", "in the middle") if gap.total is None else ("末尾", "at the end")
    return f"（在{where}省略的 {gap.omitted} 字里 among the {gap.omitted} characters omitted {there}）"
