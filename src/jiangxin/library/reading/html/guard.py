"""What is asked of a page before it is parsed: building the tree of a hostile one takes the square of its size.

The parsing algorithm (HTML Standard, 13.2.6) looks through all open elements at many tags, and opens every unclosed
formatting element again in each new paragraph. Both are bounded here by counting tags.
"""

import re
from typing import Final

from jiangxin.library.reading.errors import ReadingError

_DECLARED: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]{2,40})", re.IGNORECASE)
_XML: Final = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([a-zA-Z0-9_.:-]{2,40})")
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_HEAD: Final = 8192
# XML's internal subset, which HTML does not know: what it declares, such as entities, would be read as text.
_SUBSET: Final = re.compile(
    r"\A(\s*(?:<\?xml[^>]{0,200}\?>)?\s*<!doctype[^>\[]{0,500})\[[^\]]{0,8000}\]", re.IGNORECASE
)
_DEEPEST: Final = 3_000
_MOST_REOPENED: Final = 2_000_000
_FORMATTING: Final = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
# Void elements, and those the next of their kind closes.
_UNCOUNTED: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "option",
        "optgroup",
        "rp",
        "rt",
        "thead",
        "tbody",
        "tfoot",
        "html",
        "head",
        "body",
    ]
)


def declared_encoding(data: bytes) -> str:
    """Return what a page says of its encoding, empty if it says nothing."""
    head = data[:_HEAD]
    found = _DECLARED.search(head) or _XML.search(head)
    return found.group(1).decode("ascii") if found else ""


def without_subset(source: str) -> str:
    """Return a page without the declarations in its document type."""
    return _SUBSET.sub(r"\1", source, count=1)


def require_shallow(source: str) -> None:
    """Refuse a page whose tree would be too deep or too large.

    Raises:
        ReadingError: `html_too_deep`.
    """
    depth = formatting = reopened = 0
    for match in _TAG.finditer(source):
        name = match[2].lower()
        step = -1 if match[1] else 1
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
        elif not match[1]:
            reopened += formatting
        if name not in _UNCOUNTED:
            depth = max(0, depth + step)
        if depth > _DEEPEST or reopened > _MOST_REOPENED:
            raise ReadingError("html_too_deep")
