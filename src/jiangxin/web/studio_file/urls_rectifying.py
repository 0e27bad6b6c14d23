"""Addresses of what a studio has to mend, the same in both faces."""

from django.urls import URLPattern

from jiangxin.core.policy import PagePolicy
from jiangxin.core.routing import View, page
from jiangxin.web.studio_file.views import rechecking, rectifying

_S = "studios/<int:studio_id>/"
_R = f"{_S}rectifications/<int:rectification_id>/"
_PAGES: tuple[tuple[str, View, str], ...] = (
    (f"{_S}rectifications/", rectifying.rectifications, "studio-rectifications"),
    (f"{_S}rectifications/new/", rectifying.new, "rectification-new"),
    (_R, rectifying.rectification, "studio-rectification"),
    (f"{_R}items/<int:item_id>/", rectifying.item, "rectification-item"),
    (f"{_R}files/<int:file_id>/", rectifying.file, "rectification-file"),
    (f"{_R}report/", rectifying.report, "rectification-report"),
    (f"{_R}check/", rechecking.check, "rectification-check"),
    (f"{_R}return/", rechecking.send_back, "rectification-return"),
    (f"{_R}decide/", rechecking.decide, "rectification-decide"),
    (f"{_R}extend/", rechecking.extend, "rectification-extend"),
    (f"{_R}withdraw/", rechecking.withdraw, "rectification-withdraw"),
    (f"{_S}restore/", rechecking.restore, "studio-restore"),
    ("rectifications/<int:rectification_id>/", rectifying.lead, "rectification"),
)


def rectification_pages(policy: PagePolicy) -> list[URLPattern]:
    """Return these pages for a face; `policy` lets in the duties that work in it."""
    return [page(route, view, policy=policy, name=name) for route, view, name in _PAGES]
