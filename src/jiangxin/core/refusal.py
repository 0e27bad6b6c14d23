"""A plain "no": what was refused, why, what can be done now. Services raise it, faces show it, nothing is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


def sentences(*parts: Text) -> str:
    """Join sentences: behind a Chinese full stop nothing stands, behind any other a blank."""
    told = ""
    for part in filter(None, map(str, parts)):
        told += f" {part}" if told and told[-1].isascii() else part
    return told


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in one field; `path` names the field as the form does ("leader.phone", "members.3.name")."""

    path: str
    message: Text
    code: str = "invalid"


class Refusal(Exception):  # noqa: N818  it is not an error but an answer
    """An act that is not done.

    Args:
        code: stable name of the reason, such as "quota_full"; written to the journal and asserted in tests.
        message: what and why, in the user's language.
        remedy: what the user can do now, and who can help.
        problems: faults of single fields, when there are any.
        status: HTTP status the faces answer with.
    """

    def __init__(
        self,
        code: str,
        message: Text,
        remedy: Text = "",
        *,
        problems: Sequence[Problem] = (),
        status: HTTPStatus = HTTPStatus.CONFLICT,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.remedy = remedy
        self.problems = tuple(problems)
        self.status = status

    @property
    def words(self) -> str:
        """What and why, and what can be done now, as one text."""
        return sentences(self.message, self.remedy)

    def __str__(self) -> str:
        return f"{self.code}: {self.message} {self.remedy}".strip()


class NotFound(Refusal):
    """There is no such thing for this actor. Absent and forbidden look alike."""

    def __init__(self, message: Text = "") -> None:
        super().__init__(
            "not_found",
            message or _("没有找到这个页面或事项，或者您没有查看它的权限。"),
            _("请检查网址；如确需查看，请联系上级工会经办人。"),
            status=HTTPStatus.NOT_FOUND,
        )
