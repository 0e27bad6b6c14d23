"""Addresses of decisions and awards on the desk."""

from django.urls import URLPattern

from jiangxin.core.actor import Role
from jiangxin.core.policy import having
from jiangxin.core.routing import page
from jiangxin.web.desk.views import (
    award_reviews,
    meetings,
    naming,
    notices,
    objections,
    plaques,
    ranking_annex,
    rankings,
    reliability,
)

_OFFICER = having(Role.OFFICER_CITY)
_LEADER = having(Role.LEADER_CITY)
_HOUSE = having(Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)
_REVIEWERS = having(Role.REVIEWER_FIRST, Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)
_RECORDERS = having(Role.REVIEWER_FIRST, Role.OFFICER_CITY)
_HANDLER = having(Role.OFFICER_CITY, Role.DISCIPLINE)

urlpatterns: list[URLPattern] = [
    page("rankings/", rankings.overview, policy=_HOUSE, name="rankings"),
    page("calls/<int:call_id>/ranking/", rankings.compute, policy=_OFFICER, name="compute-ranking"),
    page("rankings/<int:ranking_id>/", rankings.ranking, policy=_HOUSE, name="ranking"),
    page("rankings/<int:ranking_id>/rows/<int:row_id>/", rankings.row, policy=_HOUSE, name="ranking-row"),
    page("rankings/<int:ranking_id>/line/", rankings.line, policy=_HOUSE, name="line"),
    page("rankings/<int:ranking_id>/reliability/", reliability.reliability, policy=_HOUSE, name="reliability"),
    page("rankings/<int:ranking_id>/annex.pdf", ranking_annex.page, policy=_HOUSE, name="annex-page"),
    page("rankings/<int:ranking_id>/annex.xlsx", ranking_annex.book, policy=_HOUSE, name="annex-book"),
    page("rankings/<int:ranking_id>/meeting/", meetings.draft, policy=_OFFICER, name="new-meeting"),
    page("rankings/meetings/<int:meeting_id>/", meetings.meeting, policy=_HOUSE, name="meeting"),
    page("rankings/meetings/<int:meeting_id>/edit/", meetings.edit, policy=_OFFICER, name="edit-meeting"),
    page("rankings/meetings/<int:meeting_id>/prepare/", meetings.prepare, policy=_OFFICER, name="prepare-meeting"),
    page("rankings/meetings/<int:meeting_id>/conclude/", meetings.conclude, policy=_LEADER, name="conclude-meeting"),
    page("rankings/meetings/<int:meeting_id>/send-back/", meetings.send_back, policy=_LEADER, name="send-back-meeting"),
    page("rankings/meetings/<int:meeting_id>/file/", meetings.minutes_file, policy=_HOUSE, name="meeting-file"),
    page("rankings/meetings/<int:meeting_id>/notice/", notices.draft, policy=_OFFICER, name="draft-notice"),
    page("notices/", notices.overview, policy=_HOUSE, name="notices"),
    page("notices/<int:notice_id>/", notices.notice, policy=_HOUSE, name="notice"),
    page("notices/<int:notice_id>/edit/", notices.edit, policy=_OFFICER, name="edit-notice"),
    page("notices/<int:notice_id>/publish/", notices.publish, policy=_OFFICER, name="publish-notice"),
    page("notices/<int:notice_id>/extend/", notices.extend, policy=_OFFICER, name="extend-notice"),
    page("notices/<int:notice_id>/close/", notices.close, policy=_OFFICER, name="close-notice"),
    page("notices/objections/", objections.overview, policy=_HOUSE, name="objections"),
    page("notices/objections/<int:objection_id>/", objections.objection, policy=_HOUSE, name="objection"),
    page("notices/objections/<int:objection_id>/assign/", objections.assign, policy=_HOUSE, name="assign-objection"),
    page("notices/objections/<int:objection_id>/finding/", objections.finding, policy=_HANDLER, name="record-finding"),
    page("notices/objections/<int:objection_id>/decide/", objections.decide, policy=_HANDLER, name="decide-objection"),
    page("notices/objections/<int:objection_id>/strike/", objections.strike, policy=_OFFICER, name="strike-objection"),
    page(
        "notices/objections/<int:objection_id>/files/<int:file_id>/",
        objections.paper,
        policy=_HOUSE,
        name="objection-file",
    ),
    page("naming/", naming.overview, policy=_HOUSE, name="naming"),
    page("notices/<int:notice_id>/naming/", naming.draft, policy=_OFFICER, name="new-document"),
    page("naming/<int:document_id>/", naming.document, policy=_HOUSE, name="document"),
    page("naming/<int:document_id>/edit/", naming.edit, policy=_OFFICER, name="edit-document"),
    page("naming/<int:document_id>/preview.pdf", naming.preview, policy=_HOUSE, name="document-preview"),
    page("naming/<int:document_id>/paper/<str:form>/", naming.paper, policy=_HOUSE, name="document-paper"),
    page("naming/<int:document_id>/issue/", naming.issue, policy=_OFFICER, name="issue-document"),
    page("naming/<int:document_id>/print/", naming.print_run, policy=_OFFICER, name="ask-print-run"),
    page("naming/print-runs/<int:job_id>/", naming.run, policy=_OFFICER, name="print-run"),
    page("naming/print-runs/<int:job_id>/status/", naming.run_status, policy=_OFFICER, name="print-run-status"),
    page("naming/print-runs/<int:job_id>/cancel/", naming.run_cancel, policy=_OFFICER, name="print-run-cancel"),
    page("naming/print-runs/<int:job_id>/result/", naming.run_result, policy=_OFFICER, name="print-run-result"),
    page("reviews/", award_reviews.overview, policy=_REVIEWERS, name="award-reviews"),
    page("reviews/confirm/", award_reviews.confirm, policy=_OFFICER, name="confirm-reviews"),
    page("reviews/<int:award_id>/", award_reviews.case, policy=_REVIEWERS, name="award-review"),
    page("reviews/<int:award_id>/record/", award_reviews.record, policy=_RECORDERS, name="record-review"),
    page(
        "reviews/<int:award_id>/evidence/<int:review_id>/",
        award_reviews.evidence,
        policy=_REVIEWERS,
        name="review-evidence",
    ),
    page("naming/plaques/", plaques.overview, policy=_HOUSE, name="plaques"),
    page("naming/plaques/record/", plaques.record_many, policy=_OFFICER, name="record-plaques"),
    page("naming/plaques/<int:certificate_id>/", plaques.certificate, policy=_HOUSE, name="plaque"),
    page("naming/plaques/<int:certificate_id>/record/", plaques.record, policy=_OFFICER, name="record-plaque"),
    page("naming/plaques/<int:certificate_id>/paper.pdf", plaques.paper, policy=_HOUSE, name="certificate-paper"),
    page("naming/plaques/<int:certificate_id>/replace/", plaques.replace, policy=_OFFICER, name="replace-certificate"),
    page(
        "naming/plaques/<int:certificate_id>/proof/<int:event_id>/", plaques.proof, policy=_HOUSE, name="plaque-proof"
    ),
    page("naming/awards/<int:award_id>/withdraw/", plaques.withdraw, policy=_LEADER, name="withdraw-award"),
]
