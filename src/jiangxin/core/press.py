"""The one press of this process, with the fonts the settings name."""

from functools import cache

from django.conf import settings

from jiangxin.core.printing.fonts import FontBook, Role
from jiangxin.core.printing.typesetting import Typesetter


@cache
def press() -> Typesetter:
    """Return the press; made once, its templates stay compiled.

    Raises:
        MissingFont: a face the paper needs is not installed.
    """
    return Typesetter(font_book())


def font_book() -> FontBook:
    """Return the fonts of this installation, with the faces its settings name.

    Raises:
        MissingFont: as above.
    """
    return FontBook(settings.FONT_FOLDERS, named=faces())


def faces() -> dict[Role, str]:
    """Return the families this installation names for some roles, for its own paper and for Word files."""
    return {Role(role): family for role, family in settings.FACES.items()}
