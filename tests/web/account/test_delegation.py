from datetime import date

import pytest
from django.urls import reverse

from jiangxin.core.actor import Role
from jiangxin.orgs.models import Duty
from jiangxin.orgs.queries import actor_of, duties_of

PAGE = "account:delegations"


@pytest.fixture
def holder(federation, actor, clock_at):
    clock_at("2026-03-02 09:00")
    return actor(Role.REVIEWER_FIRST, federation.county)


@pytest.fixture
def colleague(federation, actor):
    return actor(Role.WORKER, federation.county)


def delegate(client, to, until="2026-03-20", reason="出差"):
    return client.post(reverse(PAGE), {"to": to, "until": until, "reason": reason})


def test_a_colleague_acts_in_the_duty_until_the_day(holder, colleague, client_for, clock_at):
    answer = delegate(client_for(holder), colleague.account_id)

    assert answer.status_code == 302
    given = Duty.objects.get(delegated_from_id=holder.duty_id)
    assert (given.account_id, given.role, given.since, given.until) == (
        colleague.account_id,
        Role.REVIEWER_FIRST,
        date(2026, 3, 2),
        date(2026, 3, 20),
    )
    assert actor_of(duties_of(colleague.account_id)[-1]).delegated_by == holder.name
    clock_at("2026-03-21 00:00")
    assert [duty.role for duty in duties_of(colleague.account_id)] == [Role.WORKER]


def test_a_page_of_another_duty_delegates_nothing(holder, colleague, client_for):
    typed = {"to": colleague.account_id, "until": "2026-03-20", "reason": "外出学习培训两周半", "duty": 0}
    answer = client_for(holder).post(reverse(PAGE), typed, headers={"origin": "http://testserver"})

    assert (answer.status_code, Duty.objects.filter(delegated_from_id=holder.duty_id).count()) == (409, 0)
    assert '<li class="text-break">外出学习培训两周半</li>' in answer.content.decode()


def test_only_colleagues_are_offered(holder, colleague, actor, federation, client_for):
    actor(Role.UNION_OFFICER, federation.unit)

    form = client_for(holder).get(reverse(PAGE)).context["form"]

    assert [account.pk for account in form.fields["to"].queryset] == [colleague.account_id]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"until": "2026-03-01"}, "until"), ({"reason": " "}, "reason"), ({"until": "x"}, "until"), ({"to": ""}, "to")],
)
def test_faults_stand_at_their_field_and_nothing_is_given(holder, colleague, client_for, changes, field):
    answer = delegate(client_for(holder), **{"to": colleague.account_id, **changes})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Duty.objects.filter(delegated_from__isnull=False).exists() is False


def test_somebody_of_another_house_cannot_be_slipped_in(holder, actor, federation, client_for):
    outsider = actor(Role.UNION_OFFICER, federation.other_unit)

    assert delegate(client_for(holder), outsider.account_id).status_code == 422
    assert Duty.objects.filter(delegated_from__isnull=False).exists() is False


def test_a_delegated_duty_is_not_passed_on(holder, colleague, actor, federation, client_for):
    delegate(client_for(holder), colleague.account_id)
    third = actor(Role.WORKER, federation.county)
    given = Duty.objects.get(delegated_from_id=holder.duty_id)

    answer = delegate(client_for(actor_of(given)), third.account_id)

    assert answer.status_code == 409
    assert Duty.objects.filter(delegated_from__isnull=False).count() == 1


def test_a_delegation_is_taken_back_at_once(holder, colleague, client_for):
    client = client_for(holder)
    delegate(client, colleague.account_id)
    given = Duty.objects.get(delegated_from_id=holder.duty_id)

    answer = client.post(reverse("account:withdraw-delegation", args=[given.pk]))

    assert answer.status_code == 302
    assert [duty.role for duty in duties_of(colleague.account_id)] == [Role.WORKER]
    assert list(client.get(reverse(PAGE)).context["delegations"]) == []


def test_a_delegation_of_somebody_else_is_not_found(holder, colleague, actor, federation, client_for):
    delegate(client_for(holder), colleague.account_id)
    given = Duty.objects.get(delegated_from_id=holder.duty_id)
    stranger = actor(Role.REVIEWER_FIRST, federation.other_county)

    answer = client_for(stranger).post(reverse("account:withdraw-delegation", args=[given.pk]))

    assert answer.status_code == 404
    assert Duty.objects.get(pk=given.pk).until == date(2026, 3, 20)
