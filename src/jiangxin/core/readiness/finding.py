"""One answer about an installation."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How serious a finding is: a fault has to be mended before people work with the installation."""

    FINE = "fine"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one topic, in both languages; the remedy stands in the text of anything not fine."""

    topic: str
    grade: Grade
    chinese: str
    english: str


def fine(topic: str, chinese: str, english: str) -> Finding:
    """Return a finding that all is well."""
    return Finding(topic, Grade.FINE, chinese, english)


def warning(topic: str, chinese: str, english: str) -> Finding:
    """Return a finding that should be looked at."""
    return Finding(topic, Grade.WARNING, chinese, english)


def fault(topic: str, chinese: str, english: str) -> Finding:
    """Return a finding that has to be mended."""
    return Finding(topic, Grade.FAULT, chinese, english)
