"""Addresses of assessments on the desk."""

from django.urls import URLPattern

from jiangxin.core.actor import Role
from jiangxin.core.policy import having
from jiangxin.core.routing import page
from jiangxin.web.desk.duties import CASE_WORKERS, LEADER, OFFICER
from jiangxin.web.desk.views import assessment_inviting, assessments, blueprint_grading, grades

_FINDERS = having(Role.REVIEWER_FIRST, Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)
_CALL = "calls/<int:call_id>/assessment/"
_ONE = f"{_CALL}<int:entry_id>/"

urlpatterns: list[URLPattern] = [
    page(_CALL, assessments.assessment, policy=CASE_WORKERS, name="assessment"),
    page(f"{_CALL}invite/", assessment_inviting.invite, policy=OFFICER, name="assessment-invite"),
    page(f"{_CALL}overdue/", assessments.expire, policy=OFFICER, name="assessment-expire"),
    page(_ONE, assessments.assessed, policy=CASE_WORKERS, name="assessed"),
    page(f"{_ONE}veto/", assessments.enter_veto, policy=_FINDERS, name="find-veto"),
    page(f"{_ONE}veto/<int:finding_id>/lift/", assessments.lift, policy=LEADER, name="lift-veto"),
    page("blueprints/<int:blueprint_id>/grading/", blueprint_grading.grading, policy=OFFICER, name="blueprint-grading"),
    page("rankings/<int:ranking_id>/grades/", grades.draft, policy=OFFICER, name="new-grades"),
    page("rankings/meetings/<int:meeting_id>/grades/", grades.edit, policy=OFFICER, name="edit-grades"),
    page("rankings/grades/<int:line_id>/amend/", grades.amend, policy=LEADER, name="amend-grade"),
    page("notices/<int:notice_id>/result/", grades.settle, policy=LEADER, name="settle-assessment"),
]
