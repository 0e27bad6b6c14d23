"""What keeps a unit from applying for a time: events of the unit, and a display in the unit that was too short.

Domain 6.1: some events bar in the year they happen, others for years from the event; both are read off the answers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jiangxin.core.holidays import working_calendar
from jiangxin.core.refusal import Problem
from jiangxin.forms.answers import Answers
from jiangxin.forms.definition import FormDefinition
from jiangxin.forms.words import Words


@dataclass(frozen=True, slots=True)
class EventBar:
    """How long an event bars; `years` 0: to the end of the year it happened in, else so many years from its day."""

    label: Words
    years: int

    def last_day(self, day: date) -> date:
        """Return the last day on which an event of a day still bars."""
        if not self.years:
            return date(day.year, 12, 31)
        try:
            again = day.replace(year=day.year + self.years)
        except ValueError:  # 29 February
            again = date(day.year + self.years, 3, 1)
        return date.fromordinal(again.toordinal() - 1)


@dataclass(frozen=True, slots=True)
class EventRules:
    """The tables [eligibility.events] and [eligibility.display] of a blueprint.

    Attributes:
        kind: path of the choice that tells what happened, in a repeated section.
        day: path of the day it happened, in the same section.
        unless: path of a yes that lifts the bars, such as a martyr's team; "" for none.
        bars: how long each kind of event bars; kinds that are not named do not.
        display_from: path of the first day of the display in the unit; "" when none is asked for.
        display_to: path of its last day.
        display_days: working days it lasts at least.
    """

    kind: str = ""
    day: str = ""
    unless: str = ""
    bars: Mapping[str, EventBar] = field(default_factory=dict)
    display_from: str = ""
    display_to: str = ""
    display_days: int = 0

    def problems(self, answers: Answers, at: date) -> Iterator[Problem]:
        """Yield what keeps these answers from being submitted on a day, each at its place in the form."""
        if self.bars and not _answer(answers, self.unless):
            yield from self._barred(answers, at)
        if self.display_days:
            yield from self._too_short(answers)

    def _barred(self, answers: Answers, at: date) -> Iterator[Problem]:
        section, _dot, kind = self.kind.partition(".")
        name = self.day.partition(".")[2]
        for number, row in enumerate(answers.get(section) or ()):
            bar, day = self.bars.get(str(row.get(kind, ""))), _day(row.get(name))
            if bar is None or day is None or at > (last := bar.last_day(day)):
                continue
            told = {"what": bar.label, "day": date_format(day), "last": date_format(last)}
            message = _("%(what)s（%(day)s），到 %(last)s 为止不得申报。") % told
            yield Problem(f"{section}.{number}.{name}", message, "event_bars")

    def _too_short(self, answers: Answers) -> Iterator[Problem]:
        first, last = _day(_answer(answers, self.display_from)), _day(_answer(answers, self.display_to))
        if first is None or last is None or last < first:
            return  # the form itself asks for both, in their order
        calendar = working_calendar()
        lasted = sum(calendar.is_working(date.fromordinal(one)) for one in _days(first, last))
        if lasted < self.display_days:
            told = {"least": self.display_days, "found": lasted}
            message = _("本单位公示应不少于 %(least)s 个工作日，所填起止日期为 %(found)s 个工作日。") % told
            yield Problem(self.display_to, message, "display_too_short")


_LONGEST_DISPLAY = 60


def _days(first: date, last: date) -> range:
    return range(first.toordinal(), min(last.toordinal(), first.toordinal() + _LONGEST_DISPLAY) + 1)


def read_events(table: Mapping[str, Any]) -> EventRules:
    """Return the rules of the table [eligibility]."""
    events, display = table.get("events") or {}, table.get("display") or {}
    return EventRules(
        kind=str(events.get("kind", "")),
        day=str(events.get("day", "")),
        unless=str(events.get("unless", "")),
        bars={
            str(row.get("code", "")): EventBar(
                Words(str(row.get("label", "")), str(row.get("label_en", ""))), int(row.get("years", 0))
            )
            for row in events.get("bars", ())
        },
        display_from=str(display.get("from", "")),
        display_to=str(display.get("to", "")),
        display_days=int(display.get("working_days", 0)),
    )


def event_faults(table: Mapping[str, Any], form: FormDefinition) -> list[str]:
    """Return paths the form does not have, events nobody can choose, and terms out of sense."""
    rules = read_events(table)
    named = {"events.kind": rules.kind, "events.day": rules.day, "events.unless": rules.unless}
    named |= {"display.from": rules.display_from, "display.to": rules.display_to}
    needed = {"events.kind", "events.day"} if rules.bars else set()
    needed |= {"display.from", "display.to"} if rules.display_days else set()
    faults = [
        f"eligibility.{key}: " + _("申报表里没有 %(path)s 这一栏。") % {"path": path}
        for key, path in named.items()
        if (path or key in needed) and form.field(path) is None
    ]
    asked = form.field(rules.kind)
    known = {choice.code for choice in asked.choices} if asked else set(rules.bars)
    for place, (code, bar) in enumerate(rules.bars.items()):
        at = f"eligibility.events.bars[{place}]"
        if code not in known:
            faults.append(f"{at}.code: " + _("申报表的选项里没有 %(code)s。") % {"code": code})
        if not 0 <= bar.years <= _MOST_YEARS:
            faults.append(f"{at}.years: " + _("应在 %(least)s 到 %(most)s 之间。") % {"least": 0, "most": _MOST_YEARS})
    return faults


_MOST_YEARS = 20


def _answer(answers: Answers, path: str) -> Any:
    section, _dot, name = path.partition(".")
    kept = answers.get(section)
    return kept.get(name) if isinstance(kept, Mapping) else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
