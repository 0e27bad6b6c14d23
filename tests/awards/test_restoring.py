"""An award given back is valid at once, with its history; a re-confirmed one holds longer."""

from datetime import date

import pytest

from jiangxin.awards.models import Award
from jiangxin.awards.queries import verify
from jiangxin.awards.services import (
    PlaqueFacts,
    extend_award,
    record_plaque,
    replace_certificate,
    restore_award,
    withdraw_award,
)
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Errand
from tests.awards.scene import Scene
from tests.conftest import SetClock
from tests.laying import laid
from tests.studios.conftest import studio

__all__ = ["studio"]
WORDS = {"reason": "申诉成立", "document_number": "云工发〔2026〕81号"}


@laid
def withdrawn(scene: Scene, studio, clock_at: SetClock) -> Award:
    """Return an award withdrawn on the last day of November."""
    return withdraw_award(
        actor=scene.leader, award=studio.award, reason="考核不合格", document_number="云工发〔2026〕77号"
    )


def asked():
    return sorted(Errand.objects.filter(closed_at=None, subject="awards.certificate").values_list("asked", flat=True))


def test_the_same_plaque_is_valid_again_and_tells_what_was(scene, withdrawn):
    plaque = withdrawn.certificates.get(kind="plaque")
    assert (verify(plaque.number).verdict, asked()) == ("withdrawn", ["take_back_plaque"])
    with pytest.raises(Refusal, match="wrong_duty"):
        restore_award(actor=scene.officer, award=withdrawn, **WORDS)
    given = restore_award(actor=scene.leader, award=withdrawn, **WORDS)
    assert (verify(plaque.number).verdict, asked()) == ("stands", [])
    assert (given.withdrawn_on, given.restored_on, given.restored_document) == (
        date(2026, 11, 30),
        date(2026, 11, 30),
        "云工发〔2026〕81号",
    )
    with pytest.raises(Refusal, match="not_withdrawn"):
        restore_award(actor=scene.leader, award=withdrawn, **WORDS)


def test_a_returned_plaque_is_renewed(scene, withdrawn):
    plaque = withdrawn.certificates.get(kind="plaque")
    for act in ("made", "delivered", "returned"):
        facts = PlaqueFacts(act, date(2026, 11, 30), "孙洁")
        record_plaque(actor=scene.officer, plaque=plaque, facts=facts)
    restore_award(actor=scene.leader, award=withdrawn, **WORDS)
    assert (verify(plaque.number).verdict, asked()) == ("returned", ["renew_plaque"])
    plaque.refresh_from_db()
    fresh = replace_certificate(actor=scene.officer, certificate=plaque, reason="恢复命名，换发新牌匾")
    assert (verify(fresh.number).verdict, asked()) == ("stands", [])


def test_a_day_before_the_withdrawal_is_refused(scene, withdrawn):
    with pytest.raises(Refusal, match="restored_on_invalid"):
        restore_award(actor=scene.leader, award=withdrawn, on=date(2026, 11, 29), **WORDS)


def test_a_term_grows_and_never_shrinks(scene, studio, clock_at):
    award = studio.award
    later = date(award.valid_until.year + 3, 9, 14)
    extend_award(actor=scene.officer, award=award, valid_until=later, document_number="云工发〔2026〕80号")
    assert Award.objects.get(pk=award.pk).valid_until == later
    with pytest.raises(Refusal, match="term_not_later"):
        extend_award(actor=scene.officer, award=award, valid_until=later, document_number="云工发〔2026〕80号")
