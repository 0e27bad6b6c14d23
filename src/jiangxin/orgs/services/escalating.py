"""Escalation (督办): what is overdue is brought before the next duty above, by the worker, once for each level.

The table of terms says how many working days after its day a thing is brought up; as many again after each level, the
next one hears of it. What the next duty is asked closes with the overdue errand. Safe to do at any time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from jiangxin.core import clock, journal
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.holidays import working_calendar
from jiangxin.core.rounds import every
from jiangxin.core.service import service
from jiangxin.engine.measure.working_days import WorkingCalendar
from jiangxin.orgs.asked import ESCALATION, OVERDUE_BELOW, words_of
from jiangxin.orgs.escalation_words import reason_words
from jiangxin.orgs.models import Errand, Escalation, Organisation
from jiangxin.orgs.queries.superiors import ESCALATING, RANKS, Superiors, superiors_of
from jiangxin.orgs.terms import Term, due_by_term, term_of, terms

SECONDS = 3600.0
_AT_ONCE = 500
_LONGEST_LATE = 9_999


@dataclass(frozen=True, slots=True)
class _Step:
    """One errand, and the duty it is to be brought before."""

    errand: Errand
    level: int
    role: Role
    organisation: Organisation
    late: int
    term: Term


@service("orgs.escalate", about="escalation")
def escalate(*, actor: Actor, errand_ids: Sequence[int]) -> list[Escalation]:
    """Bring some overdue errands before the next duty, as far as it is their time; a fixed number of queries."""
    steps = _steps(_lock(errand_ids), working_calendar())
    if not steps:
        return []
    made = Escalation.objects.bulk_create(_escalation(step) for step in steps)
    due_at = due_by_term(OVERDUE_BELOW)
    Errand.objects.bulk_create(_ask(row, step, due_at) for row, step in _once(made, steps))
    journal.record_all(actor=actor, act="orgs.escalate", done=[(row, _facts(row), row.reason) for row in made])
    return made


def _once(made: Sequence[Escalation], steps: Sequence[_Step]) -> Iterator[tuple[Escalation, _Step]]:
    """Yield one escalation for each thing and superior: what is asked of leader and secretary alike is one call."""
    seen = set()
    for row, step in zip(made, steps, strict=True):
        errand = step.errand
        key = (errand.subject, errand.subject_id, errand.asked, errand.organisation_id, errand.account_id)
        if (key, step.role, step.organisation.pk) not in seen:
            seen.add((key, step.role, step.organisation.pk))
            yield row, step


@service("orgs.end_escalations", about="escalation")
def end_escalations(*, actor: Actor) -> int:
    """Close what superiors are asked about errands that are done, or are due later now; returns how many."""
    settled = Q(errand__closed_at__isnull=False) | Q(errand__due_at__gt=clock.now()) | Q(errand__due_at=None)
    asked = Errand.objects.filter(subject=ESCALATION, closed_at=None)
    over = list(Escalation.objects.filter(settled, pk__in=asked.values("subject_id")))
    asked.filter(subject_id__in=[row.pk for row in over]).update(closed_at=clock.now())
    journal.record_all(
        actor=actor, act="orgs.end_escalations", done=[(row, {"errand": row.errand_id}, "") for row in over]
    )
    return len(over)


@every(SECONDS, code="orgs.escalation_day")
def escalation_day() -> None:
    """Make the round: end what is settled, then bring up what is overdue, some hundreds at a time."""
    end_escalations(actor=SYSTEM)
    last = 0
    while ids := list(_overdue().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        escalate(actor=SYSTEM, errand_ids=ids)
        last = ids[-1]


def _overdue() -> QuerySet[Errand]:
    silent = [asked for asked, term in terms().items() if not term.escalates]
    overdue = Errand.objects.filter(closed_at=None, due_at__lt=clock.now(), role__in=ESCALATING)
    return overdue.exclude(asked__in=silent)


def _lock(errand_ids: Sequence[int]) -> list[Errand]:
    """Return the errands that are still overdue, held until the transaction ends: two workers take turns."""
    rows = _overdue().filter(pk__in=errand_ids).select_for_update(of=("self",)).select_related("organisation")
    standing = Escalation.objects.filter(due_at=F("errand__due_at")).order_by("level")
    return list(rows.order_by("pk").prefetch_related(Prefetch("escalations", standing, to_attr="raised")))


def _steps(errands: Sequence[Errand], calendar: WorkingCalendar) -> list[_Step]:
    """Return which errands go one level up today."""
    known: dict[date, int] = {}

    def late_since(moment: datetime) -> int:
        day, today = timezone.localtime(moment).date(), clock.today()
        if day not in known:
            known[day] = calendar.working_days_between(day, today).count if day < today else 0
        return known[day]

    table = terms()
    ripe = [errand for errand in errands if late_since(_last_moment(errand)) >= term_of(errand.asked, table).grace]
    above = superiors_of(ripe) if ripe else None
    return [
        _Step(
            errand,
            _level(errand) + 1,
            *step,
            min(late_since(_due(errand)), _LONGEST_LATE),
            term_of(errand.asked, table),
        )
        for errand in ripe
        if above is not None and (step := _next(errand, above)) is not None
    ]


def _next(errand: Errand, above: Superiors) -> tuple[Role, Organisation] | None:
    """Return the first duty above that stands higher than every duty that has heard of it."""
    heard = max((RANKS.get(row.role, 0) for row in _raised(errand)), default=-1)
    return next(((role, place) for role, place in above.above(errand) if RANKS[role] > heard), None)


def _raised(errand: Errand) -> list[Escalation]:
    return list(getattr(errand, "raised", ()))


def _level(errand: Errand) -> int:
    return max((row.level for row in _raised(errand)), default=0)


def _last_moment(errand: Errand) -> datetime:
    """Return when the errand was brought up last, or should have been done."""
    return max((row.raised_at for row in _raised(errand)), default=_due(errand))


def _due(errand: Errand) -> datetime:
    assert errand.due_at is not None, "only what has a day is overdue"
    return errand.due_at


def _escalation(step: _Step) -> Escalation:
    term = step.term
    row = Escalation(
        errand=step.errand,
        level=step.level,
        role=step.role,
        organisation=step.organisation,
        due_at=_due(step.errand),
        late=step.late,
        rule=term.asked,
        grace=term.grace,
        raised_at=clock.now(),
    )
    with override("zh-hans"):  # it is stored, so it is written in the house's own language
        row.reason = reason_words(row, term)
    return row


def _ask(row: Escalation, step: _Step, due_at: datetime) -> Errand:
    """Return what the next duty is asked: whom to call is said on its page, which case only to whom may see it."""
    with override("zh-hans"):
        note = _("%(asked)s，应于%(due)s办结") % {
            "asked": words_of(step.errand.asked),
            "due": date_format(timezone.localtime(row.due_at)),
        }
        called = step.errand.organisation.name if step.errand.organisation else str(Role(step.errand.role).label)
    return Errand(
        organisation=step.organisation,
        role=step.role,
        asked=OVERDUE_BELOW,
        subject=ESCALATION,
        subject_id=row.pk,
        title=called[:200],
        note=note[:300],
        due_at=due_at,
        opened_at=row.raised_at,
    )


def _facts(row: Escalation) -> dict[str, object]:
    return {
        "errand": row.errand_id,
        "level": row.level,
        "role": row.role,
        "organisation": row.organisation_id,
        "due_at": row.due_at,
        "late": row.late,
        "rule": row.rule,
        "grace": row.grace,
    }
