"""Every door of the portal to an article, opened by every kind of reader for every kind of article."""

import io
import json
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from jiangxin.core.actor import PUBLIC, SYSTEM
from jiangxin.library.enums import FilePurpose
from jiangxin.library.models import Favourite
from jiangxin.library.queries import favourites_for
from jiangxin.library.services import keep_article, withdraw_article
from tests.library.scene import SECRET
from tests.library.test_gate import EXPECTED, KINDS, Shelf, shelf

__all__ = ["shelf"]
READERS = {name: row.split() for name, row in EXPECTED.items() if name != "the house"}
FILES = ("article-file", "article-small")
# One for each row of the table that differs; the page itself is opened by all.
FEW = ("the public", "no duty", "member of the unit", "officer of a sister unit", "officer of the unit", "city leader")


@pytest.fixture
def clients(shelf: Shelf, client_for) -> dict[str, Client]:
    public = Client(headers={"accept-language": "zh-hans"})
    return {name: public if name == "the public" else client_for(shelf.readers[name]) for name in READERS}


def body(response) -> str:
    return unquote((b"".join(response.streaming_content) if response.streaming else response.content).decode("utf-8"))


def status(client: Client, address: str) -> int:
    response = client.get(address)
    if response.streaming:
        b"".join(response.streaming_content)
        if file := response.file_to_stream:
            file.close()  # closing the response itself would end the test's connection
    return response.status_code


def standing(response, text: str) -> str:
    """Return what an answer gave: w(hole), p(review) or nothing."""
    if response.status_code == 404:
        return "-"
    assert response.status_code == 200
    return "w" if SECRET in text else "p"


def told(shelf: Shelf, clients: dict[str, Client], name: str, read, readers=tuple(READERS)) -> dict[str, list[str]]:
    found = {}
    for reader in readers:
        client = clients[reader]
        found[reader] = []
        for kind in KINDS:
            response = client.get(reverse(f"portal:{name}", args=[shelf.articles[kind].pk]))
            found[reader].append(standing(response, read(response) if response.status_code == 200 else ""))
    return found


def test_the_page_shows_to_each_what_is_theirs(shelf, clients):
    assert told(shelf, clients, "article", body) == READERS


def test_the_word_file_holds_what_is_theirs(shelf, clients, monkeypatch):
    monkeypatch.setattr("jiangxin.web.portal.views.library.downloads._PER_MINUTE", 1000)

    def read(response):
        return "".join(paragraph.text for paragraph in Document(io.BytesIO(response.content)).paragraphs)

    assert told(shelf, clients, "article-docx", read, FEW) == {reader: READERS[reader] for reader in FEW}


@pytest.mark.parametrize("reader", ["the public", "worker of the unit", "officer of the unit"])
def test_the_pdf_holds_what_is_theirs(shelf, clients, reader):
    def read(response):
        pages = PdfReader(io.BytesIO(response.content)).pages
        return "".join("".join(page.extract_text() for page in pages).split())

    assert told(shelf, clients, "article-pdf", read, (reader,)) == {reader: READERS[reader]}


@pytest.mark.parametrize("door", FILES)
def test_files_follow_the_text_and_the_cover_the_list(shelf, clients, door):
    wanted = {"w": [200, 200, 200], "p": [200, 404, 404], "-": [404, 404, 404]}
    purposes = (FilePurpose.COVER, FilePurpose.GALLERY, FilePurpose.ATTACHMENT)
    for reader in FEW:
        for kind, answer in zip(KINDS, READERS[reader], strict=True):
            article = shelf.articles[kind]
            keys = dict(article.files.values_list("purpose", "pk"))
            if keys:
                addresses = [reverse(f"portal:{door}", args=[article.pk, keys[one]]) for one in purposes]
                assert [status(clients[reader], address) for address in addresses] == wanted[answer], (reader, kind)


def test_the_search_looks_into_the_whole_for_its_readers_alone(shelf, clients):
    """What lies with a keeper alone is looked for at the desk: the portal lists what is published."""
    listed = KINDS[:5]
    for reader, client in clients.items():
        page = body(client.get(reverse("portal:articles"), {"q": SECRET}))
        links = [f'href="{reverse("portal:article", args=[shelf.articles[kind].pk])}"' in page for kind in KINDS]
        wanted = [answer == "w" and kind in listed for kind, answer in zip(KINDS, READERS[reader], strict=True)]
        assert links == wanted, reader
        assert f"{SECRET}之法" in page.replace("<mark>", "").replace("</mark>", "")


