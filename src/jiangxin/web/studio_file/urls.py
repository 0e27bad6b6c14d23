"""Addresses of the pages of one studio, the same in both faces."""

from django.urls import URLPattern

from jiangxin.core.policy import PagePolicy
from jiangxin.core.routing import page
from jiangxin.web.studio_file.views import file, history, keeping

_PERIOD = "studios/<int:studio_id>/file/<slug:kind>/<int:period_id>/"


def studio_pages(policy: PagePolicy) -> list[URLPattern]:
    """Return the pages of one studio for a face; `policy` lets in the duties that work in it."""
    return [
        page("studios/<int:studio_id>/", file.file, policy=policy, name="studio-file"),
        page("studios/<int:studio_id>/history/", history.history, policy=policy, name="studio-history"),
        page("studios/<int:studio_id>/enter/<slug:act>/", keeping.enter, policy=policy, name="studio-enter"),
        page(f"{_PERIOD}end/", keeping.end, policy=policy, name="studio-end"),
        page(f"{_PERIOD}strike/", keeping.strike, policy=policy, name="studio-strike"),
        page(f"{_PERIOD}proof/", keeping.proof, policy=policy, name="studio-proof"),
    ]
