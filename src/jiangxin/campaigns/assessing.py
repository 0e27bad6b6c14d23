"""What an entry about a subject has to keep to when it is handed in: answers from the records, and the self-score."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.blueprint.grading import Assessment
from jiangxin.campaigns.blueprint.rubrics import Rubric
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries.definitions import form_of, plan_of, rubric_for
from jiangxin.core.refusal import Problem
from jiangxin.forms.answers import Answers, Row


def assessment_problems(entry: Entry, answers: Answers) -> list[Problem]:
    """Return where a self-report leaves the records it was drawn from, and what is wrong with its self-score.

    Args:
        entry: About a subject, in a call that assesses; for any other nothing is returned.
        answers: As they would be submitted.
    """
    rules = plan_of(entry.call).assessment
    if rules is None or entry.subject_id is None:
        return []
    problems = list(_locked_problems(entry, rules, answers))
    if rules.self_score:
        rubric = rubric_for(entry.call, entry.variant)
        problems += _score_problems(rules.self_score, answers, rubric, entry.subject_facts.get("proposed", {}))
    return problems


def locked_sections(entry: Entry) -> frozenset[str]:
    """Return the sections of the form that are filled in from the subject's records and not by hand."""
    rules = plan_of(entry.call).assessment
    return frozenset(rules.locked) if rules is not None and entry.subject_id is not None else frozenset()


def as_recorded(entry: Entry, answers: Answers) -> Answers:
    """Return answers with what comes from the records as it was read there, whatever was sent instead."""
    drawn = entry.subject_facts.get("answers", {})
    return {**answers, **{code: drawn.get(code, {}) for code in locked_sections(entry)}}


def _locked_problems(entry: Entry, rules: Assessment, answers: Answers) -> Iterator[Problem]:
    drawn = entry.subject_facts.get("answers", {})
    for code in rules.locked:
        section = form_of(entry.call).section(code)
        known, given = drawn.get(code, {}), answers.get(code, {})
        for field in section.fields if section else ():
            if _value(known, field.code) != _value(given, field.code):
                message = _("“%(label)s”与记录不一致。请更正记录后重新取数，不要直接修改。")
                yield Problem(f"{code}.{field.code}", message % {"label": field.label}, "not_as_recorded")


def _value(section: object, code: str) -> Any:
    found = section.get(code) if isinstance(section, Mapping) else None
    return None if found == "" else found


def _score_problems(code: str, answers: Answers, rubric: Rubric, proposed: Mapping[str, Any]) -> Iterator[Problem]:
    rows: list[Row] = list(answers.get(code) or ())
    asked = {item.code: item for item in rubric.items()}
    seen: set[str] = set()
    for place, row in enumerate(rows):
        item = asked.get(str(row.get("item", "")))
        at = f"{code}.{place}"
        if item is None:
            yield Problem(f"{at}.item", _("评分标准里没有这一项，请删去这一行。"), "unknown_item")
            continue
        if item.code in seen:
            yield Problem(f"{at}.item", _("“%(item)s”填了两行，请删去一行。") % {"item": item.label}, "twice")
        seen.add(item.code)
        points, known = _number(row.get("points")), _number(proposed.get(item.code))
        if points is not None and points > item.points:
            message = _("“%(item)s”最多 %(most)s 分。")
            yield Problem(f"{at}.points", message % {"item": item.label, "most": item.points}, "too_much")
        if _number(row.get("proposed")) != known:
            yield Problem(f"{at}.proposed", _("系统建议不能修改，请重新取数。"), "not_as_recorded")
        if points is not None and points != known and not str(row.get("reason") or "").strip():
            message = _("“%(item)s”的自评与系统建议不同，请写明理由。")
            yield Problem(f"{at}.reason", message % {"item": item.label}, "required")
    for item in rubric.items():
        if item.code not in seen:
            yield Problem(code, _("还没有给“%(item)s”自评。") % {"item": item.label}, "required")


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value)) if value not in {None, ""} else None
    except InvalidOperation:
        return None


def self_score_of(entry: Entry, answers: Answers) -> Decimal | None:
    """Return the total of a self-score, the bonus capped; None where there is none."""
    rules = plan_of(entry.call).assessment
    rows = answers.get(rules.self_score) if rules and rules.self_score else None
    if not rows:
        return None
    points = {str(row.get("item", "")): _number(row.get("points")) or Decimal(0) for row in rows}
    return rubric_for(entry.call, entry.variant).score(points)
