"""Who may rank, decide, publish, handle objections, name and withdraw; every no carries its reason."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from jiangxin.awards.models import Award, Objection
from jiangxin.campaigns.blueprint.grading import VetoRule
from jiangxin.campaigns.models import Call, Entry, Recusal
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.core.policy import ALLOWED, Decision, deny, first_denial
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.orgs.queries import duties_on

HANDLING_ROLES = (Role.OFFICER_CITY, Role.DISCIPLINE)
WATCHING_ROLES = (Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)


def _in_role(actor: Actor, organiser_id: int, *roles: Role) -> Decision:
    if actor.is_any(*roles) and actor.organisation_id == organiser_id:
        return ALLOWED
    named = "、".join(str(role.label) for role in roles)
    return deny(
        "wrong_duty",
        _("这一步由主办单位的%(roles)s办理。") % {"roles": named},
        _("如您兼有该职责，请在右上角切换；否则请联系主办单位。"),
    )


def not_recused(*, actor: Actor, entries: Iterable[Entry]) -> Decision:
    """Nobody who has to stay away from one of the entries takes part in an act on all of them."""
    ids = [entry.pk for entry in entries]
    if actor.person_id is None or not Recusal.objects.filter(person_id=actor.person_id, entry__in=ids).exists():
        return ALLOWED
    return deny(
        "conflict_of_interest",
        _("您与其中的申报存在回避关系，不能办理这一步。"),
        _("请由没有回避关系的同志办理，并在纪要中注明回避。"),
    )


def may_rank(*, actor: Actor, call: Call) -> Decision:
    """The organiser's officers have the ranking computed; it is arithmetic, so recused officers may start it too."""
    return _in_role(actor, call.organiser_id, Role.OFFICER_CITY)


def may_watch(*, actor: Actor, call: Call) -> Decision:
    """Officers, leaders and the discipline of the organiser read rankings, minutes, notices and documents."""
    return _in_role(actor, call.organiser_id, *WATCHING_ROLES)


def may_prepare_meeting(*, actor: Actor, call: Call, entries: Iterable[Entry]) -> Decision:
    """The organiser's officers prepare the decision, unless one of the entries is a conflict for them."""
    return first_denial(
        _in_role(actor, call.organiser_id, Role.OFFICER_CITY), not_recused(actor=actor, entries=entries)
    )


def may_conclude_meeting(*, actor: Actor, call: Call, entries: Iterable[Entry]) -> Decision:
    """The organiser's leader concludes the meeting, unless one of the entries is a conflict for them."""
    return first_denial(_in_role(actor, call.organiser_id, Role.LEADER_CITY), not_recused(actor=actor, entries=entries))


def may_publish(*, actor: Actor, call: Call) -> Decision:
    """The organiser's officers draft, publish and close the notice, and name."""
    return _in_role(actor, call.organiser_id, Role.OFFICER_CITY)


def may_assign_handler(*, actor: Actor, call: Call) -> Decision:
    """Officers, leaders and the discipline of the organiser say who handles an objection."""
    return _in_role(actor, call.organiser_id, *WATCHING_ROLES)


def may_be_handler(*, duty: Duty, entry: Entry) -> Decision:
    """A handler comes from another organisation than the unit, its recommender, and whatever lies below them."""
    if duty.role not in HANDLING_ROLES:
        return deny("handler_wrong_duty", _("异议须由市总工会经办人或纪检监督人员办理。"), _("请另选承办人。"))
    # Whoever also serves in the unit or its recommender stays away, whichever hat is worn for the objection.
    held = duties_on(clock.today()).filter(account__person_id=duty.account.person_id)
    same = next((one.organisation for one in (duty, *held) if _belongs_to(one.organisation, entry)), None)
    if same is not None:
        return deny(
            "handler_same_organisation",
            _("承办人所在的%(organisation)s与被反映的一方属同一系统，应当回避。") % {"organisation": same.name},
            _("请选择其他单位的承办人。"),
        )
    if entry.recusals.filter(person_id=duty.account.person_id).exists():
        return deny("handler_recused", _("该同志与这份申报存在回避关系。"), _("请另选承办人。"))
    return ALLOWED


