"""Breaking a long title into centred lines: by words, of like length, the longer above (GB/T 9704-2012, 7.3.1)."""

import math
from itertools import accumulate, combinations, pairwise

import rjieba

PER_LINE = 19  # characters of size 2 (22 pt) in a type area of 156 mm, less one for the optical edge
_CLOSING = "》”’）)〕】］]，,。、；;：:！!？?的"  # never starts a line
_OPENING = "《“‘（(〔【［["  # never ends a line


def title_lines(title: str, per_line: int = PER_LINE, whole: str = "") -> list[str]:
    """Lines of a title. A newline in it is the drafter's own break and is kept.

    Args:
        title: the title.
        per_line: most characters on a line.
        whole: a name that stays on one line where a line can hold it.
    """
    if "\n" in title:
        return [line.strip() for line in title.split("\n") if line.strip()]
    title = title.strip()
    if len(title) <= per_line:
        return [title]
    ends = _outside(_word_ends(title), title, whole if len(whole) <= per_line else "")
    for count in range(math.ceil(len(title) / per_line), min(5, len(ends) + 1) + 1):
        best = min(
            (cuts for cuts in combinations(ends, count - 1) if _fits(cuts, title, per_line)),
            key=lambda cuts: _unevenness(cuts, len(title)),
            default=None,
        )
        if best is not None:
            return [title[a:b] for a, b in zip((0, *best), (*best, len(title)), strict=True)]
    return [title[start : start + per_line] for start in range(0, len(title), per_line)]


def _word_ends(title: str) -> list[int]:
    ends = list(accumulate(len(word) for word in rjieba.cut(title)))[:-1]
    good = [end for end in ends if title[end] not in _CLOSING and title[end - 1] not in _OPENING]
    return [end for end in good if not (title[end - 1].isascii() and title[end].isascii())]


def _outside(ends: list[int], title: str, whole: str) -> list[int]:
    start = title.find(whole) if whole else -1
    return ends if start < 0 else [end for end in ends if not start < end < start + len(whole)]


def _lengths(cuts: tuple[int, ...], length: int) -> list[int]:
    return [b - a for a, b in zip((0, *cuts), (*cuts, length), strict=True)]


def _fits(cuts: tuple[int, ...], title: str, per_line: int) -> bool:
    return max(_lengths(cuts, len(title))) <= per_line


def _unevenness(cuts: tuple[int, ...], length: int) -> tuple[float, int]:
    lengths = _lengths(cuts, length)
    mean = length / len(lengths)
    # A line longer than the one above breaks the trapezoid; an even split is better than a steep one.
    rising = sum(b > a for a, b in pairwise(lengths))
    return sum((size - mean) ** 2 for size in lengths) + 3 * rising, rising
