"""The inbox: due first, what is asked in the first words, and the way from case to case."""

import ast
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import jiangxin
from jiangxin.campaigns.enums import EntryState
from jiangxin.core.actor import Role
from jiangxin.orgs.models import Errand
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.web.desk import errands
from tests.campaigns.scene import DECLARING, moments_of, person_at
from tests.laying import laid

INBOX = "/desk/"


def asked_titles(page):
    return [node.split(" ", 1)[1] for node in page.all(".jx-inbox-link")]


@laid
def waiting(scene, clock_at):
    clock_at(DECLARING)
    return [scene.entry(EntryState.RECOMMENDED_UNIT) for _ in range(3)]


def test_what_waits_stands_due_first_and_those_without_a_day_last(scene, waiting, open_page):
    first, second, third = waiting
    soon = moments_of(scene.call)["declare"][1]
    Errand.objects.filter(subject_id=third.pk).update(due_at=soon)
    Errand.objects.filter(subject_id=first.pk).update(due_at=None)

    page = open_page(scene.county(), INBOX)

    assert asked_titles(page) == [str(third), str(second), str(first)]
    assert page.all(".jx-inbox-asked") == ["请审核推荐"] * 3
    assert page.all(".jx-inbox-origin") == [f"申报 · {scene.federation.unit.host_unit}"] * 3
    assert "共 3 件" in page.text


def test_the_empty_inbox_says_so(scene, open_page):
    assert open_page(scene.county(), INBOX).all(".jx-empty-title") == ["没有等您办理的事项"]


def test_each_duty_has_its_own_inbox(scene, waiting, open_page):
    assert len(asked_titles(open_page(scene.county(), INBOX))) == 3
    for actor in (scene.county(scene.federation.other_county), scene.officer, scene.union()):
        assert asked_titles(open_page(actor, INBOX)) == []


def test_it_can_be_narrowed_to_what_is_asked(scene, clock_at, open_page):
    clock_at(DECLARING)
    entry = scene.entry(EntryState.RECOMMENDED_COUNTY)
    open_errand(role=Role.OFFICER_CITY, organisation=scene.federation.city, asked="mystery", about=entry, title="其他")

    page = open_page(scene.officer, INBOX, asked="formal_check")

    assert asked_titles(page) == [str(entry)]
    assert page.all(".jx-tabs a") == ["全部 2", "请作形式审查 1", "请办理 1"]
    assert len(asked_titles(open_page(scene.officer, INBOX, asked="nonsense"))) == 2


def test_the_way_leads_from_case_to_case(scene, waiting, open_page):
    county = scene.county()
    addresses = open_page(county, INBOX).links(".jx-inbox-link")

    middle = open_page(county, addresses[1])

    assert middle.all(".jx-neighbours-ends .jx-note") == ["2 / 3"]
    previous, following = (middle.links(f".jx-neighbours a[rel={rel}]")[0] for rel in ("prev", "next"))
    client_pages = [open_page(county, address).response for address in (previous, following)]
    assert [page.status_code for page in client_pages] == [302, 302]
    assert [page["Location"] for page in client_pages] == [addresses[0], addresses[2]]


def test_the_place_is_kept_after_the_act(scene, waiting, open_page, send):
    county, entry = scene.county(), waiting[0]
    errand = Errand.objects.get(subject_id=entry.pk)

    page = send(county, f"/desk/entries/{entry.pk}/recommend/?errand={errand.pk}", version=1, opinion="同意推荐。")

    assert page.response.redirect_chain[-1][0] == f"/desk/entries/{entry.pk}/?errand={errand.pk}"
    assert page.links(".jx-neighbours a[rel=next]") == [
        reverse("desk:errand", args=[Errand.objects.get(subject_id=waiting[1].pk).pk])
    ]


def test_a_done_errand_is_gone_for_everybody(scene, waiting, open_page):
    errand = Errand.objects.get(subject_id=waiting[0].pk)
    close_errands(about=waiting[0])

    assert open_page(scene.county(), reverse("desk:errand", args=[errand.pk])).status == 404
    other = Errand.objects.get(subject_id=waiting[1].pk)
    assert open_page(scene.officer, reverse("desk:errand", args=[other.pk])).status == 404


def test_every_asked_code_of_the_house_has_words():
    """A room that opens an errand with a new code must put it into the registry."""
    codes = set()
    for path in Path(jiangxin.__file__).parent.rglob("services/*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "open_errand":
                value = next(keyword.value for keyword in node.keywords if keyword.arg == "asked")
                if isinstance(value, ast.Constant):
                    codes.add(value.value)
                elif isinstance(value, ast.Name) and value.id in named:
                    codes.add(named[value.id])

    assert len(codes) > 5
    assert codes - set(errands.ASKED) == set()


@pytest.mark.parametrize("role", [Role.STUDIO_SECRETARY, Role.EXPERT, Role.WORKER])
def test_others_have_no_desk(scene, open_page, role):
    assert open_page(person_at(role, scene.federation.unit), INBOX).status == 403


def test_the_public_is_asked_to_sign_in(client, db):
    assert client.get(INBOX)["Location"] == "/account/sign-in/?next=/desk/"


def test_queries_do_not_grow(scene, clock_at, client_for):
    clock_at(DECLARING)
    client = client_for(scene.county())

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(INBOX).status_code == 200
        return len(queries)

    scene.entry(EntryState.RECOMMENDED_UNIT)
    count()  # the first request fills caches
    few = count()
    for _ in range(49):
        scene.entry(EntryState.RECOMMENDED_UNIT)
    assert count() == few
