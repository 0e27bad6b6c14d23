"""Addresses of this face."""

from django.urls import URLPattern

from jiangxin.core.actor import Role
from jiangxin.core.policy import having
from jiangxin.core.routing import page
from jiangxin.web.expert.views import cases, home, seats, visits

app_name = "expert"

_EXPERT = having(Role.EXPERT)
_INSPECTOR = having(Role.INSPECTOR)

urlpatterns: list[URLPattern] = [
    page("", home.home, policy=_EXPERT, name="home"),
    page("seats/<int:member_id>/declaration/", seats.declaration, policy=_EXPERT, name="declaration"),
    page("cases/<int:assignment_id>/", cases.case, policy=_EXPERT, name="case"),
    page("cases/<int:assignment_id>/conflict/", cases.conflict, policy=_EXPERT, name="conflict"),
    page("cases/<int:assignment_id>/files/<int:file_id>/", cases.file, policy=_EXPERT, name="case-file"),
    page("visits/", visits.visits, policy=_INSPECTOR, name="visits"),
    page("visits/<int:visit_id>/", visits.visit, policy=_INSPECTOR, name="visit"),
    page("visits/<int:visit_id>/photos/", visits.photos, policy=_INSPECTOR, name="visit-photos"),
    page("visits/<int:visit_id>/photos/<int:photo_id>/", visits.photo, policy=_INSPECTOR, name="visit-photo"),
    page("visits/<int:visit_id>/sign/", visits.sign, policy=_INSPECTOR, name="sign-visit"),
]
