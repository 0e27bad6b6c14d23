"""Reading XML as a stream of events, without ever believing a document type.

A document type is what external entities and entity bombs are declared in; Word writes none, so any is refused before
the parser has looked at what it says. Nothing is kept but what a handler keeps: a tree of a hostile part has no place
to grow.
"""

from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

from jiangxin.library.reading.errors import ReadingError

Attributes = Mapping[str, str]
_DEEPEST: Final = 500
_MOST_ELEMENTS: Final = 5_000_000
_CHUNK: Final = 65536


def parse(
    content: bytes,
    *,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    words: Callable[[str], None] | None = None,
) -> None:
    """Parse a part.

    Args:
        content: the part; nothing at all is an empty part.
        start: called at each element with its local name and its attributes by local name.
        end: called at the end of each with its name.
        words: called with the characters between.

    Raises:
        ReadingError: `docx_broken`, `docx_entities`, `docx_too_deep`.
    """
    if not content:
        return
    depth = count = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > _DEEPEST or count > _MOST_ELEMENTS:
            raise ReadingError("docx_too_deep")
        start(_local(name), {_local(key): value for key, value in attributes.items()})

    def finish(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(_local(name))

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    if words is not None:
        parser.CharacterDataHandler = words
    try:
        for at in range(0, len(content), _CHUNK):
            parser.Parse(content[at : at + _CHUNK], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as fault:  # ValueError, LookupError: an encoding nobody knows
        raise ReadingError("docx_broken") from fault


def _refuse(*_: object) -> None:
    raise ReadingError("docx_entities")


def _local(name: str) -> str:
    """The name without its prefix: all names asked for are of one namespace, under whichever prefix."""
    return name.rsplit(":", 1)[-1]
