"""Changing one's password, and choosing the first of one's own after signing in with a start password."""

from http import HTTPStatus

from django.contrib import auth, messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from jiangxin.core.actor import Request
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.queries import places_of_help
from jiangxin.people.models import Account
from jiangxin.people.services import change_password, choose_password
from jiangxin.web.account.forms import OwnPasswordForm, PasswordForm


@never_cache
@sensitive_post_parameters()
def password(request: Request) -> HttpResponse:
    """Show the form; change the password and stay signed in here, while every other session ends."""
    account = request.user
    assert isinstance(account, Account), "the page's policy asks for it"
    starting = account.start_password_until is not None
    form = (OwnPasswordForm if starting else PasswordForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = _change(request, account, form, starting=starting)
        except Refusal as refusal:
            for problem in refusal.problems:
                form.add_error(problem.path, str(problem.message))
        else:
            auth.update_session_auth_hash(request, changed)
            words = _("口令已设置，可以开始使用。") if starting else _("口令已修改，其他设备上的登录已失效。")
            messages.success(request, words)
            return HttpResponseRedirect(reverse("account:home" if starting else "account:password"))
    template = "account/password/choose.html" if starting else "account/password/change.html"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {"form": form}, status=status)


def _change(request: Request, account: Account, form: OwnPasswordForm, *, starting: bool) -> Account:
    new = form.cleaned_data["new"]
    if starting:
        return choose_password(actor=request.actor, account=account, new=new)
    return change_password(actor=request.actor, account=account, old=form.cleaned_data["old"], new=new)


def forgotten(request: Request) -> HttpResponse:
    """Say whom to ask. The page asks for no name: nobody learns from it who has an account."""
    return render(request, "account/password/forgotten.html", {"places": places_of_help()})
