"""Inviting the active studios to their yearly assessment, and reading their records again."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.blueprint.grading import STUDIO
from jiangxin.campaigns.models import Call, Entry
from jiangxin.campaigns.policies import may_run_call
from jiangxin.campaigns.queries import plan_of
from jiangxin.campaigns.queries.answers import draft_answers
from jiangxin.campaigns.services import Subject, invite_subject, read_records_again
from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.service import service
from jiangxin.forms.answers import Answers
from jiangxin.people.models import Account
from jiangxin.studios.models import Studio
from jiangxin.studios.queries.assessing import (
    answers_from,
    candidates,
    evidence_of,
    facts_from,
    studio_of,
)


class Invited(NamedTuple):
    """What an invitation did: entries opened, studios left out with the reason, studios nobody can report for."""

    entries: list[Entry]
    left_out: Mapping[int, str]
    without_secretary: list[int]


@service("studios.invite_studios", about="call")
def invite_studios(
    *,
    actor: Actor,
    call: Call,
    kinds: Iterable[str] = (),
    levels: Iterable[str] = (),
    left_out: Mapping[int, str] | None = None,
) -> Invited:
    """Open the self-report of every active studio in the scope, prefilled from its records.

    Args:
        actor: Officer of the organiser.
        call: An open assessment.
        kinds: Kinds of studios; none: all.
        levels: Levels; none: all.
        left_out: Reason by studio that is not assessed this year.

    Raises:
        Refusal: "nobody_to_invite"; a studio is left out without a reason; the call is no open assessment.
    """
    may_run_call(actor=actor, call=call).require()
    excluded = left_out or {}
    problems = [
        Problem(f"reason-{key}", _("请写明原因。"), "required") for key, why in excluded.items() if not why.strip()
    ]
    if problems:
        raise Refusal("reason_missing", _("不参加考核的工作室需要写明原因。"), _("请填写后再邀请。"), problems=problems)
    found = [one for one in candidates(actor, call, kinds=kinds, levels=levels) if one.studio.pk not in excluded]
    subjects = [_subject(one.studio, one.secretary, call) for one in found if one.secretary is not None]
    entries = [invite_subject(actor=actor, call=call, subject=one) for one in subjects]
    if not entries:
        raise Refusal(
            "nobody_to_invite",
            _("没有可以邀请的工作室。"),
            _("在册工作室都已列入，或其所在单位还没有联络员账号。"),
        )
    missing = [one.studio.pk for one in found if one.secretary is None]
    after = {
        "invited": [entry.subject_id for entry in entries],
        "left_out": {str(key): why.strip() for key, why in excluded.items()},
        "without_secretary": missing,
    }
    journal.record(actor=actor, act="studios.invite_studios", obj=call, after=after)
    return Invited(entries, excluded, missing)


def _subject(studio: Studio, secretary: Account, call: Call) -> Subject:
    found = evidence_of(studio, call)
    answers = answers_from(studio, call, found)
    return Subject(
        kind=STUDIO,
        key=studio.pk,
        name=studio.name,
        sort=studio.kind,
        unit=studio.unit,
        secretary=secretary,
        leader=studio.leader,
        leader_name=studio.leader_name,
        area=studio.area,
        industry_section=studio.industry_section,
        answers=answers,
        facts=facts_from(answers, found, call),
    )


@service("studios.reread_records", about="entry")
def reread_records(*, actor: Actor, entry: Entry, expected_revision: int) -> Entry:
    """Read the studio's records again into its self-report; points the secretary gave with a reason stay."""
    studio = studio_of(entry)
    if studio is None:
        raise NotFound
    found = evidence_of(studio, entry.call)
    fresh = answers_from(studio, entry.call, found)
    answers = _merged(draft_answers(entry), fresh, entry)
    facts = facts_from(fresh, found, entry.call)
    changed = read_records_again(
        actor=actor, entry=entry, answers=answers, facts=facts, expected_revision=expected_revision
    )
    journal.record(actor=actor, act="studios.reread_records", obj=entry, after={"read_on": facts["read_on"]})
    return changed


def _merged(kept: Answers, fresh: Answers, entry: Entry) -> Answers:
    rules = plan_of(entry.call).assessment
    code = rules.self_score if rules else ""
    own = {row.get("item"): row for row in kept.get(code) or () if row.get("reason")}
    rows = [
        {**row, **{name: own[row["item"]][name] for name in ("points", "reason") if own[row["item"]].get(name)}}
        if row["item"] in own
        else row
        for row in fresh.get(code, ())
    ]
    return {**kept, **fresh, **({code: rows} if code else {})}
