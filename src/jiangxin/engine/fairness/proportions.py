"""Proportion rules on a list of chosen cases, checked while it is being put together.

Announcements set shares such as "front-line workers at least 50 %" or "leaders at most 20 %"; shares are turned into
whole cases exactly, without floating point: at least half of 7 is 4, at most a fifth of 7 is 1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal


@dataclass(frozen=True, slots=True)
class Proportion:
    """A rule on the share of a group.

    Attributes:
        group: The group that is counted, such as ``front_line``.
        bound: ``at_least`` or ``at_most``.
        share: 0 to 1, exact.
        base: Only cases of this group form the whole; None for all chosen cases.

    Raises:
        ValueError: For a share outside 0 to 1, or a group measured against itself.
    """

    group: str
    bound: Literal["at_least", "at_most"]
    share: Fraction
    base: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ValueError("a share lies between 0 and 1")
        if self.group == self.base:
            raise ValueError("the share of a group in itself is always 1")

    def cases(self, total: int) -> int:
        """The whole number of cases the share means out of ``total``: rounded up for a minimum, down for a maximum."""
        exact = self.share * total
        return ceil(exact) if self.bound == "at_least" else floor(exact)


@dataclass(frozen=True, slots=True)
class ProportionCheck:
    """The state of one rule.

    Attributes:
        rule: The rule checked.
        satisfied: True if the list as it stands keeps the rule.
        have: Cases of the group in the list.
        need: Cases the rule asks for (or allows) in a list of this size.
        total: Cases that form the whole.
        slack: Cases to spare; negative by as many as are wrong.
        reachable: True if the rule holds or can still hold when the free seats are filled; False means that a case
            must leave the list.
        code: ``proportion.met``, ``proportion.short`` or ``proportion.exceeded``.
    """

    rule: Proportion
    satisfied: bool
    have: int
    need: int
    total: int
    slack: int
    reachable: bool
    code: Literal["proportion.met", "proportion.short", "proportion.exceeded"]


def check_proportions(
    chosen: Sequence[Iterable[str]], rules: Iterable[Proportion], seats: int | None = None
) -> tuple[ProportionCheck, ...]:
    """Check a list against its rules.

    Args:
        chosen: For each chosen case the groups it belongs to.
        rules: The rules.
        seats: Size of the finished list, for ``reachable``; the present size if None.

    Raises:
        ValueError: If more cases are chosen than there are seats.
    """
    members = [frozenset(groups) for groups in chosen]
    free = 0 if seats is None else seats - len(members)
    if free < 0:
        raise ValueError("more cases than seats")
    return tuple(_check(rule, members, free) for rule in rules)


def _check(rule: Proportion, members: Sequence[frozenset[str]], free: int) -> ProportionCheck:
    whole = [groups for groups in members if rule.base is None or rule.base in groups]
    have = sum(rule.group in groups for groups in whole)
    need = rule.cases(len(whole))
    at_least = rule.bound == "at_least"
    slack = have - need if at_least else need - have
    # The best use of the free seats: all of the group for a minimum; for a maximum all outside it, but inside the base.
    bound = rule.cases(len(whole) + free)
    best_slack = have + free - bound if at_least else bound - have
    code: Literal["proportion.met", "proportion.short", "proportion.exceeded"] = "proportion.met"
    if slack < 0:
        code = "proportion.short" if at_least else "proportion.exceeded"
    return ProportionCheck(rule, slack >= 0, have, need, len(whole), slack, slack >= 0 or best_slack >= 0, code)
