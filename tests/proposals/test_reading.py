"""The gate, and what is like another: nobody reads below another tree, a proposal half typed finds its like."""

import pytest

from jiangxin.core.actor import PUBLIC, Role
from jiangxin.core.refusal import NotFound
from jiangxin.proposals.queries import get_proposal_by_code, get_proposal_for, proposals_for, similar_to
from jiangxin.proposals.services import withdraw_proposal
from tests.campaigns.scene import person_at

SAID_BY_ALL = "大家都写这一句话作为开头"
PROBLEM = "三号焊接工位烟尘大，夏天两台风扇对着吹，旁边的人也受不了。"


def test_a_proposal_is_read_in_its_unit_its_area_and_the_city(scene):
    made, federation = scene.propose(), scene.federation
    readers = {
        scene.union: True,
        person_at(Role.REVIEWER_FIRST, federation.county): True,
        scene.officer: True,
        person_at(Role.DISCIPLINE, federation.city): True,
        person_at(Role.UNION_OFFICER, federation.private_unit): False,
        person_at(Role.REVIEWER_FIRST, federation.other_county): False,
        person_at(Role.WORKER, federation.unit): False,
        person_at(Role.EXPERT, federation.city): False,
        person_at(Role.SYSTEM_ADMINISTRATOR, federation.city): False,
        PUBLIC: False,
    }
    assert {actor: made in proposals_for(actor) for actor in readers} == readers
    assert get_proposal_for(scene.worker, made.pk) == made
    with pytest.raises(NotFound):
        get_proposal_for(person_at(Role.WORKER, federation.unit), made.pk)


def test_a_code_opens_unnamed_proposals_only(scene):
    with pytest.raises(NotFound):
        get_proposal_by_code(scene.propose().code)
    with pytest.raises(NotFound):
        get_proposal_by_code("")
    assert get_proposal_by_code(scene.unnamed().code).is_anonymous


def test_half_a_sentence_finds_what_was_proposed(scene):
    made = scene.propose(problem=PROBLEM)
    (like,) = similar_to("三號焊接工位煙塵大,夏天兩台風扇對著吹,能不能想想办法")
    assert like.proposal == made
    assert like.share == pytest.approx(14 / 21, abs=0.1)
    assert len(like.passages) == 1
    assert similar_to("食堂中午排队太久，请把西侧的旧窗口打开作为第二个出餐口。") == []
    assert similar_to("烟尘大") == []


def test_what_all_say_does_not_hide_what_two_say(scene):
    for number in range(30):
        scene.propose(
            f"第{number}条",
            problem=f"大家都写这一句话作为开头，{chr(0x4E00 + 97 * number) * 9}",
            remedy="按上面说的办。",
        )
    own = scene.propose(
        "这一条", problem="大家都写这一句话作为开头，压缩空气主管在二号厂房拐角处漏气", remedy="换一个法兰垫。"
    )
    likes = similar_to("大家都写这一句话作为开头，压缩空气主管在二号厂房拐角处漏气，请换掉")
    assert likes[0].proposal == own


def test_what_was_taken_back_is_like_nothing(scene):
    made = scene.propose(problem=PROBLEM)
    assert [like.proposal for like in similar_to(PROBLEM, leave_out=[made.pk])] == []
    withdraw_proposal(actor=scene.worker, proposal=made, expected_version=made.version)
    assert similar_to(PROBLEM) == []
