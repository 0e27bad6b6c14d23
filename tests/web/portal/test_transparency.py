"""What a stranger takes along to check the journal with."""

import json
from pathlib import Path

import pytest
from django.test import Client

from jiangxin.core import journal, sealing
from jiangxin.core.actor import SYSTEM
from jiangxin.core.models import LogCheckpoint
from jiangxin.core.sealing import verify_journal
from jiangxin.engine.proof import SignedCheckpoint, verify_consistency
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"accept-language": "zh-hans"})


@pytest.fixture(autouse=True)
def _home(tmp_path, settings) -> None:
    settings.HOME = tmp_path


@pytest.fixture
def sealed() -> list[LogCheckpoint]:
    person = PersonFactory(name="李建国")
    for batch in range(3):
        for number in range(4):
            journal.record(actor=SYSTEM, act="people.enter_person", obj=person, after={"at": [batch, number]})
        sealing.seal()
    return list(LogCheckpoint.objects.order_by("size"))


def test_before_the_first_sealing_the_page_says_so(visitor):
    page = visitor.get("/transparency/").content.decode()

    assert "还没有封存点" in page
    assert visitor.get("/transparency/checkpoint").status_code == 404


def test_the_page_shows_the_newest_checkpoint_and_the_key(visitor, sealed):
    page = visitor.get("/transparency/").content.decode()

    key = SignedCheckpoint.read(sealed[-1].text)
    assert key.checkpoint.text.splitlines()[2] in page
    assert [f"/transparency/checkpoint/{row.size}" in page for row in sealed] == [True] * len(sealed)
    assert "李建国" not in page


def test_checkpoints_are_handed_out_as_they_are(visitor, sealed):
    assert visitor.get("/transparency/checkpoint").content.decode() == sealed[-1].text
    assert visitor.get(f"/transparency/checkpoint/{sealed[0].size}").content.decode() == sealed[0].text
    assert visitor.get("/transparency/checkpoint/9999").status_code == 404


def test_a_later_checkpoint_is_proven_to_go_on_from_an_earlier_one(visitor, sealed):
    old, new = (SignedCheckpoint.read(sealed[place].text).checkpoint for place in (0, -1))

    told = json.loads(visitor.get(f"/transparency/consistency?old={old.size}&new={new.size}").content)

    proof = [bytes.fromhex(step) for step in told["proof"]]
    assert verify_consistency(old.size, new.size, proof, old.root, new.root)


NOWHERE = ["", "?old=1", "?old=x&new=2", "?old=3&new=2", "?old=1&new=9999", "?old=１&new=2", f"?old=1&new={'9' * 30}"]


@pytest.mark.parametrize("asked", NOWHERE)
def test_a_proof_of_what_is_not_there_is_refused_in_words(visitor, sealed, asked):
    answer = visitor.get(f"/transparency/consistency{asked}")

    assert (answer.status_code, "没有这样的两个封存点" in answer.content.decode()) == (409, True)


def test_the_program_is_handed_out(visitor):
    answer = visitor.get("/transparency/verify_journal.py")

    assert answer.content == Path(verify_journal.__file__).read_bytes()
