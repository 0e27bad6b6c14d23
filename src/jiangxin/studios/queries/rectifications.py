"""Reading rectifications, what assessments brought, and who is recommended; behind the gate of the studios' files."""

from django.db.models import Count, Q, QuerySet

from jiangxin.campaigns.models import Entry
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound
from jiangxin.studios.assessment_enums import RUNNING
from jiangxin.studios.gate import CITY, file_for, files_for
from jiangxin.studios.models import (
    AssessmentOutcome,
    LevelRecommendation,
    Rectification,
    Reward,
    Studio,
)


def rectifications_for(actor: Actor) -> QuerySet[Rectification]:
    """Return the rectifications of every studio whose file the actor may open, with how many items are done."""
    rows = Rectification.objects.filter(studio__in=files_for(actor)).select_related("studio__area")
    return rows.annotate(item_count=Count("items"), done_count=Count("items", filter=Q(items__done_at__isnull=False)))


def get_rectification_for(actor: Actor, rectification_id: int) -> Rectification:
    """Return one rectification; absent and forbidden look alike."""
    rows = rectifications_for(actor).select_related("studio__unit", "opened_by__person", "outcome")
    found = rows.filter(pk=rectification_id).first()
    if found is None:
        raise NotFound
    return found


def running_rectification(studio: Studio) -> Rectification | None:
    """Return what a studio has to mend now."""
    return Rectification.objects.filter(studio=studio, state__in=RUNNING).first()


def outcomes_of(actor: Actor, studio: Studio) -> list[AssessmentOutcome]:
    """Return what assessments brought a studio, newest first."""
    rows = AssessmentOutcome.objects.filter(studio=file_for(actor, studio.pk))
    return list(rows.select_related("call", "reward__subsidy", "recommendation"))


def get_reward_for(actor: Actor, reward_id: int) -> Reward:
    """Return a reward, which the city reads; absent and forbidden look alike."""
    rows = Reward.objects.select_related("studio__unit", "outcome", "subsidy")
    found = rows.filter(pk=reward_id).first() if actor.is_any(*CITY) else None
    if found is None:
        raise NotFound
    return found


def recommended_by_assessment(entry: Entry) -> LevelRecommendation | None:
    """Return the newest recommendation of the studio an application is about, for the level its call names at."""
    level = entry.call.definition.get("blueprint", {}).get("level", "")
    whose = Q(studio__unit=entry.unit_id)
    whose &= Q(studio__leader=entry.leader_id) if entry.leader_id else Q(studio__name=entry.name)
    rows = LevelRecommendation.objects.filter(whose, level=level).select_related("outcome", "studio")
    return rows.order_by("-outcome__year", "-pk").first()
