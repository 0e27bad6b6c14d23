from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.core.actor import PUBLIC, Role
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.studios.models import Studio, StudioToken
from jiangxin.studios.queries import directory as directory_module
from jiangxin.studios.queries import directory_years, get_studio_for, search, studios_for
from jiangxin.studios.services import name_studios, withdraw_studio
from jiangxin.studios.tokens import COMMON, plain, tokens, tokens_asked
from tests.awards.scene import Scene
from tests.conftest import Federation, MakeActor, SetClock
from tests.laying import laid


@laid
def studios(scene: Scene, clock_at: SetClock) -> list[Studio]:
    """Return three named studios with names that can be told apart."""
    names = ("量子导航创新工作室", "馨月湖服务工作室", "CNC精密劳模创新工作室")
    for entry, name in zip(scene.entries, names, strict=False):
        entry.name = name
        entry.save()
    notice = scene.published(scene.entries[:3])
    clock_at("2026-09-15 09:00")
    name_studios(actor=scene.officer, document=scene.document(scene.closed(notice)), expected_revision=1)
    return [Studio.objects.get(name=name) for name in names]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("量子", [0]),
        ("导航", [0]),
        ("月湖", [1]),
        ("cnc", [2]),
        ("ＣＮＣ", [2]),
        ("精密 劳模", [2]),
        ("创新", [0, 2]),
        ("重型机床", [0]),
        ("数控", [0, 1, 2]),
        ("湖", [1, 2]),
        ("不存在", []),
        ("%", []),
        ("", [0, 1, 2]),
        (" ", [0, 1, 2]),
    ],
)
def test_search_finds_names_leaders_units_and_fields(studios: list[Studio], typed: str, found: list[int]) -> None:
    assert set(search(studios_for(PUBLIC), typed)) == {studios[place] for place in found}


def test_common_tokens_give_the_same_answer(studios: list[Studio], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory_module, "RARE", 1)  # every token is common now

    assert set(search(studios_for(PUBLIC), "量子")) == {studios[0]}


def test_every_studio_is_indexed_by_what_it_is_called(studios: list[Studio]) -> None:
    kept = set(StudioToken.objects.filter(studio=studios[0]).values_list("token", flat=True))

    assert kept == tokens("量子导航创新工作室", studios[0].leader_name, "云江重型机床厂", "数控加工")


def test_withdrawn_studios_are_for_the_citys_officers_only(scene: Scene, studios: list[Studio]) -> None:
    withdraw_studio(actor=scene.leader, studio=studios[0], reason="弄虚作假", document_number="云工发〔2026〕40号")

    studios[0].refresh_from_db()
    assert studios[0].state == "withdrawn"
    assert (studios_for(PUBLIC).count(), studios_for(scene.officer).count()) == (2, 3)
    with pytest.raises(NotFound):
        get_studio_for(PUBLIC, studios[0].pk)


def test_withdrawing_is_the_leaders(
    scene: Scene, studios: list[Studio], actor: MakeActor, federation: Federation
) -> None:
    with pytest.raises(Refusal) as refused:
        withdraw_studio(
            actor=actor(Role.OFFICER_CITY, federation.city),
            studio=studios[0],
            reason="弄虚作假",
            document_number="云工发〔2026〕40号",
        )

    assert refused.value.code == "wrong_duty"
    studios[0].refresh_from_db()
    assert (studios[0].state, studios[0].award.standing) == ("active", "stands")


def test_years_run_from_the_newest_to_the_oldest(studios: list[Studio]) -> None:
    Studio.objects.filter(pk=studios[0].pk).update(named_on=date(2023, 5, 1))

    assert [value for value, _label in directory_years(PUBLIC)] == ["2026", "2025", "2024", "2023"]


def test_no_studios_no_years(db: None) -> None:
    assert directory_years(PUBLIC) == []


@given(st.text(max_size=30))
def test_tokens_are_the_characters_of_the_plain_text_and_their_pairs(text: str) -> None:
    bare = plain(text)

    assert tokens(text) == ({bare[at : at + 2] for at in range(len(bare) - 1)} | set(bare)) - COMMON


@given(st.text(alphabet="量子导航创新ABab 　-", min_size=1, max_size=12), st.integers(0, 10), st.integers(0, 6))
def test_whatever_is_part_of_a_name_shares_its_tokens(name: str, start: int, length: int) -> None:
    part = plain(name)[start : start + length]

    assert tokens_asked(part) <= tokens(name)
