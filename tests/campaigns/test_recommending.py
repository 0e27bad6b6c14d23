"""Recommending, returning, withdrawing: every exit of the way from unit to city, and every refusal on it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Quota, Recommendation
from jiangxin.campaigns.services import (
    give_late_exception,
    order_recommendations,
    recommend_entry,
    return_entry,
    withdraw_entry,
    withdraw_recommendation,
)
from jiangxin.core.actor import Role
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.orgs.models import Duty, Errand
from jiangxin.orgs.queries import actor_of, errands_for
from jiangxin.orgs.services import delegate_duty, enter_membership
from tests.campaigns.scene import DECLARING, RECOMMENDING, journal_of, later, pdf, person_at
from tests.factories import AccountFactory, DutyFactory

pytestmark = pytest.mark.each_engine


def refusal_of(deed):
    with pytest.raises(Refusal) as caught:
        deed()
    return caught.value


def used(scene, organisation):
    return Quota.objects.get(call=scene.call, organisation=organisation).used


def test_an_entry_climbs_with_opinion_number_and_sealed_page(scene, clock_at):
    clock_at(DECLARING)
    entry, union, county = scene.entry(), scene.union(), scene.county()

    made = recommend_entry(
        actor=union,
        entry=entry,
        opinion=" 同意推荐。 ",
        document_number="云重工〔2026〕2号",
        sealed_page=pdf("盖章页.pdf"),
        expected_version=entry.version,
    )

    assert (entry.state, entry.version, entry.holder) == ("recommended_unit", 2, scene.federation.county)
    assert (made.opinion, made.rank, made.sealed_page.name) == ("同意推荐。", 1, "盖章页.pdf")
    step = entry.transitions.get()
    assert (step.act, step.from_state, step.to_state) == ("recommend_unit", "submitted", "recommended_unit")
    assert (step.attachment, step.document_number) == (made.sealed_page, "云重工〔2026〕2号")
    scene.recommend(county, entry)
    assert (entry.state, entry.holder) == ("recommended_county", scene.federation.city)
    assert used(scene, scene.federation.county) == 1
    assert [errand.asked for errand in errands_for(scene.officer)] == ["formal_check"]
    assert list(errands_for(county)) == []
    assert journal_of(entry) == ["campaigns.recommend_unit", "campaigns.recommend_county"]


def test_a_hard_quota_is_never_exceeded(scene, clock_at):
    clock_at(DECLARING)
    county = scene.county()
    entries = [scene.entry(EntryState.RECOMMENDED_UNIT) for _ in range(3)]
    for entry in entries[:2]:
        scene.recommend(county, entry)

    refusal = refusal_of(lambda: scene.recommend(county, entries[2]))

    assert refusal.code == "quota_full"
    assert str(refusal.message) == "推荐名额已满（青石县总工会 2 个，已推荐 2 个）。"
    entries[2].refresh_from_db()
    assert (entries[2].state, entries[2].version) == ("recommended_unit", 1)
    assert used(scene, scene.federation.county) == 2
    assert entries[2].transitions.count() == 0
    assert journal_of(entries[2], refused=True) == ["campaigns.recommend_entry"]


def test_the_database_itself_refuses_more_than_the_quota(scene):
    quota = Quota.objects.get(call=scene.call, organisation=scene.federation.county)
    quota.used = 3
    with pytest.raises(IntegrityError), transaction.atomic():
        quota.save()


def test_a_place_given_back_can_be_used_again(scene, clock_at):
    clock_at(DECLARING)
    county = scene.county()
    first, second, third = (scene.entry(EntryState.RECOMMENDED_UNIT) for _ in range(3))
    scene.recommend(county, first)
    scene.recommend(county, second)

    withdraw_recommendation(actor=county, entry=first, reason="材料有误", expected_version=first.version)

    assert (first.state, used(scene, scene.federation.county)) == ("recommended_unit", 1)
    assert [errand.subject_id for errand in errands_for(county)] == [third.pk, first.pk]
    scene.recommend(county, third)
    ranks = Recommendation.objects.filter(withdrawn_at=None).order_by("rank").values_list("entry_id", "rank")
    assert list(ranks) == [(second.pk, 2), (third.pk, 3)]
    gone = Recommendation.objects.exclude(withdrawn_at=None).get()
    assert (gone.entry_id, gone.withdrawn_reason, gone.rank) == (first.pk, "材料有误", None)


def test_nobody_takes_back_what_somebody_else_recommended(scene, clock_at):
    clock_at(DECLARING)
    entry, county = scene.entry(EntryState.RECOMMENDED_UNIT), scene.county()
    scene.recommend(county, entry)
    with pytest.raises(NotFound):
        withdraw_recommendation(
            actor=scene.county(scene.federation.other_county), entry=entry, reason="越权", expected_version=2
        )
    assert used(scene, scene.federation.county) == 1


@pytest.mark.parametrize("place", ["unit", "county"])
def test_a_returned_entry_loses_its_recommendations_and_goes_to_its_applicant(scene, clock_at, place):
    clock_at(DECLARING)
    entry = scene.entry()
    scene.recommend(scene.union(), entry)
    actor = scene.county()
    if place == "unit":
        entry = scene.entry()
        actor = scene.union()

    return_entry(actor=actor, entry=entry, reason="缺少财务证明", expected_version=entry.version)

    assert (entry.state, entry.holder) == ("returned", None)
    assert Recommendation.objects.filter(entry=entry, withdrawn_at=None).count() == 0
    waiting = Errand.objects.get(subject_id=entry.pk, closed_at=None, role=Role.STUDIO_SECRETARY)
    urged = Errand.objects.filter(subject_id=entry.pk, closed_at=None, organisation=entry.unit, asked="urge_revision")
    told = [("缺少财务证明", waiting.due_at)] if place == "county" else []
    assert list(urged.values_list("note", "due_at")) == told
    assert (waiting.asked, waiting.role, waiting.account_id) == ("revise", Role.STUDIO_SECRETARY, entry.secretary_id)
    assert entry.transitions.last().opinion == "缺少财务证明"


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_returning_and_recommending_need_words(scene, clock_at, reason):
    clock_at(DECLARING)
    entry, union = scene.entry(), scene.union()

    for deed in (
        lambda: return_entry(actor=union, entry=entry, reason=reason, expected_version=1),
        lambda: recommend_entry(actor=union, entry=entry, opinion=reason, expected_version=1),
    ):
        refusal = refusal_of(deed)
        assert refusal.code == "opinion_missing"
        assert [problem.path for problem in refusal.problems] == ["opinion"]
    entry.refresh_from_db()
    assert entry.state == "submitted"


def test_a_withdrawn_application_frees_every_place(scene, clock_at):
    clock_at(DECLARING)
    account = AccountFactory()
    secretary = actor_of(DutyFactory(account=account, organisation=scene.federation.unit, role=Role.STUDIO_SECRETARY))
    entry = scene.entry(secretary=account)
    scene.recommend(scene.union(), entry)
    scene.recommend(scene.county(), entry)

    withdraw_entry(actor=secretary, entry=entry, reason="领衔人调离", expected_version=entry.version)

    assert (entry.state, used(scene, scene.federation.county)) == ("withdrawn", 0)
    assert Errand.objects.filter(subject_id=entry.pk, closed_at=None).count() == 0


@pytest.mark.parametrize(
    ("state", "role", "place", "code"),
    [
        ("submitted", Role.UNION_OFFICER, "private_unit", "wrong_organisation"),
        ("submitted", Role.REVIEWER_FIRST, "county", "wrong_duty"),
        ("submitted", Role.OFFICER_CITY, "city", "wrong_duty"),
        ("recommended_unit", Role.REVIEWER_FIRST, "other_county", "wrong_organisation"),
        ("recommended_unit", Role.REVIEWER_FIRST, "industry", "wrong_organisation"),
        ("recommended_unit", Role.UNION_OFFICER, "unit", "wrong_duty"),
        ("recommended_county", Role.REVIEWER_FIRST, "county", "not_in_this_state"),
        ("formal_passed", Role.REVIEWER_FIRST, "county", "not_in_this_state"),
        ("withdrawn", Role.UNION_OFFICER, "unit", "not_in_this_state"),
    ],
)
def test_only_the_right_duty_at_the_right_place_recommends(scene, clock_at, state, role, place, code):
    clock_at(DECLARING)
    entry = scene.entry(EntryState(state))
    actor = person_at(role, getattr(scene.federation, place))

    assert refusal_of(lambda: scene.recommend(actor, entry)).code == code
    entry.refresh_from_db()
    assert (entry.state, Recommendation.objects.count()) == (state, 0)


def test_the_industrial_union_recommends_its_own_units(scene, clock_at):
    clock_at(DECLARING)
    entry = scene.entry(EntryState.RECOMMENDED_UNIT, unit=scene.federation.industry_unit)

    scene.recommend(scene.county(scene.federation.industry), entry)

    assert (entry.state, used(scene, scene.federation.industry)) == ("recommended_county", 1)


def test_late_is_closed_by_the_clock_and_an_exception_opens_it_for_its_organisation_alone(scene, clock_at):
    stage = scene.call.stages.get(code="unit_recommend")
    entry, other = scene.entry(), scene.entry(unit=scene.federation.private_unit)
    moment = clock_at(later(stage.closes_at, seconds=1))

    refusal = refusal_of(lambda: scene.recommend(scene.union(), entry))

    assert refusal.code == "too_late"
    assert str(refusal.message) == "“基层工会推荐”已于2026年4月13日 18:00截止。"
    give_late_exception(
        actor=scene.leader,
        stage=stage,
        organisation=scene.federation.unit,
        until=later(moment, hours=2),
        reason="系统故障",
    )
    scene.recommend(scene.union(), entry)
    assert entry.state == "recommended_unit"
    assert refusal_of(lambda: scene.recommend(scene.union(scene.federation.private_unit), other)).code == "too_late"
    clock_at(later(moment, hours=3))
    assert refusal_of(lambda: scene.recommend(scene.union(), scene.entry())).code == "too_late"


def test_the_last_second_counts(scene, clock_at):
    stage = scene.call.stages.get(code="unit_recommend")
    clock_at(stage.closes_at)

    assert scene.recommend(scene.union(), scene.entry()).state == "recommended_unit"


def test_what_was_returned_once_may_come_again_while_any_level_recommends(scene, clock_at):
    entry, union = scene.entry(), scene.union()
    return_entry(actor=union, entry=entry, reason="补材料", expected_version=entry.version)
    type(entry).objects.filter(pk=entry.pk).update(state="submitted")
    clock_at(later(scene.call.stages.get(code="unit_recommend").closes_at, hours=1))
    entry.refresh_from_db()

    assert scene.recommend(union, entry).state == "recommended_unit"


def test_a_page_sent_twice_recommends_once(scene, clock_at):
    clock_at(DECLARING)
    entry, union = scene.entry(), scene.union()
    version = entry.version
    scene.recommend(union, entry)

    refusal = refusal_of(
        lambda: recommend_entry(actor=union, entry=entry, opinion="同意推荐。", expected_version=version)
    )

    assert refusal.code == "stale_page"
    assert Recommendation.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("page.exe", b"MZ....", "file_type_not_accepted"),
        ("page.pdf", b"<html>not a pdf</html>", "file_disguised"),
        ("page.pdf", b"", "file_empty"),
    ],
)
def test_a_sealed_page_of_a_wrong_or_disguised_type_is_not_kept(scene, clock_at, name, content, code):
    clock_at(DECLARING)
    entry = scene.entry()
    before = StoredFile.objects.count()

    refusal = refusal_of(
        lambda: recommend_entry(
            actor=scene.union(),
            entry=entry,
            opinion="同意",
            sealed_page=SimpleUploadedFile(name, content, "application/pdf"),
            expected_version=1,
        )
    )

    assert refusal.code == code
    entry.refresh_from_db()
    assert (entry.state, StoredFile.objects.count()) == ("submitted", before)


def test_recommendations_are_put_in_order_by_their_own_organisation(scene, clock_at):
    clock_at(DECLARING)
    county = scene.county()
    entries = [scene.entry(EntryState.RECOMMENDED_UNIT) for _ in range(2)]
    for entry in entries:
        scene.recommend(county, entry)
    stage = scene.call.stages.get(code="county_recommend")
    first, second = (entry.pk for entry in entries)

    order_recommendations(actor=county, stage=stage, entry_ids=[second, first])

    ranked = Recommendation.objects.filter(stage=stage).order_by("rank").values_list("entry_id", flat=True)
    assert list(ranked) == [second, first]
    for wrong in ([first], [first, second, 0], [first, first]):
        refusal = refusal_of(lambda wrong=wrong: order_recommendations(actor=county, stage=stage, entry_ids=wrong))
        assert refusal.code == "stale_page"
    with pytest.raises(NotFound):
        order_recommendations(actor=scene.officer, stage=stage, entry_ids=[first, second])
    assert list(Recommendation.objects.filter(stage=stage).order_by("rank").values_list("entry_id", flat=True)) == [
        second,
        first,
    ]


def test_a_delegate_recommends_in_the_name_of_the_duty(scene, clock_at):
    clock_at(DECLARING)
    county, colleague = scene.county(), AccountFactory()
    enter_membership(
        actor=scene.officer,
        person=colleague.person,
        organisation=scene.federation.county,
        since=date(2025, 1, 1),
    )
    duty = Duty.objects.get(pk=county.duty_id)
    given = delegate_duty(actor=county, duty=duty, to=colleague, until=date(2026, 4, 1), reason="出差")
    given = Duty.objects.select_related("organisation", "account__person", "delegated_from__account__person").get(
        pk=given.pk
    )
    entry = scene.entry(EntryState.RECOMMENDED_UNIT)

    scene.recommend(actor_of(given), entry)

    assert entry.transitions.last().actor_name == colleague.person.name
    assert used(scene, scene.federation.county) == 1


def test_a_closed_call_takes_nothing(scene, clock_at):
    clock_at(RECOMMENDING)
    entry = scene.entry()
    type(scene.call).objects.filter(pk=scene.call.pk).update(state="closed")

    assert refusal_of(lambda: scene.recommend(scene.union(), entry)).code == "call_not_open"
