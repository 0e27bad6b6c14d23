import pytest
from django.urls import reverse

from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry, Outcome
from jiangxin.people.models import Account
from tests.factories import PASSWORD

NEW = "qingshi-gongzuoshi-2026"


@pytest.fixture
def officer(federation, actor):
    return actor(Role.UNION_OFFICER, federation.unit)


def change(client, old=PASSWORD, new=NEW, again=None):
    return client.post(reverse("account:password"), {"old": old, "new": new, "again": again or new})


def test_the_password_changes_here_and_other_sessions_end(officer, client_for):
    here, elsewhere = client_for(officer), client_for(officer)

    answer = change(here)

    assert answer.status_code == 302
    assert Account.objects.get(pk=officer.account_id).check_password(NEW)
    assert here.get(reverse("account:password")).status_code == 200
    assert elsewhere.get(reverse("account:password")).status_code == 302
    done = JournalEntry.objects.get(act="people.change_password")
    assert (done.outcome, done.object_id, done.before, done.after) == (Outcome.DONE, str(officer.account_id), {}, {})


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("not-the-password", NEW, NEW, "old"),
        (PASSWORD, PASSWORD, PASSWORD, "new"),
        (PASSWORD, "short", "short", "new"),
        (PASSWORD, NEW, "something-else", "again"),
        (PASSWORD, "", "", "new"),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(officer, client_for, old, new, again, field):
    answer = change(client_for(officer), old, new, again)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Account.objects.get(pk=officer.account_id).check_password(PASSWORD)


def test_a_wrong_old_password_is_recorded(officer, client_for):
    change(client_for(officer), old="not-the-password")

    refused = JournalEntry.objects.get(act="people.change_password")
    assert (refused.outcome, refused.after["code"]) == (Outcome.REFUSED, "password_wrong")
