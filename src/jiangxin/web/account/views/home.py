"""Where each person's work begins."""

from django.http import HttpResponse, HttpResponseRedirect

from jiangxin.core.actor import Request
from jiangxin.web.account.navigation import home_of


def home(request: Request) -> HttpResponse:
    """Lead to the face of the duty the actor acts in."""
    return HttpResponseRedirect(home_of(request.actor))
