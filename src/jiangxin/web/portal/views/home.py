"""The front page, help, and what search engines ask for."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jiangxin.awards.models import Notice
from jiangxin.awards.queries import notices_for
from jiangxin.campaigns.enums import CallState
from jiangxin.campaigns.models import Call
from jiangxin.campaigns.queries import calls_for
from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, Request
from jiangxin.core.ui.paging import COUNT_CAP, capped_count
from jiangxin.library.queries.front import front_shown
from jiangxin.studios.queries import studios_for
from jiangxin.web.portal.views.calls import takes_applications

_SHOWN = 5
_NEWEST = 6


def open_calls() -> QuerySet[Call]:
    """Return the calls anyone may see that are still open, newest first."""
    return calls_for(PUBLIC).filter(state=CallState.OPEN)


def current_notices() -> QuerySet[Notice]:
    """Return the notices whose days are running."""
    return notices_for(PUBLIC).filter(closes_on__gte=clock.today())


def home(request: Request) -> HttpResponse:
    """Show what is open, what is on notice, who was named lately; each figure opens its list."""
    studios = studios_for(PUBLIC)
    newest = list(studios.order_by("-named_on", "-id")[:_NEWEST])
    running = list(open_calls().prefetch_related("stages"))
    shown = running[:_SHOWN]
    total = capped_count(studios)
    year = newest[0].year if newest else clock.today().year
    context = {
        "calls": shown,
        "accepting": sum(takes_applications(call) for call in running),
        "notices": current_notices()[:_SHOWN],
        "studios": newest,
        "year": year,
        "year_url": f"{reverse('portal:studios')}?year={year}",
        "total": f"{COUNT_CAP}+" if total > COUNT_CAP else total,
        "front": front_shown(),
        "of_year": capped_count(studios.filter(year=year)),
    }
    return render(request, "portal/home/home.html", context)


def about(request: Request) -> HttpResponse:
    """Tell what this is and how to use it."""
    return render(request, "portal/help/help.html", {})


def robots(request: Request) -> HttpResponse:
    """Keep search engines to what is meant for everybody."""
    lines = ["User-agent: *", "Disallow: /account/", "Disallow: /desk/", "Disallow: /expert/", "Disallow: /studio/"]
    lines += ["Disallow: /verify/", "Disallow: /favourites/", "Disallow: /articles/suggest/"]
    lines += ["Disallow: /bookings/", "Disallow: /satisfaction/", "Disallow: /questions/"]
    maps = [request.build_absolute_uri(reverse(f"portal:{name}")) for name in ("sitemap", "article-maps")]
    lines += [f"Sitemap: {address}" for address in maps]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sitemap(request: Request) -> HttpResponse:
    """List the lists, the newest notices and the newest studios."""
    names = ("home", "articles", "calls", "notices", "studios", "services", "exchange", "alliances", "verify", "help")
    paths = [reverse(f"portal:{name}") for name in names]
    paths += [reverse("portal:call", args=[pk]) for pk in calls_for(PUBLIC).values_list("pk", flat=True)[:100]]
    paths += [reverse("portal:notice", args=[pk]) for pk in notices_for(PUBLIC).values_list("pk", flat=True)[:100]]
    newest = studios_for(PUBLIC).order_by("-named_on", "-id").values_list("pk", flat=True)[:1000]
    paths += [reverse("portal:studio", args=[pk]) for pk in newest]
    addresses = [request.build_absolute_uri(path) for path in paths]
    return render(request, "portal/home/sitemap.xml", {"addresses": addresses}, content_type="application/xml")
