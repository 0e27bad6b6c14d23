"""Warning studios by rule, and their unit and county with them; done by the worker, safe at any time."""

from collections.abc import Sequence

from django.utils.translation import override

from jiangxin.core import clock, journal
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.rounds import every
from jiangxin.core.service import service
from jiangxin.orgs.models import Errand
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.studios.deadlines import REVIEW_DAYS, in_working_days
from jiangxin.studios.models import Studio
from jiangxin.studios.queries.warnings import warned_studios
from jiangxin.studios.warnings import WarningRule

ASKED = "heed_warning"
SECONDS = 3600.0
_AT_ONCE = 500


@service("studios.warn_studio", about="studio")
def warn_studio(*, actor: Actor, studio: Studio, rules: Sequence[WarningRule]) -> None:
    """Tell the unit and the union above why a studio is warned; without a reason the warning is taken back."""
    close_errands(about=studio, asked=ASKED)
    note = note_of(rules)
    asked_of = ((Role.UNION_OFFICER, studio.unit), (Role.REVIEWER_FIRST, studio.area))
    for role, organisation in asked_of if rules else ():
        open_errand(
            role=role,
            organisation=organisation,
            asked=ASKED,
            about=studio,
            title=studio.name,
            note=note,
            due_at=in_working_days(REVIEW_DAYS),
        )
    after = {"warnings": [rule.code for rule in rules]}
    journal.record(actor=actor, act="studios.warn_studio", obj=studio, after=after, reason=note)


def note_of(rules: Sequence[WarningRule]) -> str:
    """Return the reasons in a few words. They are stored, so they are written in one language: the house's own."""
    with override("zh-hans"):
        return "；".join(rule.title for rule in rules)[:300]


@every(SECONDS, code="studios.warning_day")
def warning_day() -> None:
    """Make the round: warn whom there is a new reason to warn, and take back what no longer holds."""
    found = warned_studios(clock.today())
    standing = Errand.objects.filter(subject=Studio.journal_label, asked=ASKED, closed_at=None)
    told = dict(standing.values_list("subject_id", "note"))
    changed = {key for key, rules in found.items() if told.get(key) != note_of(rules)} | (set(told) - set(found))
    studios = Studio.objects.filter(pk__in=sorted(changed)[:_AT_ONCE]).select_related("unit", "area")
    for studio in studios:
        warn_studio(actor=SYSTEM, studio=studio, rules=found.get(studio.pk, []))
