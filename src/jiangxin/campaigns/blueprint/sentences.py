"""Texts of a blueprint that are filled in later: notices, documents, certificates, plaques.

A placeholder nobody fills would be found on the day of the notice, or printed on a plaque; it is told while editing.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

_PLACEHOLDER = re.compile(r"\{[^{}\s]{0,40}\}")
CALL = frozenset({"year", "city", "issuer", "call_title"})
"""What every text of a call may say."""
NOTICE = CALL | {"count", "working_days", "from", "to", "contact"}
DOCUMENT = CALL | {"contact", "count", "first_studio"}
PAPER = CALL | {"contact", "studio", "kind"}
LINES = PAPER | {"month", "date"}
_TEXTS: dict[str, frozenset[str]] = {
    "notice.title": CALL,
    "notice.body": NOTICE,
    "documents.naming_decision.title": DOCUMENT,
    "documents.naming_decision.recipients": DOCUMENT,
    "documents.naming_decision.body": DOCUMENT,
    "documents.naming_decision.attachment": CALL | {"contact"},
    "award.certificate.title": frozenset(),
    "award.certificate.body": PAPER,
    "award.certificate.footer": LINES,
    "award.plaque.lines": LINES,
}
LONGEST_LINE = 40
"""Characters of a line on a plaque or under a certificate that can still be read."""
LINES_AT_MOST = 6


def sentence_faults(content: Mapping[str, Any]) -> list[str]:
    """Return placeholders nobody fills in, and lines of plaque and certificate out of the order they are set in."""
    faults = []
    for path, known in _TEXTS.items():
        for text in _texts(content, path):
            strange = [word for word in _PLACEHOLDER.findall(text) if word[1:-1] not in known]
            faults += [f"{path}: " + _unknown(word, known) for word in dict.fromkeys(strange)]
    return faults + _plaque_faults(content) + _footer_faults(content)


def _unknown(word: str, known: frozenset[str]) -> str:
    allowed = "、".join(f"{{{name}}}" for name in sorted(known)) or _("（无）")
    return _("没有 %(word)s 这个占位，会原样印出；这里可用：%(allowed)s。") % {"word": word, "allowed": allowed}


def _plaque_faults(content: Mapping[str, Any]) -> list[str]:
    lines = _texts(content, "award.plaque.lines")
    if not lines:
        return []
    place = "award.plaque.lines: "
    if "{studio}" in lines[0] or lines[1:2] != ["{studio}"] or lines[-1] != "{month}" or len(lines) == 3:  # noqa: PLR2004  no body left
        return [place + _("应依次为：地区和类别一行，{studio} 一行，授予单位一行或几行，最后 {month} 一行。")]
    return _size_faults(place, lines)


def _footer_faults(content: Mapping[str, Any]) -> list[str]:
    lines = _texts(content, "award.certificate.footer")
    if not lines:
        return []
    place = "award.certificate.footer: "
    if lines[-1] != "{date}" or len(lines) == 1:
        return [place + _("应为授予单位一行或几行，最后 {date} 一行。")]
    return _size_faults(place, lines)


def _size_faults(place: str, lines: list[str]) -> list[str]:
    if len(lines) <= LINES_AT_MOST and all(len(line) <= LONGEST_LINE for line in lines):
        return []
    words = _("最多 %(lines)d 行，每行最多 %(most)d 个字，否则印出来看不清。")
    return [place + words % {"lines": LINES_AT_MOST, "most": LONGEST_LINE}]


def _texts(content: Mapping[str, Any], path: str) -> list[str]:
    found: Any = content
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return [found]
    return [str(line) for line in found] if isinstance(found, list | tuple) else []
