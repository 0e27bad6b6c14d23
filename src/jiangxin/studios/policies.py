"""Who may keep a studio's file, who decides about it; every no carries its reason."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.policy import ALLOWED, Decision, deny, first_denial
from jiangxin.studios.change_enums import ChangeKind, ChangeState
from jiangxin.studios.enums import StudioState
from jiangxin.studios.gate import KEEPERS
from jiangxin.studios.models import Studio, StudioChange


def alive(studio: Studio) -> Decision:
    """Let what changes a file through as long as its studio stands."""
    if studio.state == StudioState.ACTIVE:
        return ALLOWED
    return deny(
        "studio_ended",
        _("工作室%(state)s，档案只供查看。") % {"state": studio.get_state_display()},
        _("确需恢复的，由市总工会分管领导批准恢复或另行命名。"),
    )


def keeps(actor: Actor, studio: Studio) -> Decision:
    """Let the studio's people, their union and the city through."""
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
    return first_denial(keeps(actor, studio), alive(studio))


def may_decide_file(*, actor: Actor, studio: Studio) -> Decision:
    """Name, leader, host unit and levels change by the city's decision (domain 3.5)."""
    if actor != SYSTEM and not actor.is_any(Role.OFFICER_CITY):
        return deny(
            "wrong_duty",
            _("名称、领衔人、所在单位和级别由市总工会审核变更。"),
            _("请由所在单位工会向市总工会申请。"),
            status=HTTPStatus.FORBIDDEN,
        )
    return alive(studio)


def may_grant_subsidy(*, actor: Actor, studio: Studio) -> Decision:
    """Subsidies are entered by the city's officer, also those of other unions: one account for each studio."""
    if actor != SYSTEM and not actor.is_any(Role.OFFICER_CITY):
        return deny(
            "wrong_duty",
            _("补助资金由市总工会登记。"),
            _("请把拨款文件和凭证交给市总工会经办人。"),
            status=HTTPStatus.FORBIDDEN,
        )
    return alive(studio)


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
    return alive(studio)


def may_apply_change(*, actor: Actor, studio: Studio) -> Decision:
    """The host unit's people apply for what the city decides."""
    if actor.is_any(Role.OFFICER_CITY):
        return deny("wrong_duty", _("变更由所在单位申请。"), _("市总工会可在档案中直接办理变更。"))
    return first_denial(keeps(actor, studio), alive(studio))


def may_review_change(*, actor: Actor, change: StudioChange) -> Decision:
    """The county or industrial union of the studio's area reviews what waits for it."""
    reviews = actor.is_any(Role.REVIEWER_FIRST) and actor.organisation_id == change.studio.area_id
    return first_denial(_waits(change, ChangeState.SUBMITTED), _one_of(reviews))


def may_decide_change(*, actor: Actor, change: StudioChange) -> Decision:
    """The city's officer decides, about a dissolution its leader."""
    role = Role.LEADER_CITY if change.kind == ChangeKind.DISSOLVE else Role.OFFICER_CITY
    return first_denial(_waits(change, ChangeState.RECOMMENDED), _one_of(actor.is_any(role)))


def may_return_change(*, actor: Actor, change: StudioChange) -> Decision:
    """Whoever an application waits for may give it back."""
    if change.state == ChangeState.SUBMITTED:
        return may_review_change(actor=actor, change=change)
    return may_decide_change(actor=actor, change=change)


def _waits(change: StudioChange, state: ChangeState) -> Decision:
    if change.state == state:
        return ALLOWED
    return deny(
        "not_waiting",
        _("这份申请现在是“%(state)s”，不能办理这一步。") % {"state": change.get_state_display()},
        _("请刷新页面查看最新情况。"),
    )


def _one_of(right: bool) -> Decision:  # noqa: FBT001  it is the question itself
    if right:
        return ALLOWED
    return deny(
        "wrong_duty",
        _("这一步不由您当前的职责办理。"),
        _("请由申请所在环节的工会办理。"),
        status=HTTPStatus.FORBIDDEN,
    )


def may_take_over(*, actor: Actor) -> Decision:
    """A ledger kept elsewhere is taken over by the city's officer: it names studios and enters money."""
    if actor == SYSTEM or actor.is_any(Role.OFFICER_CITY):
        return ALLOWED
    return deny(
        "wrong_duty",
        _("原有台账由市总工会导入。"),
        _("请把表格交给市总工会经办人。"),
        status=HTTPStatus.FORBIDDEN,
    )
