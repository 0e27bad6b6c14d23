import pytest

from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.queries import holders
from jiangxin.review.models import Expert
from jiangxin.review.queries import experts_for
from jiangxin.review.services import change_expert, enter_expert
from tests.conftest import Federation, MakeActor
from tests.factories import PASSWORD
from tests.review.scene import Scene, acts


def test_expert_gets_person_account_and_duty(scene: Scene) -> None:
    expert = scene.add_expert("王评审", username="wangpingshen", industry_sections=["Q", "C", "C"])
    assert (expert.person.name, expert.account.username, expert.industry_sections) == (
        "王评审",
        "wangpingshen",
        ["C", "Q"],
    )
    assert holders(Role.EXPERT, scene.city.pk).filter(account=expert.account).count() == 1
    assert acts().count("review.enter_expert") == 6


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({"name": " "}, ["name"]),
        ({"workplace": ""}, ["workplace"]),
        ({"industry_sections": ["C", "Z"]}, ["industry_sections"]),
        ({"name": "", "workplace": ""}, ["name", "workplace"]),
    ],
)
def test_incomplete_expert_is_refused(scene: Scene, changes: dict[str, object], paths: list[str]) -> None:
    facts: dict[str, object] = {"name": "某人", "workplace": "某院", "username": "mouren", "password": PASSWORD}
    with pytest.raises(Refusal) as refused:
        enter_expert(actor=scene.officer, federation=scene.city, **{**facts, **changes})  # type: ignore[arg-type]
    assert refused.value.code == "expert_incomplete"
    assert [problem.path for problem in refused.value.problems] == paths
    assert Expert.objects.count() == 5


def test_same_person_is_not_entered_twice(scene: Scene) -> None:
    known = scene.experts[0]
    with pytest.raises(Refusal) as refused:
        scene.add_expert(person=known.person)
    assert refused.value.code == "expert_known"


def test_expert_without_sign_in_name_is_refused(scene: Scene) -> None:
    with pytest.raises(Refusal) as refused:
        scene.add_expert(username=" ")
    assert refused.value.code == "username_missing"


def test_taken_sign_in_name_and_weak_password_are_refused(scene: Scene) -> None:
    with pytest.raises(Refusal) as refused:
        scene.add_expert(username=scene.experts[0].account.username)
    assert refused.value.code == "username_taken"
    with pytest.raises(Refusal) as refused:
        scene.add_expert(password="1234567890")
    assert refused.value.code == "password_weak"


def test_only_city_officers_keep_the_pool(scene: Scene, federation: Federation, actor: MakeActor) -> None:
    county = actor(Role.REVIEWER_FIRST, federation.county)
    with pytest.raises(Refusal) as refused:
        enter_expert(actor=county, federation=scene.city, name="甲", workplace="乙", username="jia", password=PASSWORD)
    assert refused.value.code == "wrong_duty"
    assert experts_for(county).count() == 0
    assert experts_for(scene.officer).count() == 5


def test_changing_an_expert_is_journalled_and_takes_them_out_of_the_pool(scene: Scene) -> None:
    expert = scene.experts[0]
    changed = change_expert(
        actor=scene.officer,
        expert=expert,
        workplace="市设计院",
        organisation=None,
        title="高级工程师",
        industry_sections=["M"],
        specialities="结构",
        is_active=False,
    )
    assert (changed.workplace, changed.industry_sections, changed.is_active) == ("市设计院", ["M"], False)
    assert acts()[-1] == "review.change_expert"
    with pytest.raises(Refusal) as refused:
        scene.panel()
    assert refused.value.code == "expert_inactive"
