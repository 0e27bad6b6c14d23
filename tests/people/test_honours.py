"""Honours as facts, and who may lead by them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.people.eligibility import eligibility_of
from jiangxin.people.enums import HonourKind, HonourLevel, SkillGrade
from jiangxin.people.services import complete_honour, enter_honour, verify_honour, withdraw_honour
from jiangxin.rehearsal import papers
from tests.factories import PersonFactory

GIVEN, DAY = date(2020, 5, 1), date(2026, 11, 20)


def scan():
    return SimpleUploadedFile("证书.pdf", papers.pdf("证书"), "application/pdf")


@pytest.fixture
def officer(actor, federation, clock_at):
    clock_at("2026-11-30 09:00")
    return actor(Role.OFFICER_CITY, federation.city)


def enter(
    actor, person, *, kind=HonourKind.MODEL_WORKER, level=HonourLevel.CITY, document="云政〔2020〕5号", paper=True
):
    return enter_honour(
        actor=actor,
        person=person,
        kind=kind,
        level=level,
        name="云江市劳动模范",
        awarded_by="云江市人民政府",
        awarded_on=GIVEN,
        document_number=document,
        certificate=scan() if paper else None,
    )


def test_a_claim_makes_nobody_eligible_and_a_verified_honour_does(officer):
    person = PersonFactory()
    honour = enter(officer, person)
    claimed = eligibility_of(person, "model_worker_innovation", DAY)
    assert (bool(claimed), claimed.words) == (False, "登记的“云江市劳动模范”还没有核验证书文件。")
    verify_honour(actor=officer, honour=honour)
    found = eligibility_of(person, "model_worker_innovation", DAY)
    assert (bool(found), found.words) == (True, "云江市劳动模范（市级，云政〔2020〕5号）")
    assert not eligibility_of(person, "model_worker_innovation", date(2020, 4, 30))


def test_an_honour_taken_away_carries_nobody_from_that_day(officer):
    person = PersonFactory()
    honour = verify_honour(actor=officer, honour=enter(officer, person))
    withdraw_honour(actor=officer, honour=honour, on=DAY, reason="违纪", document_number="云政〔2026〕9号")
    assert [bool(eligibility_of(person, "model_worker_service", day)) for day in (date(2026, 11, 19), DAY)] == [
        True,
        False,
    ]
    with pytest.raises(Refusal, match="withdrawn_already"):
        withdraw_honour(actor=officer, honour=honour, on=DAY, reason="再次", document_number="云政〔2026〕9号")


@pytest.mark.parametrize(
    ("kind", "level", "grade", "studio", "eligible"),
    [
        (HonourKind.MODEL_WORKER, HonourLevel.COUNTY, SkillGrade.NONE, "model_worker_innovation", False),
        (HonourKind.CRAFTSMAN, HonourLevel.PROVINCE, SkillGrade.NONE, "model_worker_innovation", False),
        (HonourKind.CRAFTSMAN, HonourLevel.CITY, SkillGrade.NONE, "craftsman_innovation", True),
        (HonourKind.OTHER, HonourLevel.NATIONAL, SkillGrade.SENIOR, "worker_innovation", False),
        (HonourKind.OTHER, HonourLevel.CITY, SkillGrade.TECHNICIAN, "worker_innovation", True),
        (HonourKind.OTHER, HonourLevel.CITY, SkillGrade.CHIEF_TECHNICIAN, "model_worker_innovation", False),
    ],
)
def test_what_each_kind_of_studio_asks(kind, level, grade, studio, eligible, officer):
    person = PersonFactory(skill_grade=grade)
    verify_honour(actor=officer, honour=enter(officer, person, kind=kind, level=level))
    assert bool(eligibility_of(person, studio, DAY)) is eligible


def test_nothing_is_verified_without_its_papers(officer):
    honour = enter(officer, PersonFactory(), document="", paper=False)
    with pytest.raises(Refusal, match="papers_missing"):
        verify_honour(actor=officer, honour=honour)
    complete_honour(actor=officer, honour=honour, document_number="云政〔2020〕5号", certificate=scan())
    verify_honour(actor=officer, honour=honour)
    with pytest.raises(Refusal, match="verified_already"):
        complete_honour(actor=officer, honour=honour, document_number="别的文号")


@pytest.mark.parametrize(("role", "enters"), [(Role.REVIEWER_FIRST, True), (Role.STUDIO_SECRETARY, False)])
def test_who_enters_and_who_verifies(role, enters, officer, actor, federation):
    person, somebody = PersonFactory(), actor(role, federation.county)
    if not enters:
        with pytest.raises(Refusal, match="wrong_duty"):
            enter(somebody, person)
    honour = enter(somebody if enters else officer, person)
    with pytest.raises(Refusal, match="wrong_duty"):
        verify_honour(actor=somebody, honour=honour)
