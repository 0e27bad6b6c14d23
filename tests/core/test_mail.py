"""Whether `jiangxin check` says in plain words what is wrong with the mail settings, against a real server."""

import pytest

from jiangxin.core.mail import read_signed, sign
from jiangxin.core.readiness import Grade, mail
from tests.smtp import post_office

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def found(settings, **changes):
    base = {
        "EMAIL_BACKEND": SMTP,
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": 1,
        "EMAIL_HOST_USER": "",
        "EMAIL_HOST_PASSWORD": "",
        "EMAIL_USE_TLS": False,
        "EMAIL_USE_SSL": False,
        "DEFAULT_FROM_EMAIL": "匠心 <jiangxin@example.org>",
    }
    for name, value in {**base, **changes}.items():
        setattr(settings, name, value)
    (answer,) = mail.outgoing()
    return answer.grade, answer.english


def test_a_server_that_answers_is_fine(settings):
    with post_office() as office:
        assert found(settings, EMAIL_PORT=office.port)[0] == Grade.FINE


@pytest.mark.parametrize(
    ("changes", "grade", "named"),
    [
        ({"EMAIL_HOST": ""}, Grade.FINE, "JIANGXIN_MAIL_HOST"),
        ({}, Grade.WARNING, "JIANGXIN_MAIL_PORT"),
        ({"DEFAULT_FROM_EMAIL": "jiangxin"}, Grade.FAULT, "JIANGXIN_MAIL_FROM"),
        ({"EMAIL_HOST_USER": "someone"}, Grade.FAULT, "JIANGXIN_MAIL_PASSWORD"),
        ({"EMAIL_HOST": "mail.example.org"}, Grade.FAULT, "JIANGXIN_MAIL_SECURITY"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_set(settings, changes, grade, named):
    answer = found(settings, **changes)

    assert (answer[0], named in answer[1]) == (grade, True)


def test_signed_words_are_for_one_purpose():
    token = sign("confirm", "7", "abc")

    assert read_signed("confirm", token) == ["7", "abc"]
    assert read_signed("unsubscribe", token) is None
    assert read_signed("confirm", token[:-1]) is None
