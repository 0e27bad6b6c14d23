"""Addresses of questions to leaders and of alliances at the desk."""

from django.urls import URLPattern

from jiangxin.core.routing import page
from jiangxin.web.desk.duties import FILE_READERS, OFFICER
from jiangxin.web.desk.views.studios import alliances, questions

urlpatterns: list[URLPattern] = [
    page("questions/", questions.questions, policy=FILE_READERS, name="questions"),
    page("alliances/", alliances.list_alliances, policy=FILE_READERS, name="alliances"),
    page("alliances/new/", alliances.new, policy=OFFICER, name="alliance-new"),
    page("alliances/<int:alliance_id>/", alliances.alliance, policy=FILE_READERS, name="alliance"),
    page("alliances/<int:alliance_id>/edit/", alliances.edit, policy=OFFICER, name="alliance-edit"),
    page(
        "alliances/<int:alliance_id>/members/<int:member_id>/leave/",
        alliances.leave,
        policy=OFFICER,
        name="alliance-leave",
    ),
    page(
        "alliances/<int:alliance_id>/projects/<int:project_id>/close/",
        alliances.close_project,
        policy=OFFICER,
        name="alliance-project",
    ),
    page(
        "alliances/<int:alliance_id>/agreements/<int:agreement_id>/",
        alliances.agreement,
        policy=FILE_READERS,
        name="alliance-file",
    ),
    page("alliances/<int:alliance_id>/<slug:act>/", alliances.act, policy=OFFICER, name="alliance-act"),
]
