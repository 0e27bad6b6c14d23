"""Within how many working days each thing has to be done, and when it is escalated: the table in words."""

from django.http import HttpResponse
from django.shortcuts import render

from jiangxin.core.actor import Request
from jiangxin.orgs.asked import OVERDUE_BELOW, words_of
from jiangxin.orgs.policies import may_lay_down_term
from jiangxin.orgs.terms import shipped_terms, terms


def term_table(request: Request) -> HttpResponse:
    """Show the rows of today in words, by term."""
    rows = [(words_of(asked), term) for asked, term in terms().items() if asked and asked != OVERDUE_BELOW]
    context = {
        "rows": sorted(rows, key=lambda row: (row[1].days, str(row[0]))),
        "basis": shipped_terms()[""].basis,
        "may_change": may_lay_down_term(actor=request.actor),
    }
    return render(request, "account/terms.html", context)
