"""Entering and confirming an address, and changing how often it is written to."""

import re

import pytest
from django.core import mail as outbox
from django.db import connection
from django.urls import reverse

from jiangxin.core.actor import Role
from jiangxin.people.models import Letter, Mailbox
from jiangxin.people.services.letters import post

MAIL = "/account/mail/"


@pytest.fixture
def county(federation, actor, clock_at, settings):
    clock_at("2026-03-16 10:00")
    settings.EMAIL_HOST = "mail.example.org"
    return actor(Role.REVIEWER_FIRST, federation.county)


def enter(client, address="li@example.org", frequency="daily"):
    return client.post(MAIL, {"address": address, "frequency": frequency})


def link_in(message):
    return re.search(r"https?://[^/]+(/account/mail/confirm/\S+)", message.body)[1]


def test_an_address_is_confirmed_by_the_link_sent_to_it(county, client_for, client):
    signed_in = client_for(county)
    assert enter(signed_in)["Location"] == MAIL
    assert post() == 1
    (message,) = outbox.outbox
    assert message.to == ["li@example.org"]
    link = link_in(message)

    assert client.get(link).status_code == 200
    assert Mailbox.objects.get().confirmed_at is None
    assert "邮箱已确认" in client.post(link).content.decode()
    assert Mailbox.objects.get().confirmed_at is not None
    assert "li@example.org 已于" in signed_in.get(MAIL).content.decode()


def test_a_link_is_over_after_three_days_and_for_another_address(county, client_for, client, clock_at):
    signed_in = client_for(county)
    enter(signed_in)
    post()
    first = link_in(outbox.outbox[0])
    enter(signed_in, "wang@example.org")
    post()
    second = link_in(outbox.outbox[1])

    assert client.post(first).status_code == 409
    assert "已失效" in client.get(first).content.decode()
    clock_at("2026-03-19 10:01")
    assert client.post(second).status_code == 409
    assert client.post(second[:-3] + "/").status_code == 409
    assert Mailbox.objects.get().confirmed_at is None


def test_another_address_has_to_be_confirmed_anew(county, client_for, client):
    signed_in = client_for(county)
    enter(signed_in)
    post()
    client.post(link_in(outbox.outbox[0]))
    enter(signed_in, frequency="weekly")
    assert (Mailbox.objects.get().frequency, Letter.objects.count()) == ("weekly", 1)
    assert Mailbox.objects.get().confirmed_at is not None

    enter(signed_in, "wang@example.org")
    assert Mailbox.objects.get().confirmed_at is None


def test_the_address_is_not_readable_in_the_database(county, client_for):
    enter(client_for(county))
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM people_mailbox")
        (stored,) = cursor.fetchone()

    assert b"example" not in bytes(stored)


@pytest.mark.parametrize(
    "typed",
    [{"address": "nothing", "frequency": "daily"}, {"address": "li@example.org", "frequency": "hourly"}, {}],
)
def test_what_cannot_be_is_told_at_the_field(county, client_for, typed):
    answer = client_for(county).post(MAIL, typed)

    assert (answer.status_code, Mailbox.objects.count()) == (422, 0)


def test_strangers_are_not_written_to_again_and_again(county, client_for):
    signed_in = client_for(county)
    answers = [enter(signed_in, f"li{number}@example.org").status_code for number in range(6)]

    assert answers == [302] * 5 + [409]


def test_without_a_server_the_page_says_so(county, client_for, settings):
    settings.EMAIL_HOST = ""
    signed_in = client_for(county)

    assert "还没有设置发信服务器" in signed_in.get(MAIL).content.decode()
    enter(signed_in)
    assert (post(), outbox.outbox) == (0, [])


def test_an_address_can_be_removed(county, client_for):
    signed_in = client_for(county)
    enter(signed_in)
    signed_in.post(reverse("account:mail-remove"))

    assert (Mailbox.objects.get().address, post(), outbox.outbox) == ("", 0, [])


def test_everybody_finds_it_in_their_menu(county, client_for):
    links = client_for(county).get(MAIL).context["house"].account_links

    assert MAIL in [link.url for link in links]
