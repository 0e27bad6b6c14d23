"""Moving entries from state to state by the blueprint's table; everything that moves an entry comes through here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns import policies
from jiangxin.campaigns.blueprint.transitions import TransitionRule, find_rule
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry, Transition
from jiangxin.campaigns.queries.definitions import transition_rules
from jiangxin.core import clock, journal
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.models import StoredFile
from jiangxin.core.policy import ALLOWED, Decision, deny
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.services import close_errands, open_errand

LONGEST_OPINION = 2_000
_GOING_ON = frozenset({"submit", "answer_supplement", "recommend_unit", "recommend_county"})
"""Acts that bring an application forward, which a bar forbids."""
# Who is asked for what once an entry has come to a state: (role, whose organisation, what is asked).
_ASKED: dict[str, tuple[Role, str, str]] = {
    EntryState.SUBMITTED: (Role.UNION_OFFICER, "unit", "recommend"),
    EntryState.RECOMMENDED_UNIT: (Role.REVIEWER_FIRST, "area", "recommend"),
    EntryState.RECOMMENDED_COUNTY: (Role.OFFICER_CITY, "organiser", "formal_check"),
    EntryState.RETURNED: (Role.STUDIO_SECRETARY, "applicant", "revise"),
    EntryState.SUPPLEMENT: (Role.STUDIO_SECRETARY, "applicant", "supplement"),
}


def lock_entry(entry: Entry, *, expected_version: int | None = None) -> Entry:
    """Return the entry as it is now, locked until the transaction ends.

    Raises:
        Refusal: "stale_page" when it has moved on since the page that speaks of `expected_version` was shown.
    """
    found = Entry.objects.select_for_update(of=("self",)).select_related("call").get(pk=entry.pk)
    if expected_version is not None and found.version != expected_version:
        raise Refusal(
            "stale_page",
            _("这份申报在您打开页面之后已有变化，这次操作没有生效。"),
            _("请刷新页面，看过最新情况后再办。"),
        )
    return found


def may_move(*, actor: Actor, entry: Entry, act: str) -> Decision:
    """Tell whether the actor may do `act` on the entry now: state, duty, place in the tree, and the clock."""
    rule = find_rule(transition_rules(entry.call), act, entry.state)
    if rule is None:
        return deny(
            "not_in_this_state",
            _("当前状态是“%(state)s”，不能办理这一步。") % {"state": entry.get_state_display()},
            _("请刷新页面查看最新进展。"),
        )
    allowed = policies.may_apply_rule(actor=actor, entry=entry, rule=rule)
    return allowed and (policies.may_go_on(entry=entry) if act in _GOING_ON else ALLOWED)


def move_entry(
    *,
    actor: Actor,
    entry: Entry,
    act: str,
    opinion: str = "",
    opinion_facts: dict[str, Any] | None = None,
    document_number: str = "",
    attachment: StoredFile | None = None,
    expected_version: int | None = None,
    facts: dict[str, Any] | None = None,
) -> Transition:
    """Move an entry by one row of its table, inside the caller's service; writes the transition and the journal.

    Args:
        act: name of the row ("submit", "recommend_unit" …).
        opinion_facts: where the house wrote the opinion, what it says (`campaigns.opinions.facts_of`).
        facts: what else the act changed, for the journal.

    Raises:
        Refusal: the table, the duty or the clock does not allow it; the page was stale; an opinion is missing.
    """
    locked = lock_entry(entry, expected_version=expected_version)
    may_move(actor=actor, entry=locked, act=act).require()
    rule = find_rule(transition_rules(locked.call), act, locked.state)
    assert rule is not None, "may_move has found it"
    _require_opinion(rule, opinion)
    from_state = locked.state
    before = {"state": from_state, "version": locked.version}
    locked.state, locked.version, locked.moved_at = rule.to_state, locked.version + 1, clock.now()
    locked.holder = holder_of(locked, rule.hands_to)
    locked.save(update_fields=["state", "version", "moved_at", "holder"])
    transition = _write(actor, locked, rule, from_state, (opinion, opinion_facts), document_number, attachment)
    _ask_next(locked)
    if locked.state == EntryState.RETURNED and actor.organisation_id != locked.unit_id:
        _urge_revision(locked, opinion)
    journal.record(
        actor=actor,
        act=f"campaigns.{act}",
        obj=locked,
        before=before,
        after={"state": locked.state, "version": locked.version, **(facts or {})},
        reason=opinion,
    )
    entry.refresh_from_db()
    return transition


def _require_opinion(rule: TransitionRule, opinion: str) -> None:
    if len(opinion) > LONGEST_OPINION:
        raise opinion_too_long(opinion)
    if rule.opinion and not opinion.strip():
        raise Refusal(
            "opinion_missing",
            _("办理“%(act)s”需要写明意见或原因。") % {"act": rule.label},
            _("请填写后再提交。"),
            problems=[Problem("opinion", _("请填写意见或原因。"), "required")],
        )


def opinion_too_long(opinion: str) -> Refusal:
    """Return the refusal of an opinion or reason that nobody would read to its end."""
    message = _("最多 %(most)s 个字，现有 %(found)s 个字。") % {"most": LONGEST_OPINION, "found": len(opinion)}
    return Refusal(
        "opinion_too_long",
        _("意见或原因太长，没有办理。"),
        _("请精简后再提交，详细材料可作为附件。"),
        problems=[Problem("opinion", message, "too_long")],
    )


def holder_of(entry: Entry, whose: str) -> Organisation | None:
    """Return the organisation meant by "unit", "area" or "organiser"."""
    return {"unit": entry.unit, "area": entry.area, "organiser": entry.call.organiser}.get(whose)


def _write(
    actor: Actor,
    entry: Entry,
    rule: TransitionRule,
    from_state: str,
    opinion: tuple[str, dict[str, Any] | None],
    document_number: str,
    attachment: StoredFile | None,
) -> Transition:
    return Transition.objects.create(
        entry=entry,
        act=rule.act,
        from_state=from_state,
        to_state=rule.to_state,
        at=clock.now(),
        account_id=actor.account_id,
        actor_name=actor.name,
        role="system" if actor == SYSTEM else actor.role,
        organisation_id=actor.organisation_id,
        opinion=opinion[0].strip(),
        opinion_facts=opinion[1],
        document_number=document_number,
        attachment=attachment,
        entry_version=entry.versions.count(),
    )


def _urge_revision(entry: Entry, reason: str) -> None:
    """Tell the host union, whose recommendation fell away, what a level above wants changed."""
    open_errand(
        role=Role.UNION_OFFICER,
        organisation=entry.unit,
        asked=policies.URGE_REVISION,
        about=entry,
        title=str(entry),
        note=reason.strip(),
        due_at=policies.closing_time(entry.call, policies.URGE_REVISION, entry.state),
    )


def _ask_next(entry: Entry) -> None:
    close_errands(about=entry)
    if entry.state not in _ASKED:
        return
    role, whose, asked = _ASKED[entry.state]
    open_errand(
        role=role,
        organisation=entry.unit if whose == "applicant" else holder_of(entry, whose),
        account_id=entry.secretary_id if whose == "applicant" else None,
        asked=asked,
        about=entry,
        title=str(entry),
        note=entry.unit.host_unit,
        due_at=policies.closing_time(entry.call, asked, entry.state),
    )
