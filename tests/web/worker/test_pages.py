"""Proposing on one page, reading what became of it, and the pages of an unnamed proposal."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from jiangxin.core.actor import Role
from jiangxin.proposals.models import Proposal
from jiangxin.rehearsal import papers
from tests.campaigns.scene import person_at

FILLED = {
    "present": ["idea", "authors"],
    "idea.title": "给三号焊位装排烟罩",
    "idea.category": "safety",
    "idea.problem": "三号焊接工位烟尘大，夏天两台风扇对着吹，旁边的人也受不了。",
    "idea.remedy": "在工位上方装一个可以转向的吸烟罩。",
    "act": "propose",
}


@pytest.fixture
def worker(scene, client_for):
    """Return a client signed in as the worker."""
    return client_for(scene.worker)


def address(scene, name="propose"):
    """Return the address of a page of the campaign."""
    return reverse(f"worker:{name}", args=[scene.call.pk])


def words(answer):
    """Return what a page says."""
    return LexborHTMLParser(answer.content).body.text(separator=" ", strip=True)


def test_home_offers_the_campaign_and_lists_own_proposals(scene, worker):
    made = scene.propose()
    page = worker.get("/worker/")
    assert address(scene) in page.content.decode()
    assert made.title in words(page)


def test_a_proposal_is_handed_in_with_photo_and_co_author(scene, worker):
    photo = SimpleUploadedFile("现场.jpg", papers.photo("x"), "image/jpeg")
    posted = {**FILLED, "authors.0.name": "周海平", "authors.0.share": "30", "idea.photos": photo}
    answer = worker.post(address(scene), posted)
    made = Proposal.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, reverse("worker:proposal", args=[made.pk]))
    page = worker.get(answer["Location"])
    assert f"{scene.worker.name} 70%、周海平 30%" in words(page)
    file = made.files.get()
    served = worker.get(reverse("worker:proposal-file", args=[made.pk, file.pk]))
    assert (served.status_code, served["Content-Type"]) == (200, "image/jpeg")
    served.close()


def test_a_row_is_added_without_scripts_and_nothing_typed_is_lost(scene, worker):
    page = worker.post(address(scene), {**FILLED, "act": "add:authors"})
    assert page.status_code == 200
    assert FILLED["idea.problem"] in page.content.decode()
    assert b'name="authors.0.name"' in page.content
    assert not Proposal.objects.exists()


def test_a_refusal_shows_what_was_typed_again(scene, worker):
    page = worker.post(address(scene), {**FILLED, "idea.category": "", "unnamed": "on"})
    assert page.status_code == 409
    assert FILLED["idea.remedy"] in page.content.decode()
    assert re.search(r'id="unnamed" name="unnamed" checked', page.content.decode())
    assert not Proposal.objects.exists()


def test_an_unnamed_proposal_leads_to_its_code_and_the_session_does_not_know_it(scene, worker):
    answer = worker.post(address(scene), {**FILLED, "unnamed": "on"})
    made = Proposal.objects.get()
    assert answer["Location"] == reverse("portal:proposal", args=[made.code])
    assert all(made.code not in str(session.get_decoded()) for session in Session.objects.all())
    assert made.code not in str(answer.cookies)
    page = Client().get(answer["Location"])
    assert made.code in words(page)
    assert scene.worker.name not in words(page)
    assert made.title not in words(worker.get("/worker/"))
    found = Client().get("/proposals/", {"code": made.code.replace("-", "").lower()})
    assert found["Location"] == reverse("portal:proposal", args=[made.code])
    assert "没有找到" in words(Client().get("/proposals/", {"code": "AAAA-AAAA"}))


def test_what_was_proposed_already_is_told_while_typing(scene, worker):
    scene.propose(problem=FILLED["idea.problem"])
    part = worker.post(address(scene, "similar"), {"text": FILLED["idea.problem"][:24]})
    assert "给三号焊位装排烟罩" in part.content.decode()
    assert "三号焊接工位烟尘大" in part.content.decode()


def test_another_units_proposal_is_told_without_its_title(scene, client_for):
    scene.propose(problem=FILLED["idea.problem"])
    other = client_for(person_at(Role.WORKER, scene.federation.other_unit))
    part = other.post(address(scene, "similar"), {"text": FILLED["idea.problem"]}).content.decode()
    assert "其他单位的一条建议" in part
    assert "给三号焊位装排烟罩" not in part


def test_a_proposal_is_taken_back_after_being_asked(scene, worker):
    made = scene.propose()
    page = reverse("worker:proposal-withdraw", args=[made.pk])
    assert "撤回这条建议" in words(worker.get(page))
    assert worker.post(page, {"version": "0"}).status_code == 409
    assert worker.post(page, {"version": str(made.version)})["Location"] == "/worker/"


def test_other_peoples_proposals_are_not_there(scene, worker, client_for):
    mine, colleague = scene.propose(), client_for(person_at(Role.WORKER, scene.federation.unit))
    for name in ("proposal", "proposal-withdraw"):
        assert colleague.get(reverse(f"worker:{name}", args=[mine.pk])).status_code == 404


def test_a_call_of_another_kind_collects_nothing(scene, worker):
    assert worker.get(reverse("worker:propose", args=[scene.call.pk + 1000])).status_code == 404
