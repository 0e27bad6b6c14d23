"""Is this installation ready? Every question with a plain answer in both languages, and what to do when it is no.

The texts are pairs, not catalogue entries: this has to speak before the catalogues are compiled.
"""

from collections.abc import Callable, Iterator

from jiangxin.core.readiness import database, files, mail, rules
from jiangxin.core.readiness.finding import Finding, Grade

Question = Callable[[], Iterator[Finding]]

BEFORE_DATABASE: tuple[Question, ...] = (
    rules.environment_names,
    rules.exposure,
    files.secrets,
    files.home,
    files.front_end,
    files.catalogues,
    files.fonts,
    rules.calendar,
)
QUESTIONS: tuple[Question, ...] = (
    *BEFORE_DATABASE,
    files.collected,
    database.reachable,
    mail.outgoing,
    rules.django_checks,
)


def ask(questions: tuple[Question, ...] = QUESTIONS) -> list[Finding]:
    """Return every finding, in order."""
    return [finding for question in questions for finding in question()]


__all__ = ["BEFORE_DATABASE", "QUESTIONS", "Finding", "Grade", "ask"]
