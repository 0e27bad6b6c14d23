"""Taking up, answering, carrying out: who may, with what words, and what it asks of whom next."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Errand
from jiangxin.proposals.enums import ProposalState, Verdict
from jiangxin.proposals.models import Proposal, ProposalStep
from jiangxin.proposals.path import WAYS
from jiangxin.proposals.policies import may_handle
from jiangxin.proposals.services import accept_proposal, put_to_use
from tests.campaigns.scene import person_at


def asked(proposal):
    """Return what waits about a proposal, with its day."""
    waiting = Errand.objects.filter(subject=proposal.journal_label, subject_id=proposal.pk, closed_at=None)
    return [(errand.asked, errand.due_at.date()) for errand in waiting]


def use(scene, proposal, **given):
    """Put a proposal to use."""
    facts = {"used_on": date(2026, 3, 2), "effect": "烟尘少了", **given}
    return put_to_use(actor=scene.union, proposal=proposal, expected_version=proposal.version, **facts)


def test_a_proposal_is_taken_up_answered_and_used(scene):
    made = scene.propose()
    taken = scene.accept(made)
    assert asked(made) == [("answer_proposal", date(2026, 3, 30))]
    told = scene.answer(taken)
    assert (told.state, told.owner, asked(made)) == (
        ProposalState.ADOPTED,
        "设备科 郑立",
        [("carry_out_proposal", date(2026, 4, 30))],
    )
    used = use(scene, told)
    assert (used.state, asked(made)) == (ProposalState.IN_USE, [("follow_up_proposal", date(2026, 6, 2))])
    assert [*made.steps.values_list("act", "from_state", "to_state")] == [
        ("propose", "", "submitted"),
        ("accept", "submitted", "taken_up"),
        ("adopt", "taken_up", "adopted"),
        ("put_to_use", "adopted", "in_use"),
    ]


@pytest.mark.parametrize("verdict", [Verdict.STORE, Verdict.REJECT])
def test_a_no_carries_its_ground_and_asks_nothing_more(scene, verdict):
    told = scene.answer(scene.propose(), verdict, words="明年改造时再看。", reason_code="no_gain")
    assert (told.answer, told.reason_code, told.owner, told.due_on, asked(told)) == (
        "明年改造时再看。",
        "no_gain",
        "",
        None,
        [],
    )


def test_what_was_stored_or_tried_can_be_adopted_later_and_a_no_cannot(scene):
    stored = scene.answer(scene.propose(), Verdict.STORE)
    tried = scene.answer(stored, Verdict.PILOT)
    assert scene.answer(tried, Verdict.ADOPT).state == ProposalState.ADOPTED
    rejected = scene.answer(scene.propose("换模具用快卡"), Verdict.REJECT)
    with pytest.raises(Refusal) as refused:
        scene.answer(rejected, Verdict.ADOPT)
    assert refused.value.code == "not_in_this_state"


@pytest.mark.parametrize(
    ("verdict", "given_", "paths"),
    [
        (Verdict.REJECT, {"words": "  "}, ["words"]),
        (Verdict.REJECT, {"words": "长" * 1001}, ["words"]),
        (Verdict.REJECT, {"reason_code": "weather"}, ["reason_code"]),
        (Verdict.ADOPT, {"owner": " ", "due_on": None}, ["owner", "due_on"]),
        (Verdict.PILOT, {"due_on": date(2026, 3, 1)}, ["due_on"]),
    ],
)
def test_an_answer_is_whole_or_refused(scene, verdict, given_, paths):
    made = scene.propose()
    with pytest.raises(Refusal) as refused:
        scene.answer(made, verdict, **given_)
    assert [problem.path for problem in refused.value.problems] == paths
    made.refresh_from_db()
    assert (made.state, made.version) == (ProposalState.SUBMITTED, 1)


@pytest.mark.parametrize("given_", [{"used_on": None}, {"used_on": date(2026, 3, 3)}, {"effect": " "}])
def test_use_is_dated_and_described(scene, given_):
    adopted = scene.answer(scene.propose())
    with pytest.raises(Refusal):
        use(scene, adopted, **given_)


def test_only_the_union_of_the_unit_handles_and_nobody_their_own(scene):
    made = scene.propose()
    for stranger in (
        person_at(Role.UNION_OFFICER, scene.federation.other_unit),
        scene.officer,
        person_at(Role.REVIEWER_FIRST, scene.federation.county),
        scene.worker,
    ):
        assert {may_handle(actor=stranger, proposal=made, act=act).allowed for act in WAYS} == {False}
    own = scene.propose("值班室加一个开水器", by=scene.union)
    assert may_handle(actor=scene.union, proposal=own, act="accept").code == "own_proposal"


def test_a_stale_page_is_refused(scene):
    made = scene.propose()
    scene.accept(made)
    with pytest.raises(Refusal) as refused:
        accept_proposal(actor=scene.union, proposal=made, expected_version=1)
    assert refused.value.code == "stale_page"


@pytest.mark.parametrize("facts", [{"state": "rejected"}, {"state": "adopted", "answer": "好", "owner": ""}])
def test_the_database_wants_words_and_an_owner(scene, facts):
    made = scene.propose()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=made.pk).update(**facts)


def test_steps_are_never_changed(scene):
    step = ProposalStep.objects.get(proposal=scene.propose())
    with pytest.raises(Exception, match="not changed or deleted"), transaction.atomic():
        ProposalStep.objects.filter(pk=step.pk).update(words="改")
