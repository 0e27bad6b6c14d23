"""The mail that asks whether an address belongs to whoever entered it."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from jiangxin.core.mail import Message
from jiangxin.people.enums import LetterKind
from jiangxin.people.models import Letter
from jiangxin.people.services.letters import letter_of
from jiangxin.people.services.mailboxes import GOOD_FOR, confirm_url


@letter_of(LetterKind.CONFIRM)
def confirmation(letter: Letter) -> Message | None:
    """Return the mail with the confirming link; nothing when it was confirmed meanwhile. It names nobody."""
    box = letter.mailbox
    if box.confirmed_at is not None:
        return None
    url = confirm_url(box)
    words = [
        _("有人在“匠心”平台把这个邮箱登记为接收待办提醒的地址。"),
        _("是您本人登记的，请打开下面的链接确认："),
        _("链接%(days)d天内有效。不是您登记的，不用理会，不会再收到邮件。") % {"days": GOOD_FOR.days},
    ]
    context = {"url": url, "words": words}
    return Message(
        subject=_("匠心：请确认邮箱"),
        text="\n\n".join([words[0], f"{words[1]}\n{url}", words[2]]) + "\n",
        html=render_to_string("people/mail/confirm.html", context),
    )
