"""Web pages: the article out of what is around it, with headings, tables and lists as plain structured text."""

from selectolax.lexbor import LexborHTMLParser

from jiangxin.library.reading.document import Format, Reading
from jiangxin.library.reading.errors import ReadingError
from jiangxin.library.reading.html.boilerplate import Boilerplate
from jiangxin.library.reading.html.guard import declared_encoding, require_shallow, without_subset
from jiangxin.library.reading.html.hints import read_hints
from jiangxin.library.reading.html.layout import lay_out
from jiangxin.library.reading.plain import decode_text, require_text

__all__ = ["read_html"]


def read_html(data: bytes) -> Reading:
    """Read a web page.

    Raises:
        ReadingError: `not_text`, `html_too_deep`, `no_text`, `too_long`.
    """
    declared = declared_encoding(data)
    source, encoding = decode_text(data, declared or None)
    source = without_subset(source)
    require_shallow(source)
    parser = LexborHTMLParser(source)
    if parser.body is None:
        raise ReadingError("no_text")
    hints = read_hints(parser)
    text, attachments = lay_out(parser.body, Boilerplate(parser.body), hints.address)
    if not text:  # a page of links alone is an article, too
        text, attachments = lay_out(parser.body, Boilerplate(parser.body, lenient=True), hints.address)
    return Reading(Format.HTML, require_text(text), encoding, declared, hints, attachments)
