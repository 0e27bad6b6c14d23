"""The yearly review of what was named: a list for the county and the city, and a page for each."""

from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from jiangxin.awards import policies
from jiangxin.awards.enums import ReviewResult, Standing
from jiangxin.awards.models import Award
from jiangxin.awards.queries.reviews import (
    get_reviewed_award_for,
    open_reviews_of,
    reviewed_awards_for,
    reviews_of,
)
from jiangxin.awards.services import confirm_reviews, record_review
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request, Role
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.listing import (
    BatchAct,
    ChoiceFilter,
    Column,
    Empty,
    Kind,
    Listing,
    State,
    TextFilter,
    listing_page,
    selected_rows,
)
from jiangxin.core.ui.parts import Fact
from jiangxin.web.desk.acts_awards import done, status_of, valid
from jiangxin.web.desk.forms_awards import ReviewForm, put_problems
from jiangxin.web.desk.history_awards import history_of

_STAGES = [("none", _("未复核")), ("recorded", _("已登记，待确认")), ("confirmed", _("已确认"))]
_WHERE = {
    "none": Q(now__isnull=True),
    "recorded": Q(now__isnull=False, now__confirmed_at__isnull=True),
    "confirmed": Q(now__confirmed_at__isnull=False),
}
_YEARS_BACK = 5


def _stage(award: Award) -> State:
    review = next((one for one in award.reviews.all() if one.year == clock.today().year), None)
    if review is None:
        return State("none", _STAGES[0][1])
    code, words = _STAGES[2] if review.confirmed_at else _STAGES[1]
    return State(code, f"{review.get_result_display()} · {words}")


def _kinds(actor: Actor) -> list[tuple[str, str]]:
    calls = reviewed_awards_for(actor).order_by().values_list("document__call_id", "document__call__title").distinct()
    return [(str(pk), title) for pk, title in calls[:50]]


LISTING: Listing[Award] = Listing(
    code="desk.award-reviews",
    title=_("年度复核"),
    lead=_(
        "已命名的集体、个人和操作法每年复核一次：县（市、区）或产业工会登记结果和依据，市总工会确认。工作室按年度考核，不在这里。"
    ),
    rows=lambda actor: reviewed_awards_for(actor).prefetch_related("reviews"),
    unit=_("个"),
    columns=(
        Column(code="name", label=_("名称"), value="studio_name", sort=("studio_name", "id")),
        Column(code="unit", label=_("单位"), value="unit_name"),
        Column(code="area", label=_("推荐单位"), value="area.short_name", sort=("area__path", "id")),
        Column(code="awarded", label=_("命名日期"), value="awarded_on", kind=Kind.DATE, sort=("awarded_on", "id")),
        Column(code="review", label=_("今年复核"), kind=Kind.STATE, value=_stage),
        Column(code="standing", label=_("效力"), kind=Kind.STATE),
    ),
    filters=(
        TextFilter(code="q", label=_("名称或单位"), fields=("studio_name", "unit_name")),
        ChoiceFilter(code="call", label=_("申报通知"), choices=_kinds, field="document__call_id"),
        ChoiceFilter(code="review", label=_("今年复核"), choices=_STAGES, where=lambda code: _WHERE[code]),
        ChoiceFilter(code="result", label=_("复核结果"), choices=ReviewResult.choices, field="now__result"),
        ChoiceFilter(code="standing", label=_("效力"), choices=Standing.choices),
    ),
    default_sort="area",
    row_url=lambda row: reverse("desk:award-review", args=[row.pk]),
    batch_acts=(
        BatchAct(
            _("确认今年的复核"),
            "/desk/reviews/confirm/",
            main=True,
            allowed=lambda actor: actor.is_any(Role.OFFICER_CITY),
        ),
    ),
    empty=Empty(_("还没有需要复核的命名"), _("工人先锋号等命名文件印发后，会列在这里。")),
)


def overview(request: Request) -> HttpResponseBase:
    """Show what is reviewed, with this year's state."""
    return listing_page(request, LISTING)


@require_POST
def confirm(request: Request) -> HttpResponse:
    """Confirm this year's recorded reviews of the chosen rows; those without one, or confirmed already, stay."""
    chosen = Award.objects.filter(pk__in=[row.pk for row in selected_rows(request, LISTING, request.actor)])
    made = confirm_reviews(actor=request.actor, reviews=open_reviews_of(chosen))
    return done(request, reverse("desk:award-reviews"), _("已确认 %(count)d 个复核。") % {"count": len(made)})


def case(request: Request, award_id: int) -> HttpResponse:
    """Show one award with its reviews."""
    return _case(request, get_reviewed_award_for(request.actor, award_id))


def _case(
    request: Request, found: Award, refusal: Refusal | None = None, form: ReviewForm | None = None
) -> HttpResponse:
    reviews = reviews_of(found)
    settled = {review.year for review in reviews if review.confirmed_at}
    years = [year for year in _years(found) if year not in settled]
    open_to = found.standing == Standing.STANDS and policies.may_review_award(actor=request.actor, award=found)
    context = {
        "award": found,
        "facts": _facts(found),
        "reviews": reviews,
        "form": (form or ReviewForm(years=years)) if open_to and years else None,
        "waiting": [review for review in reviews if review.confirmed_at is None]
        if policies.may_confirm_review(actor=request.actor, award=found)
        else [],
        "history": history_of(*reviews, found),
        "refusal": refusal if refusal and not refusal.problems else None,
    }
    return render(request, "desk/award_reviews/case.html", context, status=status_of(refusal))


def _years(award: Award) -> list[int]:
    this = clock.today().year
    return list(range(this, max(award.awarded_on.year, this - _YEARS_BACK) - 1, -1))


def _facts(award: Award) -> list[Fact]:
    subject = award.document.call.subject
    return [
        Fact(str(subject.label), award.studio_name),
        Fact(str(subject.leader_label), award.leader_name),
        Fact(_("单位"), award.unit_name),
        Fact(_("推荐单位"), award.area.name),
        Fact(_("命名文件"), award.document.number),
        Fact(_("命名日期"), award.awarded_on),
    ]


def record(request: Request, award_id: int) -> HttpResponse:
    """Record a review, or confirm the recorded one when the officer says so."""
    found = get_reviewed_award_for(request.actor, award_id)
    if request.method != "POST":
        return redirect("desk:award-review", award_id)
    form = ReviewForm(request.POST, request.FILES, years=_years(found))
    try:
        if request.POST.get("act") == "confirm":
            waiting = [review for review in reviews_of(found) if review.confirmed_at is None]
            confirm_reviews(actor=request.actor, reviews=waiting)
            return done(request, reverse("desk:award-review", args=[found.pk]), _("复核已确认。"))
        record_review(actor=request.actor, award=found, **valid(form).cleaned_data)
    except Refusal as refusal:
        if form.is_bound and form.is_valid():
            put_problems(form, refusal)
        return _case(request, found, refusal, form)
    return done(request, reverse("desk:award-review", args=[found.pk]), _("复核已登记，等待市总工会确认。"))


def evidence(request: Request, award_id: int, review_id: int) -> HttpResponseBase:
    """Give the evidence of a review."""
    found = get_reviewed_award_for(request.actor, award_id)
    review = found.reviews.filter(pk=review_id, evidence__isnull=False).first()
    if review is None or review.evidence is None:
        raise NotFound
    return send(review.evidence)
