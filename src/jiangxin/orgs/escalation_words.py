"""Escalations in the reader's language."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jiangxin.core.refusal import Text
from jiangxin.orgs.asked import words_of
from jiangxin.orgs.models import Errand, Escalation


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


def told(rows: Sequence[tuple[Errand, Sequence[Escalation]]]) -> list[tuple[Text, str]]:
    """Return what is overdue and before whom it was brought, for the homes that show no list of errands."""
    return [(words_of(errand.asked), brought_words(brought)) for errand, brought in rows]


def asked_words(row: Escalation) -> Text:
    """Return what was not done in time."""
    return words_of(row.errand.asked)
