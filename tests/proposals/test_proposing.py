"""Proposing: what is handed in, what is refused, whose it is, and that a proposal without a name has none."""

import json

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry, Outcome
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Errand, Organisation
from jiangxin.proposals.enums import ProposalState
from jiangxin.proposals.models import Proposal, ProposalStep
from jiangxin.proposals.policies import may_propose
from jiangxin.proposals.queries import collecting_for, get_proposal_by_code, own_proposals
from jiangxin.proposals.services import propose, unnamed, withdraw_proposal
from jiangxin.rehearsal import papers
from tests.campaigns.scene import person_at
from tests.proposals.scene import answers


def test_a_proposal_is_numbered_dated_and_asked_about(scene):
    made = scene.propose()
    assert (made.number, made.state) == (f"2026-{scene.call.pk:02d}-000001", ProposalState.SUBMITTED)
    assert (str(made.accept_due_on), str(made.answer_due_on)) == ("2026-03-09", "2026-03-30")  # working days
    errand = Errand.objects.get(subject=made.journal_label)
    assert (errand.asked, errand.role, errand.organisation_id) == (
        "accept_proposal",
        Role.UNION_OFFICER,
        scene.federation.unit.pk,
    )
    assert [str(author) for author in made.authors.all()] == [f"{scene.worker.name} 100%"]
    assert list(own_proposals(scene.worker)) == [made]
    assert JournalEntry.objects.filter(act="proposals.propose", actor_id=scene.worker.account_id).count() == 1


@given(st.lists(st.integers(1, 99), max_size=5))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_shares_of_a_proposal_make_one_whole_or_it_is_refused(scene, shares):
    rows = [{"name": f"合作者{place}", "share": share} for place, share in enumerate(shares)]
    with transaction.atomic():
        if sum(shares) >= 100:
            with pytest.raises(Refusal) as refused:
                scene.propose(authors=rows)
            assert [problem.path for problem in refused.value.problems] == ["authors"]
        else:
            made = scene.propose(authors=rows)
            percents = [author.percent for author in made.authors.all()]
            assert (sum(percents), percents[1:]) == (100, shares)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("given_", "path"),
    [
        ({"title": ""}, "idea.title"),
        ({"category": "magic"}, "idea.category"),
        ({"problem": "长" * 301}, "idea.problem"),
        ({"authors": [{"name": "", "share": 30}]}, "authors.0.name"),
    ],
)
def test_what_is_missing_is_told_at_its_place(scene, given_, path):
    with pytest.raises(Refusal) as refused:
        propose(
            actor=scene.worker,
            call=scene.call,
            unit=scene.federation.unit,
            answers=answers(**{"title": "给三号焊位装排烟罩", **given_}),
        )
    assert [problem.path for problem in refused.value.problems] == [path]
    assert not Proposal.objects.exists()
    assert JournalEntry.objects.filter(act="proposals.propose", outcome=Outcome.REFUSED).count() == 1


def test_only_who_works_at_a_unit_proposes_there(scene):
    federation, call = scene.federation, scene.call
    stranger = person_at(Role.WORKER, federation.other_unit)
    assert may_propose(actor=stranger, call=call, unit=federation.unit).code == "wrong_duty"
    assert may_propose(actor=scene.officer, call=call, unit=federation.city).code == "wrong_duty"
    assert may_propose(actor=person_at(Role.STUDIO_LEADER, federation.unit), call=call, unit=federation.unit)


def test_a_campaign_collects_from_its_areas_and_in_its_days(scene, clock_at):
    unit, other = scene.federation.unit, scene.federation.other_unit
    scene.call.who_may_apply = {"areas": [scene.federation.county.path]}
    scene.call.save()
    assert (collecting_for(unit), collecting_for(other)) == ([scene.call], [])
    assert may_propose(actor=person_at(Role.WORKER, other), call=scene.call, unit=other).code == "not_eligible"
    clock_at("2027-06-01 09:00")
    assert collecting_for(unit) == []
    assert may_propose(actor=scene.worker, call=scene.call, unit=unit).code == "too_late"


def test_nothing_tells_who_proposed_without_a_name(scene):
    before = {model: set(model.objects.values_list("pk", flat=True)) for model in apps.get_models()}
    photo = SimpleUploadedFile("张三的手机.jpg", papers.photo("x"), "image/jpeg")
    made = propose(
        actor=unnamed(scene.worker),
        call=scene.call,
        unit=scene.federation.unit,
        answers=answers("夜班休息室的灯太亮"),
        uploads=[("idea.photos", photo)],
    )
    assert (made.proposer_id, made.is_anonymous) == (None, True)
    assert get_proposal_by_code(made.code.lower().replace("-", " ")) == made
    secrets = {scene.worker.name, "张三"}
    for model, known in before.items():
        rows = [row for row in model.objects.values() if row[model._meta.pk.attname] not in known]
        told = json.dumps(rows, default=str, ensure_ascii=False)
        assert not [secret for secret in secrets if secret in told], model
    rows = [*JournalEntry.objects.filter(act="proposals.propose").values_list("actor_id", "actor_name")]
    assert rows == [(None, "匿名职工")]
    assert [*ProposalStep.objects.values_list("by_id", "by_name")] == [(None, "匿名职工")]
    assert not own_proposals(scene.worker).exists()


def test_a_campaign_may_ask_for_names(scene):
    table = {**scene.call.definition["proposals"], "anonymous": False}
    scene.call.definition = {**scene.call.definition, "proposals": table}
    scene.call.definition_digest = "named"
    type(scene.call).objects.filter(pk=scene.call.pk).update(
        definition=scene.call.definition, definition_digest="named"
    )
    with pytest.raises(Refusal, match="实名"):
        scene.unnamed()


def test_the_database_keeps_a_name_away_from_an_unnamed_proposal(scene):
    made = scene.unnamed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=made.pk).update(proposer_id=scene.worker.account_id)


def test_too_many_or_wrong_files_are_refused(scene):
    photos = [("idea.photos", SimpleUploadedFile("a.jpg", papers.photo("x"), "image/jpeg")) for _ in range(4)]
    unit = Organisation.objects.get(pk=scene.worker.organisation_id)
    with pytest.raises(Refusal) as refused:
        propose(actor=scene.worker, call=scene.call, unit=unit, answers=answers(), uploads=photos)
    assert [problem.code for problem in refused.value.problems] == ["too_many"]
    disguised = [("idea.photos", SimpleUploadedFile("a.jpg", b"%PDF-1.4 not a photo", "image/jpeg"))]
    with pytest.raises(Refusal):
        propose(actor=scene.worker, call=scene.call, unit=unit, answers=answers(), uploads=disguised)
    assert not Proposal.objects.exists()


def test_what_is_taken_back_is_seen_by_nobody_else_and_found_by_no_other(scene):
    made = scene.propose()
    taken = withdraw_proposal(actor=scene.worker, proposal=made, expected_version=made.version)
    assert taken.state == ProposalState.WITHDRAWN
    assert not taken.fingerprints.exists()
    assert not Errand.objects.filter(closed_at=None, subject=made.journal_label).exists()
    with pytest.raises(Refusal):
        withdraw_proposal(actor=scene.worker, proposal=taken, expected_version=taken.version)
    with pytest.raises(Refusal, match="只有提出人"):
        withdraw_proposal(actor=scene.union, proposal=scene.propose("换模具用快卡"), expected_version=1)
