"""Who answers questions and who moderates; who shapes alliances."""

from http import HTTPStatus

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.policy import ALLOWED, Decision, deny
from jiangxin.studios.enums import StudioState
from jiangxin.studios.models import Alliance, Studio, StudioQuestion
from jiangxin.studios.policies import may_keep_file
from jiangxin.studios.service_enums import QuestionState


def may_ask(*, studio: Studio) -> Decision:
    """Anyone asks a studio that lives."""
    if studio.state != StudioState.ACTIVE:
        return deny("studio_ended", _("工作室%(state)s，不再接受提问。") % {"state": studio.get_state_display()})
    return ALLOWED


def may_answer(*, actor: Actor, question: StudioQuestion) -> Decision:
    """The studio's people answer what waits, once."""
    if question.state != QuestionState.RECEIVED:
        return deny("wrong_state", _("这个问题%(state)s。") % {"state": question.get_state_display()})
    return may_keep_file(actor=actor, studio=question.studio)


def may_moderate(*, actor: Actor, question: StudioQuestion) -> Decision:
    """The city's officer decides whether an answer is shown to everybody."""
    if question.state != QuestionState.PENDING:
        return deny("wrong_state", _("这个问题%(state)s，不需要审核。") % {"state": question.get_state_display()})
    return _city(actor, _("公开答复由市总工会审核。"))


def may_keep_private(*, actor: Actor, question: StudioQuestion) -> Decision:
    """What waits for moderation, or is public, is left to its asker."""
    if question.state not in {QuestionState.PENDING, QuestionState.PUBLISHED}:
        return deny("wrong_state", _("这个问题%(state)s，不需要审核。") % {"state": question.get_state_display()})
    return _city(actor, _("公开答复由市总工会审核。"))


def may_shape_alliance(*, actor: Actor, alliance: Alliance | None = None) -> Decision:
    """The city founds alliances and enters what happens in them."""
    if alliance and alliance.ended_on:
        return deny("alliance_ended", _("联盟已于%(day)s解散。") % {"day": date_format(alliance.ended_on)})
    return _city(actor, _("联盟的成立和变更由市总工会登记。"))


def _city(actor: Actor, message: object) -> Decision:
    if actor == SYSTEM or actor.is_any(Role.OFFICER_CITY):
        return ALLOWED
    return deny("wrong_duty", str(message), _("请与市总工会经办人联系。"), status=HTTPStatus.FORBIDDEN)
