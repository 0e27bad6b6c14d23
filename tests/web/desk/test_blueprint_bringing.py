"""A blueprint written by the guide alone comes in as a file, is published, opened, and proposed under – no code."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from jiangxin.campaigns.models import Blueprint
from jiangxin.campaigns.services import (
    attach_rule_document,
    describe_call,
    make_call,
    open_call,
    publish_blueprint,
)
from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.proposals.models import Proposal
from tests.campaigns.scene import pdf, person_at
from tests.conftest import Federation, SetClock
from tests.laying import laid

EXAMPLE = Path(__file__).parents[3] / "docs/administrator/examples/hidden_dangers.toml"
WHERE = "/desk/blueprints/new/"


@laid
def officer(federation: Federation, clock_at: SetClock):
    """Return the city's officer, on a Monday of an announced year."""
    clock_at("2026-03-02 09:00")
    return person_at(Role.OFFICER_CITY, federation.city)


def sent(client, content):
    """Bring a file in; return the answer and what its page says."""
    answer = client.post(WHERE, {"file": SimpleUploadedFile("mine.toml", content, "application/toml")})
    said = LexborHTMLParser(answer.content).body
    return answer, said.text(separator=" ", strip=True) if said else ""


def opened(officer, blueprint):
    """Publish a draft and open a call from it."""
    published = publish_blueprint(actor=officer, blueprint=blueprint, expected_revision=blueprint.revision)
    call = make_call(
        actor=officer,
        blueprint=published,
        organiser=blueprint.owner,
        title="查隐患",
        year=2026,
        starts_at=clock.now(),
    )
    facts = {"announcement": "看到隐患随手报。", "contact": "劳动保护部 0000-1"}
    call = describe_call(actor=officer, call=call, facts=facts, expected_revision=call.revision)
    call = attach_rule_document(
        actor=officer, call=call, number="云工〔2026〕10号", upload=pdf(), expected_revision=call.revision
    )
    return open_call(actor=officer, call=call, expected_revision=call.revision)


def test_the_example_of_the_guide_works_without_code(officer, federation, client_for):
    answer, _said = sent(client_for(officer), EXAMPLE.read_bytes())
    blueprint = Blueprint.objects.get(title="职工查隐患")
    assert (answer.status_code, answer["Location"]) == (303, reverse("desk:blueprint", args=[blueprint.pk]))
    call = opened(officer, blueprint)
    worker = client_for(person_at(Role.WORKER, federation.unit))
    posted = {
        "present": ["danger"],
        "danger.what": "二楼平台护栏松动",
        "danger.sort": "height",
        "danger.where": "二号厂房二楼平台东侧",
        "danger.seen": "护栏立柱根部开焊，一推就晃。",
        "danger.urgent": "true",
        "act": "propose",
    }
    assert worker.post(reverse("worker:propose", args=[call.pk]), posted).status_code == 303
    made = Proposal.objects.get()
    assert (made.title, str(made.accept_due_on), str(made.answer_due_on)) == (
        "二楼平台护栏松动",
        "2026-03-03",
        "2026-03-05",
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"a = = 1", "第 1 行"),
        (b"x" * 400_001, "文件太大"),
        (b"format = 1", "blueprint.code"),
        (b'format = 1\n[blueprint]\ncode = "a"\ntitle = "b"\nkind = "proposals"', "form.sections"),
        (b"day = 2026-01-01", "day"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(officer, client_for, content, told):
    answer, said = sent(client_for(officer), content)
    assert (answer.status_code, told in said) == (409, True)
    assert not Blueprint.objects.exists()


def test_only_officers_bring_blueprints(federation, client_for):
    leader = client_for(person_at(Role.LEADER_CITY, federation.city))
    assert leader.get(WHERE).status_code == 403
    assert WHERE not in leader.get("/desk/blueprints/").content.decode()
