"""How a studio's file came to be what it is: every period of every kind, struck ones too, and the journal."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from jiangxin.core.actor import Actor, Request
from jiangxin.core.refusal import Text
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import Period, Studio, StudioMembership
from jiangxin.studios.periods import days
from jiangxin.studios.policies import may_decide_file, may_keep_file
from jiangxin.studios.queries import expenses_in, histories_of, subsidies_for
from jiangxin.web.studio_file.acts_file import BY_KEEPERS, KINDS, STRIKEABLE, TITLES
from jiangxin.web.studio_file.frame import at, frame
from jiangxin.web.studio_file.journal import acts_about


@dataclass(frozen=True, slots=True)
class Line:
    """One period in words, and where it can be struck and its paper read."""

    period: Period
    words: str
    days: str
    proof_url: str = ""
    strike_url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """All periods of one kind."""

    code: str
    title: Text
    lines: Sequence[Line]


def history(request: Request, studio_id: int) -> HttpResponse:
    """Show the history of each part of the file."""
    studio = file_for(request.actor, studio_id)
    periods = histories_of(request.actor, studio, {code: KINDS[code] for code in TITLES})
    money = (*subsidies_for(request.actor, studio), *expenses_in(request.actor, studio))
    context = {
        **frame(request, studio, "studio-history"),
        "parts": [
            Part(code, TITLES[code], _lines(request, studio, code, rows)) for code, rows in periods.items() if rows
        ],
        "history": acts_about(studio, [*(row for rows in periods.values() for row in rows), *money]),
    }
    return render(request, "studios/history.html", context)


def _lines(request: Request, studio: Studio, code: str, rows: list[Period]) -> list[Line]:
    may = code in STRIKEABLE and _may(request.actor, studio, code)
    return [
        Line(
            row,
            words_of(row),
            days(row),
            at(request, "studio-proof", studio.pk, code, row.pk) if row.proof_id else "",
            at(request, "studio-strike", studio.pk, code, row.pk) if may and row.struck_at is None else "",
        )
        for row in reversed(rows)
    ]


def _may(actor: Actor, studio: Studio, code: str) -> bool:
    may = may_keep_file if code in BY_KEEPERS else may_decide_file
    return bool(may(actor=actor, studio=studio))


def words_of(row: Period) -> str:
    """Return what a period says, with the part a person had in the team."""
    if isinstance(row, StudioMembership):
        return f"{row} · {row.get_role_display()}" + (f" · {row.task}" if row.task else "")
    return str(row)
