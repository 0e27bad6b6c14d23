"""One tone for each state of anything: its colour is in tokens.css, its icon here, its word comes with the value."""

from enum import StrEnum


class Tone(StrEnum):
    """The seven tones states are told in."""

    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    REVIEW = "review"
    PASSED = "passed"
    NAMED = "named"
    WITHDRAWN = "withdrawn"


ICONS: dict[Tone, str] = {
    Tone.DRAFT: "draft",
    Tone.WAITING: "clock",
    Tone.RETURNED: "return",
    Tone.REVIEW: "eye",
    Tone.PASSED: "check",
    Tone.NAMED: "star",
    Tone.WITHDRAWN: "close",
}

# Codes of every app's TextChoices. A code means the same wherever it stands, so one table serves all.
_CODES: dict[Tone, str] = {
    Tone.DRAFT: "draft building preview planned closed not_applicable none made ended future todo duplicate paused"
    " mapping stored",
    Tone.WAITING: "waiting submitted open queued declaring supplement received delivered due pending"
    " prepared partly_met read recommended checked reported rectifying",
    Tone.RETURNED: "returned failed formal_failed not_met overdue late lost rejected upheld unsound barred",
    Tone.REVIEW: "review running recommended_unit recommended_county scoring investigating scored displayed recorded"
    " current under_way entering undoing graded taken_up pilot",
    Tone.PASSED: "passed done met formal_passed selected published signed locked concluded issued active stands"
    " signed_for dismissed confirmed completed accepted sound lifted assessed sent adopted",
    Tone.NAMED: "named awarded honoured in_use",
    Tone.WITHDRAWN: "withdrawn expired cancelled called_off no_show undone dissolved not_selected refused"
    " replaced discarded stopped struck dropped",
}
TONES: dict[str, Tone] = {code: tone for tone, codes in _CODES.items() for code in codes.split()}


def tone_of(code: object) -> Tone:
    """Return the tone of a state's code; an unknown code is told in grey rather than in a colour that might lie."""
    return TONES.get(str(code), Tone.DRAFT)
