"""Applications on paper: the official form of an entry, as it stands or as it was submitted."""

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jiangxin.campaigns.enums import EDITABLE
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries.answers import draft_answers, latest_version, submitted_answers
from jiangxin.campaigns.queries.definitions import form_of
from jiangxin.core import clock
from jiangxin.core.press import press
from jiangxin.core.printing import application as paper
from jiangxin.forms import printing
from jiangxin.forms.answers import digest, snapshot

_LEVEL_BLOCKS = {"unit_recommend": "unit_union", "county_recommend": "county"}


def application_form(entry: Entry, *, show_sensitive: bool = False) -> bytes:
    """Return the application as the official A4 form (PDF).

    While it is being written the answers are those of the draft; afterwards those of the latest version, with the
    opinions given so far. `show_sensitive` prints numbers and telephones in full, for the applicant's own copy.
    """
    form = form_of(entry.call)
    draft = entry.state in EDITABLE
    answers = snapshot(form, draft_answers(entry)) if draft else submitted_answers(entry)
    version = latest_version(entry)
    mark = digest(answers) if draft or version is None else version.digest
    printed = printing.print_form(
        form,
        answers,
        title=_title(entry),
        opinions=printing.opinion_blocks(entry.call.definition.get("opinions", ()), _given(entry)),
        show_sensitive=show_sensitive,
    )
    return paper.application_pdf(_form(entry, printed, mark), press())


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
            "signed_on": date_format(localdate(item.made_at), "DATE_FORMAT"),
        }
    return given


def _form(entry: Entry, printed: printing.PrintedForm, mark: str) -> paper.PrintedForm:
    day = date_format(localdate(entry.submitted_at or clock.now()), "DATE_FORMAT")
    cover = (
        paper.Pair(_("工作室名称"), entry.name),
        paper.Pair(_("申报单位"), entry.unit.host_unit),
        paper.Pair(_("领衔人"), entry.leader_name),
        paper.Pair(_("推荐单位"), entry.area.name),
        paper.Pair(_("申报日期"), day),
    )
    return paper.PrintedForm(
        title=printed.title,
        number=entry.number,
        digest=mark,
        cover=cover,
        sections=tuple(_section(section) for section in printed.sections),
        opinions=tuple(
            paper.Opinion(item.label, item.text, item.signer, item.seal, item.signed_by, item.signed_on)
            for item in printed.opinions
        ),
        issued=clock.today(),
    )


def _section(section: printing.PrintedSection) -> paper.PrintedSection:
    table = section.table
    return paper.PrintedSection(
        title=section.heading,
        pairs=tuple(paper.Pair(pair.label, pair.value, pair.width) for line in section.lines for pair in line),
        grid=paper.Grid(table.columns, tuple(float(width) for width in table.widths), table.rows) if table else None,
        texts=tuple(paper.LongText(item.label, "\n".join(item.paragraphs)) for item in section.texts),
    )
