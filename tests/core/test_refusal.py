"""A refusal reads the same as a page and in the background, and nothing of ours shows through a fault."""

from http import HTTPStatus

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.views.decorators.http import require_POST

from jiangxin.core.middleware import refusals, server_fault, show_refusal
from jiangxin.core.refusal import NotFound, Problem, Refusal

REFUSAL = Refusal("quota_full", "推荐名额已满。", "可先撤回一个推荐。", problems=[Problem("rank", "超出名额")])


def test_it_tells_everything_in_one_line():
    assert str(REFUSAL) == "quota_full: 推荐名额已满。 可先撤回一个推荐。"


def test_absent_and_forbidden_look_alike():
    assert (NotFound().code, NotFound().status) == ("not_found", HTTPStatus.NOT_FOUND)


def test_in_the_background_it_is_json():
    request = RequestFactory().post("/", headers={"X-Requested-With": "fetch"})

    answer = show_refusal(request, REFUSAL)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert answer.content.decode().encode().decode("unicode_escape").count("推荐名额已满。") == 1
    assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.django_db
def test_as_a_page_it_says_what_and_what_now():
    answer = show_refusal(RequestFactory().get("/"), REFUSAL)

    text = answer.content.decode()
    assert answer.status_code == HTTPStatus.CONFLICT
    assert [text.count(part) > 0 for part in ("推荐名额已满。", "可先撤回一个推荐。", "超出名额")] == [True] * 3


@pytest.mark.django_db
def test_an_unknown_address_is_a_plain_page():
    answer = Client().get("/no/such/page/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "没有找到这个页面或事项" in answer.content.decode()


@pytest.mark.django_db
def test_an_address_that_only_takes_forms_says_so_when_it_is_opened():
    answer = refusals(require_POST(lambda request: HttpResponse()))(RequestFactory().get("/"))

    assert (answer.status_code, answer.headers["Allow"]) == (HTTPStatus.METHOD_NOT_ALLOWED, "POST")
    assert answer.content.decode().count("请从页面上的按钮或链接进入。") == 1


@pytest.mark.django_db
def test_a_fault_of_our_own_tells_nothing_of_the_inside():
    answer = server_fault(RequestFactory().get("/"))

    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "系统出了故障" in answer.content.decode()


@pytest.mark.django_db
def test_every_answer_carries_the_content_security_policy():
    policy = Client().get("/account/sign-in/").headers["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_refusal_in_one_text_reads_well_in_both_languages():
    assert Refusal("no", "已满。", "请等下一批。").words == "已满。请等下一批。"
    assert Refusal("no", "It is full.", "Wait for the next.").words == "It is full. Wait for the next."
    assert Refusal("no", "不行").words == "不行"
