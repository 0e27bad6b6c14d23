"""Addresses of this face."""

from django.urls import URLPattern

from jiangxin.core.routing import page
from jiangxin.web.desk import (
    urls_awards,
    urls_house,
    urls_library,
    urls_library_imports,
    urls_library_shape,
    urls_review,
    urls_studios,
)
from jiangxin.web.desk.duties import CASE_WORKERS, CITY, DESK, LEADER, OFFICER, PLANNERS, RECOMMENDERS
from jiangxin.web.desk.views import (
    batch,
    blueprint_parts,
    blueprint_preview,
    blueprints,
    call_settings,
    calls,
    entries,
    entry,
    entry_acts,
    entry_files,
    inbox,
    ranking_order,
)

app_name = "desk"

urlpatterns: list[URLPattern] = [
    page("", inbox.inbox, policy=DESK, name="inbox"),
    page("inbox/<int:errand_id>/", inbox.errand, policy=DESK, name="errand"),
    page("entries/", entries.entries, policy=CASE_WORKERS, name="entries"),
    page("entries/batch/<str:act>/", batch.batch, policy=CASE_WORKERS, name="batch"),
    page("entries/<int:entry_id>/", entry.entry, policy=CASE_WORKERS, name="entry"),
    page("entries/<int:entry_id>/recommend/", entry_acts.recommend, policy=RECOMMENDERS, name="recommend"),
    page("entries/<int:entry_id>/return/", entry_acts.send_back, policy=RECOMMENDERS, name="return"),
    page(
        "entries/<int:entry_id>/withdraw-recommendation/",
        entry_acts.take_back,
        policy=RECOMMENDERS,
        name="withdraw-recommendation",
    ),
    page("entries/<int:entry_id>/check/", entry_acts.check, policy=OFFICER, name="check"),
    page("entries/<int:entry_id>/supplement/", entry_acts.supplement, policy=OFFICER, name="supplement"),
    page("entries/<int:entry_id>/fail/", entry_acts.fail, policy=OFFICER, name="fail"),
    page("entries/<int:entry_id>/files/<int:file_id>/", entry_files.attachment, policy=CASE_WORKERS, name="entry-file"),
    page("entries/<int:entry_id>/papers/<int:stored_id>/", entry_files.paper, policy=CASE_WORKERS, name="entry-paper"),
    page(
        "entries/<int:entry_id>/versions/<int:number>/sealed/",
        entry_files.sealed_scan,
        policy=CASE_WORKERS,
        name="sealed-scan",
    ),
    page("entries/<int:entry_id>/print/", entry_files.printed, policy=PLANNERS, name="entry-print"),
    page("calls/", calls.calls, policy=CASE_WORKERS, name="calls"),
    page("calls/new/", calls.new, policy=OFFICER, name="call-new"),
    page("calls/<int:call_id>/", calls.call, policy=CASE_WORKERS, name="call"),
    page("calls/<int:call_id>/document/", calls.document, policy=CASE_WORKERS, name="call-document"),
    page("calls/<int:call_id>/describe/", call_settings.describe, policy=OFFICER, name="call-describe"),
    page("calls/<int:call_id>/windows/", call_settings.windows, policy=OFFICER, name="call-windows"),
    page("calls/<int:call_id>/quotas/", call_settings.quotas, policy=OFFICER, name="call-quotas"),
    page("calls/<int:call_id>/rules/", call_settings.rules, policy=OFFICER, name="call-rules"),
    page("calls/<int:call_id>/open/", call_settings.opening, policy=OFFICER, name="call-open"),
    page("calls/<int:call_id>/close/", call_settings.closing, policy=OFFICER, name="call-close"),
    page("calls/<int:call_id>/exception/", call_settings.exception, policy=LEADER, name="call-exception"),
    page("calls/<int:call_id>/reserve/", call_settings.reserve, policy=OFFICER, name="call-reserve"),
    page("blueprints/", blueprints.blueprints, policy=PLANNERS, name="blueprints"),
    page("blueprints/<int:blueprint_id>/", blueprints.blueprint, policy=PLANNERS, name="blueprint"),
    page("blueprints/<int:blueprint_id>/clone/", blueprints.clone, policy=OFFICER, name="blueprint-clone"),
    page("blueprints/<int:blueprint_id>/publish/", blueprints.publish, policy=OFFICER, name="blueprint-publish"),
    page("blueprints/<int:blueprint_id>/form/", blueprint_parts.form, policy=OFFICER, name="blueprint-form"),
    page(
        "blueprints/<int:blueprint_id>/form/<slug:section_code>/",
        blueprint_parts.section,
        policy=OFFICER,
        name="blueprint-section",
    ),
    page(
        "blueprints/<int:blueprint_id>/form/<slug:section_code>/<slug:field_code>/",
        blueprint_parts.field,
        policy=OFFICER,
        name="blueprint-field",
    ),
    page("blueprints/<int:blueprint_id>/rubrics/", blueprint_parts.rubrics, policy=OFFICER, name="blueprint-rubrics"),
    page(
        "blueprints/<int:blueprint_id>/rubrics/<slug:code>/",
        blueprint_parts.rubric,
        policy=OFFICER,
        name="blueprint-rubric",
    ),
    page("blueprints/<int:blueprint_id>/stages/", blueprint_parts.stages, policy=OFFICER, name="blueprint-stages"),
    page(
        "blueprints/<int:blueprint_id>/parts/<slug:code>/", blueprint_parts.part, policy=OFFICER, name="blueprint-part"
    ),
    page("blueprints/<int:blueprint_id>/expert/", blueprint_parts.expert, policy=OFFICER, name="blueprint-expert"),
    page("blueprints/<int:blueprint_id>/preview/", blueprint_preview.screen, policy=PLANNERS, name="blueprint-preview"),
    page("blueprints/<int:blueprint_id>/form.pdf", blueprint_preview.sheet, policy=PLANNERS, name="blueprint-sheet"),
    page(
        "blueprints/<int:blueprint_id>/sample/<slug:kind>.pdf",
        blueprint_preview.award_sample,
        policy=PLANNERS,
        name="blueprint-sample",
    ),
    page("recommendations/", ranking_order.overview, policy=RECOMMENDERS, name="recommendations"),
    page("recommendations/<int:stage_id>/", ranking_order.ordering, policy=RECOMMENDERS, name="ranking-order"),
    page("recommendations/<int:stage_id>/list.pdf", ranking_order.printed, policy=RECOMMENDERS, name="summary-list"),
    page("calls/<int:call_id>/summary.pdf", ranking_order.city_list, policy=CITY, name="call-summary"),
    *urls_house.urlpatterns,
    *urls_review.urlpatterns,
    *urls_awards.urlpatterns,
    *urls_library.urlpatterns,
    *urls_library_imports.urlpatterns,
    *urls_library_shape.urlpatterns,
    *urls_studios.urlpatterns,
]
