"""One inbox per person across all duties."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from jiangxin.campaigns.models import Recusal
from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.orgs.models import Duty, Errand
from jiangxin.orgs.queries import errands_across
from jiangxin.orgs.services import delegate_duty, open_errand
from jiangxin.people.models import Account
from tests.campaigns.conftest import scene
from tests.conftest import make_actor
from tests.factories import DutyFactory
from tests.laying import laid

__all__ = ["scene"]
INBOX = "/account/inbox/"
MONDAY = "2026-03-16 10:00"


@laid
def several(federation, clock_at):
    """Somebody who is officer of a unit, expert of the city, and stands in for the county's officer; what waits."""
    clock_at(MONDAY)
    officer = make_actor(Role.UNION_OFFICER, federation.unit)
    account = Account.objects.get(pk=officer.account_id)
    expert = DutyFactory(account=account, organisation=federation.city, role=Role.EXPERT)
    DutyFactory(account=account, organisation=federation.county, role=Role.WORKER)
    county = make_actor(Role.REVIEWER_FIRST, federation.county)
    given = delegate_duty(
        actor=county,
        duty=Duty.objects.get(pk=county.duty_id),
        to=account,
        until=clock.today() + timedelta(days=30),
        reason="出差",
    )
    at = {"unit": (Role.UNION_OFFICER, federation.unit), "county": (Role.REVIEWER_FIRST, federation.county)}
    for number, (place, days) in enumerate([("unit", 9), ("county", -3), ("county", 2)]):
        role, organisation = at[place]
        open_errand(
            role=role,
            organisation=organisation,
            asked="recommend",
            about=[federation.unit, federation.private_unit, federation.other_unit][number],
            title=f"第{number}件",
            due_at=clock.now() + timedelta(days=days),
        )
    score = open_errand(
        role=Role.EXPERT, organisation=None, account_id=account.pk, asked="score", about=federation.city, title="评审"
    )
    open_errand(role=Role.OFFICER_CITY, organisation=federation.city, asked="formal_check", about=federation.unit)
    return officer, expert, given, county, score


def heads(client, query=""):
    tree = LexborHTMLParser(client.get(f"{INBOX}{query}").content)
    return [node.text(strip=True) for node in tree.css("tbody th")]


def test_it_holds_what_waits_in_all_duties_overdue_first(several, client_for):
    officer, _expert, given, _county, _score = several
    page = LexborHTMLParser(client_for(officer).get(INBOX).content)

    assert [node.text(strip=True) for node in page.css("tbody th")] == [
        "请审核推荐：第1件",
        "请审核推荐：第2件",
        "请审核推荐：第0件",
        "请评分：评审",
    ]
    cells = [[" ".join(cell.text().split()) for cell in row.css("td")] for row in page.css("tbody tr")]
    giver = given.delegated_from.account.person.name
    # due on Friday and on Wednesday; nine days on is a Wednesday; a score has ten working days by the table
    assert [row[0] for row in cells] == ["已逾期 1 个工作日", "还有 2 个工作日", "还有 7 个工作日", "还有 10 个工作日"]
    assert [row[2] for row in cells] == [f"县（市、区）及产业工会审核（受{giver}委托）"] * 2 + [
        "基层工会干部",
        "评审专家",
    ]
    counts = {node.text(strip=True) for node in page.css(".jx-menu-item .jx-count")}
    assert "4" in counts


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?when=overdue", ["请审核推荐：第1件"]),
        ("?when=soon", ["请审核推荐：第2件"]),
        ("?when=later", ["请审核推荐：第0件", "请评分：评审"]),
        ("?asked=score", ["请评分：评审"]),
        ("?q=第0", ["请审核推荐：第0件"]),
        ("?sort=-due", ["请评分：评审", "请审核推荐：第0件", "请审核推荐：第2件", "请审核推荐：第1件"]),
    ],
)
def test_it_is_narrowed_and_sorted(several, client_for, query, expected):
    assert heads(client_for(several[0]), query) == expected


def test_it_is_narrowed_to_one_duty_and_taken_along(several, client_for):
    officer, _expert, given, _county, _score = several
    client = client_for(officer)

    assert heads(client, f"?duty={given.pk}") == ["请审核推荐：第1件", "请审核推荐：第2件"]
    assert b"".join(client.get(f"{INBOX}?export=csv").streaming_content).decode().count("请") == 4


