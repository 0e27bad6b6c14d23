"""What a digest holds: of everything that waits for one person, what is overdue, escalated, due soon, and new.

No title of a case stands in it: it is sent over networks that are not the house's. What is asked, to which call it
belongs, the duty and the day are enough to know what to do; the link leads to the rest, behind the sign-in.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.orgs.asked import OVERDUE_BELOW, sort_of, words_of
from jiangxin.orgs.escalation_words import brought_words
from jiangxin.orgs.models import Errand

SOON_DAYS = 3
MOST_SHOWN = 20
Contexts = Callable[[Iterable[int]], dict[int, str]]
_CONTEXTS: dict[str, Contexts] = {}


def belongs_to(subject: str) -> Callable[[Contexts], Contexts]:
    """Register, for a room above, to which call its things belong: from numbers to titles, in one query."""

    def decorate(find: Contexts) -> Contexts:
        _CONTEXTS[subject] = find
        return find

    return decorate


@dataclass(frozen=True, slots=True)
class Line:
    """One errand in a mail."""

    asked: str
    about: str
    duty: str
    due: str
    brought: str
    url: str

    @property
    def words(self) -> str:
        """Return everything but the address, in one line."""
        return " · ".join(part for part in (self.asked, self.about, self.duty, self.due, self.brought) if part)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a mail: its heading, how many there are, and those that are shown."""

    code: str
    title: str
    count: int
    lines: Sequence[Line]

    @property
    def more(self) -> int:
        """Return how many are not shown."""
        return self.count - len(self.lines)


def parts_of(errands: Sequence[Errand], *, since: datetime) -> list[Part]:
    """Return the sections that have something in them; each errand stands in one.

    Args:
        errands: rows of `errands_in`, due first.
        since: what was opened from then on is new.
    """
    titles = {
        "overdue": _("已逾期"),
        "escalated": _("需要督办"),
        "soon": _("三个工作日以内到期"),
        "new": _("新到"),
    }
    sorted_out: dict[str, list[Errand]] = {code: [] for code in titles}
    for errand in errands:
        if code := _part_of(errand, since):
            sorted_out[code].append(errand)
    shown = [errand for rows in sorted_out.values() for errand in rows[:MOST_SHOWN]]
    about = _contexts(shown)
    return [
        Part(code, titles[code], len(rows), [_line(errand, about) for errand in rows[:MOST_SHOWN]])
        for code, rows in sorted_out.items()
        if rows
    ]


def _part_of(errand: Errand, since: datetime) -> str:
    if errand.asked == OVERDUE_BELOW:
        return "escalated"
    if errand.due_at is not None and errand.due_at < clock.now():
        return "overdue"
    days = getattr(errand, "days_left", None)
    if days is not None and days <= SOON_DAYS:
        return "soon"
    return "new" if errand.opened_at >= since else ""


def _contexts(errands: Iterable[Errand]) -> dict[tuple[str, int], str]:
    """Return to which calls some errands belong; one query for each kind of thing."""
    wanted: dict[str, set[int]] = {}
    for errand in errands:
        wanted.setdefault(errand.subject, set()).add(errand.subject_id)
    return {
        (subject, key): title
        for subject, keys in wanted.items()
        if subject in _CONTEXTS
        for key, title in _CONTEXTS[subject](keys).items()
    }


def _line(errand: Errand, about: dict[tuple[str, int], str]) -> Line:
    organisation = f"（{errand.organisation.short_name}）" if errand.organisation else ""
    return Line(
        asked=str(words_of(errand.asked)),
        about=about.get((errand.subject, errand.subject_id), str(sort_of(errand.subject))),
        duty=f"{Role(errand.role).label}{organisation}",
        due=_("期限%(day)s") % {"day": date_format(timezone.localtime(errand.due_at))} if errand.due_at else "",
        brought=brought_words(getattr(errand, "brought", ())),
        url=f"{settings.BASE_ADDRESS}{reverse('account:errand', args=[errand.pk])}",
    )
