"""Reading what a form posted, and answering it."""

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from jiangxin.core.actor import Request
from jiangxin.core.files import Upload
from jiangxin.core.refusal import Problem, Refusal, Text

_MOST_DIGITS = 9
_NEVER = -1


def done(request: Request, address: str, words: Text) -> HttpResponse:
    """Lead on after an act, with a word on what was done."""
    messages.success(request, str(words))
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def whole(text: str | None) -> int | None:
    """Return a whole number from 0 that was posted; None for anything else."""
    stripped = (text or "").strip()
    fits = stripped.isascii() and stripped.isdigit() and len(stripped) <= _MOST_DIGITS
    return int(stripped) if fits else None


def expected(request: HttpRequest, name: str = "version") -> int:
    """Return the version a page spoke of; what is none never fits any version."""
    found = whole(request.POST.get(name))
    return _NEVER if found is None else found


def one_file(request: HttpRequest, name: str) -> Upload | None:
    """Return the file posted under a name."""
    found = request.FILES.get(name)
    return None if isinstance(found, list) else found


def copy_key(request: Request, what: str) -> str:
    """Return the name a browser keeps unsaved text of an article under: no two accounts share one."""
    return f"article:{request.actor.account_key}:{what}"


def renamed(refusal: Refusal, places: Mapping[str, str]) -> Refusal:
    """Return a refusal whose problems stand at the fields of this page: `places` maps a service's path to a field."""
    problems = [Problem(places.get(item.path, item.path), item.message, item.code) for item in refusal.problems]
    return Refusal(refusal.code, refusal.message, refusal.remedy, problems=problems, status=refusal.status)


def tell_form(form: Form, refusal: Refusal) -> None:
    """Write the problems of a refusal beside the fields of a bound form."""
    for problem in refusal.problems:
        if problem.path in form.fields:
            form.add_error(problem.path, str(problem.message))


def status_of(refusal: Refusal | None, form: Form | None = None) -> int:
    """Return the status a page is answered with: the refusal's own, or 422 where fields are wrong."""
    if refusal:
        return int(refusal.status)
    return int(HTTPStatus.UNPROCESSABLE_ENTITY if form is not None and form.errors else HTTPStatus.OK)
