"""A blueprint's content as one frozen object, and everything that is wrong with a content that cannot be one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.campaigns.blueprint.checks import CheckItem, parse_checks
from jiangxin.campaigns.blueprint.columns import ColumnMap, column_faults
from jiangxin.campaigns.blueprint.eligibility import Eligibility, parse_eligibility
from jiangxin.campaigns.blueprint.grading import Assessment, grading_faults, read_assessment
from jiangxin.campaigns.blueprint.labels import label_faults
from jiangxin.campaigns.blueprint.numbers import number_faults
from jiangxin.campaigns.blueprint.proposing import ProposalRules, proposal_faults, read_proposals
from jiangxin.campaigns.blueprint.rubrics import parse_rubrics
from jiangxin.campaigns.blueprint.sentences import sentence_faults
from jiangxin.campaigns.blueprint.shape import shape_faults
from jiangxin.campaigns.blueprint.stages import StagePlan, parse_stages
from jiangxin.campaigns.blueprint.subject import Subject, subject_faults, subject_of
from jiangxin.campaigns.blueprint.transitions import TransitionRule, parse_transitions
from jiangxin.campaigns.blueprint.vocabulary import vocabulary_faults
from jiangxin.campaigns.models import SUPPLEMENTS_AT_MOST
from jiangxin.core.refusal import Problem
from jiangxin.forms.answers import Answers
from jiangxin.forms.definition import FormDefinition
from jiangxin.forms.parse import read_definition


@dataclass(frozen=True, slots=True)
class Plan:
    """What campaigns itself needs of a blueprint; review and awards read their own parts of `content`."""

    content: Mapping[str, Any]
    form: FormDefinition
    stages: tuple[StagePlan, ...]
    transitions: tuple[TransitionRule, ...]
    formal_checks: tuple[CheckItem, ...]
    columns: ColumnMap
    eligibility: Eligibility
    needs_sealed_scan: bool
    one_per_unit: bool
    supplements_at_most: int
    assessment: Assessment | None
    proposals: ProposalRules | None
    subject: Subject

    @property
    def chooses(self) -> bool:
        """Tell whether some of the entries are chosen and named; else all are graded, or proposals are collected."""
        return self.assessment is None and self.proposals is None

    def eligibility_problems(self, answers: Answers, *, at: date) -> list[Problem]:
        """Return which conditions for applying the answers, as they would be submitted on a day, do not meet."""
        return self.eligibility.problems(answers, at)


def read_plan(content: Mapping[str, Any]) -> tuple[Plan, list[Problem]]:
    """Return the plan of a content and every fault in it, each with its place. With faults the plan is not usable.

    A value of the wrong kind, such as a text where a table belongs, is told first and alone: nothing around it can be
    read.
    """
    if misshapen := shape_faults(content):
        return read_plan({})[0], [Problem(path, message, "shape") for path, message in misshapen]
    problems: list[Problem] = []
    form = read_definition(content.get("form", {}), problems, "form")
    stages, stage_faults = parse_stages(content.get("stages", ()))
    transitions, transition_faults = parse_transitions(content.get("transitions", ()))
    checks, check_faults = parse_checks(content.get("checks", {}), "checks")
    eligibility, eligibility_faults = parse_eligibility(content.get("eligibility", {}), form)
    _rubrics, rubric_faults = parse_rubrics(content.get("rubrics", {}))
    faults = [*stage_faults, *transition_faults, *check_faults, *eligibility_faults, *rubric_faults]
    faults += number_faults(content) + vocabulary_faults(content) + sentence_faults(content)
    faults += label_faults(content) + grading_faults(content, form) + proposal_faults(content, form)
    faults += column_faults(content.get("entry", {}), form) + _variant_faults(content, form)
    faults += subject_faults(content)
    problems += [Problem(*_split(fault)) for fault in faults]
    plan = Plan(
        content=content,
        form=form,
        stages=stages,
        transitions=transitions,
        formal_checks=checks,
        columns=_columns(content),
        eligibility=eligibility,
        one_per_unit=bool(content.get("quotas", {}).get("one_per_unit", False)),
        supplements_at_most=int(content.get("checks", {}).get("supplements", SUPPLEMENTS_AT_MOST)),
        assessment=read_assessment(content) if not grading_faults(content, form) else None,
        proposals=read_proposals(content),
        subject=subject_of(content),
        needs_sealed_scan=bool(content.get("documents", {}).get("application_form", {}).get("sealed_scan", True)),
    )
    return plan, problems


def _variant_faults(content: Mapping[str, Any], form: FormDefinition) -> list[str]:
    table, rubrics = content.get("variants", {}), content.get("rubrics", {})
    faults = [
        f"variants.list[{place}].rubric: " + _("没有评分标准 %(code)s。") % {"code": row.get("rubric", "")}
        for place, row in enumerate(table.get("list", ()))
        if row.get("rubric") not in rubrics
    ]
    if table.get("field") and form.field(str(table["field"])) is None:
        faults.append("variants.field: " + _("申报表里没有 %(path)s 这一栏。") % {"path": table["field"]})
    return faults


def _split(fault: str) -> tuple[str, str]:
    place, _colon, text = fault.partition(": ")
    return (place, text) if text else ("", fault)


def _columns(content: Mapping[str, Any]) -> ColumnMap:
    table = content.get("entry", {})
    rows = [row for row in content.get("variants", {}).get("list", ()) if isinstance(row.get("when"), Mapping)]
    kinds = {kind: str(row.get("code", "")) for row in rows for kind in _kinds_named(row["when"])}
    rest = [str(row.get("code", "")) for row in rows if not _kinds_named(row["when"])]
    prefills = table.get("prefill", {})
    return ColumnMap(paths=table, prefills=prefills, variants=kinds, other=next(iter(rest), "innovation"))


def _kinds_named(condition: Mapping[str, Any]) -> list[str]:
    """Return the kinds a variant is for; none when it takes those no other variant names."""
    one = condition.get("is")
    return [str(kind) for kind in condition.get("in") or ([] if one is None else [one])]
