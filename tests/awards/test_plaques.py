from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.awards.enums import PlaqueAct
from jiangxin.awards.models import Certificate, PlaqueEvent
from jiangxin.awards.numbers import lookup_key, tidy
from jiangxin.awards.queries import get_certificate_for, plaques_for, verify
from jiangxin.awards.services import PlaqueFacts, record_plaque, record_plaques, replace_certificate
from jiangxin.awards.services.plaques import FOLLOWS
from jiangxin.core.actor import Role
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.studios.services import name_studios
from tests.awards.scene import Scene
from tests.conftest import Federation, MakeActor, SetClock
from tests.laying import laid

TODAY = date(2026, 9, 15)


@laid
def plaques(scene: Scene, clock_at: SetClock) -> list[Certificate]:
    """Return two plaques nothing has been recorded of."""
    notice = scene.published(scene.entries[:2])
    clock_at("2026-09-15 09:00")
    document = scene.document(scene.closed(notice))
    name_studios(actor=scene.officer, document=document, expected_revision=1)
    return list(Certificate.objects.filter(kind="plaque").order_by("number"))


def record(scene: Scene, plaque: Certificate, act: str, on: date | None = TODAY, **changes: str) -> PlaqueEvent:
    facts = PlaqueFacts(act, on, changes.get("person", "张师傅"), changes.get("note", ""))
    return record_plaque(actor=scene.officer, plaque=plaque, facts=facts)


def test_a_plaque_is_made_delivered_and_signed_for(scene: Scene, plaques: list[Certificate]) -> None:
    for act in ("made", "delivered", "signed_for", "returned"):
        record(scene, plaques[0], act)

    found = get_certificate_for(scene.leader, plaques[0].pk)
    assert (found.last_act, [event.act for event in found.events.all()]) == (
        "returned",
        ["made", "delivered", "signed_for", "returned"],
    )


def test_a_plaque_that_is_gone_proves_nothing(scene: Scene, plaques: list[Certificate]) -> None:
    lost, returned = plaques
    for plaque, acts in ((lost, ["made", "lost"]), (returned, ["made", "delivered", "returned"])):
        for act in acts:
            record(scene, plaque, act)

    for plaque, verdict in ((lost, "lost"), (returned, "returned")):
        found = verify(plaque.number)
        assert found is not None
        assert (found.verdict, found.stands) == (verdict, False)
    replace_certificate(actor=scene.officer, certificate=Certificate.objects.get(pk=lost.pk), reason="遗失补发")
    found = verify(lost.number)
    assert found is not None
    assert (found.verdict, found.successor is None) == ("replaced", False)


@pytest.mark.parametrize(
    ("before", "act"),
    [
        ([], "delivered"),
        ([], "returned"),
        (["made"], "signed_for"),
        (["made"], "made"),
        (["made", "lost"], "delivered"),
    ],
)
def test_steps_out_of_order_are_refused(scene: Scene, plaques: list[Certificate], before: list[str], act: str) -> None:
    for step in before:
        record(scene, plaques[0], step)

    with pytest.raises(Refusal) as refused:
        record(scene, plaques[0], act)

    assert refused.value.code == "plaque_order"
    assert plaques[0].events.count() == len(before)


def test_days_go_forward_and_not_past_today(scene: Scene, plaques: list[Certificate]) -> None:
    with pytest.raises(Refusal) as refused:
        record(scene, plaques[0], "made", plaques[0].issued_on - timedelta(days=1))
    assert "发证日期" in str(refused.value.problems[0].message)
    record(scene, plaques[0], "made", date(2026, 9, 15))

    for day in (date(2026, 9, 14), date(2026, 9, 16), None):
        with pytest.raises(Refusal) as refused:
            record(scene, plaques[0], "delivered", day)
        assert [problem.path for problem in refused.value.problems] == ["happened_on"]


def test_somebody_has_to_be_named(scene: Scene, plaques: list[Certificate]) -> None:
    with pytest.raises(Refusal) as refused:
        record(scene, plaques[0], "made", person=" ")

    assert [problem.path for problem in refused.value.problems] == ["person"]


def test_several_at_once_or_none(scene: Scene, plaques: list[Certificate]) -> None:
    record(scene, plaques[1], "made")

    with pytest.raises(Refusal) as refused:
        record_plaques(actor=scene.officer, plaques=plaques, facts=PlaqueFacts("made", TODAY, "张师傅"))
    assert refused.value.code == "plaque_order"
    assert PlaqueEvent.objects.count() == 1

    record(scene, plaques[0], "made")
    record_plaques(actor=scene.officer, plaques=plaques, facts=PlaqueFacts("delivered", TODAY, "张师傅"))
    assert set(Certificate.objects.filter(kind="plaque").values_list("last_act", flat=True)) == {"delivered"}


def test_nothing_chosen(scene: Scene) -> None:
    with pytest.raises(Refusal) as refused:
        record_plaques(actor=scene.officer, plaques=[], facts=PlaqueFacts("made", TODAY, "张师傅"))

    assert refused.value.code == "nothing_chosen"


def test_certificates_are_not_in_this_register(scene: Scene, plaques: list[Certificate]) -> None:
    certificate = Certificate.objects.filter(kind="certificate").first()
    assert certificate is not None

    with pytest.raises(Refusal) as refused:
        record(scene, certificate, "made")

    assert refused.value.code == "not_a_plaque"


def test_gate(scene: Scene, plaques: list[Certificate], actor: MakeActor, federation: Federation) -> None:
    county = actor(Role.REVIEWER_FIRST, federation.county)

    assert (plaques_for(scene.leader).count(), plaques_for(county).count()) == (2, 0)
    with pytest.raises(NotFound):
        get_certificate_for(county, plaques[0].pk)
    scene.officer = county
    with pytest.raises(Refusal) as refused:
        record(scene, plaques[0], "made")
    assert refused.value.code == "wrong_duty"


def test_every_act_can_be_reached_and_the_register_ends() -> None:
    assert set().union(*FOLLOWS.values()) == set(PlaqueAct.values)
    assert FOLLOWS[PlaqueAct.RETURNED] == frozenset()


@given(st.text(alphabet="0123456789ABCXYZ-", min_size=1, max_size=40))
def test_however_a_number_is_written_it_is_looked_up_alike(number: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) for char in number)

    assert lookup_key(number.lower()) == lookup_key(wide) == lookup_key(f" {number} ") == number.replace("-", "")
    assert tidy(f" {wide.lower()} ") == number
