"""The yearly review of what was named: the county records with evidence, the city confirms (domain 6.1)."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.enums import CertificateKind, ReviewResult, Standing
from jiangxin.awards.models import Award, AwardReview
from jiangxin.awards.services.certificates import WITHDRAW_REVIEWED
from jiangxin.core import clock, files, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.files import Upload
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import open_errand

_LONGEST_REASON = 300


@service("awards.record_review", about="award")
def record_review(
    *, actor: Actor, award: Award, year: int, result: str, reason: str = "", evidence: Upload | None = None
) -> AwardReview:
    """Record the review of an award for a year; until the city confirms it, it can be recorded anew.

    Args:
        result: `ReviewResult`; anything but keeping needs its reason and its evidence.

    Raises:
        Refusal: not the county's or the city's officer; the award is withdrawn; the year is over before the naming or
            still to come; confirmed already; reason or evidence missing.
    """
    locked = Award.objects.select_for_update(of=("self",)).select_related("entry__call").get(pk=award.pk)
    policies.may_review_award(actor=actor, award=locked).require()
    if locked.standing == Standing.WITHDRAWN:
        raise Refusal("already_withdrawn", _("这项命名已经撤销，不再复核。"), _("请刷新页面查看最新情况。"))
    if not locked.awarded_on.year <= year <= clock.today().year:
        problem = Problem("year", _("年度应在命名当年之后、不晚于今年。"))
        raise Refusal("review_year", _("复核年度有误。"), _("请另选年度。"), problems=[problem])
    held = AwardReview.objects.filter(award=locked, year=year).first()
    if held is not None and held.confirmed_at is not None:
        raise Refusal("review_confirmed", _("这一年的复核已经确认，不能再改。"), _("请刷新页面查看最新情况。"))
    before = {"result": held.result, "reason": held.reason} if held else None
    review = held or AwardReview(award=locked, year=year)
    problems = _problems(result, reason, evidence or review.evidence)
    if problems:
        raise Refusal("form_invalid", _("复核登记有填写问题。"), _("请按提示改正后再保存。"), problems=problems)
    review.result, review.reason = result, reason.strip()
    if evidence is not None:
        review.evidence = files.keep(actor=actor, upload=evidence, purpose="award_review")
    review.organisation_id, review.recorded_by_id = actor.organisation_key, actor.account_key
    review.recorded_at = clock.now()
    review.save()
    after = {"award": locked.pk, "year": year, "result": result, "evidence": review.evidence_id}
    journal.record(actor=actor, act="awards.record_review", obj=review, before=before, after=after, reason=reason)
    return review


@service("awards.confirm_reviews", about="reviews")
def confirm_reviews(*, actor: Actor, reviews: Sequence[AwardReview]) -> list[AwardReview]:
    """Confirm reviews as they were recorded, all or none; the leader is asked to withdraw what is to be withdrawn."""
    keys = [review.pk for review in reviews]
    locked = list(
        AwardReview.objects.select_for_update(of=("self",))
        .select_related("award__entry__call__organiser")
        .filter(pk__in=keys)
        .order_by("pk")
    )
    if not locked:
        raise Refusal("nothing_to_confirm", _("没有待确认的复核。"), _("请先勾选已登记、未确认的。"))
    for review in locked:
        policies.may_confirm_review(actor=actor, award=review.award).require()
        if review.confirmed_at is not None:
            raise Refusal(
                "review_confirmed",
                _("“%(name)s”这一年的复核已经确认。") % {"name": review.award.studio_name},
                _("请刷新页面查看最新情况。"),
            )
        review.confirmed_at, review.confirmed_by_id = clock.now(), actor.account_key
        review.save(update_fields=["confirmed_at", "confirmed_by"])
        if review.result == ReviewResult.WITHDRAW:
            _ask_to_withdraw(review)
    told = {"reviews": keys, "results": [review.result for review in locked]}
    journal.record(actor=actor, act="awards.confirm_reviews", obj=locked[0], after=told)
    return locked


def _problems(result: str, reason: str, evidence: object) -> list[Problem]:
    problems = []
    if result not in ReviewResult.values:
        problems.append(Problem("result", _("请选择复核结果。"), "required"))
    if len(reason.strip()) > _LONGEST_REASON:
        problems.append(Problem("reason", _("最多 300 个字。"), "too_long"))
    if result != ReviewResult.KEEP and not reason.strip():
        problems.append(Problem("reason", _("警示、摘牌的，请写明理由。"), "required"))
    if result != ReviewResult.KEEP and not evidence:
        problems.append(Problem("evidence", _("警示、摘牌的，请上传依据。"), "required"))
    return problems


def _ask_to_withdraw(review: AwardReview) -> None:
    award = review.award
    paper = award.certificates.filter(standing=Standing.STANDS).order_by("-kind", "-pk").first()
    assert paper is not None or not award.certificates.filter(kind=CertificateKind.PLAQUE).exists(), award.pk
    if paper is not None:
        open_errand(
            role=Role.LEADER_CITY,
            organisation=award.entry.call.organiser,
            asked=WITHDRAW_REVIEWED,
            about=paper,
            title=award.studio_name,
            note=review.reason[:200],
        )
