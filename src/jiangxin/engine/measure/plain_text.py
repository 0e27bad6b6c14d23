"""Typed text made plain: full-width characters to half-width ones, spaces out."""

import unicodedata


def plain(text: str) -> str:
    """Return ``text`` in compatibility form (NFKC) without any white space, zero-width or control character.

    Numbers pasted from a spreadsheet or typed through a Chinese input method arrive full-width or with stray spaces.
    """
    normal = unicodedata.normalize("NFKC", text)
    return "".join(char for char in normal if not char.isspace() and unicodedata.category(char) not in {"Cf", "Cc"})
