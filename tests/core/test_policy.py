from http import HTTPStatus

import pytest

from jiangxin.core.actor import PUBLIC, SYSTEM, Actor, Role
from jiangxin.core.policy import ALLOWED, anyone, deny, first_denial, having, signed_in
from jiangxin.core.refusal import Refusal

OFFICER = Actor(name="王秀英", account_id=1, duty_id=2, role=Role.UNION_OFFICER, organisation_path="00001.00002.")
NO = deny("quota_full", "推荐名额已满。", "可先撤回一个推荐。")


def test_a_no_is_false_and_says_why():
    assert (bool(ALLOWED), bool(NO)) == (True, False)
    ALLOWED.require()
    with pytest.raises(Refusal) as raised:
        NO.require()
    refusal = raised.value
    assert (refusal.code, refusal.message, refusal.remedy, refusal.status) == (
        "quota_full",
        "推荐名额已满。",
        "可先撤回一个推荐。",
        HTTPStatus.CONFLICT,
    )


def test_the_first_no_counts():
    other = deny("late", "已过截止时间。")

    assert first_denial(ALLOWED, NO, other) is NO
    assert first_denial(ALLOWED, ALLOWED) is ALLOWED
    assert first_denial() is ALLOWED


@pytest.mark.parametrize(
    ("policy", "actor", "code", "status"),
    [
        (anyone, PUBLIC, "", HTTPStatus.FORBIDDEN),
        (signed_in, PUBLIC, "sign_in_first", HTTPStatus.UNAUTHORIZED),
        (signed_in, SYSTEM, "sign_in_first", HTTPStatus.UNAUTHORIZED),
        (signed_in, OFFICER, "", HTTPStatus.FORBIDDEN),
        (having(Role.UNION_OFFICER, Role.EXPERT), OFFICER, "", HTTPStatus.FORBIDDEN),
        (having(Role.EXPERT), OFFICER, "wrong_duty", HTTPStatus.FORBIDDEN),
        (having(Role.EXPERT), PUBLIC, "sign_in_first", HTTPStatus.UNAUTHORIZED),
    ],
)
def test_page_policies(policy, actor, code, status):
    decision = policy(actor)

    assert (decision.code, decision.status, bool(decision)) == (code, status, code == "")


def test_having_is_named_after_its_roles():
    assert having(Role.EXPERT, Role.INSPECTOR).__name__ == "having_expert_or_inspector"


@pytest.mark.parametrize(
    ("path", "overseen"),
    [("00001.00002.", True), ("00001.00002.00009.", True), ("00001.", False), ("00001.00003.", False), ("", False)],
)
def test_an_actor_oversees_the_own_subtree(path, overseen):
    assert OFFICER.oversees(path) is overseen
    assert PUBLIC.oversees(path) is False
