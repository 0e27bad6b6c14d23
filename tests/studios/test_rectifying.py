"""Mending: ordered, answered, handed in, checked, decided; put off once; overdue; withdrawn after."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from jiangxin.awards.queries import verify
from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Bar, Errand
from jiangxin.rehearsal import papers
from jiangxin.studios.assessment_enums import RectificationOrigin
from jiangxin.studios.models import Rectification
from jiangxin.studios.services import (
    Order,
    Task,
    Withdrawal,
    answer_item,
    check_rectification,
    decide_rectification,
    extend_rectification,
    open_rectification,
    rectification_day,
    report_rectification,
    return_rectification,
    withdraw_after_rectification,
)
from tests.laying import laid

DUE = date(2027, 3, 1)
ORDER = Order(RectificationOrigin.INSPECTION, "检查发现台账不全", "云工办〔2026〕9号")
TASKS = (Task("补全会议记录", date(2027, 2, 1)), Task("制度上墙", DUE))


@laid
def order(scene, studio) -> Rectification:
    """Return an order of two items."""
    return open_rectification(actor=scene.officer, studio=studio, order=ORDER, tasks=TASKS)


@pytest.fixture
def secretary(actor, federation):
    return actor(Role.STUDIO_SECRETARY, federation.unit)


@pytest.fixture
def county(actor, federation):
    return actor(Role.REVIEWER_FIRST, federation.county)


def photo():
    return SimpleUploadedFile("制度上墙.pdf", papers.pdf("wall"), "application/pdf")


def waiting():
    errands = Errand.objects.filter(closed_at=None, subject="studios.rectification")
    return sorted(errands.values_list("asked", "role"))


def handed_in(secretary, order):
    for item in order.items.all():
        answer_item(actor=secretary, item=item, answer="已按要求整改", files=[photo()])
    return report_rectification(actor=secretary, rectification=order)


def checked(county, order, finding="sound", note=""):
    findings = {item.pk: (finding, note) for item in order.items.all()}
    return check_rectification(actor=county, rectification=order, findings=findings, opinion="现场核查属实")


def test_what_is_mended_is_checked_twice_and_over(scene, order, secretary, county):
    assert (order.due_on, {asked for asked, _role in waiting()}) == (DUE, {"mend_items"})
    handed_in(secretary, order)
    assert waiting() == [("check_rectification", "reviewer_first")]
    checked(county, order)
    assert waiting() == [("decide_rectification", "officer_city")]
    done = decide_rectification(actor=scene.officer, rectification=order, passed=True, opinion="同意")
    assert (done.state, waiting()) == ("passed", [])
    open_rectification(actor=scene.officer, studio=order.studio, order=ORDER, tasks=TASKS)


def test_nothing_is_handed_in_without_what_shows_it(order, secretary):
    item = order.items.first()
    for answer, files, field in (("", [photo()], "answer"), ("已改", [], "photos")):
        with pytest.raises(Refusal) as caught:
            answer_item(actor=secretary, item=item, answer=answer, files=files)
        assert [problem.path for problem in caught.value.problems] == [field]
    answer_item(actor=secretary, item=item, answer="已改", files=[photo()])
    with pytest.raises(Refusal) as caught:
        report_rectification(actor=secretary, rectification=order)
    assert [problem.message for problem in caught.value.problems] == ["制度上墙"]


def test_unsound_items_need_words_and_do_not_pass(scene, order, secretary, county):
    handed_in(secretary, order)
    with pytest.raises(Refusal, match="form_invalid"):
        checked(county, order, "unsound")
    checked(county, order, "unsound", "照片看不清")
    with pytest.raises(Refusal, match="unsound_items"):
        decide_rectification(actor=scene.officer, rectification=order, passed=True, opinion="同意")
    return_rectification(actor=scene.officer, rectification=order, reason="请补拍")
    assert list(order.items.filter(done_at=None).values_list("what", flat=True)) == [task.what for task in TASKS]
    handed_in(secretary, order)
    assert order.items.exclude(finding="").count() == 0


def test_the_day_is_put_off_once(scene, order, clock_at):
    with pytest.raises(Refusal, match="form_invalid"):
        extend_rectification(actor=scene.officer, rectification=order, due_on=DUE, reason="受疫情影响")
    later = date(2027, 4, 1)
    extend_rectification(actor=scene.officer, rectification=order, due_on=later, reason="设备未到货")
    assert set(order.items.values_list("due_on", flat=True)) == {later}
    with pytest.raises(Refusal, match="extended_already"):
        extend_rectification(actor=scene.officer, rectification=order, due_on=date(2027, 5, 1), reason="再延")


def test_an_overdue_order_is_put_before_the_leader_who_withdraws(scene, studio, order, secretary, clock_at):
    clock_at("2027-03-01 23:00")
    rectification_day()
    assert Rectification.objects.get().state == "rectifying"
    clock_at("2027-03-02 01:00")
    for _round in range(2):
        rectification_day()
    assert (Rectification.objects.get().state, waiting()) == ("overdue", [("decide_withdrawal", "leader_city")])
    with pytest.raises(Refusal, match="not_waiting"):
        answer_item(actor=secretary, item=order.items.first(), answer="已改", files=[photo()])
    withdrawal = Withdrawal("逾期未整改", "云工发〔2027〕8号", bar_years=2, return_by=date(2027, 4, 1))
    with pytest.raises(Refusal, match="wrong_duty"):
        withdraw_after_rectification(actor=scene.officer, rectification=order, withdrawal=withdrawal)
    ended = withdraw_after_rectification(actor=scene.leader, rectification=order, withdrawal=withdrawal)
    plaque = studio.award.certificates.get(kind="plaque")
    assert (ended.state, verify(plaque.number).verdict, waiting()) == ("failed", "withdrawn", [])
    assert Bar.objects.get().until == date(2029, 3, 2)


def test_a_failed_order_waits_for_the_leader(scene, order, secretary, county):
    handed_in(secretary, order)
    checked(county, order, "unsound", "未整改")
    decide_rectification(actor=scene.officer, rectification=order, passed=False, opinion="整改不到位")
    assert waiting() == [("decide_withdrawal", "leader_city")]


def test_who_may(scene, order, secretary, county, actor, federation):
    stranger = actor(Role.STUDIO_SECRETARY, federation.other_unit)
    with pytest.raises(Refusal, match="wrong_organisation"):
        answer_item(actor=stranger, item=order.items.first(), answer="已改", files=[photo()])
    with pytest.raises(Refusal, match="wrong_duty"):
        open_rectification(actor=county, studio=order.studio, order=ORDER, tasks=TASKS)
    with pytest.raises(Refusal, match="running_already"):
        open_rectification(actor=scene.officer, studio=order.studio, order=ORDER, tasks=TASKS)
    handed_in(secretary, order)
    with pytest.raises(Refusal, match="wrong_duty"):
        checked(actor(Role.REVIEWER_FIRST, federation.other_county), order)


def test_an_order_is_whole(scene, studio):
    for order, tasks in (
        (ORDER, ()),
        (ORDER, (Task("", DUE),)),
        (ORDER, (Task("昨天", date(2026, 11, 30)),)),
        (Order(RectificationOrigin.WARNING, "", ""), TASKS),
    ):
        with pytest.raises(Refusal, match="form_invalid"):
            open_rectification(actor=scene.officer, studio=studio, order=order, tasks=tasks)


def test_the_database_keeps_one_running_order(order):
    facts = {
        "studio": order.studio,
        "origin": "warning",
        "reason": "x",
        "document_number": "1号",
        "opened_on": date(2026, 11, 30),
        "due_on": DUE,
        "first_due_on": DUE,
        "opened_at": order.opened_at,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Rectification.objects.create(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rectification.objects.filter(pk=order.pk).update(due_on=date(2027, 4, 1))
