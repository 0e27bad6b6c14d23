"""The picture of an article where it is shared: 1200 by 630 dots, as Open Graph readers want it (https://ogp.me/).

Set by the same typesetter and in the same faces as the house's paper, so that Chinese titles break where they may.
"""

import json
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

import typst

from jiangxin.core.press import press
from jiangxin.core.printing.typesetting import SUBSTITUTE, clean

_TEMPLATE: Final = Path(__file__).parent / "paper" / "share.typ"
_KEPT: Final = 256
_DOTS_PER_INCH: Final = 72.0  # one point of the page is one dot
_LOCK: Final = Lock()


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on the picture; all of it is open to everybody who may list the article."""

    kind: str
    title: str
    subtitle: str
    issuer: str
    published: str
    house: str


@lru_cache(maxsize=_KEPT)
def share_picture(card: Card) -> bytes:
    """Return the picture as a PNG; characters no font draws are shown as 〓.

    Raises:
        MissingFont: a face the paper needs is not installed.
    """
    fonts = press().fonts
    told = {name: clean(value) for name, value in asdict(card).items()}
    table = str.maketrans(dict.fromkeys(fonts.missing("".join(told.values())), SUBSTITUTE))
    inputs = {
        "card": json.dumps({name: value.translate(table) for name, value in told.items()}, ensure_ascii=False),
        "fonts": json.dumps(fonts.for_template()),
    }
    with _LOCK:
        png = _compiler().compile(format="png", ppi=_DOTS_PER_INCH, sys_inputs=inputs)
    assert isinstance(png, bytes), "the picture has one page"
    return png


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        str(_TEMPLATE), root=str(_TEMPLATE.parent), font_paths=press().fonts.fonts, ignore_system_fonts=True
    )
