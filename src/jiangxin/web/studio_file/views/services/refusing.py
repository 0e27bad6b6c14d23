"""Telling a refusal beside the fields it is about."""

from http import HTTPStatus

from django import forms

from jiangxin.core.refusal import Refusal


def tell(form: forms.Form, refusal: Refusal, **renamed: str) -> HTTPStatus:
    """Put a refusal's problems on the form; `renamed` names fields the form calls otherwise. Returns the status."""
    for problem in refusal.problems:
        path = renamed.get(problem.path, problem.path)
        form.add_error(path if path in form.fields else None, str(problem.message))
    if not refusal.problems:
        form.add_error(None, refusal.words)
    return refusal.status
