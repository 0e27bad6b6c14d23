"""Two texts laid together for a page: what changed in full, what stayed the same folded away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Field
from django.utils.dateparse import parse_datetime

from jiangxin.core.moments import told_to_the_second
from jiangxin.core.refusal import Text
from jiangxin.library.enums import ArticleKind, CountingRule
from jiangxin.library.facts import NAMES, ArticleFacts
from jiangxin.library.models import Article, ArticleVersion
from jiangxin.library.queries import Change, differences

_AROUND = 1
_CHOICES: Mapping[str, Mapping[str, Text]] = {"kind": dict(ArticleKind.choices), "counting": dict(CountingRule.choices)}
_TEXTS = ("body", "contents")


@dataclass(frozen=True, slots=True)
class Run:
    """Paragraphs that follow one another; a folded run stayed the same and is opened on demand."""

    changes: tuple[Change, ...]
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that differs."""

    label: Text
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two states of an article."""

    facts: tuple[FactChange, ...]
    runs: tuple[Run, ...]
    contents: tuple[Run, ...]
    added: int
    removed: int

    @property
    def is_none(self) -> bool:
        """Tell whether nothing differs."""
        return not (self.facts or self.runs or self.contents)


def changes_between(old: ArticleFacts, new: ArticleFacts) -> Changes:
    """Lay two states of an article together."""
    found = differences(old.body, new.body) if old.body != new.body else []
    spans = [span for change in found for span in change.spans]
    return Changes(
        facts=tuple(_facts(old, new)),
        runs=tuple(_runs(found)),
        contents=tuple(_runs(differences(old.contents, new.contents))) if old.contents != new.contents else (),
        added=sum(len(span.text) for span in spans if span.mark == "new"),
        removed=sum(len(span.text) for span in spans if span.mark == "gone"),
    )


def _facts(old: ArticleFacts, new: ArticleFacts) -> Iterator[FactChange]:
    before, after = old.as_values(), new.as_values()
    for name in NAMES:
        if name not in _TEXTS and before[name] != after[name]:
            yield FactChange(_label(name), _told(name, before[name]), _told(name, after[name]))


def _label(name: str) -> Text:
    field = Article._meta.get_field(name)  # noqa: SLF001  Django's own way to a field's words
    assert isinstance(field, Field), "facts are columns"
    return str(field.verbose_name)


def _told(name: str, value: Any) -> Text:
    if isinstance(value, datetime):
        return told_to_the_second(value)
    return _CHOICES.get(name, {}).get(value, "" if value is None else str(value))


def _runs(found: Sequence[Change]) -> Iterator[Run]:
    """Fold what stayed the same, but for a paragraph on each side of a change."""
    if all(change.kind == "same" for change in found):
        return
    groups = [(is_same, tuple(group)) for is_same, group in groupby(found, lambda change: change.kind == "same")]
    for place, (is_same, group) in enumerate(groups):
        head = _AROUND if place > 0 else 0
        tail = _AROUND if place < len(groups) - 1 else 0
        if not is_same or len(group) <= head + tail + 1:
            yield Run(group)
            continue
        end = len(group) - tail
        yield from (run for run in (Run(group[:head]), Run(group[head:end], True), Run(group[end:])) if run.changes)


def facts_kept(article: Article, version: ArticleVersion) -> ArticleFacts:
    """Return the facts an article has with its latest version: publishing sets the moment without a version."""
    return replace(facts_of_version(version), published_at=article.published_at)


def facts_of_version(version: ArticleVersion) -> ArticleFacts:
    """Return the facts a version holds, its text loaded."""
    kept = {name: value for name, value in version.facts.items() if name in NAMES}
    moment = kept.get("published_at")
    kept["published_at"] = parse_datetime(moment) if isinstance(moment, str) else None
    return ArticleFacts(**{**kept, "title": version.title, "body": version.body})
