"""What an expert comes to: declarations to sign and cases to score."""

from django.http import HttpResponse
from django.shortcuts import render

from jiangxin.core.actor import Request
from jiangxin.core.holidays import working_calendar
from jiangxin.orgs.escalation_words import told
from jiangxin.orgs.queries import brought_up
from jiangxin.review.enums import PanelState, SheetState
from jiangxin.review.models import Assignment
from jiangxin.review.queries import assignments_for, seats_for
from jiangxin.review.services.scoring import rubric_of


def home(request: Request) -> HttpResponse:
    """Show the seats that wait for a declaration and the cases with their states; as many queries for any number."""
    seats = list(seats_for(request.actor))
    cases = list(assignments_for(request.actor).prefetch_related("sheet__lines"))
    open_cases = [case for case in cases if case.run.panel.state == PanelState.SCORING]
    context = {
        "waiting_seats": [seat for seat in seats if seat.declared_at is None and _is_open(seat.panel.state)],
        "declared_seats": [seat for seat in seats if seat.declared_at is not None and _is_open(seat.panel.state)],
        "cases": [_row(case) for case in sorted(open_cases, key=lambda case: case.sheet.state == SheetState.LOCKED)],
        "past_cases": [_row(case) for case in cases if case.run.panel.state == PanelState.CLOSED],
        "locked": sum(case.sheet.state == SheetState.LOCKED for case in open_cases),
        "due_at": min((case.run.panel.due_at for case in open_cases if case.run.panel.due_at), default=None),
        "calendar": working_calendar(),
        "brought_up": told(brought_up(request.actor)),
    }
    return render(request, "expert/home/home.html", context)


def _is_open(state: str) -> bool:
    return state in {PanelState.DECLARING, PanelState.SCORING}


def _row(case: Assignment) -> dict[str, object]:
    sheet = case.sheet
    rubric = rubric_of(sheet)
    codes = {item.code for section in rubric.sections for item in section.items}
    given = sum(line.item in codes and line.points is not None for line in sheet.lines.all())
    return {"case": case, "sheet": sheet, "given": given, "wanted": len(codes), "field": case.entry.field}
