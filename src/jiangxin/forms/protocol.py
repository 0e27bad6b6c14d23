"""What browser and server say to each other while a form is filled in; `core/js/forms/autosave.js` is the other side.

The browser posts JSON `{"base": 7, "changes": {"studio.name": "…", "members": [{…}, …]}}`: the revision it started
from, and what has changed since. The server answers
200 `{"revision", "saved_at", "problems", "progress"}`, or 409 `{"revision", "saved_at", "saved_by"}` when somebody
else saved first and nothing was written, or 401 when the sign-in has ended, or a refusal as JSON.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from jiangxin.core.refusal import Problem, Refusal
from jiangxin.forms.answers.progress import Progress
from jiangxin.forms.answers.reading import malformed
from jiangxin.forms.definition import FormDefinition


@dataclass(frozen=True, slots=True)
class Autosave:
    """What the browser asks to be saved."""

    base: int
    changes: Mapping[str, Any]


def read_autosave(request: HttpRequest) -> Autosave:
    """Read the body of an autosave.

    Raises:
        Refusal: "answers_malformed", or "request_too_large" for a body beyond the house's limit.
    """
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise malformed() from error
    except (RequestDataTooBig, UnreadablePostError) as error:
        raise too_large() from error
    if not isinstance(data, dict) or not isinstance(data.get("changes"), dict) or type(data.get("base")) is not int:
        raise malformed()
    return Autosave(data["base"], data["changes"])


def read_posted(request: HttpRequest) -> QueryDict:
    """Return the posted form.

    Raises:
        Refusal: "request_too_large", or "answers_malformed" for a broken body.
    """
    try:
        return request.POST
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, UnreadablePostError) as error:
        raise too_large() from error
    except MultiPartParserError as error:
        raise malformed() from error


def posted_files(definition: FormDefinition, request: HttpRequest) -> list[tuple[str, "UploadedFile[Any]"]]:
    """Return the files posted with the form (or by upload.js: `path` and `file`), each with the path of its place."""
    named = request.POST.get("path", "")
    found: list[tuple[str, UploadedFile[Any]]] = []
    for name, uploads in request.FILES.lists():
        path = named if name == "file" and named else name
        field = definition.field(path)
        if field and field.is_file:
            found += [(path, upload) for upload in uploads if isinstance(upload, UploadedFile)]
    return found


def saved(
    *, revision: int, saved_at: datetime, problems: Sequence[Problem] = (), progress: Sequence[Progress] = ()
) -> JsonResponse:
    """Answer that the changes are saved."""
    return JsonResponse(
        {
            "revision": revision,
            "saved_at": localtime(saved_at).isoformat(),
            "problems": [{"path": item.path, "message": str(item.message)} for item in problems],
            "progress": [
                {"section": item.section, "filled": item.filled, "required": item.required, "complete": item.complete}
                for item in progress
            ],
        }
    )


def stale(*, revision: int, saved_at: datetime, saved_by: str) -> JsonResponse:
    """Answer that somebody saved first: nothing was written, and the browser asks what to keep."""
    answer = {"code": "stale_revision", "revision": revision, "saved_at": localtime(saved_at).isoformat()}
    return JsonResponse({**answer, "saved_by": saved_by}, status=HTTPStatus.CONFLICT)


def uploaded(*, path: str, reference: Mapping[str, Any], revision: int, saved_at: datetime) -> JsonResponse:
    """Answer that a file is stored at its place."""
    file = {key: reference[key] for key in ("id", "name", "size")}
    return JsonResponse({"path": path, "file": file, "revision": revision, "saved_at": localtime(saved_at).isoformat()})


def too_large() -> Refusal:
    """Return the refusal of a request beyond the limits of the house."""
    return Refusal(
        "request_too_large",
        _("这次提交的文字过多，超过系统上限，没有保存。"),
        _("请把长材料作为附件上传，栏目里只填写摘要；已填内容仍保存在本机。"),
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    )
