"""The stages in their order, repeated until they find nothing more: that is what makes restoring idempotent."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from jiangxin.engine.text.restore.adverts import find_adverts
from jiangxin.engine.text.restore.composition import compose_characters, replace_radicals
from jiangxin.engine.text.restore.emoji import drop_emoji
from jiangxin.engine.text.restore.garble import may_be_garbled, repair_garble
from jiangxin.engine.text.restore.masks import find_masks
from jiangxin.engine.text.restore.pinyin import strip_readings
from jiangxin.engine.text.restore.punctuation import collapse_doubled, widen_punctuation
from jiangxin.engine.text.restore.report import Change, Damage, Edit, Flag, Mark, compose, to_original, to_restored
from jiangxin.engine.text.restore.spacing import join_spaced
from jiangxin.engine.text.restore.stage import Found, Options, Outcome
from jiangxin.engine.text.restore.swaps import find_swaps
from jiangxin.engine.text.restore.traditional import simplify

_MOST_PASSES: Final = 64


class _Step(NamedTuple):
    before: str
    outcome: Outcome


@dataclass(frozen=True)
class Restoration:
    """A restored text and how it came about.

    The report (`changes`, `flags`) is made when first asked for.

    Attributes:
        original: the text as it was given.
        text: the restored text.
    """

    original: str
    text: str
    _steps: tuple[_Step, ...] = field(repr=False)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every difference from the original, in order, none overlapping."""
        return compose(self.original, self._edits(len(self._steps)))

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """Every place left for a person to judge, in order."""
        found: dict[tuple[int, int, Damage], Flag] = {}
        for count, step in enumerate(self._steps):
            marks = step.outcome.find().marks
            earlier = compose(self.original, self._edits(count)) if marks else ()
            for mark in marks:
                flag = self._locate(mark, earlier)
                if flag.length and not (flag.damage is Damage.TRADITIONAL and flag.text in flag.candidates):
                    key = flag.start, flag.end, flag.damage
                    # Once simplified, the bytes around a place say nothing any more.
                    found[key] = flag if flag.candidates else found.get(key, flag)
        for mark in (*find_masks(self.text), *find_swaps(self.text), *find_adverts(self.text)):
            flag = self._locate(mark, self.changes)
            found[flag.start, flag.end, flag.damage] = flag
        return tuple(sorted(found.values(), key=lambda flag: (flag.start, flag.end, flag.damage)))

    def _edits(self, count: int) -> Iterator[tuple[str, Sequence[Edit]]]:
        for step in self._steps[:count]:
            yield step.before, step.outcome.find().edits

    def _locate(self, mark: Mark, changes: Sequence[Change]) -> Flag:
        start, last = (to_original(changes, place) for place in (mark.start, mark.end - 1))
        place = to_restored(self.changes, start)
        length = max(0, to_restored(self.changes, last + 1) - place)
        text = self.text[place : place + length]
        return Flag(start, last + 1, place, length, text, mark.damage, mark.candidates)


class _Run:
    """One text on its way through the stages."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.evidence = 0
        self.steps: list[_Step] = []
        self._settled: dict[Callable[[str], Outcome], int] = {}
        self._layout = 0
        self._bare = -1  # the layout that was seen to hold no readings at all

    def apply(self, stage: Callable[[str], Outcome]) -> None:
        """Let one stage work on the text."""
        if self._take(stage(self.text)):
            self._layout += 1

    def apply_layout(self, stage: Callable[[str], Outcome]) -> None:
        """Let a stage work that does not look at which Chinese character stands where: simplifying is nothing to it."""
        before = self._layout
        if self._settled.get(stage) != before:
            self.apply(stage)
            self._settled[stage] = before  # what it changed itself it looks at again: brackets stood in brackets

    def apply_simplify(self, keep: frozenset[str]) -> None:
        """Simplify, which leaves the layout as it is, and with it all that was seen, but for a few characters."""
        outcome = simplify(self.text, keep)
        self._layout += self._take(outcome) and outcome.is_new

    def strip(self) -> None:
        """Remove readings until none is left: those inside brackets first, doubled ones one after another."""
        seen = self._settled.get(replace_radicals) == self._layout
        self._strip()
        if seen:  # what is taken away leaves no radicals behind
            self._settled[replace_radicals] = self._layout

    def _strip(self) -> None:
        for _ in range(_MOST_PASSES):
            before = self.text
            if self._bare != self._layout:
                outcome, self.evidence = strip_readings(self.text, self.evidence)
                self._layout += self._take(outcome)
                self._bare = self._layout if outcome.find is Found else -1
            self.apply_layout(drop_emoji)
            if self.text == before:
                return

    def _take(self, outcome: Outcome) -> bool:
        if outcome.find is Found:
            return False
        self.steps.append(_Step(self.text, outcome))
        changed = outcome.text != self.text
        self.text = outcome.text
        return changed


def restore(text: str, options: Options | None = None) -> Restoration:
    """Undo the damage a text took on copying sites.

    Args:
        text: any text; offsets in the report refer to it.
        options: what to leave alone; by default all damage is undone.

    Returns:
        The restored text, its changes and flags. Restoring it again changes nothing.
    """
    options = options or Options()
    run = _Run(text)
    for _ in range(_MOST_PASSES):
        before = run.text
        _pass(run, options)
        if run.text == before:
            break
    return Restoration(text, run.text, tuple(run.steps))


def _pass(run: _Run, options: Options) -> None:
    run.apply_layout(compose_characters)
    if not options.protected:
        run.apply_layout(replace_radicals)
        if may_be_garbled(run.text):
            run.apply_layout(drop_emoji)
            run.apply(repair_garble)
        run.strip()
        run.apply_layout(join_spaced)
    run.apply_layout(collapse_doubled)
    if options.simplify:
        run.apply_simplify(options.keep)
    if options.widen:
        run.apply(widen_punctuation)