OPEN_DOORS = ("home", "articles", "article-rss", "article-atom", "article-maps", "sitemap", "robots")


@pytest.mark.parametrize("door", OPEN_DOORS)
def test_doors_of_everybody_tell_the_hidden_part_to_nobody(shelf, clients, door):
    withdraw_article(actor=SYSTEM, article=shelf.articles["public"], expected_revision=2, reason="过期")
    for reader, client in clients.items():
        assert SECRET not in body(client.get(reverse(f"portal:{door}"))), reader


@pytest.mark.parametrize("typed", [SECRET, "坩埚", "ganguo", "gg"])
def test_suggestions_and_feeds_find_nothing_hidden(shelf, clients, typed):
    restricted = {reverse("portal:article", args=[shelf.articles[kind].pk]) for kind in KINDS[1:]}
    for reader, client in clients.items():
        offered = json.loads(client.get(reverse("portal:article-suggest"), {"q": typed}).content)["offered"]
        assert {one["url"] for one in offered} & restricted == set(), reader
        assert all(SECRET not in one["text"] for one in offered), reader
        feed = body(client.get(reverse("portal:article-rss"), {"q": typed}))
        assert [address for address in restricted if f"{address}<" in feed] == [], reader


def test_maps_and_feeds_hold_what_is_published(shelf, clients):
    for door, options in (("article-map", [1]), ("article-rss", []), ("article-atom", [])):
        page = body(clients["city officer"].get(reverse(f"portal:{door}", args=options)))
        held = [f"{reverse('portal:article', args=[shelf.articles[kind].pk])}<" in page for kind in KINDS]
        assert held == [True] * 5 + [False] * 4, door


def test_share_pictures_are_of_what_is_published(shelf, clients):
    for client in (clients["the public"], clients["city officer"]):
        answers = [client.get(reverse("portal:article-share", args=[shelf.articles[kind].pk])) for kind in KINDS]
        assert [one.status_code for one in answers] == [200] * 5 + [404] * 4


def test_what_machines_are_told_of_an_article_is_open_text(shelf, clients):
    page = body(clients["city officer"].get(reverse("portal:article", args=[shelf.articles["duty"].pk])))
    head = page[: page.index("</head>")]

    assert ('application/ld+json">' in head, 'property="og:image"' in head, SECRET in head) == (True, True, False)


def test_related_and_neighbouring_titles_are_of_listed_articles(shelf, clients):
    page = body(clients["the public"].get(reverse("portal:article", args=[shelf.articles["public"].pk])))
    hidden = [reverse("portal:article", args=[shelf.articles[kind].pk]) for kind in KINDS[5:]]

    assert [address for address in hidden if address in page] == []


def test_favourites_are_ones_own_and_only_what_may_be_listed(shelf, clients):
    officer, worker = shelf.readers["officer of the unit"], shelf.readers["worker elsewhere"]
    keep_article(actor=officer, article=shelf.articles["draft"], note="只给自己看的话")
    keep_article(actor=worker, article=shelf.articles["duty"])
    address = reverse("portal:favourites")

    mine, others = body(clients["officer of the unit"].get(address)), body(clients["worker elsewhere"].get(address))

    assert ("只给自己看的话" in mine, "只给自己看的话" in others) == (True, False)
    assert (SECRET in mine, SECRET in others) == (False, False)
    assert clients["the public"].get(address).status_code == 302


@pytest.mark.parametrize("door", ["article-keep", "article-unkeep"])
def test_nobody_keeps_what_they_may_not_list(shelf, clients, door):
    answer = clients["worker of the unit"].post(reverse(f"portal:{door}", args=[shelf.articles["draft"].pk]))
    entrance = clients["the public"].post(reverse(f"portal:{door}", args=[shelf.articles["public"].pk]))

    assert (answer.status_code, entrance.status_code, Favourite.objects.count()) == (404, 302, 0)
    assert (favourites_for(PUBLIC).count(), favourites_for(SYSTEM).count()) == (0, 0)
