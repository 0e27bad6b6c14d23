"""Reading rankings. Rows of entries that are a conflict of interest for the reader are left out, as everywhere."""

from django.db.models import Exists, OuterRef, QuerySet

from jiangxin.awards.models import Ranking, RankingRow
from jiangxin.awards.policies import WATCHING_ROLES
from jiangxin.campaigns.queries import entries_for
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound


def rankings_for(actor: Actor) -> QuerySet[Ranking]:
    """Return the rankings of the calls the actor's federation organises."""
    if not actor.is_any(*WATCHING_ROLES):
        return Ranking.objects.none()
    return Ranking.objects.filter(call__organiser_id=actor.organisation_id).select_related(
        "call__organiser", "computed_by__person"
    )


def get_ranking_for(actor: Actor, ranking_id: int) -> Ranking:
    """Return one ranking; absent and forbidden look alike."""
    found = rankings_for(actor).filter(pk=ranking_id).first()
    if found is None:
        raise NotFound
    return found


def newest_ranking_for(actor: Actor, call_id: int) -> Ranking | None:
    """Return the newest ranking of a call; None when none has been computed."""
    return rankings_for(actor).filter(call_id=call_id).order_by("-id").first()


def ranking_rows_for(actor: Actor, ranking: Ranking) -> QuerySet[RankingRow]:
    """Return the rows of a ranking the actor may see, in order."""
    if not rankings_for(actor).filter(pk=ranking.pk).exists():
        return RankingRow.objects.none()
    # Asked of each row as it is read, in order, so that a page costs the same at any length.
    seen = Exists(entries_for(actor).filter(pk=OuterRef("entry_id")))
    return (
        RankingRow.objects.filter(seen, ranking=ranking).select_related("entry__unit", "entry__area").order_by("order")
    )
