"""Arithmetic of the small drawings: bars and spreads become SVG attributes, since no inline style is allowed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiangxin.core.refusal import Text
from jiangxin.core.ui.parts import Share

WIDTH = 1000  # drawings are 1,000 units wide and stretch to the room they have


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar, in drawing units."""

    x: int
    width: int
    tone: str
    label: Text = ""
    amount: int | Decimal = 0
    percent: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """A quota as drawn: `over` is by how much it is exceeded, `left` what can still be used."""

    used: int
    limit: int
    reserve: int
    used_width: int
    reserve_x: int
    reserve_width: int
    limit_x: int

    @property
    def over(self) -> int:
        """Return by how much limit and reserve together are exceeded."""
        return max(0, self.used - self.limit - self.reserve)

    @property
    def left(self) -> int:
        """Return what is left of the limit itself, the reserve not counted."""
        return max(0, self.limit - self.used)

    @property
    def from_reserve(self) -> int:
        """Return how much of the reserve is in use."""
        return min(self.reserve, max(0, self.used - self.limit))

    @property
    def tone(self) -> str:
        """Return the tone the bar is told in."""
        if self.over:
            return "returned"
        return "waiting" if self.used >= self.limit else "review"


def quota(used: int, limit: int, reserve: int = 0) -> Quota:
    """Lay out a quota bar; its full length is limit and reserve, or what is used when that is more."""
    whole = max(used, limit + reserve, 1)
    return Quota(
        used=used,
        limit=limit,
        reserve=reserve,
        used_width=used * WIDTH // whole,
        reserve_x=limit * WIDTH // whole,
        reserve_width=reserve * WIDTH // whole,
        limit_x=limit * WIDTH // whole,
    )


def shares(parts: Sequence[Share]) -> list[Segment]:
    """Lay parts of a whole side by side; the last one takes the rounding, so that the bar is full."""
    whole = sum((Decimal(part.amount) for part in parts), Decimal(0))
    segments: list[Segment] = []
    done = Decimal(0)
    for part in parts:
        start = int(done * WIDTH / whole) if whole else 0
        done += Decimal(part.amount)
        end = int(done * WIDTH / whole) if whole else 0
        percent = round(Decimal(part.amount) * 100 / whole) if whole else 0
        segments.append(Segment(start, end - start, part.tone, part.label, part.amount, percent, part.url))
    return segments


@dataclass(frozen=True, slots=True)
class Spread:
    """Scores on a scale: one dot each, a line from the least to the greatest, a mark at the mean."""

    dots: tuple[int, ...]
    line_x: int
    line_end: int
    mean_x: int
    mean: Decimal
    least: Decimal
    greatest: Decimal
    count: int


def spread(scores: Sequence[Decimal | int], low: int = 0, high: int = 100) -> Spread | None:
    """Lay scores out on the scale `low`–`high`, with room for the dots at both ends; None when there is no score."""
    if not scores:
        return None
    values = [Decimal(score) for score in scores]
    margin, extent = 30, Decimal(max(high - low, 1))

    def place(value: Decimal) -> int:
        inside = min(max(value, Decimal(low)), Decimal(high)) - low
        return margin + int(inside * (WIDTH - 2 * margin) / extent)

    mean = sum(values, Decimal(0)) / len(values)
    least, greatest = min(values), max(values)
    return Spread(
        dots=tuple(sorted(place(value) for value in values)),
        line_x=place(least),
        line_end=place(greatest),
        mean_x=place(mean),
        mean=mean.quantize(Decimal("0.01")),
        least=least,
        greatest=greatest,
        count=len(values),
    )