def _belongs_to(organisation: Organisation, entry: Entry) -> bool:
    return organisation.is_under(entry.unit) or organisation.is_under(entry.area)


def may_handle(*, actor: Actor, objection: Objection) -> Decision:
    """Only the handler the objection was given to works on it, in the duty it was given in."""
    mine = objection.handler_id is not None and objection.handler_id == actor.account_id
    if mine and actor.organisation_id == objection.handler_organisation_id and actor.is_any(*HANDLING_ROLES):
        return not_recused(actor=actor, entries=[objection.item.entry])
    return deny("not_the_handler", _("这件异议不由您承办。"), _("请由指定的承办人办理，或请主办单位改派。"))


def may_find_veto(*, actor: Actor, entry: Entry, rule: VetoRule) -> Decision:
    """Whoever the blueprint names enters a veto: the organiser's duties, or the union above the unit."""
    if actor.role not in rule.set_by:
        named = "、".join(str(Role(role).label) for role in rule.set_by)
        return deny("wrong_duty", _("“%(what)s”由%(roles)s认定。") % {"what": rule.label, "roles": named})
    place = entry.area_id if actor.is_any(Role.REVIEWER_FIRST) else entry.call.organiser_id
    if actor.organisation_id != place:
        return deny("wrong_organisation", _("这个工作室不归您所在单位办理。"), _("请由其上级工会或主办单位登记。"))
    return not_recused(actor=actor, entries=[entry])


def may_lift_veto(*, actor: Actor, entry: Entry) -> Decision:
    """The organiser's leader takes a finding back."""
    return first_denial(
        _in_role(actor, entry.call.organiser_id, Role.LEADER_CITY), not_recused(actor=actor, entries=[entry])
    )


def may_settle_grades(*, actor: Actor, call: Call, entries: Iterable[Entry]) -> Decision:
    """The organiser's leader amends grades and makes the result final."""
    return may_conclude_meeting(actor=actor, call=call, entries=entries)


def may_withdraw_award(*, actor: Actor, call: Call) -> Decision:
    """The organiser's leader withdraws an award."""
    return _in_role(actor, call.organiser_id, Role.LEADER_CITY)


def may_restore_award(*, actor: Actor, call: Call) -> Decision:
    """The organiser's leader gives back what the leader withdrew."""
    return _in_role(actor, call.organiser_id, Role.LEADER_CITY)


def may_extend_award(*, actor: Actor, call: Call) -> Decision:
    """The organiser's officers and leader enter that an award was re-confirmed."""
    return _in_role(actor, call.organiser_id, Role.OFFICER_CITY, Role.LEADER_CITY)


def may_review_award(*, actor: Actor, award: Award) -> Decision:
    """The county or industry that recommended it, or the organiser's officers, record the yearly review."""
    if actor.is_any(Role.REVIEWER_FIRST) and actor.organisation_id == award.area_id:
        return not_recused(actor=actor, entries=[award.entry])
    if actor.is_any(Role.REVIEWER_FIRST):
        return deny("wrong_organisation", _("这项命名不由您所在单位复核。"), _("请由其推荐单位或主办单位登记。"))
    return first_denial(
        _in_role(actor, award.entry.call.organiser_id, Role.OFFICER_CITY),
        not_recused(actor=actor, entries=[award.entry]),
    )


def may_confirm_review(*, actor: Actor, award: Award) -> Decision:
    """The organiser's officers confirm what the county found."""
    return first_denial(
        _in_role(actor, award.entry.call.organiser_id, Role.OFFICER_CITY),
        not_recused(actor=actor, entries=[award.entry]),
    )


def may_keep_register(*, actor: Actor, call: Call) -> Decision:
    """The organiser's officers keep the plaque register, replace certificates and print."""
    return _in_role(actor, call.organiser_id, Role.OFFICER_CITY)
