"""Keys of a blueprint that nothing reads: slips of the pen, most often, which would change a rule without a word."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from jiangxin.campaigns.blueprint.shape import EACH, SHAPE, Shape

_REMARKS = {"source", "platform_default", "description", "note"}
"""Words for people, which may stand anywhere; so may the English of every text."""
_ENGLISH = "_en"


class Stranger(NamedTuple):
    """A key that nothing reads.

    Attributes:
        path: where it stands, such as `stages[2].levle`.
        meant: the known key most like it, "" if none is.
    """

    path: str
    meant: str


def strangers(part: str, content: Any) -> list[Stranger]:
    """Return the keys of one part of a blueprint that nothing reads, in their order.

    Args:
        part: the name of the part, such as `stages`.
        content: what it holds, of the right kinds.
    """
    return list(_strangers(content, SHAPE[part], part))


def _strangers(value: Any, shape: Shape, path: str) -> Iterator[Stranger]:
    if isinstance(shape, list) and isinstance(value, list | tuple):
        for place, row in enumerate(value):
            yield from _strangers(row, shape[0], f"{path}[{place + 1}]")
    elif isinstance(shape, dict) and isinstance(value, Mapping):
        for key, inner in value.items():
            known = shape.get(key, shape.get(EACH))
            if known is not None:
                yield from _strangers(inner, known, f"{path}.{key}")
            elif key.removesuffix(_ENGLISH) not in _REMARKS | shape.keys():
                yield Stranger(f"{path}.{key}", next(iter(get_close_matches(key, shape, n=1)), ""))
