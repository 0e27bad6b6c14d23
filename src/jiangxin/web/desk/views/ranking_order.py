"""An organisation's recommendations of a stage in their order (推荐排序), and the list as it is handed in."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Call, Quota, Recommendation, Stage
from jiangxin.campaigns.queries import calls_for, get_call_for
from jiangxin.campaigns.services import order_recommendations
from jiangxin.core.actor import Actor, Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.web.desk.posting import done, status_of, whole
from jiangxin.web.desk.summary_paper import summary_pdf


def overview(request: Request) -> HttpResponse:
    """List the stages in which the organisation has recommended."""
    mine = Q(recommendations__organisation_id=request.actor.organisation_key, recommendations__withdrawn_at=None)
    stages = (
        Stage.objects.filter(call__in=calls_for(request.actor).values("pk"))
        .annotate(count=Count("recommendations", filter=mine))
        .filter(count__gt=0)
        .select_related("call")
        .order_by("-call__year", "-call_id", "position")[:100]
    )
    return render(request, "desk/entries/recommendations.html", {"stages": stages})


def standing(actor: Actor, stage: Stage) -> list[Recommendation]:
    """Return the organisation's standing recommendations of a stage, first rank first."""
    found = Recommendation.objects.filter(stage=stage, organisation_id=actor.organisation_key, withdrawn_at=None)
    return list(found.select_related("entry__unit", "entry__call").order_by("rank", "pk"))


def _stage(actor: Actor, stage_id: int) -> Stage:
    found = Stage.objects.filter(pk=stage_id, call__in=calls_for(actor).values("pk")).select_related("call").first()
    if found is None:
        raise NotFound
    return found


def ordering(request: Request, stage_id: int) -> HttpResponse:
    """Show the order; a POST saves the numbers typed, or moves one up or down (`move` = "up-<entry>")."""
    stage = _stage(request.actor, stage_id)
    rows = standing(request.actor, stage)
    refusal = None
    if request.method == "POST":
        shown = [key for key in map(whole, request.POST.getlist("entry")) if key is not None]
        wanted = moved(by_numbers(shown, request.POST), request.POST.get("move", ""))
        try:
            order_recommendations(actor=request.actor, stage=stage, entry_ids=wanted)
        except Refusal as caught:
            refusal = caught
        else:
            return done(request, reverse("desk:ranking-order", args=[stage.pk]), _("推荐排序已保存。"))
    quota = Quota.objects.filter(call=stage.call, organisation_id=request.actor.organisation_key).first()
    context = {"stage": stage, "rows": rows, "refusal": refusal, "quota": quota}
    return render(request, "desk/entries/ordering.html", context, status=status_of(refusal))


def by_numbers(entry_ids: Sequence[int], posted: Mapping[str, str]) -> list[int]:
    """Return entries in the order of the numbers typed beside them; a changed number goes before its holder."""

    def place(item: tuple[int, int]) -> tuple[int, int, int]:
        position, key = item
        typed = whole(posted.get(f"rank-{key}"))
        if typed is None:
            return position, 1, position
        return typed, 0 if typed != position else 1, position

    return [key for _position, key in sorted(enumerate(entry_ids, start=1), key=place)]


def moved(entry_ids: Sequence[int], move: str) -> list[int]:
    """Return entries with one of them a place further up or down."""
    direction, _dash, text = move.partition("-")
    key = whole(text)
    wanted = list(entry_ids)
    if key not in wanted or direction not in {"up", "down"}:
        return wanted
    here = wanted.index(key)
    there = here - 1 if direction == "up" else here + 1
    if 0 <= there < len(wanted):
        wanted[here], wanted[there] = wanted[there], wanted[here]
    return wanted


def printed(request: Request, stage_id: int) -> HttpResponse:
    """Give the organisation's summary list as PDF."""
    stage = _stage(request.actor, stage_id)
    rows = standing(request.actor, stage)
    return _pdf(stage.call, rows, request.actor.organisation_name)


def city_list(request: Request, call_id: int) -> HttpResponse:
    """Give the summary list of every county's and industry's recommendations of a call, by area and rank."""
    call = get_call_for(request.actor, call_id)
    found = Recommendation.objects.filter(
        entry__call=call, withdrawn_at=None, organisation__quotas__call=call
    ).select_related("entry__unit", "organisation")
    rows = list(found.order_by("organisation__path", "rank", "pk").distinct())
    return _pdf(call, rows, request.actor.organisation_name)


def _pdf(call: Call, rows: Sequence[Recommendation], filled_by: str) -> HttpResponse:
    response = HttpResponse(summary_pdf(call, rows, filled_by=filled_by), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="summary-{call.pk}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
