"""How far a ranking can be relied on, beside the scores that count."""

from django.http import HttpResponse
from django.shortcuts import render

from jiangxin.awards.models import RankingRow
from jiangxin.awards.queries import get_ranking_for, ranking_rows_for
from jiangxin.awards.reliability import Reliability, reliability_of
from jiangxin.core.actor import Request


def reliability(request: Request, ranking_id: int) -> HttpResponse:
    """Show leniency, sureness and each expert's weight; entries the reader may not see are reckoned with, not shown."""
    found = get_ranking_for(request.actor, ranking_id)
    rows = list(found.rows.select_related("entry__unit", "entry__area").order_by("order"))
    seen = set(ranking_rows_for(request.actor, found).values_list("pk", flat=True))
    reckoned = reliability_of(found, rows) if rows else None
    context = {
        "ranking": found,
        "reckoned": reckoned,
        "cases": [case for case in reckoned.cases if case.row.pk in seen] if reckoned else [],
        "experts": _experts(reckoned, seen) if reckoned else [],
        "hidden": len(rows) - len(seen),
    }
    return render(request, "desk/rankings/reliability.html", context)


def _experts(reckoned: Reliability, seen: set[int]) -> list[dict[str, object]]:
    def visible(rows: tuple[RankingRow, ...]) -> list[RankingRow]:
        return [row for row in rows if row.pk in seen]

    return [
        {
            "name": expert.name,
            "effect": expert.effect,
            "enters": visible(expert.enters),
            "leaves": visible(expert.leaves),
            "short": visible(expert.short),
        }
        for expert in reckoned.experts
    ]
