"""Calls: dates in the Chinese working calendar, quotas, opening, closing; every refusal changes nothing."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from jiangxin.campaigns.enums import CallState, EntryState
from jiangxin.campaigns.models import LateException, Quota
from jiangxin.campaigns.queries import calls_for, get_call_for
from jiangxin.campaigns.services import (
    QuotaLine,
    Window,
    attach_rule_document,
    clone_blueprint,
    close_call,
    describe_call,
    give_late_exception,
    grant_reserve,
    make_call,
    open_call,
    set_quotas,
    set_windows,
)
from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, Role
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.orgs.models import Errand
from tests.campaigns.scene import DECLARING, START, complete, journal_of, later, make_draft, moments_of, pdf, person_at
from tests.laying import laid


@laid
def officer(federation, clock_at):
    clock_at(START)
    return person_at(Role.OFFICER_CITY, federation.city)


def refused(deed):
    with pytest.raises(Refusal) as caught:
        deed()
    return caught.value


def test_a_new_call_takes_its_dates_from_the_working_calendar(federation, officer):
    call = make_draft(officer, federation.city)
    closes = {code: f"{localtime(window[1]):%m-%d %H:%M}" for code, window in moments_of(call).items()}

    # Declaring 30 days, each recommendation 10, the first of which would end on a Saturday; ten working days from
    # 23 April skip the May holiday 1–5 May 2026, and count 9 May, a Saturday worked instead (国办发明电〔2025〕7号).
    assert closes["declare"] == "04-01 18:00"
    assert closes["unit_recommend"] == "04-13 18:00"
    assert closes["county_recommend"] == "04-23 18:00"
    assert closes["formal_check"] == "05-11 18:00"


def test_a_call_keeps_the_content_of_its_blueprint(federation, officer):
    call = make_draft(officer, federation.city)

    assert call.definition == call.blueprint.definition
    assert call.definition_digest == call.blueprint.digest
    assert journal_of(call) == ["campaigns.make_call"]


def test_a_draft_blueprint_makes_no_call(federation, officer):
    blueprint = clone_blueprint(actor=officer, blueprint=make_draft(officer, federation.city).blueprint, title="草稿")

    assert refused(lambda: make_draft(officer, federation.city, blueprint=blueprint)).code == "blueprint_not_published"


def test_a_title_stands_once_a_year(federation, officer):
    call = make_draft(officer, federation.city, title="同名")

    refusal = refused(lambda: make_draft(officer, federation.city, title="同名"))

    assert refusal.code == "title_taken"
    assert [problem.path for problem in refusal.problems] == ["title"]
    other = make_draft(officer, federation.city, title="不同名")
    facts = {"title": call.title}
    taken = refused(lambda: describe_call(actor=officer, call=other, facts=facts, expected_revision=other.revision))
    assert taken.code == "call_invalid"
    assert [problem.path for problem in taken.problems] == ["title"]


@pytest.mark.parametrize("role", [Role.LEADER_CITY, Role.DISCIPLINE, Role.REVIEWER_FIRST])
def test_only_the_organisers_officers_make_and_run_calls(federation, officer, role):
    other = person_at(role, federation.city)
    call = make_draft(officer, federation.city)

    assert refused(lambda: make_draft(other, federation.city)).code == "wrong_duty"
    for service in (open_call, close_call):
        assert (
            refused(lambda service=service: service(actor=other, call=call, expected_revision=1)).code == "wrong_duty"
        )


def test_a_call_opens_when_nothing_is_missing(federation, officer):
    call = make_draft(officer, federation.city)
    refusal = refused(lambda: open_call(actor=officer, call=call, expected_revision=call.revision))

    assert refusal.code == "call_incomplete"
    assert [problem.path for problem in refusal.problems] == ["rule_document", "announcement", "contact", "quotas"]
    call.refresh_from_db()
    assert call.state == CallState.DRAFT
    call = complete(officer, call, [federation.county])
    call = open_call(actor=officer, call=call, expected_revision=call.revision)
    assert call.state == CallState.OPEN
    assert (
        refused(lambda: open_call(actor=officer, call=call, expected_revision=call.revision)).code
        == "call_already_open"
    )
    assert journal_of(call, refused=True) == ["campaigns.open_call", "campaigns.open_call"]


def test_a_call_whose_declaring_is_over_does_not_open(federation, officer, clock_at):
    call = complete(officer, make_draft(officer, federation.city), [federation.county])
    clock_at("2026-04-02 09:00")

    refusal = refused(lambda: open_call(actor=officer, call=call, expected_revision=call.revision))

    assert [problem.path for problem in refusal.problems] == ["declare"]


def test_a_stale_page_changes_nothing(federation, officer):
    call = make_draft(officer, federation.city)
    describe_call(actor=officer, call=call, facts={"seats": 7}, expected_revision=1)

    refusal = refused(lambda: describe_call(actor=officer, call=call, facts={"seats": 9}, expected_revision=1))

    call.refresh_from_db()
    assert (refusal.code, call.seats) == ("stale_page", 7)


@pytest.mark.parametrize("number", ["", "35", "云工发2026 35", "〔2026〕35号"])
def test_a_document_number_keeps_to_its_form(federation, officer, number):
    call = make_draft(officer, federation.city)
    refusal = refused(
        lambda: attach_rule_document(actor=officer, call=call, number=number, upload=pdf(), expected_revision=1)
    )

    assert refusal.code == "document_number"
    call.refresh_from_db()
    assert call.rule_document is None


def test_windows_stay_in_order(federation, officer):
    call = make_draft(officer, federation.city)
    windows = {code: Window(*window) for code, window in moments_of(call).items()}
    opens, closes = windows["declare"]
    cases = {
        "declare": Window(closes, opens),
        "formal_check": Window(opens, later(opens, days=1)),
    }
    for code, window in cases.items():
        refusal = refused(
            lambda code=code, window=window: set_windows(
                actor=officer, call=call, windows={code: window}, expected_revision=1
            )
        )
        assert refusal.code == "dates_out_of_order"
        assert code in {problem.path for problem in refusal.problems}
    assert moments_of(call) == windows


def test_an_open_call_is_lengthened_and_never_cut_short(scene):
    opens, closes = moments_of(scene.call)["declare"]
    shorter = {"declare": Window(opens, later(closes, days=-1))}

    refusal = refused(
        lambda: set_windows(
            actor=scene.officer, call=scene.call, windows=shorter, expected_revision=scene.call.revision
        )
    )

    assert [problem.code for problem in refusal.problems] == ["window_shortened"]
    longer = {"declare": Window(opens, later(closes, days=2))}
    set_windows(actor=scene.officer, call=scene.call, windows=longer, expected_revision=scene.call.revision)
    assert moments_of(scene.call)["declare"] == (opens, later(closes, days=2))


def test_a_stage_that_runs_is_not_begun_later(scene):
    opens, closes = moments_of(scene.call)["declare"]
    window = {"declare": Window(later(opens, days=1), closes)}

    refusal = refused(
        lambda: set_windows(actor=scene.officer, call=scene.call, windows=window, expected_revision=scene.call.revision)
    )

    assert [(problem.path, problem.code) for problem in refusal.problems] == [("declare", "window_shortened")]


def test_what_the_clock_has_closed_no_officer_opens_again(scene, clock_at):
    windows = moments_of(scene.call)
    opens, closes = windows["declare"]
    clock_at(later(closes, seconds=1))
    longer = {code: Window(*window) for code, window in windows.items()} | {
        "declare": Window(opens, later(closes, days=2))
    }

    refusal = refused(
        lambda: set_windows(actor=scene.officer, call=scene.call, windows=longer, expected_revision=scene.call.revision)
    )

    assert [(problem.path, problem.code) for problem in refusal.problems] == [("declare", "window_over")]
    assert moments_of(scene.call) == windows


def test_what_waits_is_due_when_its_own_stage_closes(scene):
    windows = moments_of(scene.call)
    submitted = scene.entry()
    recommended = scene.entry(EntryState.RECOMMENDED_UNIT)
    due = dict(Errand.objects.values_list("subject_id", "due_at"))

    assert due == {submitted.pk: windows["unit_recommend"][1], recommended.pk: windows["county_recommend"][1]}


def test_a_longer_window_moves_what_waits(scene):
    entry = scene.entry(EntryState.RECOMMENDED_UNIT)
    opens, closes = moments_of(scene.call)["county_recommend"]

    set_windows(
        actor=scene.officer,
        call=scene.call,
        windows={"county_recommend": Window(opens, later(closes, days=3))},
        expected_revision=scene.call.revision,
    )

    assert Errand.objects.get(subject_id=entry.pk).due_at == later(closes, days=3)


def test_a_quota_never_falls_below_what_it_has_given(scene, clock_at):
    clock_at(DECLARING)
    county = scene.county()
    scene.recommend(county, scene.entry(EntryState.RECOMMENDED_UNIT))
    lines = [QuotaLine(scene.federation.county, 0)]

    refusal = refused(
        lambda: set_quotas(actor=scene.officer, call=scene.call, lines=lines, expected_revision=scene.call.revision)
    )

    assert refusal.code == "quota_below_use"
    assert Quota.objects.get(call=scene.call, organisation=scene.federation.county).hard_limit == 2


def test_seats_come_from_the_reserve_while_it_lasts(scene):
    county = scene.federation.county
    facts = {"actor": scene.officer, "call": scene.call, "organisation": county, "seats": 1, "reason": "企业集中"}
    revision = scene.call.revision
    moved = grant_reserve(**facts, expected_revision=revision)

    assert moved.hard_limit == 3
    again = refused(lambda: grant_reserve(**facts, expected_revision=revision))
    assert again.code == "stale_page"  # the same page sent twice
    refusal = refused(lambda: grant_reserve(**facts, expected_revision=revision + 1))
    assert refusal.code == "reserve_used_up"
    assert re.search(r"只剩 0 个", str(refusal.message))
    assert Quota.objects.get(call=scene.call, organisation=county).hard_limit == 3


@pytest.mark.parametrize(("seats", "reason"), [(0, "有理由"), (1, " ")])
def test_seats_are_not_moved_without_number_and_reason(scene, seats, reason):
    refusal = refused(
        lambda: grant_reserve(
            actor=scene.officer,
            call=scene.call,
            organisation=scene.federation.county,
            seats=seats,
            reason=reason,
            expected_revision=scene.call.revision,
        )
    )

    assert refusal.code == "reason_missing"


def test_an_organisation_without_a_hard_quota_gets_no_seats(scene):
    refusal = refused(
        lambda: grant_reserve(
            actor=scene.officer,
            call=scene.call,
            organisation=scene.federation.unit,
            seats=1,
            reason="理由",
            expected_revision=scene.call.revision,
        )
    )

    assert refusal.code == "no_quota"


def test_only_the_leader_lets_somebody_act_late_and_only_with_a_reason(scene, clock_at):
    stage = scene.call.stages.get(code="unit_recommend")
    moment = clock_at(later(stage.closes_at, hours=1))
    given = {"stage": stage, "organisation": scene.federation.unit, "until": moment + timedelta(days=1)}

    assert refused(lambda: give_late_exception(actor=scene.officer, reason="出差", **given)).code == "wrong_duty"
    refusal = refused(lambda: give_late_exception(actor=scene.leader, reason="  ", **given))
    assert [problem.path for problem in refusal.problems] == ["reason"]
    past = refused(lambda: give_late_exception(actor=scene.leader, reason="出差", **{**given, "until": moment}))
    assert [problem.path for problem in past.problems] == ["until"]
    assert LateException.objects.count() == 0
    give_late_exception(actor=scene.leader, reason="负责人住院", **given)
    again = refused(lambda: give_late_exception(actor=scene.leader, reason="负责人住院", **given))
    assert [problem.code for problem in again.problems] == ["already_given"]  # the same page sent twice
    assert LateException.objects.get().reason == "负责人住院"


def test_a_call_closes_once_nothing_waits_and_lets_the_rest_lapse(scene):
    left = [scene.entry(state) for state in (EntryState.DRAFT, EntryState.SUBMITTED, EntryState.RECOMMENDED_UNIT)]
    waiting = scene.entry(EntryState.FORMAL_PASSED)
    revision = scene.call.revision

    refusal = refused(lambda: close_call(actor=scene.officer, call=scene.call, expected_revision=revision))

    assert refusal.code == "entries_waiting"
    left[0].refresh_from_db()
    assert left[0].state == EntryState.DRAFT
    type(waiting).objects.filter(pk=waiting.pk).update(state=EntryState.NAMED)
    close_call(actor=scene.officer, call=scene.call, expected_revision=revision)
    for entry in left:
        entry.refresh_from_db()
    assert {entry.state for entry in left} == {EntryState.EXPIRED}
    assert Errand.objects.filter(closed_at=None).count() == 0
    assert (
        refused(lambda: close_call(actor=scene.officer, call=scene.call, expected_revision=revision + 1)).code
        == "call_not_open"
    )


def test_drafts_are_seen_by_the_organiser_alone(federation, officer):
    call = make_draft(officer, federation.city)
    county = person_at(Role.REVIEWER_FIRST, federation.county)

    assert list(calls_for(officer)) == [call]
    for actor in (county, PUBLIC):
        assert list(calls_for(actor)) == []
        with pytest.raises(NotFound):
            get_call_for(actor, call.pk)


def test_a_call_counts_its_years(federation, officer):
    blueprint = make_draft(officer, federation.city).blueprint
    refusal = refused(
        lambda: make_call(
            actor=officer, blueprint=blueprint, organiser=federation.city, title=" ", year=2026, starts_at=clock.now()
        )
    )

    assert refusal.code == "call_invalid"
    assert [problem.path for problem in refusal.problems] == ["title"]
