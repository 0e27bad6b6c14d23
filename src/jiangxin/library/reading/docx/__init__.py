"""Word documents (Office Open XML, ECMA-376), read part by part with hard limits; nothing in them is ever opened."""

from jiangxin.library.reading.document import Format, Hints, Reading
from jiangxin.library.reading.docx.archive import Archive
from jiangxin.library.reading.docx.body import read_body
from jiangxin.library.reading.docx.numbering import read_numbering
from jiangxin.library.reading.docx.parts import read_properties, read_relations, read_styles
from jiangxin.library.reading.plain import require_text

__all__ = ["picture_in", "read_docx"]

_BODY = "word/document.xml"


def read_docx(data: bytes) -> Reading:
    """Read a Word document.

    Raises:
        ReadingError: `docx_broken`, `docx_bomb`, `docx_entities`, `docx_macros`, `docx_too_deep`, `encrypted`,
            `no_text`, `too_long`.
    """
    archive = Archive(data)
    text, attachments = read_body(
        archive.read(_BODY),
        styles=read_styles(archive.read_if("word/styles.xml")),
        numbering=read_numbering(archive.read_if("word/numbering.xml")),
        relations=read_relations(archive.read_if("word/_rels/document.xml.rels")),
        notes=archive.read_if("word/footnotes.xml"),
    )
    title, author, keywords = read_properties(archive.read_if("docProps/core.xml"))
    hints = Hints(title=title, author=author, keywords=keywords)
    return Reading(Format.DOCX, require_text(text), hints=hints, attachments=attachments)


def picture_in(data: bytes, part: str) -> bytes:
    """Return a picture a document holds, by the address of its attachment.

    Raises:
        ReadingError: as `read_docx`; `docx_broken` when there is no such part.
    """
    return Archive(data).read(part)
