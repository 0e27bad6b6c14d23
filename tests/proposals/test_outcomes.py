"""Benefit by a visible formula, proven by finance; reward inside its tier; a project made in one act."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.proposals.enums import Verdict
from jiangxin.proposals.models import Benefit, ProposalProject, Reward
from jiangxin.proposals.policies import may_make_project, may_record_benefit, may_reward
from jiangxin.proposals.queries import benefits_of, best_benefit, parts_of
from jiangxin.proposals.services import BenefitFacts, make_project, put_to_use, record_benefit, reward_proposal
from jiangxin.proposals.telling import formula_of
from jiangxin.studios.models import Project
from jiangxin.studios.services.projects import ProjectFacts
from jiangxin.studios.soundness import LARGEST
from tests.campaigns.scene import pdf, person_at

SAVED = {"before": "120", "after": "80", "price": "35", "periods": "12", "cost": "1800"}


def used(scene, **given_):
    """Return a proposal in use."""
    told = scene.answer(scene.propose(**given_))
    return put_to_use(
        actor=scene.union, proposal=told, used_on=date(2026, 3, 2), effect="用上了", expected_version=told.version
    )


def facts(quantities=None, **changes):
    """Return what finance proves."""
    given_ = {code: Decimal(value) for code, value in (quantities or SAVED).items()}
    usual = {"year": 2026, "rule": "saving", "quantities": given_, "proof": pdf(), "proven_by": "财务科 王敏"}
    return BenefitFacts(**{**usual, **changes})


def record(scene, proposal, **changes):
    """Record a benefit."""
    return record_benefit(
        actor=scene.union, proposal=proposal, facts=facts(**changes), expected_version=proposal.version
    )


def reward(scene, proposal, amount):
    """Give a reward."""
    return reward_proposal(
        actor=scene.union,
        proposal=proposal,
        amount=Decimal(amount),
        document_number="云工〔2026〕20号",
        expected_version=proposal.version,
    )


def test_a_benefit_is_computed_shown_and_kept(scene):
    made = record(scene, used(scene))
    assert made.amount == Decimal("15000.00")
    assert formula_of(made) == "（120 单位 − 80 单位） × 35 元 × 12 期 − 1800 元 = 15,000.00 元"
    with pytest.raises(Exception, match="not changed or deleted"), transaction.atomic():
        Benefit.objects.filter(pk=made.pk).update(amount=1)


_number = st.decimals(0, 10**6, places=3)


@given(_number, _number, _number, _number, _number)
@example(Decimal(210749), Decimal(0), Decimal(210753), Decimal(225143), Decimal(0))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_benefit_is_what_a_hand_reckons(scene, before, after, price, periods, cost):
    quantities = dict(zip(SAVED, (before, after, price, periods, cost), strict=True))
    by_hand = (before - after) * price * periods - cost
    with transaction.atomic():
        proposal = used(scene)
        if by_hand < Decimal("0.005") or by_hand > LARGEST:
            with pytest.raises(Refusal):
                record(scene, proposal, quantities=quantities)
        else:
            assert abs(record(scene, proposal, quantities=quantities).amount - by_hand) <= Decimal("0.005")
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({"rule": "magic"}, ["rule"]),
        ({"proof": None}, ["proof"]),
        ({"proven_by": " "}, ["proven_by"]),
        ({"year": 2025}, ["year"]),
        ({"year": 2027}, ["year"]),
        ({"quantities": {**SAVED, "price": "-1"}}, ["price"]),
        ({"quantities": {"before": "1"}}, ["after", "price", "periods", "cost"]),
    ],
)
def test_a_benefit_is_whole_and_proven_or_refused(scene, changes, paths):
    with pytest.raises(Refusal) as refused:
        record(scene, used(scene), **changes)
    assert [problem.path for problem in refused.value.problems] == paths
    assert not Benefit.objects.exists()


def test_a_year_is_corrected_with_a_reason_and_the_newest_counts(scene):
    proposal = used(scene)
    record(scene, proposal)
    with pytest.raises(Refusal) as refused:
        record(scene, proposal, quantities={**SAVED, "cost": "0"})
    assert [problem.path for problem in refused.value.problems] == ["reason"]
    corrected = record(scene, proposal, quantities={**SAVED, "cost": "0"}, reason="费用由技改项目列支")
    assert benefits_of(proposal) == [corrected]
    assert best_benefit(proposal).amount == Decimal("16800.00")


def test_a_reward_lies_in_its_tier_and_is_shared_to_the_fen(scene):
    proposal = used(scene, authors=[{"name": "周海平", "share": 33}, {"name": "吴兰", "share": 33}])
    record(scene, proposal)
    for outside in ("299.99", "500.01", "300.001"):
        with pytest.raises(Refusal):
            reward(scene, proposal, outside)
    given_ = reward(scene, proposal, "333.33")
    assert parts_of(given_) == [
        (scene.worker.name, Decimal("113.33")),
        ("周海平", Decimal("110.00")),
        ("吴兰", Decimal("110.00")),
    ]
    assert may_reward(actor=scene.union, proposal=proposal).code == "rewarded"
    assert Reward.objects.count() == 1


def test_what_is_not_used_not_proven_or_not_named_is_not_rewarded(scene):
    fresh = scene.propose()
    assert may_record_benefit(actor=scene.union, proposal=fresh).code == "not_in_this_state"
    assert may_reward(actor=scene.union, proposal=fresh).code == "no_benefit"
    assert may_reward(actor=scene.union, proposal=scene.unnamed()).code == "nobody_to_reward"
    proven = used(scene, title="换模具用快卡")
    record(scene, proven)
    assert may_reward(actor=person_at(Role.UNION_OFFICER, scene.federation.other_unit), proposal=proven).code == (
        "wrong_duty"
    )


def test_a_stored_proposal_becomes_a_project_of_the_units_studio(scene):
    stored = scene.answer(scene.propose(), Verdict.STORE)
    studio = scene.studio()
    project_facts = ProjectFacts(
        title="焊接工位排烟",
        kind="renovation",
        level="enterprise",
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 9, 30),
        leader_name="郑立",
        source="合理化建议",
    )
    made = make_project(
        actor=scene.union, proposal=stored, studio=studio, facts=project_facts, expected_version=stored.version
    )
    assert (made.project.studio, made.project.title) == (studio, "焊接工位排烟")
    assert may_make_project(actor=scene.union, proposal=stored).code == "project_made"
    with pytest.raises(Refusal):
        make_project(
            actor=scene.union, proposal=stored, studio=studio, facts=project_facts, expected_version=stored.version
        )
    assert (Project.objects.count(), ProposalProject.objects.count()) == (1, 1)
    assert may_make_project(actor=scene.union, proposal=scene.propose("新的")).code == "not_in_this_state"
