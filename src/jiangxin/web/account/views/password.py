"""Changing one's password."""

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
from jiangxin.people.models import Account
from jiangxin.people.services import change_password
from jiangxin.web.account.forms import PasswordForm


@never_cache
@sensitive_post_parameters()
def password(request: Request) -> HttpResponse:
    """Show the form; change the password and stay signed in here, while every other session ends."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = _change(request, form)
        except Refusal as refusal:
            for problem in refusal.problems:
                form.add_error(problem.path, str(problem.message))
        else:
            auth.update_session_auth_hash(request, account)
            messages.success(request, _("口令已修改，其他设备上的登录已失效。"))
            return HttpResponseRedirect(reverse("account:password"))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "account/password/change.html", {"form": form}, status=status)


def _change(request: Request, form: PasswordForm) -> Account:
    assert isinstance(request.user, Account), "the page's policy asks for it"
    return change_password(
        actor=request.actor, account=request.user, old=form.cleaned_data["old"], new=form.cleaned_data["new"]
    )
