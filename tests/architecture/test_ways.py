"""Every page without parameters is linked: whoever may open it finds a way there from where their work begins."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse
from selectolax.lexbor import LexborHTMLParser

from jiangxin.core.actor import PUBLIC, Role
from jiangxin.web.account.navigation import home_of
from tests.architecture.test_urls import patterns


def addresses():
    """Return the pages whose address takes no parameter, by name."""
    found = {}
    for space, pattern in patterns():
        name = f"{space}{pattern.name}"
        try:
            found[name] = reverse(name)
        except NoReverseMatch:  # it takes a parameter
            continue
    return found


PAGES = addresses()


def links(client, address):
    """Return the addresses a page leads to, without what follows a question mark; none when it is no page."""
    answer = client.get(address, follow=True)
    if answer.status_code != 200 or "html" not in answer["Content-Type"]:
        return set()
    here = answer.redirect_chain[-1][0] if answer.redirect_chain else address
    hrefs = [node.attributes["href"] or "" for node in LexborHTMLParser(answer.content).css("a[href]")]
    return {urlsplit(urljoin(here, href)).path for href in hrefs if not re.match(r"(?!https?)[a-z]+:", href)}


def reached(client, start):
    """Return every page without parameters that links lead to from where somebody begins."""
    wanted, seen, waiting = set(PAGES.values()), set(), {start}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        waiting |= (links(client, address) & wanted) - seen
    return seen


def is_page(client, address):
    """Tell a page for people from what machines ask for, parts of pages, and addresses that only lead on."""
    answer = client.get(address)
    return answer.status_code == 200 and "html" in answer["Content-Type"] and b"<main" in answer.content


def missed(client, actor, start):
    """Return the pages somebody may open and finds no way to."""
    lost = {address for address in PAGES.values() if resolve(address).func.policy(actor)} - reached(client, start)
    return sorted(address for address in lost if is_page(client, address))


def test_there_are_pages():
    assert {"desk:journal", "desk:recommendations", "account:forgotten", "portal:verify"} <= set(PAGES)


@pytest.mark.parametrize("role", Role)
def test_a_duty_finds_every_page_it_may_open(role, federation, actor, client_for):
    place = {Role.REVIEWER_FIRST: federation.county, Role.UNION_OFFICER: federation.unit}.get(role, federation.city)
    who = actor(role, place)
    # whoever is signed in has not forgotten the password
    assert missed(client_for(who), who, home_of(who)) in ([], [PAGES["account:forgotten"]])


@pytest.mark.django_db
def test_the_public_finds_every_page_it_may_open():
    assert missed(Client(), PUBLIC, "/") == []
