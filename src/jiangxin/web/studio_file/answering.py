"""Asking by a form and doing what it says: every page of a studio that changes something works this way."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from jiangxin.core.actor import Request
from jiangxin.core.refusal import Refusal, Text
from jiangxin.studios.models import Studio
from jiangxin.web.studio_file.frame import frame


def tell(form: Form, refusal: Refusal) -> None:
    """Write the problems of a refusal beside the fields of a bound form."""
    for problem in refusal.problems:
        if problem.path in form.fields:
            form.add_error(problem.path, str(problem.message))


def done(request: Request, address: str, words: Text) -> HttpResponse:
    """Lead on after an act, with a word on what was done."""
    messages.success(request, str(words))
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def ask(
    request: Request,
    studio: Studio,
    form: Form,
    *,
    deed: Callable[[dict[str, Any]], object],
    words: Text,
    page: Mapping[str, Any],
) -> HttpResponse:
    """Show a form, or do what it says and lead on to `page["back_url"]`; a refusal comes back beside its fields.

    Args:
        deed: given what the form holds, once it is valid; may raise a Refusal.
        words: told after it is done.
        page: title, act_label, back_url, current (the tab), and what else the template shows.
    """
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            deed(form.cleaned_data)
        except Refusal as caught:
            refusal = caught
            tell(form, caught)
        else:
            return done(request, str(page["back_url"]), words)
    context = {**frame(request, studio, str(page["current"])), **page, "form": form, "refusal": refusal}
    status = refusal.status if refusal else HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, str(page.get("template", "studios/form.html")), context, status=status)
