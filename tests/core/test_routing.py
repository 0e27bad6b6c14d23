from http import HTTPStatus

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from jiangxin.core.actor import PUBLIC, Actor, Role
from jiangxin.core.policy import anyone, having, signed_in
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.routing import page

EXPERT = Actor(name="专家", account_id=1, duty_id=1, role=Role.EXPERT)


def ask(policy, actor, *, method="GET", path="/desk/entries/?page=2", **headers):
    pattern = page("entries/", lambda request: HttpResponse("shown"), policy=policy, name="entries")
    request = RequestFactory().generic(method, path, headers=headers)
    request.actor = actor
    return pattern.callback(request)


@pytest.mark.parametrize(("policy", "actor"), [(anyone, PUBLIC), (signed_in, EXPERT), (having(Role.EXPERT), EXPERT)])
def test_the_page_opens_to_whom_its_policy_lets_in(policy, actor):
    assert ask(policy, actor).content == b"shown"


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back():
    answer = ask(signed_in, PUBLIC)

    assert (answer.status_code, answer["Location"]) == (
        HTTPStatus.FOUND,
        "/account/sign-in/?next=/desk/entries/%3Fpage%3D2",
    )


@pytest.mark.parametrize(
    ("referer", "leads_back_to"),
    [
        ("http://testserver/desk/entries/7/edit/?step=2", "/desk/entries/7/edit/%3Fstep%3D2"),
        ("http://elsewhere.example/desk/", "/"),
        ("", "/"),
    ],
)
def test_a_form_sent_after_the_sign_in_expired_leads_back_to_its_page(referer, leads_back_to):
    answer = ask(signed_in, PUBLIC, method="POST", referer=referer)

    assert answer["Location"] == f"/account/sign-in/?next={leads_back_to}"


def test_in_the_background_the_page_is_told_so_that_nothing_typed_is_lost():
    answer = ask(signed_in, PUBLIC, method="POST", **{"X-Requested-With": "fetch"})

    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert answer.content == b'{"code": "sign_in_first", "sign_in": "/account/sign-in/"}'


def test_a_wrong_duty_is_refused_in_words():
    with pytest.raises(Refusal) as raised:
        ask(having(Role.OFFICER_CITY), EXPERT)

    assert (raised.value.code, raised.value.status) == ("wrong_duty", HTTPStatus.FORBIDDEN)


def test_the_pattern_carries_its_policy_and_name():
    pattern = page("x/", lambda request: HttpResponse(), policy=anyone, name="x")

    assert (pattern.callback.policy, pattern.name, str(pattern.pattern)) == (anyone, "x", "x/")


@pytest.mark.parametrize("key", [2**63, 10**30])
def test_a_number_that_no_row_can_have_is_not_found(key):
    pattern = page("entries/<int:entry_id>/", lambda request, entry_id: HttpResponse(), policy=anyone, name="entry")
    request = RequestFactory().get(f"/entries/{key}/")
    request.actor = PUBLIC

    with pytest.raises(NotFound):
        pattern.callback(request, entry_id=key)
