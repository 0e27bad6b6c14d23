"""What lasts: looks at 3 and 12 months, what is offered to other units, who takes it over."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from jiangxin.core.actor import PUBLIC, Role
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Errand
from jiangxin.proposals.enums import Finding, ProposalState, Verdict
from jiangxin.proposals.models import Adoption, FollowUp
from jiangxin.proposals.queries import adoptions_of, follow_up_due, offered_for, own_adoption
from jiangxin.proposals.services import Look, Takeover, end_offer, follow_up, give_up, offer_proposal, take_over
from tests.campaigns.scene import person_at

LATER = "2026-06-02 09:00"


def look(scene, proposal, finding=Finding.STILL, **changes):
    """Look at a proposal again."""
    usual = {"finding": finding, "looked_on": date(2026, 6, 2), "words": "每班都在用。"}
    facts = Look(**{**usual, **changes})
    return follow_up(actor=scene.union, proposal=proposal, look=facts, expected_version=proposal.version)


def offer(scene, proposal, **changes):
    """Offer a proposal to the other units."""
    usual = {"summary": "吸烟罩要能转向。", "contact": "郑立 0000-2", "expected_version": proposal.version}
    return offer_proposal(actor=scene.union, proposal=proposal, **{**usual, **changes})


def take(actor, proposal, **changes):
    """Take a proposal over."""
    return take_over(
        actor=actor,
        proposal=proposal,
        takeover=Takeover(**{"since": date(2026, 3, 2), "effect": "二车间装了两个。", **changes}),
    )


def asked(proposal):
    """Return what waits about a proposal, with its day."""
    waiting = Errand.objects.filter(subject=proposal.journal_label, subject_id=proposal.pk, closed_at=None)
    return [(errand.asked, errand.due_at.date()) for errand in waiting]


def test_a_proposal_in_use_is_looked_at_after_three_and_twelve_months(scene, clock_at):
    used = scene.use(scene.propose())
    assert (follow_up_due(used), asked(used)) == ((3, date(2026, 6, 2)), [("follow_up_proposal", date(2026, 6, 2))])
    clock_at(LATER)
    first = look(scene, used)
    used.refresh_from_db()
    assert (first.months, first.due_on, used.state) == (3, date(2026, 6, 2), ProposalState.IN_USE)
    assert asked(used) == [("follow_up_proposal", date(2027, 3, 2))]
    clock_at("2027-03-02 09:00")
    look(scene, used, Finding.CHANGED, looked_on=date(2027, 3, 2))
    used.refresh_from_db()
    assert (asked(used), follow_up_due(used)) == ([], None)
    with pytest.raises(Refusal) as refused:
        look(scene, used)
    assert refused.value.code == "no_follow_up_left"
    with pytest.raises(Exception, match="not changed or deleted"), transaction.atomic():
        FollowUp.objects.filter(pk=first.pk).update(words="")


def test_what_is_no_longer_used_is_stopped_and_offered_no_more(scene, clock_at):
    used = scene.use(scene.propose())
    offer(scene, used)
    used.refresh_from_db()
    clock_at(LATER)
    look(scene, used, Finding.STOPPED, words="产线拆了。")
    used.refresh_from_db()
    assert (used.state, asked(used), offered_for(scene.union).count()) == (ProposalState.STOPPED, [], 0)
    assert used.steps.last().act == "stop"


def test_a_look_is_not_made_months_before_its_day_but_a_stop_is_told_at_once(scene):
    used = scene.use(scene.propose())
    with pytest.raises(Refusal) as refused:
        look(scene, used, looked_on=date(2026, 3, 2))
    assert [problem.code for problem in refused.value.problems] == ["too_early"]
    look(scene, used, Finding.STOPPED, looked_on=date(2026, 3, 2))
    used.refresh_from_db()
    assert used.state == ProposalState.STOPPED


@pytest.mark.parametrize(
    ("changes", "path"),
    [({"words": " "}, "words"), ({"looked_on": date(2026, 3, 1)}, "looked_on"), ({"looked_on": None}, "looked_on")],
)
def test_a_look_that_is_not_whole_is_refused(scene, clock_at, changes, path):
    used = scene.use(scene.propose())
    clock_at(LATER)
    with pytest.raises(Refusal) as refused:
        look(scene, used, **changes)
    assert [problem.path for problem in refused.value.problems] == [path]


def test_other_units_take_over_what_is_offered_and_are_counted(scene, federation):
    used = scene.use(scene.propose())
    offer(scene, used)
    used.refresh_from_db()
    other, third = (person_at(Role.UNION_OFFICER, unit) for unit in (federation.private_unit, federation.other_unit))
    taken = take(other, used)
    take(third, used)
    assert [row.adopters for row in offered_for(scene.worker)] == [2]
    assert [row.unit for row in adoptions_of(used)] == [federation.private_unit, federation.other_unit]
    with pytest.raises(Refusal) as refused:
        take(other, used)
    assert refused.value.code == "taken_over"
    give_up(actor=other, adoption=taken, ended_on=date(2026, 3, 2), reason="设备报废")
    assert ([row.adopters for row in offered_for(other)], own_adoption(other, used)) == ([1], None)
    assert take(other, used).pk != taken.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.create(
            proposal=used,
            unit=federation.private_unit,
            since=date(2026, 3, 2),
            effect="再记一次",
            recorded_by_id=other.account_key,
            recorded_at=used.moved_at,
        )


def test_who_may_take_over_is_told_with_a_reason(scene, federation):
    used = scene.use(scene.propose())
    other = person_at(Role.UNION_OFFICER, federation.private_unit)
    offered = scene.use(scene.propose("换模具用快卡"))
    offer(scene, offered)
    codes = []
    for actor, proposal in ((other, used), (scene.union, offered), (scene.officer, offered), (scene.worker, offered)):
        with pytest.raises(Refusal) as refused:
            take(actor, proposal)
        codes.append(refused.value.code)
    assert codes == ["not_offered", "own_unit", "wrong_duty", "wrong_duty"]
    assert offered_for(PUBLIC).count() == 0


def test_an_offer_taken_back_is_read_no_more_and_its_adopters_stay(scene, federation):
    used = scene.use(scene.propose())
    offer(scene, used)
    other = person_at(Role.UNION_OFFICER, federation.private_unit)
    take(other, used)
    used.refresh_from_db()
    end_offer(actor=scene.union, proposal=used, expected_version=used.version)
    assert (offered_for(other).count(), len(adoptions_of(used))) == (0, 1)


@pytest.mark.parametrize(
    ("deed", "paths"),
    [
        (lambda scene, used: offer(scene, used, summary=" ", contact=""), ["summary", "contact"]),
        (lambda scene, used: offer(scene, used, summary="长" * 501), ["summary"]),
    ],
)
def test_an_offer_without_words_is_refused(scene, deed, paths):
    used = scene.use(scene.propose())
    with pytest.raises(Refusal) as refused:
        deed(scene, used)
    assert [problem.path for problem in refused.value.problems] == paths


def test_only_what_is_in_use_is_offered(scene):
    stored = scene.answer(scene.propose(), Verdict.STORE)
    with pytest.raises(Refusal) as refused:
        offer(scene, stored)
    assert refused.value.code == "not_in_this_state"
