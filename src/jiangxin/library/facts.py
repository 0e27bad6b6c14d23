"""What writers fill in about an article, as services take it."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from jiangxin.library.enums import ArticleKind, CountingRule
from jiangxin.library.models import Article
from jiangxin.orgs.models import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """The fields of `Article` that its writer fills in; what they mean stands there.

    `published_at` is left None for "when it is published"; an earlier moment is the source's own, a later one keeps a
    published article back until then.
    """

    title: str
    subtitle: str = ""
    body: str = ""
    contents: str = ""
    summary: str = ""
    kind: str = ArticleKind.NEWS
    author: str = ""
    issuing_body: str = ""
    document_number: str = ""
    source_name: str = ""
    source_url: str = ""
    licence_note: str = ""
    published_at: datetime | None = None
    counting: str = CountingRule.SITE
    stated_total: int | None = None

    @classmethod
    def of(cls, article: Article) -> "ArticleFacts":
        """Return the facts of an article as it stands, its text loaded."""
        return cls(**{name: getattr(article, name) for name in NAMES})

    def as_values(self) -> dict[str, Any]:
        """Return the facts by column."""
        return {name: getattr(self, name) for name in NAMES}


NAMES = tuple(item.name for item in fields(ArticleFacts))


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewFacts:
    """What readers of the preview get, in the units of the article's counting rule.

    Args:
        opening: how much is shown at the beginning.
        gap: how much is withheld after it; None for all of the rest.
        tail: how much is withheld at the end.
    """

    opening: int = 300
    gap: int | None = None
    tail: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderFacts:
    """Somebody who may read the whole: members of an organisation, or holders of a role, anywhere or there."""

    organisation: Organisation | None = None
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What is said of a file.

    Args:
        purpose: a `FilePurpose`.
        caption: what it shows, or its title as an attachment.
        text: what was read out of it, for the search.
        position: its place among the files; None for the last.
    """

    purpose: str
    caption: str = ""
    text: str = ""
    position: int | None = None
