"""Reminders by e-mail: where to and how often; confirming an address, and leaving without signing in."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from jiangxin.core.actor import Request
from jiangxin.core.mail import can_send
from jiangxin.core.refusal import Refusal
from jiangxin.people.enums import Frequency, LetterState
from jiangxin.people.models import Account, Letter, Mailbox
from jiangxin.people.services import choose_mailbox, confirm_mailbox, remove_mailbox, unsubscribe
from jiangxin.people.services.mailboxes import mailbox_to_confirm, mailbox_to_leave
from jiangxin.web.account.forms import MailForm

_NO_STORE = {"Referrer-Policy": "no-referrer"}


@never_cache
def mail(request: Request) -> HttpResponse:
    """Show where digests go and the form to change it."""
    account = _account(request)
    box = Mailbox.objects.filter(account=account).exclude(address="").first()
    shown = {"address": box.address, "frequency": box.frequency} if box else {"frequency": Frequency.DAILY}
    form, refusal = MailForm(request.POST if request.method == "POST" else None, initial=shown), None
    if request.method == "POST" and form.is_valid():
        try:
            chosen = choose_mailbox(actor=request.actor, account=account, **form.cleaned_data)
        except Refusal as caught:
            refusal = caught
            for problem in caught.problems:
                form.add_error(problem.path, str(problem.message))
        else:
            messages.success(request, _said(chosen))
            return HttpResponseRedirect(reverse("account:mail"))
    context = {"form": form, "refusal": refusal if refusal and not refusal.problems else None, **_standing(box)}
    status = refusal.status if refusal else HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "account/mail/mail.html", context, status=status)


def _said(box: Mailbox) -> str:
    if box.confirmed_at is not None:
        return _("已保存。")
    if not can_send():
        return _("已保存。本系统还没有设置发信服务器，设置后会发送确认邮件。")
    return _("已保存，确认邮件即将发出。请打开邮件里的链接确认邮箱。")


def _standing(box: Mailbox | None) -> dict[str, object]:
    letters = Letter.objects.filter(mailbox=box) if box else Letter.objects.none()
    return {
        "mailbox": box,
        "can_send": can_send(),
        "hour": settings.DIGEST_HOUR,
        "last": letters.exclude(state=LetterState.DROPPED).order_by("-day", "-pk").first(),
    }


@require_POST
def remove(request: Request) -> HttpResponse:
    """Forget the address."""
    box = Mailbox.objects.filter(account=_account(request)).select_related("account").first()
    if box is not None:
        remove_mailbox(actor=request.actor, mailbox=box)
        messages.success(request, _("邮箱已删除，不再发送邮件。"))
    return HttpResponseRedirect(reverse("account:mail"))


@never_cache
def confirm(request: Request, token: str) -> HttpResponse:
    """Ask once more, for programs open links in mails too; then confirm the address."""
    done = False
    if request.method == "POST":
        confirm_mailbox(actor=request.actor, token=token)
        done = True
    context = {"done": done, "known": done or mailbox_to_confirm(token) is not None}
    return _shown(render(request, "account/mail/confirm.html", context))


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed address is the leave to do so
@never_cache
def leave(request: Request, token: str) -> HttpResponse:
    """Ask once more, and send no more digests."""
    box = mailbox_to_leave(token)
    done = box is not None and request.method == "POST"
    if box is not None and request.method == "POST":
        unsubscribe(actor=request.actor, mailbox=box)
    return _shown(render(request, "account/mail/leave.html", {"done": done, "known": box is not None}))


def _shown(response: HttpResponse) -> HttpResponse:
    for name, value in _NO_STORE.items():
        response[name] = value
    return response


def _account(request: Request) -> Account:
    assert isinstance(request.user, Account), "the page's policy asks for it"
    return request.user
