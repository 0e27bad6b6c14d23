"""The article an imported file would become, as it was recognised; a person confirms or corrects it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.timezone import get_current_timezone

from jiangxin.core.models import Record
from jiangxin.library.facts import ArticleFacts
from jiangxin.library.models import Article, Category, ImportItem
from jiangxin.library.queries.categories import DEEPEST
from jiangxin.library.reading import AttachmentKind

WAY: Final = " > "
_MOST_TAGS: Final = 8
_TAG: Final = re.compile(r"\w{2,20}")
_DIVIDER: Final = re.compile(r"[,，;；、|\s]+")
_PICTURES: Final = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an import suggests.

    Attributes:
        facts: the article.
        categories: those of its categories the tree has.
        missing: those it lacks, each as a way from the top.
        tags: words its source filed it under.
        pictures: the parts of the document that hold pictures, with their captions.
    """

    facts: ArticleFacts
    categories: tuple[Category, ...]
    missing: tuple[str, ...]
    tags: tuple[str, ...]
    pictures: tuple[tuple[str, str], ...]


def propose(item: ImportItem) -> Proposal:
    """Return what a file that was read suggests."""
    ways = [fact["value"] for fact in item.recognised.get("categories", [])]
    categories, missing = known_categories(ways)
    return Proposal(
        facts=_facts(item),
        categories=tuple(categories),
        missing=tuple(missing),
        tags=_tags(item.hints.get("keywords", "")),
        pictures=tuple(
            (attachment["address"], attachment["name"])
            for attachment in item.attachments
            if attachment["inside"]
            and attachment["kind"] == AttachmentKind.PICTURE
            and attachment["address"].lower().endswith(_PICTURES)
        ),
    )


def known_categories(ways: Iterable[str]) -> tuple[list[Category], list[str]]:
    """Return the categories at the ends of ways from the top, and the ways that lead to none.

    A way of one name leads to the topmost category of that name, wherever it stands.
    """
    by_path = {category.path: category for category in Category.objects.order_by("path")}
    whole: dict[str, Category] = {}
    single: dict[str, Category] = {}
    for category in by_path.values():
        steps = [category.path[: at + 1] for at, char in enumerate(category.path) if char == "."]
        whole[WAY.join(by_path[step].name for step in steps if step in by_path)] = category
    for category in sorted(by_path.values(), key=lambda found: (found.path.count("."), found.path)):
        single.setdefault(category.name, category)
    found: list[Category] = []
    missing: list[str] = []
    for way in dict.fromkeys(filter(None, ways)):
        leaf = whole.get(way) or (single.get(way) if WAY not in way else None)
        if leaf is None:
            missing.append(WAY.join(_names(way)[:DEEPEST]))
        elif leaf not in found:
            found.append(leaf)
    return found, missing


def _names(way: str) -> Sequence[str]:
    return [name[: _longest(Category, "name")] for name in way.split(WAY)]


def _longest(model: type[Record], column: str) -> int:
    return int(getattr(model._meta.get_field(column), "max_length", 0))  # noqa: SLF001


def _facts(item: ImportItem) -> ArticleFacts:
    recognised: dict[str, Any] = item.recognised

    def value(name: str, column: str | None = None) -> str:
        fact = recognised.get(name)
        return " ".join(fact["value"].split())[: _longest(Article, column or name)] if fact else ""

    contents = recognised.get("contents")
    start, end = recognised.get("body", (0, len(item.text)))
    return ArticleFacts(
        title=value("title") or PurePosixPath(item.name).stem[:200] or item.name[:200],
        subtitle=value("subtitle"),
        body=item.text[start:end],
        contents=item.text[slice(*contents)] if contents else "",
        kind=value("kind"),
        author=value("author"),
        issuing_body=value("issuing_body"),
        document_number=value("document_number"),
        source_name=value("source", "source_name"),
        source_url=_address(value("source_url")),
        published_at=_moment(value("published", "source_url")),
        counting=item.batch.counting,
        stated_total=recognised.get("stated_total"),
    )


def _address(words: str) -> str:
    try:
        URLValidator(("http", "https"))(words)
    except ValidationError:
        return ""
    return words


def _moment(words: str) -> datetime | None:
    """A moment of a page is told in the federation's own time zone."""
    return datetime.fromisoformat(words).replace(tzinfo=get_current_timezone()) if words else None


def _tags(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in _DIVIDER.split(words) if _TAG.fullmatch(word)))[:_MOST_TAGS]
