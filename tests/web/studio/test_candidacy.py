"""Applying for a further level of a registered studio, from its own page to the submitted form."""

from datetime import date

import pytest
from django.urls import reverse

from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries import draft_answers
from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM
from jiangxin.core.files import keep_bytes
from jiangxin.people.models import Person
from jiangxin.studios.enums import MemberRole
from jiangxin.studios.models import Studio, StudioCandidacy, StudioImport
from jiangxin.studios.services import add_member, change_leader, hold_level
from tests.factories import PersonFactory
from tests.web.studio.conftest import Scene, address


@pytest.fixture
def studio(scene: Scene) -> Studio:
    """Return a county studio of the first unit, taken over from a ledger."""
    unit, leader = scene.unit, PersonFactory(name=scene.unit.leader.name)
    Person.objects.filter(pk=leader.pk).update(post="高级技师")
    book = keep_bytes(actor=SYSTEM, name="book.xlsx", content=b"book", kind="xlsx", purpose="takeover")
    owner = unit.organisation.parent
    taken_over = StudioImport.objects.create(owner=owner, title="台账", file=book, made_at=clock.now())
    made = Studio.objects.create(
        taken_over=taken_over,
        name=f"{leader.name}劳模创新工作室",
        kind="model_worker_innovation",
        level="county",
        leader=leader,
        leader_name=leader.name,
        unit=unit.organisation,
        unit_name=unit.organisation.host_unit,
        area=owner,
        industry_section="C",
        field="数控加工",
        named_on=date(2024, 5, 1),
        year=2024,
        founded_on=date(2022, 3, 1),
    )
    facts = {"since": date(2024, 5, 1), "awarding_body": "县总工会", "document_number": "县工〔2024〕3号"}
    change_leader(actor=SYSTEM, studio=made, person=leader, on=date(2024, 5, 1))
    hold_level(actor=SYSTEM, studio=made, level="county", **facts)
    made.refresh_from_db()
    member = PersonFactory(name="钱小川")
    add_member(actor=SYSTEM, studio=made, person=member, role=MemberRole.CORE, since=date(2024, 5, 1))
    return made


def test_a_studio_applies_from_its_own_page_with_what_its_file_knows(scene: Scene, studio: Studio) -> None:
    client, page = scene.secretary(), reverse("studio:studio-apply", args=[studio.pk])
    assert "为本工作室申报" in client.get(page).content.decode()

    response = client.post(page, {"call": scene.call.pk})

    entry = Entry.objects.get()
    assert response["Location"] == address("fill", entry)
    assert (entry.candidacy.studio, entry.name) == (studio, studio.name)
    answers = draft_answers(entry)
    assert answers["studio"]["founded_on"] == "2022-03-01"
    assert [answers["leader"].get(name) for name in ("name", "post", "id_no")] == [studio.leader_name, "高级技师", None]
    assert [row["name"] for row in answers["members"]] == ["钱小川"]
    assert [row["document_number"] for row in answers["current_levels"]] == ["县工〔2024〕3号"]
    again = client.get(page).content.decode()
    assert ("为本工作室申报</button>" in again, "在本次申报中已有一份申报" in again) == (False, True)


def test_what_would_change_the_leader_by_the_way_is_refused(scene: Scene, studio: Studio) -> None:
    entry, client = scene.filled(), scene.secretary()
    Studio.objects.filter(pk=studio.pk).update(name=entry.name)
    StudioCandidacy.objects.create(entry=entry, studio=studio, chosen_at=clock.now())

    refused = client.post(address("submit", entry), {"version": entry.version})
    assert (refused.status_code, "不是同一人" in refused.content.decode()) == (409, True)

    client.post(address("entry-studio", entry), {"studio": ""})
    assert StudioCandidacy.objects.count() == 0
    assert client.post(address("submit", entry), {"version": entry.version}).status_code == 302
