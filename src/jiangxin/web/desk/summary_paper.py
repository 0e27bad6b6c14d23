"""The official summary list (汇总表) of recommendations, laid out by the blueprint's own columns (domain 4.2)."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.campaigns.models import Call, EntryVersion, Recommendation
from jiangxin.campaigns.queries import form_of
from jiangxin.core import clock
from jiangxin.core.press import press
from jiangxin.core.printing.official import Column
from jiangxin.core.printing.summary_list import SummaryList, summary_list_pdf
from jiangxin.forms.answers import Answers, rows_of
from jiangxin.forms.definition import FormDefinition
from jiangxin.forms.sensitive import reveal
from jiangxin.forms.wording import words_of
from jiangxin.web.desk.blueprint_reading import words_in

_A3_FROM = 9
RANK = "rank"


def summary_pdf(call: Call, recommendations: Sequence[Recommendation], *, filled_by: str) -> bytes:
    """Return the list of these recommendations, in their order, as PDF.

    Telephone numbers are printed in full: the list is handed in on paper to the organiser, who has to call.
    """
    table = call.definition.get("documents", {}).get("summary_list", {})
    columns = list(table.get("columns", ()))
    texts = [tuple(_row(call, columns, item, answers)) for item, answers in _with_answers(call, recommendations)]
    pattern = str(table.get("title") or call.title)
    summary = SummaryList(
        title=pattern.format(city=call.organiser.short_name, year=call.year),
        columns=tuple(Column(words_in(row, "label")) for row in columns),
        rows=tuple(texts),
        issued=clock.today(),
        facts=((_("填报单位"), filled_by),),
        number=f"{call.pk}-{call.year}",
        digest=hashlib.sha256(repr(texts).encode()).hexdigest(),
        paper="a3" if len(columns) >= _A3_FROM else "a4",
        numbered=False,
    )
    return summary_list_pdf(summary, press())


def _with_answers(call: Call, recommendations: Iterable[Recommendation]) -> list[tuple[Recommendation, Answers]]:
    """Return each recommendation with the latest version's answers; two queries whatever the number."""
    items = list(recommendations)
    versions = EntryVersion.objects.filter(entry__in=[item.entry_id for item in items]).order_by("entry_id", "number")
    latest = {version.entry_id: version for version in versions}
    form = form_of(call)
    return [(item, reveal(form, latest[item.entry_id].data) if item.entry_id in latest else {}) for item in items]


def _row(call: Call, columns: Iterable[dict[str, Any]], item: Recommendation, answers: Answers) -> Iterable[str]:
    form = form_of(call)
    for column in columns:
        path = str(column.get("field", ""))
        yield str(item.rank or "") if path == RANK else _cell(form, answers, path)


def _cell(form: FormDefinition, answers: Answers, path: str) -> str:
    section, field = form.section(path.split(".", maxsplit=1)[0]), form.field(path)
    if section is None or field is None:
        return ""
    told = (words_of(field, row.get(field.code)) for row in rows_of(section, answers))
    return next((text for text in told if text), "")
