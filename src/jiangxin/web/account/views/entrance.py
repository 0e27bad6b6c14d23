"""Signing in and out. The page's own dialog signs in again in the background, so that nothing typed is lost."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import auth
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from jiangxin.core.actor import Request
from jiangxin.core.addresses import asked_next
from jiangxin.core.held import send_again_page, unseal
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.throttle import origin
from jiangxin.people.models import Account
from jiangxin.people.services import sign_in as sign_in_service
from jiangxin.people.services import sign_out as sign_out_service
from jiangxin.web.account.forms import SignInForm
from jiangxin.web.account.middleware import SESSION_KEY

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: Request) -> HttpResponse:
    """Show the form; with the right name and password, begin a session and go where the person wanted to go."""
    in_background = request.headers.get("X-Requested-With") == "fetch"
    if request.method != "POST":
        if request.actor.is_signed_in:
            return HttpResponseRedirect(_onward(request))
        return _form(request, SignInForm())
    form = SignInForm(request.POST)
    try:
        account = _account(request, form)
    except Refusal as refusal:
        if in_background:
            raise
        return _form(request, form, refusal)
    _begin(request, account)
    if in_background:
        return JsonResponse(
            {"csrf_token": get_token(request), "username": account.username, "name": account.person.name}
        )
    held = unseal(request.POST.get("held", ""))
    onward = send_again_page(request, **held, status=HTTPStatus.OK) if held else HttpResponseRedirect(_onward(request))
    return _with_language(request, onward, account)


def sign_out(request: Request) -> HttpResponse:
    """End the session; a page opened by mistake with GET only leads on."""
    if request.method == "POST" and isinstance(request.user, Account):
        sign_out_service(actor=request.actor, account=request.user)
        auth.logout(request)
    return HttpResponseRedirect("/")


def _account(request: Request, form: SignInForm) -> Account:
    if not form.is_valid():
        problems = [Problem(name, str(errors[0])) for name, errors in form.errors.items()]
        raise Refusal("form_incomplete", problems[0].message, problems=problems, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return sign_in_service(
        username=form.cleaned_data["username"],
        password=form.cleaned_data["password"],
        origin=origin(request),
    )


def _begin(request: Request, account: Account) -> None:
    """Open the session; the duty the page was in is kept, so that a page left open goes on where it was."""
    auth.login(request, account, backend=_BACKEND)
    if (duty := request.POST.get("duty", "")).isdecimal():
        request.session[SESSION_KEY] = int(duty)  # the middleware takes it only while it is the account's own


def _onward(request: Request) -> str:
    return asked_next(request) or reverse("account:home")


def _with_language(request: Request, response: HttpResponse, account: Account) -> HttpResponse:
    """Bring the account's language to a device that has none chosen."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, account.language, max_age=365 * 86_400, samesite="Lax")
    return response


def _form(request: Request, form: SignInForm, refusal: Refusal | None = None) -> HttpResponse:
    shown = refusal if refusal and refusal.code != "form_incomplete" else None  # else the form's own faults are listed
    context = {"form": form, "refusal": shown, "next": asked_next(request), "held": request.POST.get("held", "")}
    status = refusal.status if refusal else HTTPStatus.OK
    return render(request, "account/entrance/sign_in.html", context, status=status)
