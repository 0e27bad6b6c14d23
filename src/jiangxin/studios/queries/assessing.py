"""What a studio's records say for its yearly assessment: answers, the proposed self-score; who can be invited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import override

from jiangxin.awards.models import GradeLine
from jiangxin.campaigns.blueprint.grading import STUDIO
from jiangxin.campaigns.models import Call, Entry, Recusal
from jiangxin.campaigns.queries.definitions import form_of, plan_of, rubric_for
from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.refusal import NotFound
from jiangxin.forms.answers import Answers, read_value
from jiangxin.orgs.models import Duty
from jiangxin.orgs.queries import duties_on, in_subtree
from jiangxin.people.models import Account
from jiangxin.studios.enums import StudioState
from jiangxin.studios.gate import CITY, files_for
from jiangxin.studios.ledger_enums import HonourLevel
from jiangxin.studios.models import Studio, StudioLevelHeld
from jiangxin.studios.queries.figures import ReportFigure, report_figures
from jiangxin.studios.queries.standard import missing_for_standard
from jiangxin.studios.self_score import HONOURS, ItemProposal, propose
from jiangxin.studios.standard import StandardLine

_LONGEST_MISSING = 1000


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the records of a year say of one studio, under the rules of one call."""

    figures: Mapping[str, Decimal | int]
    lines: tuple[StandardLine, ...]
    proposals: tuple[ItemProposal, ...]
    rows: tuple[ReportFigure, ...] = field(repr=False)


def evidence_of(studio: Studio, call: Call) -> Evidence:
    """Return the evidence of the call's year; figures that open onto their records, demands, proposed points."""
    rows = report_figures(SYSTEM, studio, date(call.year, 1, 1), date(call.year, 12, 31))
    figures: dict[str, Decimal | int] = {row.code: row.value for row in rows}
    figures[HONOURS] = sum(figures[f"honours_{level}"] for level in HonourLevel.values)
    lines = tuple(missing_for_standard(SYSTEM, studio, call.year))
    rubric = rubric_for(call, plan_of(call).columns.variant(studio.kind))
    proposals = tuple(propose(rubric, {line.demand.code: line for line in lines}, figures))
    return Evidence(figures, lines, proposals, tuple(rows))


def answers_from(studio: Studio, call: Call, found: Evidence) -> Answers:
    """Return what the records answer of the call's form, in the normal form of its fields."""
    sections: Answers = {
        "studio": {
            "name": studio.name,
            "kind": studio.kind,
            "leader": studio.leader_name,
            "unit": studio.unit_name,
            "levels": _levels(studio),
        },
        "figures": {
            **found.figures,
            "standard_met": sum(line.is_met for line in found.lines),
            "standard_all": len(found.lines),
            "standard_missing": _missing(found.lines),
        },
    }
    form = form_of(call)
    answers: Answers = {}
    for code, values in sections.items():
        section = form.section(code)
        fields = section.fields if section else ()
        read = {one.code: read_value(one, values.get(one.code), clock.today()).value for one in fields}
        answers[code] = {name: value for name, value in read.items() if value is not None}
    rules = plan_of(call).assessment
    if rules and rules.self_score:
        answers[rules.self_score] = [_row(one) for one in found.proposals]
    return answers


def facts_from(answers: Answers, found: Evidence, call: Call) -> dict[str, Any]:
    """Return what is kept with the entry, so that what leaves the records is found when it is handed in."""
    rules = plan_of(call).assessment
    locked = rules.locked if rules else ()
    return {
        "read_on": clock.today().isoformat(),
        "answers": {code: answers.get(code, {}) for code in locked},
        "proposed": {one.item: _text(one.points) for one in found.proposals},
    }


def _row(one: ItemProposal) -> dict[str, Any]:
    points = _text(one.points)
    row = {"item": one.item, "proposed": points, "points": points, "basis": one.basis}
    return {name: value for name, value in row.items() if value}


def _text(points: Decimal | None) -> str:
    return "" if points is None else f"{points:.1f}"


def _levels(studio: Studio) -> str:
    held = StudioLevelHeld.objects.filter(studio=studio, struck_at=None, until=None).order_by("since", "id")
    with override("zh-hans"):
        return "、".join(dict.fromkeys(str(row) for row in held))[:120]


