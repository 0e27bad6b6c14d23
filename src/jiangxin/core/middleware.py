"""What happens to every request: a security policy, a request id, and refusals shown as plain pages."""

import uuid
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.shortcuts import render
from django.utils.translation import gettext as _

from jiangxin.core import journal
from jiangxin.core.held import send_again_page, typed_fields, typed_texts
from jiangxin.core.refusal import NotFound, Refusal

Next = Callable[[HttpRequest], HttpResponseBase]
_TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def content_security(get_response: Next) -> Next:
    """Send the content security policy with every answer, and give the request its id."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token = journal.request_id.set(str(uuid.uuid4()))
        try:
            response = get_response(request)
        finally:
            journal.request_id.reset(token)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        return response

    return middleware


class RefusalMiddleware:
    """Turns a refusal raised by a view into a page (or JSON) that says what, why and what now."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on; exceptions come to `process_exception`. A wrong method, too, is told in words."""
        response = self.get_response(request)
        return _method_refused(request, response) if isinstance(response, HttpResponseNotAllowed) else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer refusals and unknown addresses; leave real faults to the error page."""
        if isinstance(exception, Http404):
            exception = NotFound()
        if not isinstance(exception, Refusal):
            return None
        return show_refusal(request, exception, typed=typed_texts(request))


refusals = RefusalMiddleware


def show_refusal(request: HttpRequest, refusal: Refusal, *, typed: Sequence[str] = ()) -> HttpResponse:
    """Return the page, or for background requests the JSON, that tells `refusal`.

    `typed` are texts of the refused form, shown again so that nobody has to write them twice.
    """
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse(
            {
                "code": refusal.code,
                "message": str(refusal.message),
                "remedy": str(refusal.remedy),
                "problems": [{"path": p.path, "message": str(p.message)} for p in refusal.problems],
            },
            status=refusal.status,
        )
    return render(request, "core/refusal.html", {"refusal": refusal, "typed": typed}, status=refusal.status)


def _method_refused(request: HttpRequest, response: HttpResponseNotAllowed) -> HttpResponse:
    refusal = Refusal(
        "method_not_allowed",
        _("这个网址不能直接打开，没有办理任何事项。"),
        _("请从页面上的按钮或链接进入。"),
        status=HTTPStatus.METHOD_NOT_ALLOWED,
    )
    told = show_refusal(request, refusal)
    told.headers["Allow"] = response.headers["Allow"]
    return told


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that no page has."""
    del exception
    return show_refusal(request, NotFound())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that could not be read: far too large, or broken on its way."""
    if isinstance(exception, TooManyFilesSent):
        refusal = Refusal(
            "too_many_files",
            _("一次最多上传 %(most)s 个文件，这次选得更多，一个也没有收下。")
            % {"most": settings.DATA_UPLOAD_MAX_NUMBER_FILES},
            _("请返回上一页分几次选；开着浏览器脚本时会自动分次上传。"),
            status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )
    elif isinstance(exception, _TOO_LARGE):
        refusal = Refusal(
            "request_too_large",
            _("这次提交的内容过多，超过系统上限，没有保存。"),
            _("请返回上一页（已填内容仍在本机保存），把长材料作为附件上传，栏目里只填写摘要。"),
            status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )
    else:
        refusal = Refusal(
            "request_unreadable",
            _("这次提交的内容不完整或无法读取，没有生效。"),
            _("请返回上一页刷新后再试。"),
            status=HTTPStatus.BAD_REQUEST,
        )
    return show_refusal(request, refusal)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose protection token has expired, for instance because the sign-in did; what was typed stays."""
    del reason
    fields = typed_fields(request)
    if fields and request.headers.get("X-Requested-With") != "fetch":
        files = bool(request.FILES)
        return send_again_page(
            request, to=request.get_full_path(), fields=fields, files=files, status=HTTPStatus.FORBIDDEN
        )
    refusal = Refusal(
        "form_expired",
        _("页面停留太久，登录或安全凭据已更新，这次提交没有生效。"),
        _("请返回上一页（已填内容仍在本机保存），刷新并重新登录后再次提交。"),
        status=HTTPStatus.FORBIDDEN,
    )
    return show_refusal(request, refusal)


def server_fault(request: HttpRequest) -> HttpResponse:
    """Answer a fault of our own."""
    context: dict[str, Any] = {
        "refusal": Refusal(
            "server_fault",
            _("系统出了故障，这次操作没有生效。"),
            _("请稍后再试；如仍不行，请把出现的时间告诉系统管理员。"),
            status=HTTPStatus.INTERNAL_SERVER_ERROR,
        )
    }
    return render(request, "core/refusal.html", context, status=HTTPStatus.INTERNAL_SERVER_ERROR)
