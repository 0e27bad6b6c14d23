"""A case: what was applied for on the left, who did what on the right, the next act on top."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiangxin.campaigns.enums import StageKind, Verdict
from jiangxin.campaigns.models import Entry, EntryVersion, Transition
from jiangxin.campaigns.queries import form_of, get_entry_for, plan_of
from jiangxin.campaigns.queries.histories import history_of
from jiangxin.campaigns.registered import leave_facts
from jiangxin.campaigns.wording import words_of
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request, Role
from jiangxin.core.holidays import working_calendar
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.parts import Fact
from jiangxin.engine.measure.industry import SECTIONS
from jiangxin.forms.answers import diff
from jiangxin.forms.sensitive import reveal
from jiangxin.forms.words import Words
from jiangxin.people.eligibility import eligibility_of
from jiangxin.studios.queries import candidacy_of, levels_of
from jiangxin.studios.queries.rectifications import recommended_by_assessment
from jiangxin.web.desk.checklist import Checklist
from jiangxin.web.desk.neighbours import neighbours_of, trail_of
from jiangxin.web.desk.offers import offers_for, quota_of
from jiangxin.web.desk.posting import status_of, whole
from jiangxin.web.desk.reading import Difference, Reader, ShownFile, tell_changes
from jiangxin.web.desk.sent_back import sent_back

_SUPPLEMENT_DAYS = 5
_READS_CHECKS = (Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)


@dataclass(frozen=True, slots=True)
class Attempt:
    """An act that was posted and refused: which one, why, and what had been typed."""

    act: str = ""
    refusal: Refusal | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    findings: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def entry(request: Request, entry_id: int) -> HttpResponse:
    """Show one case."""
    return case_page(request, get_entry_for(request.actor, entry_id))


def case_page(request: Request, found: Entry, attempt: Attempt | None = None) -> HttpResponse:
    """Show a case, after a refused act with what was typed."""
    attempt = attempt or Attempt()
    versions = list(found.versions.select_related("sealed_scan"))
    shown = _version(request, versions)
    form = form_of(found.call)
    answers = reveal(form, shown.data) if shown else {}
    reader = Reader(form, answers, lambda file: _file_address(found, file))
    sealed = _sealed(found, shown)
    offers = offers_for(request.actor, found)
    context = {
        "entry": found,
        "words": words_of(found.call),
        "facts": _facts(found),
        "sections": reader.sections(),
        "versions": versions,
        "shown": shown,
        "differences": _differences(request, found, versions, shown),
        "sealed": sealed,
        "offers": offers,
        "sent_back": sent_back(request.actor, found),
        "quota": quota_of(request.actor, found),
        "checklist": _checklist(request.actor, found, reader, sealed, attempt),
        "verdicts": Verdict.choices,
        "supplements": list(found.supplements.all()),
        "supplements_at_most": plan_of(found.call).supplements_at_most,
        "proposed_due": _proposed_due(found),
        "history": history_of(found, address=lambda stored: _paper_address(found, stored)),
        "neighbours": neighbours_of(request),
        "trail": trail_of(request),
        "attempt": attempt,
        "refusal": attempt.refusal,
        "typed": attempt.typed,
        "can_print": request.actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY),
    }
    return render(request, "desk/entries/entry.html", context, status=status_of(attempt.refusal))


def _version(request: HttpRequest, versions: list[EntryVersion]) -> EntryVersion | None:
    """Return the version asked for, the latest when none is."""
    asked = whole(request.GET.get("version"))
    if asked is None:
        return versions[0] if versions else None
    chosen = next((version for version in versions if version.number == asked), None)
    if chosen is None:
        raise NotFound
    return chosen


def _differences(
    request: HttpRequest, found: Entry, versions: list[EntryVersion], shown: EntryVersion | None
) -> list[Difference] | None:
    against = whole(request.GET.get("against"))
    other = next((version for version in versions if version.number == against), None)
    if other is None or shown is None:
        return None
    form = form_of(found.call)
    return tell_changes(form, diff(form, reveal(form, other.data), reveal(form, shown.data)))


def _file_address(found: Entry, reference: Mapping[str, Any]) -> str:
    number = whole(str(reference.get("id", "")))
    return "" if number is None else reverse("desk:entry-file", args=[found.pk, number])


def _paper_address(found: Entry, stored: StoredFile) -> str:
    return reverse("desk:entry-paper", args=[found.pk, stored.pk])


def _sealed(found: Entry, shown: EntryVersion | None) -> ShownFile | None:
    if shown is None or shown.sealed_scan is None:
        return None
    scan = shown.sealed_scan
    address = reverse("desk:sealed-scan", args=[found.pk, shown.number])
    return ShownFile(scan.name, address, scan.size, scan.media_type.startswith("image/"))


def _facts(found: Entry) -> list[Fact]:
    industry, words = SECTIONS.get(found.industry_section), words_of(found.call)
    return [
        Fact(_("编号"), found.number),
        Fact(words.call, found.call.title, url=reverse("desk:call", args=[found.call_id])),
        Fact(_("所在单位"), found.unit.host_unit),
        Fact(words.area, found.area.name),
        Fact(str(plan_of(found.call).subject.leader_label), found.leader_name),
        Fact(_("所属行业"), str(Words(industry.zh, industry.en)) if industry else ""),
        Fact(_("非公单位"), _("是") if found.is_non_public else _("否")),
        Fact(_("一线领衔"), _("是") if found.is_front_line else _("否")),
        *_for_studio(found),
        *_by_the_register(found),
        *leave_facts(found),
        *_by_assessment(found),
    ]


def _for_studio(found: Entry) -> list[Fact]:
    """Return which registered studio the application is for, with the levels it holds, when it is for one."""
    candidacy = candidacy_of(found)
    if candidacy is None:
        return []
    held = "、".join(f"{level.title}（{level.document_number}）" for level in levels_of(candidacy.studio))
    url = reverse("desk:studio-file", args=[candidacy.studio_id])
    return [Fact(_("申报更高级别"), candidacy.studio.name, url=url, note=held)]


def _by_assessment(found: Entry) -> list[Fact]:
    """Return that an assessment recommended the studio for the level of this call, when one did."""
    made = recommended_by_assessment(found)
    if made is None:
        return []
    words = _("%(year)d年度考核%(grade)s，推荐申报%(level)s")
    told = {"year": made.outcome.year, "grade": made.outcome.grade_label, "level": made.get_level_display()}
    url = reverse("desk:studio-rectifications", args=[made.studio_id])
    return [Fact(_("考核推荐"), words % told, url=url, note=made.outcome.document_number)]


def _by_the_register(found: Entry) -> list[Fact]:
    """Return what the register of honours says of the leader, beside what the application claims."""
    if found.leader is None:
        return []
    day = timezone.localtime(found.submitted_at).date() if found.submitted_at else clock.today()
    answer = eligibility_of(found.leader, found.kind, day)
    return [Fact(_("领衔人条件（名册）"), _("符合") if answer else _("不符合"), note=answer.words)]


def _checklist(actor: Actor, found: Entry, reader: Reader, sealed: ShownFile | None, attempt: Attempt) -> list[object]:
    if not actor.is_any(*_READS_CHECKS):
        return []
    return list(Checklist(found, reader, sealed, _("盖章扫描件"), attempt.findings).lines())


def _proposed_due(found: Entry) -> datetime:
    """Return when a supplement asked for now would be due: so many working days on, at the end of the day's work."""
    stages = plan_of(found.call).content.get("stages", ())
    days = next((row.get("supplement_days") for row in stages if row.get("kind") == StageKind.FORMAL_CHECK), None)
    day = working_calendar().add_working_days(clock.today(), int(days or _SUPPLEMENT_DAYS)).day
    return timezone.make_aware(datetime.combine(day, time(18)))


def paper_of(found: Entry, stored_id: int) -> StoredFile:
    """Return a paper attached to one of the acts on an entry."""
    row = Transition.objects.filter(entry=found, attachment_id=stored_id).select_related("attachment").first()
    if row is None or row.attachment is None:
        raise NotFound
    return row.attachment
