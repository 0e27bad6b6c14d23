"""Awards after an assessment: their term extended; and given back after they were withdrawn (domain 3.4, 3.5)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.enums import CertificateKind, PlaqueAct, Standing
from jiangxin.awards.models import Award, Certificate
from jiangxin.awards.services.certificates import checked_document, checked_reason
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands, open_errand

TAKE_BACK, RENEW = "take_back_plaque", "renew_plaque"


@service("awards.restore_award", about="award")
def restore_award(*, actor: Actor, award: Award, reason: str, document_number: str, on: date | None = None) -> Award:
    """Give a withdrawn award back: certificate and plaque are valid again, with their numbers; the history is told.

    A plaque that was returned meanwhile stays with the federation, which is asked to issue a new one in its place.
    """
    locked = _lock(award)
    policies.may_restore_award(actor=actor, call=locked.entry.call).require()
    if locked.standing != Standing.WITHDRAWN or locked.withdrawn_on is None:
        raise Refusal("not_withdrawn", _("这项命名没有撤销。"), _("请刷新页面查看最新情况。"))
    day = on or clock.today()
    if not locked.withdrawn_on <= day <= clock.today():
        problem = Problem("on", _("恢复日期应在撤销之后、不晚于今天。"), "day_invalid")
        raise Refusal("restored_on_invalid", _("恢复日期有误。"), _("请另填日期。"), problems=[problem])
    locked.restored_on, locked.restored_reason = day, checked_reason(reason)
    locked.restored_document = checked_document(document_number)
    locked.standing = Standing.STANDS
    locked.save(update_fields=["restored_on", "restored_reason", "restored_document", "standing"])
    locked.certificates.filter(standing=Standing.WITHDRAWN).update(standing=Standing.STANDS)
    _see_to_the_plaque(locked)
    after = {"standing": Standing.STANDS, "on": day, "document": locked.restored_document}
    before = {"standing": Standing.WITHDRAWN}
    journal.record(actor=actor, act="awards.restore_award", obj=locked, before=before, after=after, reason=reason)
    return locked


@service("awards.extend_award", about="award")
def extend_award(*, actor: Actor, award: Award, valid_until: date, document_number: str) -> Award:
    """Let an award that stands hold until a later day, after it was re-confirmed."""
    locked = _lock(award)
    policies.may_extend_award(actor=actor, call=locked.entry.call).require()
    if locked.standing != Standing.STANDS:
        raise Refusal("not_standing", _("这项命名已经撤销，不能延长有效期。"), _("请先办理恢复。"))
    before = {"valid_until": locked.valid_until}
    if locked.valid_until is None or valid_until <= locked.valid_until:
        problem = Problem("valid_until", _("新的有效期应晚于现在的有效期。"), "not_later")
        raise Refusal("term_not_later", _("有效期有误。"), _("请另填日期。"), problems=[problem])
    locked.valid_until = valid_until
    locked.save(update_fields=["valid_until"])
    after = {"valid_until": valid_until, "document": document_number}
    journal.record(actor=actor, act="awards.extend_award", obj=locked, before=before, after=after)
    return locked


def _see_to_the_plaque(award: Award) -> None:
    standing = award.certificates.filter(kind=CertificateKind.PLAQUE, standing=Standing.STANDS)
    plaque: Certificate | None = standing.last()
    if plaque is None:
        return
    close_errands(about=plaque, asked=TAKE_BACK)
    if plaque.last_act == PlaqueAct.RETURNED:
        open_errand(
            role=Role.OFFICER_CITY,
            organisation=award.entry.call.organiser,
            asked=RENEW,
            about=plaque,
            title=award.studio_name,
            note=plaque.number,
        )


def _lock(award: Award) -> Award:
    rows = Award.objects.select_for_update(of=("self",)).select_related("entry__call__organiser")
    return rows.get(pk=award.pk)
