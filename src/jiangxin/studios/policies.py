"""Who may keep a studio's file, who decides about it; every no carries its reason."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.policy import ALLOWED, Decision, deny, first_denial
from jiangxin.studios.enums import StudioState
from jiangxin.studios.gate import KEEPERS
from jiangxin.studios.models import Studio


def _alive(studio: Studio) -> Decision:
    if studio.state == StudioState.ACTIVE:
        return ALLOWED
    return deny(
        "studio_ended",
        _("工作室%(state)s，档案只供查看。") % {"state": studio.get_state_display()},
        _("如需恢复，请由市总工会另行命名。"),
    )


def _keeps(actor: Actor, studio: Studio) -> Decision:
    if actor == SYSTEM or actor.is_any(Role.OFFICER_CITY):
        return ALLOWED
    if not actor.is_any(*KEEPERS):
        return deny(
            "wrong_duty",
            _("您当前的职责不能填写工作室档案。"),
            _("请由工作室领衔人、联络员或所在单位工会填写。"),
            status=HTTPStatus.FORBIDDEN,
        )
    if actor.oversees(studio.unit.path):
        return ALLOWED
    return deny(
        "wrong_organisation",
        _("这个工作室属于%(unit)s，不归您当前单位填写。") % {"unit": studio.unit_name},
        _("请切换到该单位的职责，或请该单位工会办理。"),
        status=HTTPStatus.FORBIDDEN,
    )


def may_keep_file(*, actor: Actor, studio: Studio) -> Decision:
    """The studio's people and their union keep team, place, equipment and ledger; the city may do it for them."""
    return first_denial(_keeps(actor, studio), _alive(studio))


def may_decide_file(*, actor: Actor, studio: Studio) -> Decision:
    """Name, leader, host unit and levels change by the city's decision (domain 3.5)."""
    if actor != SYSTEM and not actor.is_any(Role.OFFICER_CITY):
        return deny(
            "wrong_duty",
            _("名称、领衔人、所在单位和级别由市总工会审核变更。"),
            _("请由所在单位工会向市总工会申请。"),
            status=HTTPStatus.FORBIDDEN,
        )
    return _alive(studio)


def may_grant_subsidy(*, actor: Actor, studio: Studio) -> Decision:
    """Subsidies are entered by the city's officer, also those of other unions: one account for each studio."""
    if actor != SYSTEM and not actor.is_any(Role.OFFICER_CITY):
        return deny(
            "wrong_duty",
            _("补助资金由市总工会登记。"),
            _("请把拨款文件和凭证交给市总工会经办人。"),
            status=HTTPStatus.FORBIDDEN,
        )
    return _alive(studio)


def may_settle_subsidy(*, actor: Actor) -> Decision:
    """Money is claimed back by the city's officer, above all when the studio has ended."""
    if actor == SYSTEM or actor.is_any(Role.OFFICER_CITY):
        return ALLOWED
    return deny(
        "wrong_duty",
        _("补助资金的追回由市总工会办理。"),
        _("请联系市总工会经办人。"),
        status=HTTPStatus.FORBIDDEN,
    )


def may_end_studio(*, actor: Actor, studio: Studio) -> Decision:
    """A studio is dissolved by the city's leader, who also withdraws awards."""
    if actor != SYSTEM and not actor.is_any(Role.LEADER_CITY):
        return deny(
            "wrong_duty",
            _("工作室解散由市总工会分管领导批准。"),
            _("请由经办人报分管领导办理。"),
            status=HTTPStatus.FORBIDDEN,
        )
    return _alive(studio)
