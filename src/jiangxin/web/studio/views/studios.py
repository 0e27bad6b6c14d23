"""The studios of a secretary's or leader's own unit."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from jiangxin.core.actor import Request
from jiangxin.studios.gate import files_for

SHOWN = 100
"""Studios listed; no unit hosts as many."""


def studios(request: Request) -> HttpResponse:
    """Show the unit's studios; where there is one only, lead to it."""
    found = list(files_for(request.actor).order_by("state", "-named_on", "-pk")[:SHOWN])
    if len(found) == 1:
        return redirect("studio:studio-file", found[0].pk)
    return render(request, "studio/studios.html", {"studios": found})