def test_opening_one_acts_in_its_duty(several, client_for):
    officer, expert, given, _county, score = several
    client = client_for(officer)
    late = Errand.objects.get(title="第1件")
    address = reverse("account:errand", args=[late.pk])

    asked = client.get(address)
    assert (asked.status_code, client.session["duty_id"]) == (200, officer.duty_id)
    opened = client.post(address)
    assert (opened["Location"], client.session["duty_id"]) == (reverse("desk:errand", args=[late.pk]), given.pk)
    assert client.get(address)["Location"] == reverse("desk:errand", args=[late.pk])
    assert client.post(reverse("account:errand", args=[score.pk]))["Location"] == reverse("expert:home")
    assert client.session["duty_id"] == expert.pk


def test_nobody_opens_what_waits_for_others(several, client_for):
    officer, _expert, _given, county, score = several
    foreign = Errand.objects.get(asked="formal_check")

    for who, errand in ((officer, foreign), (county, score)):
        client = client_for(who)
        assert [client.get(reverse("account:errand", args=[errand.pk])).status_code] == [404]
        assert client.post(reverse("account:errand", args=[errand.pk])).status_code == 404


def test_a_delegation_that_has_ended_takes_its_errands_along(several, clock_at):
    officer = several[0]
    clock_at("2026-05-16 10:00")

    assert set(errands_across(officer).values_list("role", flat=True)) == {"union_officer", "expert"}


def test_whoever_has_one_duty_has_one_inbox(several, client_for):
    county = several[3]
    client = client_for(county)

    assert client.get(INBOX)["Location"] == reverse("desk:inbox")
    assert client.get(reverse("account:password")).context["house"].inbox is None


def test_a_conflict_of_interest_closes_the_inbox_too(scene, client_for, actor):
    entry = scene.entry("recommended_county")
    officer = scene.officer
    account = Account.objects.get(pk=officer.account_id)
    DutyFactory(account=account, organisation=scene.federation.unit, role=Role.WORKER)
    client = client_for(officer)
    assert len(heads(client)) == 1

    Recusal.objects.create(entry=entry, person=account.person, reason="亲属", since=clock.now())

    assert heads(client) == []
    assert client.get("/desk/").context["items"] == []
    colleague = actor(Role.OFFICER_CITY, scene.federation.city)
    assert len(client_for(colleague).get("/desk/").context["items"]) == 1


def test_queries_do_not_grow(several, federation, client_for):
    client = client_for(several[0])

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(INBOX).status_code == 200
        return len(queries)

    count()
    few = count()
    for number in range(40):
        open_errand(
            role=Role.UNION_OFFICER, organisation=federation.unit, asked=f"asked{number}", about=federation.unit
        )
    assert count() == few


def test_days_are_counted_by_the_holidays(several, federation, clock_at):
    """National Day 2025 is off from 1 to 8 October; Sunday 28 September is worked."""
    clock_at("2025-09-26 09:00")
    officer = several[0]
    for number, day in enumerate((29, 30)):
        open_errand(
            role=Role.UNION_OFFICER,
            organisation=federation.unit,
            asked=f"day{number}",
            about=federation.unit,
            due_at=clock.now().replace(day=day),
        )
    last = open_errand(
        role=Role.UNION_OFFICER, organisation=federation.unit, asked="publish_article", about=federation.unit
    )
    left = dict(errands_across(officer).values_list("asked", "days_left"))

    assert (left["day0"], left["day1"]) == (2, 3)
    assert left["publish_article"] == 5
    assert last.due_at.date().isoformat() == "2025-10-10"


def test_the_terms_can_be_read(several, client_for):
    client = client_for(several[0])
    page = LexborHTMLParser(client.get("/account/terms/").content)
    rows = {node.css_first("th").text(): [cell.text() for cell in node.css("td")] for node in page.css("tbody tr")}

    default = "平台默认"
    assert (rows["请申报回避关系"], rows["请改派专家"]) == (["3", "2", default], ["2", "1", default])
    assert rows["工作室预警，请处理"] == ["10", "不提请", default]
    assert "平台默认值" in page.body.text()
    assert "/account/terms/" in [
        node.attributes["href"] for node in LexborHTMLParser(client.get(INBOX).content).css("a")
    ]
