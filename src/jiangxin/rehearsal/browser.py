"""A browser without scripts: opens pages of the real WSGI application and fills in the forms it finds."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser, LexborNode

from jiangxin.web.wsgi import application

BASE = "http://127.0.0.1:8000"
Files = Mapping[str, tuple[str, bytes] | list[tuple[str, bytes]]]


def at(name: str, *args: object) -> str:
    """Return the address of a page by its name."""
    return reverse(name, args=args)


class PageFault(Exception):  # noqa: N818  a finding, not an error
    """A page is not what a person would need: missing form or field, or a fault of the server."""


@dataclass(slots=True)
class Page:
    """What came back: status, address after redirects, and the parsed page."""

    status: int
    address: str
    body: bytes
    media_type: str
    tree: LexborHTMLParser

    @property
    def text(self) -> str:
        """Return the words on the page."""
        return self.tree.body.text(separator=" ", strip=True) if self.tree.body else ""

    def says(self, *words: str) -> bool:
        """Tell whether all of `words` stand on the page."""
        text = self.text
        return all(word in text for word in words)

    def link(self, words: str) -> str:
        """Return the address of the first link whose text contains `words`."""
        for node in self.tree.css("a[href]"):
            if words in node.text(strip=True):
                return str(node.attributes["href"])
        raise PageFault(f"{self.address}: no link “{words}”")

    def links(self, prefix: str) -> list[str]:
        """Return the addresses of links that begin with `prefix`, each once, in order."""
        found = (str(node.attributes.get("href") or "") for node in self.tree.css("a[href]"))
        return list(dict.fromkeys(address for address in found if address.startswith(prefix)))

    def form(self, action: str = "", *, having: str = "") -> "Form":
        """Return the form that has a field `having` and whose action, or that of one of its buttons, holds `action`."""
        for node in self.tree.css("form"):
            controls = _controls(self.tree, node)
            names = {str(item.attributes.get("name")) for item in controls}
            if (node.attributes.get("method") or "") != "post" or (having and having not in names):
                continue
            for target in (node.attributes.get("action") or self.address, *_other_actions(controls)):
                if action in target:
                    return Form(urljoin(self.address, target), _values(controls), names)
        raise PageFault(f"{self.address}: no form for {action or having or 'anything'}（{self.text[:200]}）")

    def json(self) -> Any:
        """Return the answer to a background request."""
        return json.loads(self.body)


@dataclass(slots=True)
class Form:
    """A form as it stands on a page: its address, what it would send, and the names it knows."""

    action: str
    values: dict[str, list[str]]
    names: set[str]


def _other_actions(controls: Iterable[LexborNode]) -> list[str]:
    """Return where buttons send their form to, other than where the form itself says."""
    return [str(node.attributes["formaction"]) for node in controls if node.attributes.get("formaction")]


def _controls(tree: LexborHTMLParser, form: LexborNode) -> list[LexborNode]:
    inside = form.css("input, select, textarea, button")
    identity = form.attributes.get("id")
    outside = tree.css(f'[form="{identity}"]') if identity else []
    return [*inside, *outside]


def _values(controls: Iterable[LexborNode]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for node in controls:
        name, kind = node.attributes.get("name"), (node.attributes.get("type") or "").lower()
        if not name or node.tag == "button" or kind in {"submit", "file", "button", "image"}:
            continue
        if "disabled" in node.attributes:
            continue
        if kind in {"checkbox", "radio"} and "checked" not in node.attributes:
            continue
        values.setdefault(name, []).extend(_value(node))
    return values


def _value(node: LexborNode) -> list[str]:
    if node.tag == "textarea":
        return [node.text().removeprefix("\n")]
    if node.tag == "select":
        options = node.css("option")
        chosen = [option for option in options if "selected" in option.attributes]
        if not chosen and "multiple" not in node.attributes:
            chosen = options[:1]
        return [str(option.attributes.get("value") or "") for option in chosen]
    default = "on" if (node.attributes.get("type") or "").lower() in {"checkbox", "radio"} else ""
    return [str(node.attributes.get("value") or default)]


class Browser:
    """One person's browser, with its own cookies; `address` is where its requests come from."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        transport = httpx.WSGITransport(app=application, remote_addr=address)
        self.client = httpx.Client(transport=transport, base_url=BASE, follow_redirects=True, timeout=120)
        self.requests = 0

    def open(self, address: str) -> Page:
        """Open a page."""
        return self._page(self.client.get(address))

    def send(
        self,
        form: Form,
        values: Mapping[str, Any] | None = None,
        files: Files | None = None,
        *,
        strict: bool = True,
    ) -> Page:
        """Send a form with some fields changed, as a person would by filling it in.

        Raises:
            PageFault: a value is for a field the form does not have (unless not `strict`).
        """
        data = {**form.values}
        for name, value in (values or {}).items():
            if strict and name not in form.names:
                raise PageFault(f"{form.action}: the form has no field “{name}”; it has {sorted(form.names)[:40]}")
            data[name] = [str(part) for part in value] if isinstance(value, list) else [str(value)]
        parts = [
            (name, (one[0], one[1]))
            for name, given in (files or {}).items()
            for one in (given if isinstance(given, list) else [given])
        ]
        headers = {"Referer": form.action, "Origin": BASE}
        return self._page(self.client.post(form.action, data=data, files=parts or None, headers=headers))

    def fetch(self, address: str, payload: Any, token: str) -> Page:
        """Send a background request as the scripts do."""
        headers = {"X-Requested-With": "fetch", "X-CSRFToken": token, "Referer": BASE + "/", "Origin": BASE}
        return self._page(self.client.post(address, json=payload, headers=headers))

    def _page(self, response: httpx.Response) -> Page:
        self.requests += 1 + len(response.history)
        media_type = response.headers.get("content-type", "").split(";")[0]
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise PageFault(f"{response.request.method} {response.url}: {response.status_code}")
        text = response.text if media_type == "text/html" else ""
        address = urlsplit(str(response.url))
        where = address.path + (f"?{address.query}" if address.query else "")
        return Page(response.status_code, where, response.content, media_type, LexborHTMLParser(text))
