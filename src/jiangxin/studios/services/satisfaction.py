"""Asking the served: one answer for each slip, and nothing that leads from an answer to who gave it.

A slip is spent and an answer written in one transaction; neither row knows the other, nor when. Answers count in
groups: once `COUNTED_TOGETHER` of an offer are there, all of them are counted at that day. The journal keeps the
counting of a group, not the single answer: a moment for each answer would tell who had just been served.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.service import service
from jiangxin.studios.booking_codes import slip_digest
from jiangxin.studios.models import SatisfactionAnswer, SatisfactionSlip, ServiceOffer, Studio
from jiangxin.studios.periods import lock
from jiangxin.studios.service_enums import Channel, Score

COUNTED_TOGETHER = 3
"""The fewest answers that are ever shown together."""
OPEN_DAYS = 60


def open_slips(tokens: Iterable[str], *, studio: Studio, offer: ServiceOffer | None, channel: Channel) -> None:
    """Give leave to answer, once for each token. Runs inside another service."""
    until = clock.today() + timedelta(days=OPEN_DAYS)
    SatisfactionSlip.objects.bulk_create(
        [
            SatisfactionSlip(digest=digest, studio=studio, offer=offer, channel=channel, valid_until=until)
            for digest in sorted(slip_digest(token) for token in tokens)
        ]
    )


def slip_of(token: str) -> SatisfactionSlip:
    """Return the slip a token belongs to.

    Raises:
        NotFound: there is none, or not yet.
    """
    found = SatisfactionSlip.objects.select_related("studio", "offer").filter(digest=slip_digest(token)).first()
    if found is None:
        raise NotFound(_("没有找到这个评价凭证，或者服务还没有登记完成。"))
    return found


def require_unspent(slip: SatisfactionSlip) -> None:
    """Refuse a second answer, and one that comes too late."""
    if slip.spent:
        raise Refusal("answered_already", _("这个评价凭证已经用过。"), _("每个凭证只能评价一次，感谢您的参与。"))
    if clock.today() > slip.valid_until:
        raise Refusal("slip_expired", _("评价已经截止。"), _("如有意见，请直接与工作室或市总工会联系。"))


@service("studios.take_answer", about="token")
def take_answer(*, actor: Actor, token: str, score: int, comment: str = "") -> None:
    """Spend a slip and take its answer; both in one transaction, with nothing between them."""
    slip = slip_of(token)
    studio = lock(slip.studio)  # answers of one studio come one after the other, so that a group is counted once
    slip = SatisfactionSlip.objects.get(pk=slip.pk)
    require_unspent(slip)
    _require_answer(score, comment)
    slip.spent = True
    slip.save(update_fields=["spent"])
    SatisfactionAnswer.objects.create(
        studio=studio,
        offer_id=slip.offer_id,
        channel=slip.channel,
        score=score,
        comment=comment.strip(),
        answered_on=clock.today(),
    )
    waiting = SatisfactionAnswer.objects.filter(studio=studio, offer_id=slip.offer_id, counted_on=None)
    if waiting.count() >= COUNTED_TOGETHER:
        counted = waiting.update(counted_on=clock.today())
        after = {"offer": slip.offer_id, "answers": counted}
        journal.record(actor=actor, act="studios.take_answer", obj=studio, after=after)


def _require_answer(score: int, comment: str) -> None:
    problems = []
    if score not in Score.values:
        problems.append(Problem("score", _("请选择满意程度。"), "required"))
    if len(comment.strip()) > 300:  # noqa: PLR2004  column width
        problems.append(Problem("comment", _("最多300个字。"), "too_long"))
    if problems:
        raise Refusal("form_invalid", _("还有几处需要补充或改正。"), _("请按提示修改后再提交。"), problems=problems)
