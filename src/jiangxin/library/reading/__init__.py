"""Reading files of many formats as text, and telling what a text says of itself. Pure: no tables, no actor."""

from jiangxin.library.reading.document import MOST_BYTES, Attachment, AttachmentKind, Format, Hints, Reading
from jiangxin.library.reading.errors import ReadingError
from jiangxin.library.reading.file import read_file
from jiangxin.library.reading.recognise import recognise
from jiangxin.library.reading.recognised import Fact, Omission, Origin, Point, Recognised

__all__ = [
    "MOST_BYTES",
    "Attachment",
    "AttachmentKind",
    "Fact",
    "Format",
    "Hints",
    "Omission",
    "Origin",
    "Point",
    "Reading",
    "ReadingError",
    "Recognised",
    "read_file",
    "recognise",
]
