"""What the parts of a page are given: plain rows, so that a view says what to show and a template says how."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from jiangxin.core.refusal import Text


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a fact list; `url` opens the record behind the value, `wide` gives long text the full width."""

    label: Text
    value: object
    url: str = ""
    note: Text = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file that can be opened. `size` is in bytes; `missing` tells that it is asked for and not there yet."""

    name: str
    url: str = ""
    size: int = 0
    note: Text = ""
    required: bool = False
    missing: bool = False


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One act in the life of a case: who did what when, with opinion, seal and attachments."""

    at: datetime
    act: Text
    who: str
    organisation: str = ""
    duty: Text = ""
    state: str = ""
    state_label: Text = ""
    opinion: str = ""
    document_number: str = ""
    seal_url: str = ""
    delegated_by: str = ""
    files: Sequence[FileLink] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A stage or a section with where it stands: `done`, `current`, `late`, or `todo`."""

    label: Text
    state: str = "todo"
    note: Text = ""
    url: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A section of a form in a task list: `state` is a state code, `word` what it is called."""

    label: Text
    url: str
    state: str
    word: Text
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A link that looks like a tab: its content is a page of its own."""

    label: Text
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a whole, for the share bar; `tone` is one of the states' tones."""

    label: Text
    amount: int | Decimal
    tone: str = "review"
    url: str = ""


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One thing that waits for me: what is asked in the first words, then of what, from whom, until when.

    `warning` tells what has come of it already, such as before whom it was brought; `working_days` how many are left
    until `due`, negative when it has passed.
    """

    asked: Text
    title: str
    url: str
    kind: Text = ""
    origin: str = ""
    due: date | datetime | None = None
    state: str = ""
    state_label: Text = ""
    warning: str = ""
    working_days: int | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """A stage on a board: how many cases are in it and how many are late, with the address that lists them."""

    label: Text
    count: int
    url: str = ""
    late: int = 0
    late_url: str = ""
    window: Text = ""
    state: str = "todo"


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing a batch act is about to touch; `refused` says why the act will leave it as it is."""

    label: str
    url: str = ""
    note: Text = ""
    refused: Text = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What an act will do, shown before it is done.

    Args:
        act: the button's words, a verb ("退回 12 份申报").
        consequences: what will happen, one sentence each; what cannot be undone comes first.
        hidden: names and values posted back with the act.
        reason_label: asks for a reason under this label; empty asks for none.
    """

    title: Text
    act: Text
    back_url: str
    consequences: Sequence[Text] = ()
    subjects: Sequence[Subject] = ()
    hidden: Sequence[tuple[str, str]] = ()
    reason_label: Text = ""
    reason_required: bool = False
    dangerous: bool = False
    action_url: str = ""

    @property
    def touched(self) -> int:
        """Return how many subjects the act will change."""
        return sum(1 for subject in self.subjects if not subject.refused)

    @property
    def left_alone(self) -> int:
        """Return how many subjects the act will leave as they are."""
        return len(self.subjects) - self.touched
