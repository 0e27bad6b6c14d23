"""What reading a file yields: its text and what lies beside the text."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

MEGABYTE: Final = 1024 * 1024
MOST_BYTES: Final = 50 * MEGABYTE
"""The largest file that is read."""

MOST_CHARACTERS: Final = 2_000_000
"""The longest text that is read out of a file: forty times the longest report."""


class Format(StrEnum):
    """Formats that are read."""

    TXT = "txt"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    DOC = "doc"  # Word 97–2003, WPS Writer and RTF, all through LibreOffice


class AttachmentKind(StrEnum):
    """What an attachment is."""

    PICTURE = "picture"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or file a document holds or points to.

    Attributes:
        kind: what it is.
        name: its name, or its caption.
        address: where it is: an address on the web, or the part of the document that holds it.
        inside: whether the document holds it itself.
        offset: where in the text it stands.
    """

    kind: AttachmentKind
    name: str
    address: str
    inside: bool
    offset: int


@dataclass(frozen=True, slots=True)
class Hints:
    """What a document says of itself outside its text; empty where it says nothing.

    Attributes:
        title: its title.
        author: who wrote it.
        source: where it was taken from.
        issuer: who issued it.
        published: the moment it was published, as written.
        keywords: words its author chose, as written.
        address: its own address on the web.
    """

    title: str = ""
    author: str = ""
    source: str = ""
    issuer: str = ""
    published: str = ""
    keywords: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read.

    Attributes:
        format: what it was.
        text: its text, as it stands there, nothing repaired: paragraphs end in line breaks, headings without a number
            of their own begin with Markdown signs, rows of tables are written between bars, items of lists after a
            hyphen or their number.
        encoding: of a text file, what its bytes turned out to be; empty for the others.
        declared: what a text file said of its encoding.
        hints: what it says of itself.
        attachments: pictures and files, in the order of the text.
    """

    format: Format
    text: str
    encoding: str = ""
    declared: str = ""
    hints: Hints = field(default_factory=Hints)
    attachments: tuple[Attachment, ...] = ()
