"""The shape of a stage: what it is given, what it finds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jiangxin.engine.text.restore.report import Edit, Mark


@dataclass(frozen=True, slots=True)
class Options:
    """How to restore.

    Attributes:
        protected: the text teaches pinyin or sets characters apart on purpose: readings, garble and spacing stay.
        keep: names whose characters are never simplified, such as a person's name written with a variant.
        simplify: turn traditional characters into simplified ones.
        widen: turn ASCII punctuation between Chinese characters into full-width punctuation (GB/T 15834-2011).
    """

    protected: bool = False
    keep: frozenset[str] = field(default_factory=frozenset)
    simplify: bool = True
    widen: bool = False


class Found(NamedTuple):
    """What a stage finds: edits in order that do not overlap, and marks."""

    edits: Sequence[Edit] = ()
    marks: Sequence[Mark] = ()


class Outcome(NamedTuple):
    """What a stage makes of a text: the text, and how to list the edits that made it.

    Listing is put off because most readers want the text alone, and making an object of every change costs more than
    making the changes.

    Attributes:
        text: the text.
        find: lists the edits.
        is_new: the stages before have to look at it anew, though it is laid out as it was.
    """

    text: str
    find: Callable[[], Found]
    is_new: bool = False


def unchanged(text: str) -> Outcome:
    """The outcome of a stage with nothing to do."""
    return Outcome(text, Found)
