"""Addresses of judging on the desk."""

from django.urls import URLPattern

from jiangxin.core.routing import page
from jiangxin.web.desk.duties import CITY, OFFICER
from jiangxin.web.desk.views import assignment, conflicts, experts, panels, redaction, visits

urlpatterns: list[URLPattern] = [
    page("panels/", panels.overview, policy=CITY, name="panels"),
    page("calls/<int:call_id>/panel/", panels.build, policy=OFFICER, name="build-panel"),
    page("panels/<int:panel_id>/", panels.panel, policy=CITY, name="panel"),
    page("panels/<int:panel_id>/settings/", panels.settings, policy=OFFICER, name="panel-settings"),
    page("panels/<int:panel_id>/members/", panels.members, policy=OFFICER, name="panel-members"),
    page("panels/<int:panel_id>/members/<int:member_id>/", panels.member, policy=CITY, name="panel-member"),
    page("panels/<int:panel_id>/invite/", panels.invite, policy=OFFICER, name="invite-members"),
    page("panels/<int:panel_id>/extend/", panels.extend, policy=OFFICER, name="extend-scoring"),
    page("panels/<int:panel_id>/close/", panels.close, policy=OFFICER, name="close-scoring"),
    page("panels/<int:panel_id>/scores/", panels.scores, policy=CITY, name="panel-scores"),
    page("panels/<int:panel_id>/scores/<int:entry_id>/", panels.entry_scores, policy=CITY, name="entry-scores"),
    page("panels/<int:panel_id>/conflicts/", conflicts.conflicts, policy=CITY, name="conflicts"),
    page("panels/<int:panel_id>/conflicts/new/", conflicts.new_conflict, policy=OFFICER, name="new-conflict"),
    page("conflicts/<int:conflict_id>/remove/", conflicts.remove, policy=OFFICER, name="remove-conflict"),
    page("panels/<int:panel_id>/copies/", redaction.copies, policy=CITY, name="redacted-copies"),
    page("panels/<int:panel_id>/copies/accept/", redaction.accept, policy=OFFICER, name="accept-copies"),
    page("copies/<int:copy_id>/", redaction.copy, policy=OFFICER, name="redacted-copy"),
    page("copies/<int:copy_id>/files/<int:file_id>/", redaction.file, policy=OFFICER, name="copy-file"),
    page("panels/<int:panel_id>/assignment/", assignment.assignment, policy=CITY, name="assignment"),
    page(
        "panels/<int:panel_id>/runs/<int:run_id>/publish/",
        assignment.publish,
        policy=OFFICER,
        name="publish-assignment",
    ),
    page("panels/<int:panel_id>/runs/<int:run_id>/undo/", assignment.undo, policy=OFFICER, name="undo-assignment"),
    page("assignments/<int:assignment_id>/reassign/", assignment.reassign, policy=OFFICER, name="reassign"),
    page("experts/", experts.experts, policy=CITY, name="experts"),
    page("experts/new/", experts.new_expert, policy=OFFICER, name="new-expert"),
    page("experts/<int:expert_id>/", experts.expert, policy=OFFICER, name="expert"),
    page("visits/", visits.visits, policy=CITY, name="visits"),
    page("entries/<int:entry_id>/visit/", visits.plan, policy=OFFICER, name="plan-visit"),
    page("visits/<int:visit_id>/", visits.visit, policy=CITY, name="visit"),
    page("visits/<int:visit_id>/edit/", visits.edit, policy=OFFICER, name="edit-visit"),
    page("visits/<int:visit_id>/photos/<int:photo_id>/", visits.photo, policy=CITY, name="visit-photo"),
]
