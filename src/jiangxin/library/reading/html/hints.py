"""What a page says of itself in its head.

Names of fields: 政府网站发展指引 (国办发〔2017〕47号), annex 2: ArticleTitle, PubDate, ContentSource, Author, Keywords,
Url; beside them Open Graph's.
"""

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from jiangxin.library.reading.document import Hints

_TITLE: Final = ("articletitle", "og:title")
_SOURCE: Final = ("contentsource", "source")
_PUBLISHED: Final = ("pubdate", "publishdate", "article:published_time")
_ISSUER: Final = ("publisher", "article:publisher")
_ADDRESS: Final = ("url", "og:url")
# A page's title ends in the names of section and site.
_SUFFIX: Final = re.compile(r"\s*(?:[_|｜]|\s[-–—]+\s|--+|——)\s*")
_LONGEST: Final = 300


def read_hints(parser: LexborHTMLParser) -> Hints:
    """Read the fields of a page's head."""
    fields = _fields(parser)

    def first(*names: str) -> str:
        return next((fields[name] for name in names if fields.get(name)), "")

    base = parser.css_first("base[href]")
    return Hints(
        title=first(*_TITLE) or _page_title(parser),
        author=first("author"),
        source=first(*_SOURCE),
        issuer=first(*_ISSUER),
        published=first(*_PUBLISHED),
        keywords=first("keywords"),
        address=first(*_ADDRESS) or (base.attributes.get("href") or "" if base else ""),
    )


def _fields(parser: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in parser.css("meta"):
        name = (node.attributes.get("name") or node.attributes.get("property") or "").lower()
        content = " ".join((node.attributes.get("content") or "").split())
        if name and content:
            found.setdefault(name, content[:_LONGEST])
    return found


def _page_title(parser: LexborHTMLParser) -> str:
    node = parser.css_first("title")
    words = " ".join(node.text().split()) if node else ""
    return _SUFFIX.split(words[:_LONGEST])[0].strip()
