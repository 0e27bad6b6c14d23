"""The one press of this process, with the fonts the settings name."""

from functools import cache

from django.conf import settings

from jiangxin.core.printing.fonts import FontBook
from jiangxin.core.printing.typesetting import Typesetter


@cache
def press() -> Typesetter:
    """Return the press; made once, its templates stay compiled.

    Raises:
        MissingFont: a face the paper needs is not installed.
    """
    return Typesetter(FontBook(settings.FONT_FOLDERS))
