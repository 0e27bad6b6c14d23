"""Applications for a further level: which studio one is for, which may be chosen, what a studio's file answers."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from jiangxin.awards.terms import award_level
from jiangxin.campaigns.models import Call, Entry
from jiangxin.campaigns.queries.definitions import form_of, plan_of
from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.policy import Decision
from jiangxin.forms.answers import Answers, Row, read_value
from jiangxin.forms.answers.checking import check_value, path_of
from jiangxin.forms.conditions import is_filled
from jiangxin.forms.definition import Section
from jiangxin.studios.candidacy_policies import may_stand
from jiangxin.studios.enums import MemberRole, StudioState
from jiangxin.studios.gate import files_for
from jiangxin.studios.models import (
    Studio,
    StudioCandidacy,
    StudioMembership,
    StudioName,
    StudioPlace,
)
from jiangxin.studios.periods import current, current_titles
from jiangxin.studios.queries.file import levels_of


def candidacy_of(entry: Entry) -> StudioCandidacy | None:
    """Return for which registered studio an application is made; None: for a new one, or it is an assessment."""
    return StudioCandidacy.objects.filter(entry=entry).select_related("studio__unit", "studio__leader").first()


def studios_to_stand(actor: Actor, call: Call, entry: Entry | None = None) -> list[tuple[Studio, Decision]]:
    """Return the living studios of the actor's unit, each with whether it may be applied for in a call."""
    own = files_for(actor).filter(unit_id=actor.organisation_id, state=StudioState.ACTIVE)
    found = own.select_related("unit", "leader").order_by("-named_on", "-pk")
    return [(studio, may_stand(studio=studio, call=call, entry=entry)) for studio in found]


def filled_from_file(studio: Studio, call: Call, kept: Answers) -> Answers:
    """Return answers with what the studio's file knows in every place that is empty still.

    Numbers of identity cards and telephones are not told: whoever writes the application may not be meant to see them.
    """
    form, answers = form_of(call), deepcopy(kept)
    for code, facts in _facts(studio, call).items():
        section = form.section(code)
        if section is None or section.repeated:
            continue
        here = dict(answers.get(code) or {})
        told = _read(section, facts, None)
        answers[code] = {**told, **{name: value for name, value in here.items() if is_filled(value)}}
    for code, rows in _rows(studio).items():
        section = form.section(code)
        if section is not None and section.repeated and not any(answers.get(code) or ()):
            answers[code] = [row for raw in rows[: section.max_rows or None] if (row := _read(section, raw, 0))]
    return answers


def _read(section: Section, facts: Mapping[str, Any], place: int | None) -> Row:
    """Return facts in the normal form of the section's fields, without what a field would not take."""
    today, told = clock.today(), {}
    for field in section.fields:
        value = read_value(field, facts.get(field.code), today).value
        path = path_of(section, field, place)
        if value is not None and not check_value(field, value, path=path, siblings={}, at=today):
            told[field.code] = value
    return told


def _facts(studio: Studio, call: Call) -> dict[str, dict[str, Any]]:
    registered, place = current(StudioName, studio), current(StudioPlace, studio)
    leader = studio.leader
    by_column = {
        "name": studio.name,
        "kind": _kind(studio, call),
        "field": studio.field,
        "industry_section": studio.industry_section,
        "leader_name": studio.leader_name,
        "leader_gender": leader.gender if leader else "",
    }
    told: dict[str, dict[str, Any]] = {
        "studio": {
            "name_basis": registered.basis if registered else "",
            "apply_level": award_level(call),
            "founded_on": studio.founded_on.isoformat() if studio.founded_on else "",
            "address": place.address if place else studio.public_address,
            "area_m2": str(place.area_m2) if place and place.area_m2 else "",
            "tagline": studio.tagline,
        },
        "leader": {"post": leader.post, "title": leader.title, "ethnicity": leader.ethnicity} if leader else {},
    }
    for column, value in by_column.items():
        section, _dot, field = str(plan_of(call).columns.paths.get(column, "")).partition(".")
        told.setdefault(section, {})[field] = value
    return told


def _kind(studio: Studio, call: Call) -> str:
    """Return the studio's kind; nothing where it holds that title already and has to choose another one."""
    held = {title.kind for title in current_titles(studio, award_level(call), clock.today())}
    return "" if studio.kind in held else studio.kind


def _rows(studio: Studio) -> dict[str, list[dict[str, Any]]]:
    team = StudioMembership.objects.filter(studio=studio, struck_at=None, until=None)
    members = [
        {
            "name": member.person_name,
            "role": member.role,
            "front_line": member.front_line,
            "task": member.task,
            "join_on": f"{member.since:%Y-%m}",
        }
        for member in team.exclude(role=MemberRole.ADVISER).order_by("since", "pk")
    ]
    levels = [
        {
            "level": level.level,
            "title": studio.name,
            "issuer": level.awarding_body,
            "given_on": f"{level.since:%Y-%m}",
            "document_number": level.document_number,
        }
        for level in levels_of(studio)
    ]
    return {"members": members, "current_levels": levels}
