"""Escalations in the reader's language."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jiangxin.core.refusal import Text
from jiangxin.orgs.asked import words_of
from jiangxin.orgs.models import Errand, Escalation
from jiangxin.orgs.terms import Term, term_of, terms


def brought_words(rows: Sequence[Escalation]) -> str:
    """Return when an errand was brought before whom, as it is told to those it waits for; empty when it was not."""
    return "；".join(
        _("已于%(day)s提请%(role)s（%(organisation)s）督办")
        % {
            "day": date_format(timezone.localtime(row.raised_at)),
            "role": row.get_role_display(),
            "organisation": row.organisation.name,
        }
        for row in rows
    )


def reason_words(row: Escalation, term: Term | None = None) -> str:
    """Return why something was brought up, in one sentence: by which rule, and where its numbers come from.

    Args:
        term: the rule, where the caller has it; else that of the day it was brought up.
    """
    if term is None:
        term = term_of(row.errand.asked, terms(timezone.localtime(row.raised_at).date()))
    return _(
        "“%(asked)s”应于%(due)s办结，已逾期%(late)d个工作日；逾期或上一次提请后满%(grace)d个工作日仍未办结的，"
        "提请上一级督办（%(basis)s）。"
    ) % {
        "asked": words_of(row.errand.asked),
        "due": date_format(timezone.localtime(row.due_at)),
        "late": row.late,
        "grace": row.grace,
        "basis": term.basis,
    }


def told(rows: Sequence[tuple[Errand, Sequence[Escalation]]]) -> list[tuple[Text, str]]:
    """Return what is overdue and before whom it was brought, for the homes that show no list of errands."""
    return [(words_of(errand.asked), brought_words(brought)) for errand, brought in rows]


def asked_words(row: Escalation) -> Text:
    """Return what was not done in time."""
    return words_of(row.errand.asked)
