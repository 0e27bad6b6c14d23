"""Every door of the desk to an article, opened by every kind of reader for every kind of article.

What a reader may change is shown, what lies with them and is locked is refused in words, and whatever else there is
looks like nothing. A duty that writes no articles has none of these doors.
"""

import pytest
from django.test import Client
from django.urls import reverse

from jiangxin.core.actor import PUBLIC, SYSTEM
from jiangxin.library.models import Article, ArticleFile
from tests.library.scene import SECRET
from tests.library.test_gate import KINDS, Shelf, shelf

__all__ = ["shelf"]
SHAPING = ("library-access", "library-parts", "library-files")
# o(pen), l(ocked), - (not found), x (no duty for it), s(ign in first); KINDS in their order. Whom the page itself turns
# away is asked about one article: it is not looked at.
KEPT = {
    "the public": "s",
    "no duty": "x",
    "worker elsewhere": "x",
    "worker of the unit": "x",
    "member of the unit": "x",
    "former member": "x",
    "officer elsewhere": "- - - - - - - - -",
    "officer of a sister unit": "- - - - - - - - -",
    "officer of the unit": "l l l l l o l l l",
    "county officer": "o o o o o o o l o",
    "other county officer": "- - - - - - - - -",
    "city officer": "o o o o o o o l o",
    "city leader": "x",
    "discipline": "x",
    "expert": "x",
    "administrator": "x",
}
# What may be looked at: by those who write for its owner, and by whoever looks after what has left the writer's hands.
LOOKED_AT = KEPT | {
    "officer of the unit": "o o o o o o o o o",
    "county officer": "o o o o o o o o o",
    "city officer": "o o o o o o o o o",
    "city leader": "o o o o o - o o o",
    "discipline": "o o o o o - o o o",
}
LOOKING = ("library-article", "library-versions", "library-version", "library-compare")
WRITING = ("library-edit", "library-restore")
WITH_A_VERSION = ("library-version", "library-restore")
CITY_ONLY = ("library-categories", "library-front")
# One for each row of the tables that differs: for the doors behind the one gate that all have been asked at.
FEW = ("the public", "no duty", "officer of a sister unit", "officer of the unit", "county officer", "city leader")
MARKS = {200: "o", 302: "s", 403: "x", 404: "-", 409: "l"}


@pytest.fixture
def clients(shelf: Shelf, client_for) -> dict[str, Client]:
    readers = {name: reader for name, reader in shelf.readers.items() if reader != SYSTEM}
    return {name: Client() if reader == PUBLIC else client_for(reader) for name, reader in readers.items()}


def asked_of(name: str, table: dict[str, str] = KEPT) -> tuple[str, ...]:
    return tuple(KINDS[: len(table[name].split())])


def marks(shelf: Shelf, clients: dict[str, Client], ask, table: dict[str, str] = KEPT) -> dict[str, str]:
    return {
        name: " ".join(MARKS[ask(client, shelf.articles[kind]).status_code] for kind in asked_of(name, table))
        for name, client in clients.items()
    }


def address(door: str, article: Article) -> str:
    return reverse(f"desk:{door}", args=[article.pk, 1] if door in WITH_A_VERSION else [article.pk])


def asked_at(door: str, first: str, clients: dict[str, Client], table: dict[str, str]) -> tuple[dict, dict]:
    """Return who is asked at a door, and what the table says of them: everybody at the first door, few at its like."""
    names = clients if door == first else FEW
    return {name: clients[name] for name in names}, {name: table[name] for name in names}


@pytest.mark.parametrize("door", [*SHAPING, *WRITING])
def test_pages_that_shape_and_write_an_article(shelf, clients, door):
    readers, wanted = asked_at(door, "library-edit", clients, KEPT)

    assert marks(shelf, readers, lambda client, one: client.get(address(door, one))) == wanted


@pytest.mark.parametrize("door", LOOKING)
def test_pages_that_show_an_article_and_its_versions(shelf, clients, door):
    def ask(client, one):
        return client.get(address(door, one), {"old": 1, "new": 1})

    readers, wanted = asked_at(door, "library-article", clients, LOOKED_AT)

    assert marks(shelf, readers, ask, LOOKED_AT) == wanted


