"""Applications on paper: the official form of an entry, as it stands or as it was submitted."""

from dataclasses import replace

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jiangxin.campaigns.enums import EDITABLE
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries.answers import draft_answers, submitted_answers
from jiangxin.campaigns.queries.definitions import form_of, plan_of
from jiangxin.core import clock
from jiangxin.core.press import press
from jiangxin.core.printing.application import Pair, application_pdf
from jiangxin.forms import printing
from jiangxin.forms.answers import snapshot

_LEVEL_BLOCKS = {"unit_recommend": "unit_union", "county_recommend": "county"}


def application_form(entry: Entry, *, show_sensitive: bool = False, as_submitted: bool = False) -> bytes:
    """Return the application as the official A4 form (PDF).

    While it is being written the answers are those of the draft; afterwards those of the latest version, with the
    opinions given so far; `as_submitted` prints those whatever is being written, for readers who must not see
    drafts. `show_sensitive` prints numbers and telephones in full, for the applicant's own copy.
    """
    form = form_of(entry.call)
    draft = entry.state in EDITABLE and not as_submitted
    answers = snapshot(form, draft_answers(entry)) if draft else submitted_answers(entry)
    printed = printing.printed_form(
        form,
        answers,
        title=_title(entry),
        number=entry.number,
        issued=clock.today(),
        opinions=printing.opinion_boxes(entry.call.definition.get("opinions", ()), _given(entry)),
        note=_("打印后签字盖章，扫描上传；本表与网上填报内容以右上角校验码对应。"),
        show_sensitive=show_sensitive,
    )
    return application_pdf(replace(printed, cover=_cover(entry)), press())


def _title(entry: Entry) -> str:
    pattern = str(entry.call.definition.get("documents", {}).get("application_form", {}).get("title", "{city}申报表"))
    return pattern.format(city=entry.call.organiser.short_name, year=entry.call.year)


def _given(entry: Entry) -> dict[str, dict[str, str]]:
    """Return what is on record for the boxes of the levels that have recommended."""
    given = {}
    for item in entry.recommendations.filter(withdrawn_at=None).select_related(
        "stage", "made_by__person", "organisation"
    ):
        block = _LEVEL_BLOCKS.get(item.stage.code, "")
        if block == "county" and item.organisation.level == "city_industry":
            block = "industry"
        given[block] = {
            "text": item.opinion,
            "signed_by": item.made_by.person.name,
            "day": date_format(localdate(item.made_at), "DATE_FORMAT"),
        }
    return given


def _cover(entry: Entry) -> tuple[Pair, ...]:
    day = date_format(localdate(entry.submitted_at or clock.now()), "DATE_FORMAT")
    subject = plan_of(entry.call).subject
    return (
        Pair(subject.name_label.zh, entry.name),
        Pair(_("申报单位"), entry.unit.host_unit),
        Pair(subject.leader_label.zh, entry.leader_name),
        Pair(_("推荐单位"), entry.area.name),
        Pair(_("申报日期"), day),
    )
