"""What was named and is reviewed every year: teams, people, methods. Studios have their assessment."""

from django.db.models import FilteredRelation, Q, QuerySet

from jiangxin.awards.enums import DocumentState
from jiangxin.awards.models import Award, AwardReview
from jiangxin.awards.policies import WATCHING_ROLES
from jiangxin.campaigns.blueprint.subject import STUDIO
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import NotFound


def reviewed_awards_for(actor: Actor) -> QuerySet[Award]:
    """Return what is reviewed every year: what the county recommended, or all its federation named for the city.

    Each row has this year's review as `now` where one is recorded.
    """
    named = Award.objects.filter(document__state=DocumentState.ISSUED, document__call__definition__has_key="subject")
    named = named.exclude(document__call__definition__subject__code=STUDIO)
    if actor.is_any(Role.REVIEWER_FIRST):
        named = named.filter(area_id=actor.organisation_id)
    elif actor.is_any(*WATCHING_ROLES):
        named = named.filter(document__call__organiser_id=actor.organisation_id)
    else:
        named = named.none()
    if actor.person_id is not None:
        named = named.exclude(entry__recusals__person_id=actor.person_id)
    now = FilteredRelation("reviews", condition=Q(reviews__year=clock.today().year))
    return named.annotate(now=now).select_related("document__call", "entry__call", "area")


def get_reviewed_award_for(actor: Actor, award_id: int) -> Award:
    """Return one of them; absent and forbidden look alike."""
    found = reviewed_awards_for(actor).filter(pk=award_id).first()
    if found is None:
        raise NotFound
    return found


def reviews_of(award: Award) -> list[AwardReview]:
    """Return the reviews of an award, the newest year first."""
    rows = award.reviews.select_related("evidence", "organisation", "recorded_by__person", "confirmed_by__person")
    return list(rows.order_by("-year"))


def open_reviews_of(awards: QuerySet[Award]) -> list[AwardReview]:
    """Return this year's reviews of some awards that wait to be confirmed."""
    rows = AwardReview.objects.filter(award__in=awards.values("pk"), year=clock.today().year, confirmed_at=None)
    return list(rows.select_related("award").order_by("pk"))
