"""Sending one mail by the server of the settings; and the signed words that the links in mails carry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives

from jiangxin.core import clock


@dataclass(frozen=True, slots=True)
class Message:
    """What is written to one person; `html` is the same as `text`, with links to click."""

    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


def can_send() -> bool:
    """Tell whether a mail server is set."""
    return bool(settings.EMAIL_HOST)


def send(message: Message, *, to: str) -> None:
    """Hand one mail over to the server.

    Raises:
        OSError, smtplib.SMTPException: the server is away, or does not take it.
    """
    headers = {"Auto-Submitted": "auto-generated", **message.headers}
    subject = " ".join(message.subject.split())
    mail = EmailMultiAlternatives(subject, message.text, settings.DEFAULT_FROM_EMAIL, [to], headers=headers)
    mail.attach_alternative(message.html, "text/html")
    mail.send()


def sign(purpose: str, *words: str) -> str:
    """Return some words as part of an address that nobody else can make, with the moment they were signed."""
    return signing.dumps([int(clock.now().timestamp()), *words], salt=f"mail:{purpose}")


def read_signed(purpose: str, token: str, *, within: timedelta | None = None) -> list[str] | None:
    """Return the words of `sign`; None when they are not ours, or were signed longer than `within` ago."""
    try:
        moment, *words = signing.loads(token, salt=f"mail:{purpose}")
    except signing.BadSignature:
        return None
    if within is not None and clock.now().timestamp() - moment > within.total_seconds():
        return None
    return [str(word) for word in words]
