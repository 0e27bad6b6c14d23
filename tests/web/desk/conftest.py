"""Officers at their desks, with an open call behind them."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.campaigns.conftest import scene

__all__ = ["open_page", "plain", "scene", "send"]


def plain(node):
    """Return the words of a part of a page, as they are read."""
    return " ".join(node.text(separator=" ").split())


class Shown:
    """A page as it came back."""

    def __init__(self, response):
        self.response = response
        self.status = response.status_code
        self.body = b"".join(response.streaming_content) if response.streaming else response.content
        if file := getattr(response, "file_to_stream", None):
            file.close()  # closing the response itself would end the test's connection
        self.tree = LexborHTMLParser(self.body) if "html" in response["Content-Type"] else None

    @property
    def text(self):
        return plain(self.tree.body)

    def all(self, selector):
        return [plain(node) for node in self.tree.css(selector)]

    def links(self, selector="a[href]"):
        return [node.attributes["href"] for node in self.tree.css(selector)]

    def forms(self):
        """Return the addresses of the forms of the page's body that post."""
        nodes = self.tree.css("main form[method=post]")
        return [(node.attributes.get("action") or "").split("?")[0] for node in nodes]

    def values(self, action):
        """Return what a form would send as it stands."""
        node = next(
            form
            for form in self.tree.css("main form[method=post]")
            if action in (form.attributes.get("action") or action)
        )
        found = {}
        for control in node.css("input, textarea, select"):
            name, kind = control.attributes.get("name"), control.attributes.get("type", "")
            if not name or kind == "file" or (kind in {"checkbox", "radio"} and "checked" not in control.attributes):
                continue
            if control.tag == "textarea":
                value = control.text().removeprefix("\n")
            elif control.tag == "select":
                chosen = control.css_first("option[selected]") or control.css_first("option")
                value = chosen.attributes.get("value", "") if chosen else ""
            else:
                value = control.attributes.get("value") or ("on" if kind in {"checkbox", "radio"} else "")
            found.setdefault(name, []).append(value)
        found.pop("csrfmiddlewaretoken", None)
        return found


@pytest.fixture
def open_page(client_for):
    """Return `open_page(actor, address)`."""
    clients = {}

    def open_it(actor, address, **query):
        client = clients.setdefault(actor.duty_id, client_for(actor))
        return Shown(client.get(address, query or None))

    return open_it


@pytest.fixture
def send(client_for):
    """Return `send(actor, address, **fields)`: post, and follow to the page it leads to."""
    clients = {}

    def send_it(actor, address, data=None, **fields):
        client = clients.setdefault(actor.duty_id, client_for(actor))
        return Shown(client.post(address, {**(data or {}), **fields}, follow=True))

    return send_it
