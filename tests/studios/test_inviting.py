"""Studios invited to their assessment: prefilled from the ledger, self-scored with reasons, nobody forgotten."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from jiangxin.campaigns.assessing import self_score_of
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries import calls_to_answer
from jiangxin.campaigns.queries.answers import draft_answers
from jiangxin.campaigns.services import expire_unreported, save_answers, start_entry, submit_entry
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Errand
from jiangxin.people.models import Account
from jiangxin.studios.models import Studio
from jiangxin.studios.queries.assessing import candidates, evidence_of
from jiangxin.studios.self_score import score_rules
from jiangxin.studios.services.inviting import invite_studios, reread_records
from jiangxin.studios.services.urging import urging_round
from jiangxin.studios.standard import demands
from tests.studios.assessing import opened_assessment, secretary_of, written
from tests.studios.recording import recorded


@pytest.fixture
def call(scene, studio):
    """Return an open assessment of 2026."""
    return opened_assessment(scene)


@pytest.fixture
def secretary(studio):
    """Return who reports for the studio."""
    return secretary_of(studio)


def invited(scene, call):
    return Entry.objects.get(pk=invite_studios(actor=scene.officer, call=call).entries[0].pk)


def refused(act):
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value


def test_every_rule_of_the_self_score_names_what_is_counted(scene, studio, call):
    found = evidence_of(studio, call)
    known = {demand.code for demand in demands()}
    for rule in score_rules().values():
        assert set(rule.demands) <= known
        assert {*rule.figures, *(code for code, _points in rule.best)} <= set(found.figures)


def test_the_records_fill_the_report_and_propose_its_points(scene, studio, call, secretary):
    for number in range(3):
        recorded(studio, title=f"第{number}次例会")
    entry = invited(scene, call)
    answers = draft_answers(entry)

    assert (entry.state, entry.subject_kind, entry.subject_id) == (EntryState.DRAFT, "studio", studio.pk)
    assert (entry.name, entry.secretary_id, entry.unit) == (studio.name, secretary.account_id, studio.unit)
    assert answers["studio"]["name"] == studio.name
    assert (answers["figures"]["meetings"], answers["figures"]["benefit"]) == (3, "0.00")
    rows = {row["item"]: row for row in answers["self_scores"]}
    assert rows["ledger"]["basis"].startswith("例会 3/12，学习培训 0/4")
    assert (rows["leader"]["proposed"], rows["leader"]["points"], rows["ledger"]["points"]) == ("5.0", "5.0", "0.0")
    asked = Errand.objects.get(subject=Entry.journal_label, subject_id=entry.pk, closed_at=None)
    assert (asked.asked, asked.account_id) == ("self_report", secretary.account_id)


def test_only_those_who_can_report_are_invited_and_the_others_told(scene, studio, call, secretary):
    other = Studio.objects.exclude(pk=studio.pk).get()
    found = {one.studio: one.secretary is not None for one in candidates(scene.officer, call)}
    assert found == {studio: True, other: False}
    assert [one.studio for one in candidates(scene.officer, call, kinds=["model_worker_service"])] == []
    assert refused(lambda: invite_studios(actor=scene.officer, call=call, left_out={studio.pk: " "})).code == (
        "reason_missing"
    )
    assert refused(
        lambda: invite_studios(actor=scene.officer, call=call, left_out={studio.pk: "命名未满半年。"})
    ).code == ("nobody_to_invite")
    done = invite_studios(actor=scene.officer, call=call)
    assert ([entry.subject_id for entry in done.entries], done.without_secretary) == ([studio.pk], [other.pk])
    assert [one.studio for one in candidates(scene.officer, call)] == [other]


def test_nobody_applies_and_nobody_is_invited_twice(scene, studio, call, secretary):
    entry = invited(scene, call)
    account = Account.objects.get(pk=secretary.account_id)
    assert (
        refused(lambda: start_entry(actor=secretary, call=call, unit=studio.unit, secretary=account)).code
        == "invited_only"
    )
    assert call not in calls_to_answer(secretary, studio.unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(
            call=call,
            number="x",
            unit=studio.unit,
            area=studio.area,
            secretary=account,
            subject_kind="studio",
            subject_id=studio.pk,
            created_at=entry.created_at,
            moved_at=entry.moved_at,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(subject_id=None)


def test_figures_stay_as_recorded_and_other_points_need_a_reason(scene, studio, call, secretary):
    entry = invited(scene, call)
    entry = written(secretary, entry, outcomes="8.0")
    answers = draft_answers(entry)
    bent = {**answers, "figures": {**answers["figures"], "meetings": 12}}
    rows = [
        {name: value for name, value in row.items() if name != "reason"} if row["item"] == "outcomes" else row
        for row in answers["self_scores"]
    ]
    rows[0] = {**rows[0], "points": "99.0", "reason": "应得"}
    bent["self_scores"] = rows[:-1]
    save_answers(actor=secretary, entry=entry, answers=bent, base_revision=entry.answers.revision)

    entry = Entry.objects.select_related("call", "answers").get(pk=entry.pk)
    assert draft_answers(entry)["figures"] == answers["figures"]
    entry.answers.data["figures"]["meetings"] = 12  # as nothing in the house writes it
    entry.answers.save()
    fault = refused(lambda: submit_entry(actor=secretary, entry=entry, expected_version=entry.version))
    place = next(number for number, row in enumerate(rows) if row["item"] == "outcomes")
    assert fault.code == "incomplete"
    assert {(problem.path, problem.code) for problem in fault.problems} == {
        ("figures.meetings", "not_as_recorded"),
        ("self_scores.0.points", "too_much"),
        (f"self_scores.{place}.reason", "required"),
        ("self_scores", "required"),
    }


def test_a_whole_report_is_handed_in_under_the_studios_own_name(scene, studio, call, secretary):
    entry = written(secretary, invited(scene, call), outcomes="8.0", satisfaction="0.0")
    submit_entry(actor=secretary, entry=entry, expected_version=entry.version)

    entry.refresh_from_db()
    assert (entry.state, entry.name, entry.leader) == (EntryState.SUBMITTED, studio.name, studio.leader)
    assert self_score_of(entry, draft_answers(entry)) == Decimal("13.0")  # the leader 5, the outcomes as changed 8
    assert not Errand.objects.filter(asked="self_report", closed_at=None).exists()


def test_reading_again_takes_new_records_and_keeps_reasoned_points(scene, studio, call, secretary):
    entry = written(secretary, invited(scene, call), outcomes="6.0")
    recorded(studio, category="training", title="技能培训")
    reread_records(actor=secretary, entry=entry, expected_revision=entry.answers.revision)

    entry = Entry.objects.select_related("call", "answers").get(pk=entry.pk)
    answers = draft_answers(entry)
    rows = {row["item"]: row for row in answers["self_scores"]}
    assert answers["figures"]["trainings"] == 1
    assert (rows["trainings"]["points"], rows["outcomes"]["points"]) == ("2.0", "6.0")
    assert answers["words"]["highlights"] == "全年攻克两项难题。"
    entry.refresh_from_db()
    submit_entry(actor=secretary, entry=entry, expected_version=entry.version)


def test_a_missing_report_warns_unit_and_county_until_it_comes(scene, studio, call, secretary, clock_at):
    entry = invited(scene, call)
    urging_round()
    standing = Errand.objects.filter(asked="urge_report", closed_at=None).order_by("pk")
    assert not standing.exists()

    clock_at("2026-12-28 09:00")
    urging_round()
    urging_round()
    assert list(standing.values_list("role", "organisation_id")) == [
        ("union_officer", studio.unit_id),
        ("reviewer_first", studio.area_id),
    ]
    assert standing[0].due_at.date().isoformat() == "2027-01-20"  # thirty days after 21 December
    Entry.objects.filter(pk=entry.pk).update(state=EntryState.SUBMITTED)
    urging_round()
    assert not standing.exists()


def test_who_never_reports_is_closed_after_the_days_of_grace(scene, studio, call, secretary, clock_at):
    entry = invited(scene, call)
    assert refused(lambda: expire_unreported(actor=scene.officer, call=call)).code == "grace_not_over"
    clock_at("2027-02-01 09:00")

    assert expire_unreported(actor=scene.officer, call=call) == [entry.pk]
    assert Entry.objects.get(pk=entry.pk).state == EntryState.EXPIRED
