"""In which duty somebody acts, and in which language they read."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import check_for_language

from jiangxin.core.actor import Request
from jiangxin.core.addresses import asked_next
from jiangxin.core.refusal import NotFound
from jiangxin.people.models import Account
from jiangxin.people.services import choose_language
from jiangxin.web.account.middleware import SESSION_KEY, duties_in

_YEAR = 365 * 86_400


def duty(request: Request) -> HttpResponse:
    """Act in another of one's duties from now on, and begin at its home: the page open now may not be for it."""
    if request.method == "POST":
        chosen = next((item for item in duties_in(request) if str(item.pk) == request.POST.get("duty")), None)
        if chosen is None:
            raise NotFound
        request.session[SESSION_KEY] = chosen.pk
    return HttpResponseRedirect(reverse("account:home"))


def language(request: Request) -> HttpResponse:
    """Read in another language, on this device and wherever the account signs in next."""
    response = HttpResponseRedirect(asked_next(request) or "/")
    code = request.POST.get("language", "")
    if request.method == "POST" and code in dict(settings.LANGUAGES) and check_for_language(code):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=_YEAR, samesite="Lax")
        if isinstance(request.user, Account) and request.user.language != code:
            choose_language(actor=request.actor, account=request.user, language=code)
    return response
