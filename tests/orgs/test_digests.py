"""One mail a day over all duties: what it says and keeps to itself, when it goes out, and that it goes out once."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Recusal
from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry
from jiangxin.orgs.services import open_errand
from jiangxin.orgs.services.digests import digest_day
from jiangxin.orgs.services.escalating import escalation_day
from jiangxin.people.enums import LetterKind
from jiangxin.people.models import Account, Letter, Mailbox
from jiangxin.people.services.letters import MOST_ATTEMPTS, post
from tests.campaigns.conftest import scene
from tests.conftest import make_actor
from tests.factories import DutyFactory
from tests.laying import laid
from tests.smtp import post_office

__all__ = ["scene"]
MONDAY = "2026-03-16 09:00"


@pytest.fixture
def office(settings):
    """A mail server of our own, in the settings."""
    with post_office() as serving:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", serving.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.DEFAULT_FROM_EMAIL = "匠心 <jiangxin@example.org>"
        yield serving


def box_of(actor, *, frequency="daily", address="officer@example.org"):
    account = Account.objects.get(pk=actor.account_id)
    now = clock.now()
    return Mailbox.objects.create(
        account=account, address=address, frequency=frequency, confirmed_at=now, changed_at=now
    )


def ask(role, place, about, days, *, asked="recommend", title="星火工作室"):
    due_at = clock.now() + timedelta(days=days)
    return open_errand(role=role, organisation=place, asked=asked, about=about, title=title, due_at=due_at)


@laid
def reader(federation, clock_at):
    """Somebody with two duties, things of all four sorts waiting, and a confirmed address."""
    clock_at("2026-03-10 09:00")
    county = make_actor(Role.REVIEWER_FIRST, federation.county)
    account = Account.objects.get(pk=county.account_id)
    DutyFactory(account=account, organisation=federation.unit, role=Role.UNION_OFFICER)
    make_actor(Role.OFFICER_CITY, federation.city)
    below = make_actor(Role.UNION_OFFICER, federation.private_unit)
    ask(Role.REVIEWER_FIRST, federation.county, federation.unit, 1)
    ask(Role.REVIEWER_FIRST, federation.county, federation.private_unit, 8, asked="review_report")
    ask(Role.UNION_OFFICER, federation.unit, federation.county, 60, asked="answer_question")
    ask(Role.UNION_OFFICER, federation.private_unit, federation.city, 1, asked="revise_report")
    box_of(county)
    clock_at("2026-03-13 12:00")
    escalation_day()
    clock_at(MONDAY)
    return county, below


def round_of_mail():
    digest_day()
    return post()


def test_it_tells_what_is_overdue_escalated_soon_and_new(reader, office, federation):
    assert round_of_mail() == 1

    (mail,) = office.mails
    assert office.recipients == ["officer@example.org"]
    assert mail["Subject"].strip() == "匠心待办：已逾期 1 件，需要督办 1 件，三个工作日以内到期 1 件，新到 1 件"
    text = mail.get_body(("plain",)).get_content()
    parts = [line for line in text.splitlines() if line.startswith(("【", "- "))]
    brought = "已于2026年3月13日提请市总工会经办（云江市总工会）督办"
    assert parts == [
        "【已逾期】1 件",
        f"- 请审核推荐 · 县（市、区）及产业工会审核（青石县） · 期限2026年3月11日 · {brought}",
        "【需要督办】1 件",
        "- 下级事项逾期，请督办 · 督办 · 县（市、区）及产业工会审核（青石县） · 期限2026年3月17日",
        "【三个工作日以内到期】1 件",
        "- 请审核工作室报告 · 县（市、区）及产业工会审核（青石县） · 期限2026年3月18日",
        "【新到】1 件",
        f"- 请答复提问 · 基层工会干部（{federation.unit.short_name}） · 期限2026年5月9日",
    ]
    assert "/account/inbox/" in text
    html = mail.get_body(("html",)).get_content()
    assert html.count("<li>") == 4
    assert "星火" not in text + html + mail["Subject"]


def test_it_is_left_by_a_link_without_signing_in(reader, office, client):
    round_of_mail()
    (mail,) = office.mails
    address = mail["List-Unsubscribe"].strip("<>")
    path = address.split("8000", 1)[1]

    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert client.get(path).status_code == 200
    assert Mailbox.objects.get().frequency == "daily"
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Mailbox.objects.get().frequency == "none"
    assert client.get(path[:-2] + "/").status_code == 200


def test_it_goes_out_once_a_day_and_tells_only_what_is_new(reader, office, clock_at):
    assert [round_of_mail() for _ in range(3)] == [1, 0, 0]
    clock_at("2026-03-17 09:00")
    assert round_of_mail() == 1

    first, second = (mail.get_body(("plain",)).get_content() for mail in office.mails)
    assert ("【新到】" in first, "【新到】" in second) == (True, False)


@pytest.mark.parametrize(
    ("frequency", "moment", "sent"),
    [
        ("daily", "2026-03-16 07:59", 0),
        ("daily", "2026-03-16 08:00", 1),
        ("daily", "2026-03-14 09:00", 0),  # a Saturday
        ("daily", "2026-02-28 09:00", 1),  # a Saturday that is worked
        ("weekly", "2026-03-16 09:00", 1),
        ("weekly", "2026-03-17 09:00", 0),
        ("weekly", "2026-04-07 09:00", 1),  # Monday the 6th is Qingming
        ("none", "2026-03-16 09:00", 0),
    ],
)
def test_it_keeps_to_working_days_and_its_hour(federation, clock_at, office, frequency, moment, sent):
    clock_at(moment)
    county = make_actor(Role.REVIEWER_FIRST, federation.county)
    ask(Role.REVIEWER_FIRST, federation.county, federation.unit, 1)
    box_of(county, frequency=frequency)

    assert round_of_mail() == sent


def test_with_nothing_to_tell_nothing_is_sent(federation, clock_at, office):
    clock_at(MONDAY)
    box_of(make_actor(Role.REVIEWER_FIRST, federation.county))

    assert round_of_mail() == 0
    assert Letter.objects.get().state == "dropped"


def test_an_unconfirmed_address_gets_no_digest(reader, office):
    Mailbox.objects.update(confirmed_at=None)

    assert (round_of_mail(), office.mails) == (0, [])


def test_without_a_server_nothing_is_sent(reader, settings):
    settings.EMAIL_HOST = ""

    assert round_of_mail() == 0
    assert Letter.objects.count() == 0


def test_a_failure_is_tried_again_later_and_later(reader, office, clock_at):
    office.refusals = 2
    assert round_of_mail() == 0
    letter = Letter.objects.get()
    assert (letter.state, letter.attempts, letter.fault) == ("waiting", 1, "SMTPDataError")
    assert post() == 0

    for minutes in (5, 10):
        clock_at(clock.now() + timedelta(minutes=minutes))
        post()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, len(office.mails)) == ("sent", 3, 1)
    (told,) = JournalEntry.objects.filter(act="people.send_letter")
    assert (told.actor_name, told.after["attempts"], "example.org" in told.canonical) == ("system", 3, False)


def test_after_several_failures_it_is_given_up_and_told(reader, office, clock_at):
    office.refusals = 99
    round_of_mail()
    for _ in range(MOST_ATTEMPTS):
        clock_at(clock.now() + timedelta(hours=6))
        post()

    assert Letter.objects.get(day="2026-03-16").state == "failed"
    assert JournalEntry.objects.get(act="people.send_letter").outcome == "refused"


def test_it_is_written_in_the_reader_s_language(reader, office):
    Account.objects.filter(pk=reader[0].account_id).update(language="en")
    round_of_mail()

    (mail,) = office.mails
    assert mail["Subject"].strip() == "Jiangxin: overdue 1, to follow up 1, due within three working days 1, new 1"


def test_what_a_conflict_closes_is_not_counted_either(scene, office, clock_at):
    clock_at(MONDAY)
    entry = scene.entry(EntryState.RECOMMENDED_COUNTY)
    box_of(scene.officer)
    Recusal.objects.create(entry=entry, person_id=scene.officer.person_id, reason="亲属", since=clock.now())

    assert round_of_mail() == 0


def test_the_call_is_named_instead_of_the_case(scene, office, clock_at):
    clock_at(MONDAY)
    scene.entry(EntryState.RECOMMENDED_COUNTY, name="星火工作室")
    box_of(scene.officer)
    round_of_mail()

    text = office.mails[0].get_body(("plain",)).get_content()
    assert f"请作形式审查 · {scene.call.title}" in text
    assert "星火" not in text


def test_many_errands_cost_what_few_cost(reader, office, federation):
    def cost():
        Letter.objects.all().delete()
        digest_day()
        with CaptureQueriesContext(connection) as queries:
            assert post() == 1
        return len(queries)

    few = cost()
    for number in range(30):
        ask(Role.UNION_OFFICER, federation.unit, federation.county, 1, asked=f"asked{number}")
    assert cost() == few


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_it_once(reader, office):
    together = Barrier(2)

    def work():
        together.wait()
        try:
            round_of_mail()
        finally:
            connections.close_all()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert (Letter.objects.filter(kind=LetterKind.DIGEST).count(), len(office.mails)) == (1, 1)