def _missing(lines: Iterable[StandardLine]) -> str:
    told = (f"{line.demand.zh}缺 {line.missing}" for line in lines if not line.is_met)
    return "；".join(told)[:_LONGEST_MISSING]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A studio that could be invited; without a secretary it cannot report."""

    studio: Studio
    secretary: Account | None


def candidates(actor: Actor, call: Call, *, kinds: Iterable[str] = (), levels: Iterable[str] = ()) -> list[Candidate]:
    """Return the active studios of the actor's file gate that the call has no entry about, those of the scope only."""
    taken = Entry.objects.filter(call=call, subject_kind=STUDIO, subject_id=OuterRef("pk"))
    rows = files_for(actor).filter(~Exists(taken), state=StudioState.ACTIVE).select_related("unit", "area", "leader")
    if chosen := list(kinds):
        rows = rows.filter(kind__in=chosen)
    if wanted := list(levels):
        rows = rows.filter(level__in=wanted)
    studios = list(rows.order_by("area__path", "name", "pk"))
    reporters = _reporters({one.unit_id for one in studios})
    return [Candidate(one, _reporter(one, reporters)) for one in studios]


def _reporters(units: set[int]) -> dict[int, list[Duty]]:
    found: dict[int, list[Duty]] = {}
    roles = (Role.STUDIO_SECRETARY, Role.STUDIO_LEADER)
    for duty in duties_on(clock.today()).filter(organisation_id__in=units, role__in=roles).order_by("id"):
        found.setdefault(duty.organisation_id, []).append(duty)
    return found


def _reporter(studio: Studio, reporters: Mapping[int, list[Duty]]) -> Account | None:
    """Return who reports: the leader when the leader has an account, else the unit's secretary, else any leader's."""
    duties = reporters.get(studio.unit_id, [])
    own = [duty for duty in duties if duty.account.person_id == studio.leader_id]
    secretaries = [duty for duty in duties if duty.role == Role.STUDIO_SECRETARY]
    first = next(iter([*secretaries, *own, *duties]), None)
    return first.account if first else None


def studio_of(entry: Entry) -> Studio | None:
    """Return the studio an entry is about; None when it is about none."""
    if entry.subject_kind != STUDIO or entry.subject_id is None:
        return None
    return Studio.objects.filter(pk=entry.subject_id).select_related("unit", "area").first()


def assessments_of(actor: Actor, studio: Studio) -> QuerySet[Entry]:
    """Return the entries of a studio in assessments, the latest year first, for whoever may open its file."""
    if not files_for(actor).filter(pk=studio.pk).exists():
        return Entry.objects.none()
    rows = Entry.objects.filter(subject_kind=STUDIO, subject_id=studio.pk).select_related("call__organiser", "unit")
    return rows.order_by("-call__year", "-pk")


def final_lines(entries: Iterable[Entry]) -> dict[int, GradeLine]:
    """Return the final grade of each entry whose assessment has its result."""
    lines = GradeLine.objects.filter(entry__in=[one.pk for one in entries], meeting__assessment_result__isnull=False)
    return {line.entry_id: line for line in lines.select_related("entry__call", "meeting__assessment_result")}


def assessed_for(actor: Actor, call: Call) -> QuerySet[Entry]:
    """Return the entries of an assessment for its watchers, those never handed in included.

    The organiser's officers, leaders and discipline see all, a county or industrial union those of its area, a unit's
    union its own; a recusal closes the gate as everywhere.
    """
    rows = Entry.objects.filter(call=call, subject_kind=STUDIO).select_related("unit", "area", "call")
    if actor.is_any(*CITY):
        rows = rows if call.organiser_id == actor.organisation_id else rows.none()
    elif actor.is_any(Role.REVIEWER_FIRST):
        rows = rows.filter(in_subtree("unit__path", actor.organisation_path) | Q(area_id=actor.organisation_id))
    elif actor.is_any(Role.UNION_OFFICER):
        return rows.filter(unit_id=actor.organisation_id)
    else:
        return rows.none()
    if actor.person_id is None:
        return rows
    return rows.exclude(pk__in=Recusal.objects.filter(person_id=actor.person_id).values("entry_id"))


def get_assessed_for(actor: Actor, call: Call, entry_id: int) -> Entry:
    """Return one entry of an assessment; absent and forbidden look alike."""
    found = assessed_for(actor, call).filter(pk=entry_id).first()
    if found is None:
        raise NotFound
    return found
