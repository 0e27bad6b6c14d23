"""Pages of a list: how many there are, which are offered, and a count whose cost has a bound."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

COUNT_CAP = 10_000
_NEAR = 2  # neighbours offered on each side of the current page


def capped_count(rows: QuerySet[Any], cap: int = COUNT_CAP) -> int:
    """Return how many rows there are, or `cap + 1` when there are more than `cap`; no more than that is read."""
    return rows.order_by().values("pk")[: cap + 1].count()


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page that is offered; a gap has no address and no number."""

    number: int = 0
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages around the current one; `url_for` gives the address of a page."""

    number: int
    last: int
    url_for: Callable[[int], str]

    @property
    def previous_url(self) -> str:
        """Return the page before, if there is one."""
        return self.url_for(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        """Return the page after, if there is one."""
        return self.url_for(self.number + 1) if self.number < self.last else ""

    @property
    def items(self) -> list[PageLink]:
        """Return the first, the last and those near the current one, with gaps between."""
        near = range(self.number - _NEAR, self.number + _NEAR + 1)
        numbers = sorted({1, self.last, *(number for number in near if 1 <= number <= self.last)})
        links: list[PageLink] = []
        before = 0
        for number in numbers:
            if number > before + 1:
                links.append(PageLink())
            links.append(PageLink(number, self.url_for(number), number == self.number))
            before = number
        return links


def last_page(count: int, size: int, cap: int = COUNT_CAP) -> int:
    """Return the last page that can be turned to; beyond the cap one filters instead of turning pages."""
    return max(1, -(-min(count, cap) // size))
