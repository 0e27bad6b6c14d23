"""What changed from one text to another: paragraph by paragraph, and within a changed paragraph character by character.

Pure. Paragraphs are paired by difflib; a changed one is shown once, with what went and what came.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

_ALIKE: Final = 0.4
_SHORTEST: Final = 2
_LONGEST: Final = 4000


class Mark(StrEnum):
    """What happened to a stretch."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of characters."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph: as it was and is (`same`), gone, new, or changed – then `spans` holds both texts laid together."""

    kind: str
    spans: tuple[Span, ...]

    @property
    def before(self) -> str:
        """Return the old paragraph."""
        return "".join(span.text for span in self.spans if span.mark is not Mark.NEW)

    @property
    def after(self) -> str:
        """Return the new paragraph."""
        return "".join(span.text for span in self.spans if span.mark is not Mark.GONE)


def differences(old: str, new: str) -> list[Change]:
    """Return every paragraph of both texts in reading order; blank lines between paragraphs are passed over."""
    before, after = _paragraphs(old), _paragraphs(new)
    found: list[Change] = []
    for act, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            found += [Change("same", (Span(Mark.SAME, text),)) for text in before[low:high]]
        else:
            found += _replaced(before[low:high], after[start:end])
    return found


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Pair paragraphs that are alike, in order; what is left went or came."""
    taken = 0
    for text in before:
        partner = next((at for at in range(taken, len(after)) if _alike(text, after[at])), None)
        if partner is None:
            yield Change("gone", (Span(Mark.GONE, text),))
            continue
        yield from (Change("new", (Span(Mark.NEW, other),)) for other in after[taken:partner])
        yield Change("changed", tuple(_spans(text, after[partner])))
        taken = partner + 1
    yield from (Change("new", (Span(Mark.NEW, other),)) for other in after[taken:])


def _alike(one: str, other: str) -> bool:
    if max(len(one), len(other)) > _LONGEST:  # comparing costs the square of the length
        return one[:200] == other[:200]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _spans(old: str, new: str) -> Iterator[Span]:
    if max(len(old), len(new)) > _LONGEST:
        yield from (Span(Mark.GONE, old), Span(Mark.NEW, new))
        return
    gone = came = ""
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for step, (act, low, high, start, end) in enumerate(steps):
        # A single character that stayed between two changes reads better as part of them.
        between = 0 < step < len(steps) - 1 and high - low < _SHORTEST
        if act == "equal" and not between:
            yield from _flush(gone, came)
            gone = came = ""
            yield Span(Mark.SAME, old[low:high])
        else:
            gone += old[low:high]
            came += new[start:end]
    yield from _flush(gone, came)


def _flush(gone: str, came: str) -> Iterator[Span]:
    if gone:
        yield Span(Mark.GONE, gone)
    if came:
        yield Span(Mark.NEW, came)
