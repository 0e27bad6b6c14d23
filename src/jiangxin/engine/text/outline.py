"""The outline of an article: its headings nested, and matched with the contents printed before it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from jiangxin.engine.text.gaps import Gap, find_gaps
from jiangxin.engine.text.headings import UNNUMBERED, Line, find_headings, read_entry

_SAME: Final = 0.8
_TITLE: Final = re.compile(
    r"^[ \t\u3000]*(?:#{1,6}[ \t]+)?(?:\*\*)?目[ \u3000]*[录次](?:/提纲)?(?:\*\*)?[:：]?[ \t]*(?:…+|\.{3,})?[ \t]*\r?$",
    re.MULTILINE,
)
# Without a title, lines that lead to page numbers by dots are contents.
_LEADERS: Final = re.compile(
    r"^(?:[^\r\n.…·]{1,80}+(?:\.{3,}+|…{2,}+|·{3,}+)[ \t.…·]*+\d{1,4}[ \t]*+(?:\r?\n)++){2}", re.MULTILINE
)
# A page number at the end of an entry; a year belongs to its words.
_PAGE: Final = re.compile(r"(?:(?<=\S)(?P<blank>[ \t\u3000]+)|(?<=[^\W\d_]))(?!(?:19|20)\d\d$)(?P<page>\d{1,4})$")
_DOTS: Final = re.compile(r"[ \t]*(?:…+|\.{3,})[ \t]*")
_SIGNS: Final = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Heading:
    """A heading and those below it.

    Attributes:
        title: number and words as printed.
        kind: how it is numbered; see `headings.KINDS`.
        number: its number.
        anchor: a name unique in the outline, such as `s-1-2`, made of places in the tree.
        start: offset in the text, None for an entry of the contents that the body lacks.
        end: offset of its end, None likewise.
        gap: for such an entry, the index of the gap it must lie in, None if it is missing without one.
        children: the headings of the next level.
    """

    title: str
    kind: str
    number: int
    anchor: str = ""
    start: int | None = None
    end: int | None = None
    gap: int | None = None
    children: list["Heading"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    """The headings of a text.

    Attributes:
        headings: the top level; of the contents if the text prints them, else of the body.
        contents: start and end of the printed contents, None if there are none.
        gaps: the gap markers of the text.
    """

    headings: tuple[Heading, ...]
    contents: tuple[int, int] | None
    gaps: tuple[Gap, ...]

    def walk(self) -> Iterator[tuple[int, Heading]]:
        """Every heading in order, with its depth from 0."""
        stack = [(0, heading) for heading in reversed(self.headings)]
        while stack:
            depth, heading = stack.pop()
            yield depth, heading
            stack += [(depth + 1, child) for child in reversed(heading.children)]


def outline(text: str) -> Outline:
    """Read the outline of a restored text.

    Where contents are printed, they are the outline: each entry has its place in the body, or the gap it lies in.
    Headings of the body that the contents leave out are added in their place.

    Args:
        text: an article, or the page it stands on.
    """
    gaps = find_gaps(text)
    entries, span = _contents(text)
    body = list(find_headings(text, span))
    body = [line for line in body if not any(gap.start <= line.start < gap.end for gap in gaps)]
    body = _with_unnumbered(text, entries, body, span)
    found = _match(entries, body, gaps) if entries else [_placed(line) for line in body]
    headings = _nest(found)
    _name(headings, "s")
    return Outline(tuple(headings), span, tuple(gaps))


def _contents(text: str) -> tuple[list[Line], tuple[int, int] | None]:
    """The entries of the printed contents: lines after 目录, or leading to page numbers.

    They end at a line of dots, or before the first that comes again.
    """
    title = _TITLE.search(text) or _LEADERS.search(text)
    if title is None:
        return [], None
    entries: list[Line] = []
    seen: set[str] = set()
    end = first = title.end() if title.re is _TITLE else title.start()
    for match in re.finditer(r"[^\r\n]+", text[first:]):
        start = first + match.start()
        line = match.group()
        if _DOTS.fullmatch(line):
            end = start + len(line)
            break
        entry = read_entry(line, start)
        if entry is None and line.strip():
            break
        if entry is None:
            continue
        if entry.kind.startswith("markdown") and "[" not in line:
            break  # the body's first heading
        # Points below different chapters may share their words; chapters do not.
        if not entries or entry.rank <= entries[0].rank:
            words = _key(entry.title).rstrip("0123456789")
            if words in seen:
                break
            seen.add(words)
        entries.append(entry)
        end = start + len(line)
    return _without_pages(entries), (title.start(), end) if entries else None


def _without_pages(entries: list[Line]) -> list[Line]:
    """Entries without the page numbers that follow a blank, or no sign at all where every entry has one."""
    ends = [_PAGE.search(entry.title) for entry in entries]
    pages = [int(end["page"]) for end in ends if end]
    glued = len(pages) == len(entries) > 1 and pages == sorted(pages)
    return [
        entry._replace(title=entry.title[: end.start()]) if end and (glued or end["blank"]) else entry
        for entry, end in zip(entries, ends, strict=True)
    ]


def _with_unnumbered(
    text: str, entries: Sequence[Line], body: Sequence[Line], span: tuple[int, int] | None
) -> list[Line]:
    """The headings of the body with the lines that stand in the contents without a number, such as 前言 and 附录."""
    wanted = {_key(entry.title) for entry in entries if entry.kind == UNNUMBERED} - {""}
    if not wanted or span is None:
        return list(body)
    starts = {line.start for line in body}
    found = []
    for match in re.finditer(r"[^\r\n]+", text[span[1] :]):
        words = match.group().strip(" \t\u3000#*")
        start = span[1] + match.start() + match.group().find(words)
        if _key(words) in wanted and start not in starts:
            found.append(Line(UNNUMBERED, 0, words, start, start + len(words)))
    return sorted([*body, *found], key=lambda line: line.start)


def _match(entries: Sequence[Line], body: Sequence[Line], gaps: Sequence[Gap]) -> list[Heading]:
    """Pair entries with headings of the body in order, as many as possible, and place the others in gaps."""
    pairs = _align(entries, body)
    found: list[Heading] = []
    taken = 0
    for place, entry in enumerate(entries):
        at = pairs.get(place)
        if at is not None:
            found += [_placed(line) for line in body[taken:at]]
            taken = at + 1
            found.append(Heading(entry.title, entry.kind, entry.number, start=body[at].start, end=body[at].end))
        else:
            low = body[taken - 1].start if taken else 0
            later = next((pairs[other] for other in range(place, len(entries)) if other in pairs), None)
            high = body[later].start if later is not None else None
            gap = _gap_between(gaps, low, high)
            before = [line for line in body[taken:later] if gap is not None and line.start < gaps[gap].start]
            # What the contents leave out and stands before the gap comes before what the gap hides.
            found += [*map(_placed, before), Heading(entry.title, entry.kind, entry.number, gap=gap)]
            taken += len(before)
    return found + [_placed(line) for line in body[taken:]]


def _align(entries: Sequence[Line], body: Sequence[Line]) -> dict[int, int]:
    """The longest common subsequence of entries and headings: {place of entry: place of heading}."""
    best = [[0] * (len(body) + 1) for _ in range(len(entries) + 1)]
    alike = [[_alike(entry, line) for line in body] for entry in entries]
    for i in range(len(entries) - 1, -1, -1):
        for j in range(len(body) - 1, -1, -1):
            take = best[i + 1][j + 1] + 1 if alike[i][j] else 0
            best[i][j] = max(take, best[i + 1][j], best[i][j + 1])
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(entries) and j < len(body):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + 1:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _alike(entry: Line, line: Line) -> bool:
    one, two = _key(entry.title), _key(line.title)
    if (entry.kind, entry.number) != (line.kind, line.number):
        # A heading written in Markdown may be listed by its number or its words alone.
        return one == two and (UNNUMBERED in {entry.kind, line.kind} or line.kind.startswith("markdown"))
    if one.startswith(two) or two.startswith(one):
        return True
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _SAME


def _key(title: str) -> str:
    return _SIGNS.sub("", title)


def _gap_between(gaps: Sequence[Gap], low: int, high: int | None) -> int | None:
    inside = (at for at, gap in enumerate(gaps) if gap.start >= low and (high is None or gap.start < high))
    return next(inside, None)


def _placed(line: Line) -> Heading:
    return Heading(line.title, line.kind, line.number, start=line.start, end=line.end)


def _nest(found: Iterable[Heading]) -> list[Heading]:
    """Build the tree: a kind seen before closes what is below it, a new kind goes below the last of a wider kind."""
    top: list[Heading] = []
    path: list[Heading] = []
    for heading in found:
        if heading.kind == UNNUMBERED:
            top.append(heading)
            path = []
            continue
        kinds = [above.kind for above in path]
        if heading.kind in kinds:
            del path[kinds.index(heading.kind) :]
        else:
            while path and _rank(path[-1]) > _rank(heading):
                path.pop()
        (path[-1].children if path else top).append(heading)
        path.append(heading)
    return top


def _rank(heading: Heading) -> int:
    return Line(heading.kind, 0, "", 0, 0).rank


def _name(headings: Sequence[Heading], prefix: str) -> None:
    for place, heading in enumerate(headings, 1):
        heading.anchor = f"{prefix}-{place}"
        _name(heading.children, heading.anchor)
