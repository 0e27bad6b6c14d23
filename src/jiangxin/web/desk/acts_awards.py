"""Answering an act posted from a case page: done, it leads back with a word; refused, the page says why."""

from http import HTTPStatus

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect

from jiangxin.core.actor import Request
from jiangxin.core.refusal import Problem, Refusal, Text


def done(request: Request, url: str, words: Text) -> HttpResponse:
    """Lead on after an act, with a word on what was done."""
    messages.success(request, str(words))
    return HttpResponseRedirect(url, status=HTTPStatus.SEE_OTHER)


def valid(form: Form) -> Form:
    """Return a form whose data can be read.

    Raises:
        Refusal: with the faults the form itself finds.
    """
    if form.is_valid():
        return form
    problems = [Problem(name, str(error), "invalid") for name, errors in form.errors.items() for error in errors]
    raise Refusal(
        "form_invalid",
        problems[0].message,
        problems=problems,
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )


def status_of(refusal: Refusal | None) -> int:
    """Return the status a page is answered with when it shows a refusal."""
    return int(refusal.status) if refusal else int(HTTPStatus.OK)
