"""Reading questions and alliances."""

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound
from jiangxin.studios.booking_codes import tidy
from jiangxin.studios.enums import StudioState
from jiangxin.studios.gate import files_for
from jiangxin.studios.models import (
    Alliance,
    AllianceAgreement,
    AllianceChair,
    AllianceMember,
    JointProject,
    Studio,
    StudioQuestion,
)
from jiangxin.studios.service_enums import QuestionState


def public_questions() -> QuerySet[StudioQuestion]:
    """Return what was answered to everybody, of living studios, the newest first."""
    rows = StudioQuestion.objects.filter(state=QuestionState.PUBLISHED, studio__state=StudioState.ACTIVE)
    return rows.select_related("studio").order_by("-published_at", "-id")


def get_question_by_code(code: str) -> StudioQuestion:
    """Return a question to whoever knows its code."""
    found = StudioQuestion.objects.select_related("studio").filter(code=tidy(code)).first()
    if found is None:
        raise NotFound
    return found


def questions_for(actor: Actor) -> QuerySet[StudioQuestion]:
    """Return the questions to studios whose file an actor may open."""
    return StudioQuestion.objects.filter(studio__in=files_for(actor)).select_related("studio__unit")


def get_question_for(actor: Actor, question_id: int) -> StudioQuestion:
    """Return one question; absent and forbidden look alike."""
    found = questions_for(actor).filter(pk=question_id).first()
    if found is None:
        raise NotFound
    return found


def alliances() -> QuerySet[Alliance]:
    """Return all alliances, which anyone may read, with how many members each has now."""
    present = Count("members", filter=Q(members__until=None))
    return Alliance.objects.select_related("secretariat").annotate(present=present)


def get_alliance(alliance_id: int) -> Alliance:
    """Return one alliance."""
    found = alliances().filter(pk=alliance_id).first()
    if found is None:
        raise NotFound
    return found


def members_on(alliance: Alliance, day: date) -> list[AllianceMember]:
    """Return who belonged to an alliance on a day, in the order they joined."""
    rows = AllianceMember.objects.filter(Q(until=None) | Q(until__gte=day), alliance=alliance, since__lte=day)
    return list(rows.select_related("studio"))


def chair_on(alliance: Alliance, day: date) -> AllianceChair | None:
    """Return who presided on a day."""
    rows = AllianceChair.objects.filter(Q(until=None) | Q(until__gte=day), alliance=alliance, since__lte=day)
    return rows.select_related("studio").first()


def alliances_of(studio: Studio) -> QuerySet[AllianceMember]:
    """Return a studio's times in alliances, the present ones first."""
    rows = AllianceMember.objects.filter(studio=studio).select_related("alliance")
    return rows.order_by("until", "-since")


def alliance_parts(alliance_id: int) -> Alliance:
    """Return an alliance with all its rows, read at once: members, chairs, agreements, projects."""
    rows = alliances().prefetch_related(
        Prefetch("members", AllianceMember.objects.select_related("studio")),
        Prefetch("chairs", AllianceChair.objects.select_related("studio").order_by("-since")),
        Prefetch("agreements", AllianceAgreement.objects.select_related("file")),
        Prefetch("projects", JointProject.objects.select_related("lead")),
    )
    found = rows.filter(pk=alliance_id).first()
    if found is None:
        raise NotFound
    return found
