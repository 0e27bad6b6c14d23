"""Who may enter, verify and withdraw honours."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.policy import ALLOWED, Decision, deny


def may_enter_honour(*, actor: Actor) -> Decision:
    """Honours are entered by the unions that keep the register: the city's and the counties' and industries'."""
    if actor == SYSTEM or actor.is_any(Role.OFFICER_CITY, Role.REVIEWER_FIRST):
        return ALLOWED
    return deny(
        "wrong_duty",
        _("荣誉由县（市、区）、产业工会或市总工会登记。"),
        _("请把证书和表彰文件交给上级工会。"),
        status=HTTPStatus.FORBIDDEN,
    )


def may_verify_honour(*, actor: Actor) -> Decision:
    """An honour is checked against its document by the city's officer; so is a withdrawal entered."""
    if actor == SYSTEM or actor.is_any(Role.OFFICER_CITY):
        return ALLOWED
    return deny(
        "wrong_duty",
        _("荣誉由市总工会核验。"),
        _("请把证书和表彰文件报市总工会经办人。"),
        status=HTTPStatus.FORBIDDEN,
    )


def may_lay_down_leading_rule(*, actor: Actor) -> Decision:
    """What a leader needs is the city's to lay down."""
    if actor == SYSTEM or actor.is_any(Role.OFFICER_CITY):
        return ALLOWED
    return deny(
        "wrong_duty",
        _("领衔条件由市总工会经办人按办法录入。"),
        _("如认为条件有误，请联系市总工会经办人。"),
        status=HTTPStatus.FORBIDDEN,
    )
