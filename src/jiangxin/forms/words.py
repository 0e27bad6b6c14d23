"""Text in both languages, carried as data."""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Words:
    """A text in Chinese and, where given, in English. Written out, it takes the reader's language.

    Attributes:
        zh: the text in Chinese; the one that counts.
        en: the text in English; where it is empty, readers of English meet the Chinese one.
    """

    zh: str = ""
    en: str = ""

    def __str__(self) -> str:
        return self.in_language(get_language() or "zh-hans")

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)

    def in_language(self, language: str) -> str:
        """Return the text for a language tag such as "zh-hans" or "en-gb"."""
        return self.en if self.en and language.lower().startswith("en") else self.zh


NOTHING = Words()
