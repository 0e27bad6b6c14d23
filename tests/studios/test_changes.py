"""Applications to change a studio: who sends, reviews and decides, and what follows at once."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jiangxin.awards.queries import verify
from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Errand
from jiangxin.rehearsal import papers
from jiangxin.studios.change_enums import ChangeKind
from jiangxin.studios.models import Studio, StudioChange
from jiangxin.studios.queries import studio_on
from jiangxin.studios.services import Decision, approve_change, recommend_change, return_change, submit_change
from tests.factories import PersonFactory

TODAY = date(2026, 11, 30)
DECISION = Decision("云工发〔2026〕50号", TODAY)


def sealed():
    return SimpleUploadedFile("申请.pdf", papers.pdf("application"), "application/pdf")


@pytest.fixture
def union(actor, federation):
    return actor(Role.UNION_OFFICER, federation.unit)


@pytest.fixture
def county(actor, federation):
    return actor(Role.REVIEWER_FIRST, federation.county)


def apply(union, studio, *, kind=ChangeKind.RENAME, facts=None, **changes):
    rename = {"name": "机床厂数控创新工作室", "display_name": "", "basis": "team"}
    given = {"asked": "机床厂数控创新工作室", "reason": "领衔人退休", "papers": [sealed()], **changes}
    return submit_change(actor=union, studio=studio, kind=kind, facts=rename if facts is None else facts, **given)


def waiting():
    return sorted(Errand.objects.filter(closed_at=None, subject="studios.studio_change").values_list("asked", "role"))


def test_a_rename_goes_from_unit_to_county_to_city_and_holds_at_once(scene, studio, union, county):
    change = apply(union, studio)
    assert waiting() == [("review_change", "reviewer_first")]
    with pytest.raises(Refusal, match="open_already"):
        apply(union, studio)
    recommend_change(actor=county, change=change, opinion="情况属实")
    assert waiting() == [("decide_change", "officer_city")]
    with pytest.raises(Refusal, match="not_waiting"):
        recommend_change(actor=county, change=change, opinion="再次")
    approve_change(actor=scene.officer, change=change, decision=DECISION)
    assert waiting() == []
    name = studio_on(scene.officer, studio, TODAY).name
    assert (name.name, name.document_number) == ("机床厂数控创新工作室", "云工发〔2026〕50号")
    assert Studio.objects.get(pk=studio.pk).name == "机床厂数控创新工作室"


def test_a_returned_application_is_sent_anew(union, county, studio):
    change = apply(union, studio)
    with pytest.raises(Refusal, match="reason_missing"):
        return_change(actor=county, change=change, opinion=" ")
    return_change(actor=county, change=change, opinion="缺少职工大会意见")
    assert waiting() == [("revise_change", "union_officer")]
    apply(union, studio)
    assert waiting() == [("review_change", "reviewer_first")]


def test_an_ineligible_leader_is_not_approved_and_nothing_changes(scene, union, county, studio):
    person = PersonFactory()
    change = apply(union, studio, kind=ChangeKind.LEADER, facts={"person": person.pk}, asked=person.name)
    recommend_change(actor=county, change=change, opinion="同意")
    with pytest.raises(Refusal, match="not_eligible"):
        approve_change(actor=scene.officer, change=change, decision=DECISION)
    assert StudioChange.objects.get().state == "recommended"
    granted = Decision("云工发〔2026〕50号", TODAY, exception="主席办公会议同意")
    approve_change(actor=scene.officer, change=change, decision=granted)
    assert studio_on(scene.officer, studio, TODAY).leader.person == person


def test_the_leader_of_the_city_lets_a_studio_dissolve_and_its_plaque_says_so(scene, union, county, studio, client):
    change = apply(union, studio, kind=ChangeKind.DISSOLVE, facts={}, asked="自行解散")
    recommend_change(actor=county, change=change, opinion="同意")
    with pytest.raises(Refusal, match="wrong_duty"):
        approve_change(actor=scene.officer, change=change, decision=DECISION)
    approve_change(actor=scene.leader, change=change, decision=DECISION)
    plaque = studio.award.certificates.first()
    assert (Studio.objects.get(pk=studio.pk).state, verify(plaque.number).verdict) == ("dissolved", "withdrawn")
    told = client.get(f"/verify/{plaque.number}").content.decode()
    assert ("应所在单位申请解散" in told, "撤销" in told) == (True, False)  # it is no penalty, and reads as none


def test_who_may(scene, studio, union, county, actor, federation):
    with pytest.raises(Refusal, match="papers_missing"):
        apply(union, studio, papers=[])
    with pytest.raises(Refusal, match="wrong_organisation"):
        apply(actor(Role.UNION_OFFICER, federation.other_unit), studio)
    with pytest.raises(Refusal, match="wrong_duty"):
        apply(county, studio)
    change = apply(union, studio)
    for stranger in (actor(Role.REVIEWER_FIRST, federation.other_county), scene.officer, union):
        with pytest.raises(Refusal, match="wrong_duty"):
            recommend_change(actor=stranger, change=change, opinion="同意")
