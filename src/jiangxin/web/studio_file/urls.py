"""Addresses of the pages of one studio, the same in both faces."""

from django.urls import URLPattern

from jiangxin.core.policy import PagePolicy
from jiangxin.core.routing import page
from jiangxin.web.studio_file.views import file


def studio_pages(policy: PagePolicy) -> list[URLPattern]:
    """Return the pages of one studio for a face; `policy` lets in the duties that work in it."""
    return [
        page("studios/<int:studio_id>/", file.file, policy=policy, name="studio-file"),
    ]
