"""Filters of a list. A value from the address that makes no sense is as good as none: it changes and raises nothing."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Text

TEXT_LIMIT = 100
_FIRST_YEAR, _LAST_YEAR = 1900, 2999  # beyond these no date of ours lies, and zone arithmetic could overflow
_ALL = gettext_lazy("全部")
Choices = Iterable[tuple[str, Text]]
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Control:
    """A filter as the page shows it: `shape` is `choice`, `text`, `day` or `range`."""

    shape: str
    code: str
    label: Text
    value: str = ""
    value_to: str = ""
    options: Sequence[tuple[str, Text, bool]] = ()


@dataclass(frozen=True, kw_only=True)
class Filter(ABC):
    """A way to narrow a list; `code` is its name in the address."""

    code: str
    label: Text

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names the filter uses in the address."""
        return (self.code,)

    @abstractmethod
    def read(self, query: Mapping[str, str], actor: Actor) -> Any:
        """Return the value asked for; None when there is none or it makes no sense."""

    @abstractmethod
    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows that fit."""

    @abstractmethod
    def control(self, value: Any, actor: Actor) -> Control:
        """Return what the page shows."""

    @abstractmethod
    def words(self, value: Any, actor: Actor) -> str:
        """Return the value in words."""

    def pairs(self, value: Any) -> Pairs:
        """Return the value as it stands in the address."""
        return [(self.code, str(value))]


@dataclass(frozen=True, kw_only=True)
class ChoiceFilter(Filter):
    """One of a list of choices, fixed or made for the actor; `where` replaces the plain comparison with `field`."""

    choices: Choices | Callable[[Actor], Choices]
    field: str = ""
    where: Callable[[str], Q] | None = None
    any_label: Text = _ALL

    def choices_for(self, actor: Actor) -> list[tuple[str, Text]]:
        """Return the choices open to the actor."""
        found = self.choices(actor) if callable(self.choices) else self.choices
        return [(str(value), label) for value, label in found]

    def read(self, query: Mapping[str, str], actor: Actor) -> str | None:
        """Return the choice, when it is one."""
        asked = query.get(self.code, "")
        return asked if asked and any(asked == value for value, _label in self.choices_for(actor)) else None

    def apply(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Return the rows of this choice."""
        return rows.filter(self.where(value) if self.where else Q(**{self.field or self.code: value}))

    def control(self, value: str | None, actor: Actor) -> Control:
        """Return a drop-down list."""
        options = [("", self.any_label, value is None)]
        options += [(code, label, code == value) for code, label in self.choices_for(actor)]
        return Control("choice", self.code, self.label, value or "", options=options)

    def words(self, value: str, actor: Actor) -> str:
        """Return the choice's label."""
        return str(dict(self.choices_for(actor)).get(value, value))


@dataclass(frozen=True, kw_only=True)
class YesNoFilter(ChoiceFilter):
    """Whether a condition holds."""

    choices: Choices | Callable[[Actor], Choices] = (("yes", gettext_lazy("是")), ("no", gettext_lazy("否")))
    condition: Q

    def apply(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Return the rows for which the condition holds, or does not."""
        return rows.filter(self.condition) if value == "yes" else rows.exclude(self.condition)


@dataclass(frozen=True, kw_only=True)
class TextFilter(Filter):
    """Text found in one of `fields`; `search` replaces that, for lists that have a search index."""

    fields: Sequence[str] = ()
    search: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None

    def read(self, query: Mapping[str, str], actor: Actor) -> str | None:
        """Return the text without control characters, cut to a length that can be meant."""
        del actor
        text = "".join(letter for letter in query.get(self.code, "") if letter.isprintable())
        return text.strip()[:TEXT_LIMIT] or None

    def apply(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Return the rows that contain the text."""
        if self.search:
            return self.search(rows, value)
        condition = Q()
        for name in self.fields:
            condition |= Q(**{f"{name}__icontains": value})
        return rows.filter(condition)

    def control(self, value: str | None, actor: Actor) -> Control:
        """Return a text box."""
        del actor
        return Control("text", self.code, self.label, value or "")

    def words(self, value: str, actor: Actor) -> str:
        """Return the text in quotation marks."""
        del actor
        return f"“{value}”"


@dataclass(frozen=True, kw_only=True)
class DateRangeFilter(Filter):
    """Days from one to another, both included; `moments` when the field holds moments rather than days."""

    field: str
    moments: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Return the two names of the range."""
        return (f"{self.code}_from", f"{self.code}_to")

    def read(self, query: Mapping[str, str], actor: Actor) -> tuple[date | None, date | None] | None:
        """Return the two days; a range the wrong way round is turned."""
        del actor
        start, end = (_day(query.get(name, "")) for name in self.names)
        if start and end and end < start:
            start, end = end, start
        return (start, end) if start or end else None

    def apply(self, rows: QuerySet[Any], value: tuple[date | None, date | None]) -> QuerySet[Any]:
        """Return the rows of these days."""
        start, end = value
        if start:
            rows = rows.filter(**{f"{self.field}__gte": _midnight(start) if self.moments else start})
        if end:
            after = end + timedelta(days=1)
            rows = rows.filter(**{f"{self.field}__lt": _midnight(after) if self.moments else after})
        return rows

    def control(self, value: tuple[date | None, date | None] | None, actor: Actor) -> Control:
        """Return two date boxes."""
        del actor
        start, end = value or (None, None)
        return Control("range", self.code, self.label, str(start or ""), str(end or ""))

    def words(self, value: tuple[date | None, date | None], actor: Actor) -> str:
        """Return the range in words."""
        del actor
        start, end = (formats.date_format(day, "DATE_FORMAT") if day else "" for day in value)
        if start and end:
            return _("%(start)s 至 %(end)s") % {"start": start, "end": end}
        return _("%(start)s 起") % {"start": start} if start else _("至 %(end)s") % {"end": end}

    def pairs(self, value: tuple[date | None, date | None]) -> Pairs:
        """Return the two days as they stand in the address."""
        return [(name, str(day)) for name, day in zip(self.names, value, strict=True) if day]


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
