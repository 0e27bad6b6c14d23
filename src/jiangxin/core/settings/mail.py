"""By which server mail goes out. Without a server nothing is sent, and the pages say so."""

from jiangxin.core.settings import environment

HOST = environment.text(
    "JIANGXIN_MAIL_HOST",
    "",
    "发信服务器（SMTP），空则不发邮件 SMTP server for outgoing mail; empty means no mail is sent",
)
SECURITY = environment.one_of(
    "JIANGXIN_MAIL_SECURITY",
    "STARTTLS",
    ("STARTTLS", "TLS", "NONE"),
    "与发信服务器之间的加密 encryption on the way to the mail server",
)
PORT = environment.whole(
    "JIANGXIN_MAIL_PORT",
    465 if SECURITY == "TLS" else 587 if SECURITY == "STARTTLS" else 25,
    "发信服务器端口 port of the mail server",
    within=(1, 65_535),
)
USER = environment.text("JIANGXIN_MAIL_USER", "", "发信账号，空则不登录 account at the mail server; empty means none")
PASSWORD = environment.text("JIANGXIN_MAIL_PASSWORD", "", "发信账号的口令 password of that account")
SENDER = environment.text(
    "JIANGXIN_MAIL_FROM", "", "发件人地址，例如 匠心 <jiangxin@example.org> address the mail is sent from"
)
HOUR = environment.whole(
    "JIANGXIN_MAIL_HOUR",
    8,
    "工作日几点以后发送待办摘要 hour of working days from which digests are sent",
    within=(0, 23),
)
SECONDS = 20
"""How long the mail server may keep us waiting."""
