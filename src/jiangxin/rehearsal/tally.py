"""What a rehearsal of activities expects, counted and computed on its own: nothing here is read from the house."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

FEN, TENTH_KG = Decimal("0.01"), Decimal("0.0001")
# GB/T 2589-2020 (equivalent) and the national grid of 2022; common value for diesel: kg per unit.
COAL = {"electricity": Fraction("0.1229"), "diesel": Fraction("1.4571")}
CARBON = {"electricity": Fraction("0.5366"), "diesel": Fraction("3.10")}
# The tiers of 1986: from so many yuan of benefit a year, at least and at most so many yuan of reward.
TIERS = ((1_000_000, 2500, 4000), (500_000, 1500, 2500), (100_000, 500, 1500), (10_000, 300, 500), (0, 0, 300))


@dataclass(slots=True)
class Idea:
    """One proposal as its proposer sees it.

    Attributes:
        shares: of the proposer and the co-authors, in per cent.
        fate: what the union answers; "" when it waits.
    """

    number: int
    kind: str
    unit: int
    worker: str
    title: str
    named: bool
    shares: tuple[int, ...] = (100,)
    key: int = 0
    code: str = ""
    fate: str = ""


@dataclass(slots=True)
class Tally:
    """The expected figures of one campaign."""

    ideas: list[Idea] = field(default_factory=list)
    used: int = 0
    answered: int = 0
    adopted: int = 0
    adopters: int = 0
    stopped: int = 0
    benefit: Decimal = Decimal("0.00")
    reward: Decimal = Decimal("0.00")
    coal: Decimal = Decimal(0)
    carbon: Decimal = Decimal(0)

    @property
    def proposers(self) -> int:
        """Return how many people proposed with their names."""
        return len({idea.worker for idea in self.ideas if idea.named})

    @property
    def unnamed(self) -> int:
        """Return how many proposals have no name."""
        return sum(not idea.named for idea in self.ideas)


def saved_yuan(before: str, after: str, price: str, periods: str, cost: str) -> Decimal:
    """Return what is saved in a year, in yuan, rounded once to the fen."""
    exact = (Fraction(before) - Fraction(after)) * Fraction(price) * Fraction(periods) - Fraction(cost)
    return _rounded(exact, FEN)


def saved_tonnes(carrier: str, before: str, after: str, made: str, now: str) -> tuple[Decimal, Decimal]:
    """Return standard coal and carbon dioxide saved, in tonnes, compared at the output after."""
    saved = Fraction(before) * Fraction(now) / Fraction(made) - Fraction(after)
    return _rounded(saved * COAL[carrier] / 1000, TENTH_KG), _rounded(saved * CARBON[carrier] / 1000, TENTH_KG)


def tier_of(kind: str, benefit: Decimal) -> tuple[int, int]:
    """Return the least and the most that may be given for a benefit; small results end at the third tier."""
    tiers = TIERS[2:] if kind == "five_smalls" else TIERS
    return next((least, most) for floor, least, most in tiers if benefit >= floor)


def parts_of(amount: Decimal, shares: tuple[int, ...]) -> list[Decimal]:
    """Return an amount divided by shares to the fen, by the largest remainder; of equal ones the first gets more."""
    fen = int(amount / FEN)
    exact = [Fraction(fen * share, 100) for share in shares]
    parts = [int(one) for one in exact]
    order = sorted(range(len(shares)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[: fen - sum(parts)]:
        parts[place] += 1
    return [part * FEN for part in parts]


def _rounded(exact: Fraction, step: Decimal) -> Decimal:
    steps = abs(exact) / Fraction(step)
    whole = int(steps) + (steps - int(steps) >= Fraction(1, 2))
    return (Decimal(whole) * step).quantize(step, ROUND_HALF_UP).copy_sign(-1 if exact < 0 else 1)
