"""Whether mail can go out: the settings belong together, and the server answers."""

import smtplib
from collections.abc import Iterator
from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.core.validators import validate_email

from jiangxin.core.readiness.finding import Finding, fault, fine, warning

_HERE = {"127.0.0.1", "localhost", "::1"}
_SECONDS = 5


def outgoing() -> Iterator[Finding]:
    """Mail is either not set up, or set up so that it can be sent."""
    if not settings.EMAIL_HOST:
        yield fine(
            "mail",
            "没有设置发信服务器（JIANGXIN_MAIL_HOST），不发邮件；待办仍在网页上",
            "no mail server is set (JIANGXIN_MAIL_HOST): no mail is sent, what waits stands on the pages",
        )
        return
    faults = list(_contradictions())
    yield from faults
    if not faults:
        yield _answer()


def _contradictions() -> Iterator[Finding]:
    try:
        validate_email(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    except ValidationError:
        yield fault(
            "mail",
            "设置了发信服务器，但没有可用的发件人地址。请设置 JIANGXIN_MAIL_FROM，例如 匠心 <jiangxin@example.org>。",
            "A mail server is set, but no usable address to send from. Set JIANGXIN_MAIL_FROM,"
            " for example Jiangxin <jiangxin@example.org>.",
        )
    if bool(settings.EMAIL_HOST_USER) != bool(settings.EMAIL_HOST_PASSWORD):
        yield fault(
            "mail",
            "发信账号和口令要一起设置：JIANGXIN_MAIL_USER 和 JIANGXIN_MAIL_PASSWORD。",
            "Set the mail account and its password together: JIANGXIN_MAIL_USER and JIANGXIN_MAIL_PASSWORD.",
        )
    plain = not settings.EMAIL_USE_TLS and not settings.EMAIL_USE_SSL
    if plain and settings.EMAIL_HOST not in _HERE:
        yield fault(
            "mail",
            "JIANGXIN_MAIL_SECURITY=NONE 会把邮件（和口令）明文发到另一台机器。请改为 STARTTLS 或 TLS。",
            "JIANGXIN_MAIL_SECURITY=NONE sends mail, and the password, in the clear to another machine."
            " Use STARTTLS or TLS.",
        )


def _answer() -> Finding:
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        connection = get_connection(timeout=_SECONDS)
        connection.open()
        connection.close()
    except smtplib.SMTPAuthenticationError:
        return warning(
            "mail",
            f"发信服务器 {where} 不接受账号或口令。请检查 JIANGXIN_MAIL_USER 和 JIANGXIN_MAIL_PASSWORD。",
            f"The mail server {where} refuses the account or its password."
            " Check JIANGXIN_MAIL_USER and JIANGXIN_MAIL_PASSWORD.",
        )
    except (OSError, smtplib.SMTPException) as caught:
        return warning(
            "mail",
            f"连不上发信服务器 {where}（{type(caught).__name__}）。请检查 JIANGXIN_MAIL_HOST、JIANGXIN_MAIL_PORT、"
            "JIANGXIN_MAIL_SECURITY 和网络；邮件会保留并重试。",
            f"The mail server {where} cannot be reached ({type(caught).__name__}). Check JIANGXIN_MAIL_HOST,"
            " JIANGXIN_MAIL_PORT, JIANGXIN_MAIL_SECURITY and the network; mail is kept and tried again.",
        )
    return fine("mail", f"发信服务器 {where} 可用", f"the mail server {where} answers")