def test_acts_are_done_by_those_who_write_alone(shelf, clients):
    before = list(Article.objects.order_by("pk").values_list("pk", "state", "revision"))
    for name, row in KEPT.items():
        for kind, mark in zip(asked_of(name), row.split(), strict=True):
            if mark in "-xs":
                door = reverse("desk:library-passage", args=[shelf.articles[kind].pk, "publish"])
                found = clients[name].post(door, {"revision": shelf.articles[kind].revision})
                assert (MARKS[found.status_code], name, kind) == (mark, name, kind)

    assert list(Article.objects.order_by("pk").values_list("pk", "state", "revision")) == before


@pytest.mark.parametrize("name", ["the public", "worker elsewhere", "officer of a sister unit"])
def test_whoever_has_no_door_finds_no_text_behind_it(shelf, clients, name):
    for door in (*SHAPING, *WRITING, *LOOKING):
        for kind in asked_of(name):
            page = clients[name].get(address(door, shelf.articles[kind]), follow=True)
            assert SECRET not in page.content.decode(), (door, kind)


@pytest.mark.parametrize("query", [{}, {"export": "csv"}, {"q": SECRET}])
def test_lists_and_what_is_taken_along_hold_what_lies_with_the_duty_and_no_text(shelf, clients, query):
    for name, row in LOOKED_AT.items():
        page = clients[name].get(reverse("desk:library"), query)
        text = (b"".join(page.streaming_content) if page.streaming else page.content).decode()
        wanted = {shelf.articles[kind].title for kind, mark in zip(KINDS, row.split(), strict=False) if mark == "o"}
        found = {article.title for article in shelf.articles.values() if article.title in text}
        assert (name, found) == (name, set() if "q" in query else wanted)
        assert ("q" in query or SECRET not in text) is True


@pytest.mark.parametrize("act", ["preview", "find", "save"])
def test_trying_a_preview_out_is_for_those_who_may_save_it(shelf, clients, act):
    """Nobody may cut a text so that it shows what they may not read: a look before saving asks as saving does."""
    values = {"access": "public", "preview_opening": "9999", "preview_gap": "", "preview_tail": "0", "act": act}
    for name in ("officer of a sister unit", "other county officer", "officer of the unit", "city leader"):
        for kind in ("duty", "draft", "review", "embargoed"):
            if (name, kind) == ("officer of the unit", "draft"):
                continue
            page = clients[name].post(reverse("desk:library-access", args=[shelf.articles[kind].pk]), values)
            assert (MARKS[page.status_code] in "-lx", SECRET in page.content.decode()) == (True, False), (name, kind)


def test_files_are_changed_by_those_who_may_edit(shelf, clients):
    before = ArticleFile.objects.count()

    def ask(client, article):
        file = article.files.order_by("pk").first()
        number = file.pk if file else 0
        return client.post(reverse("desk:library-file", args=[article.pk, number]), {"act": "burn"})

    found = marks(shelf, clients, ask)

    open_to_nobody = {name: row.replace("o", "-").replace("l", "-") for name, row in KEPT.items()}
    assert (found, ArticleFile.objects.count()) == (open_to_nobody, before)


@pytest.mark.parametrize("door", CITY_ONLY)
def test_what_is_the_citys_opens_to_city_officers(clients, door):
    found = {name: MARKS[client.get(reverse(f"desk:{door}")).status_code] for name, client in clients.items()}

    assert found == {name: {"the public": "s", "city officer": "o"}.get(name, "x") for name in clients}


def test_the_front_page_offers_and_previews_open_text_alone(shelf, clients):
    page = clients["city officer"].post(reverse("desk:library-front"), {"act": "find", "find": SECRET})
    keys = {int(part.split('"')[0]) for part in page.content.decode().split('value="put:news:')[1:]}
    hidden = {shelf.articles[kind].pk for kind in ("draft", "review", "withdrawn", "embargoed")}

    shown = clients["city officer"].post(
        reverse("desk:library-front"), {"wanted-headline": [shelf.articles["duty"].pk], "act": "look"}
    )
    preview = shown.content.decode().split('id="preview-title"')[1]

    assert (keys & hidden, SECRET in preview) == (set(), False)
