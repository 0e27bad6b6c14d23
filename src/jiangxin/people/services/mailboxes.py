"""An account's e-mail address: entered, confirmed by a link sent to it, and how often it is written to."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiangxin.core import clock, journal, tallies
from jiangxin.core.actor import PUBLIC, Actor
from jiangxin.core.crypto import digest
from jiangxin.core.mail import read_signed, sign
from jiangxin.core.policy import ALLOWED, Decision, deny
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.people.enums import Frequency, LetterKind, LetterState
from jiangxin.people.models import Account, Letter, Mailbox

CONFIRM, UNSUBSCRIBE = "confirm", "unsubscribe"
GOOD_FOR = timedelta(days=3)
MOST_A_DAY = 5
_LONGEST = 254  # RFC 5321, 4.5.3.1.3: a path of 256 characters with its brackets
_DAY_S = 86_400


def choose_mailbox(*, actor: Actor, account: Account, address: str, frequency: str) -> Mailbox:
    """Set the account's address and frequency; a new address is written to, to be confirmed, before anything else.

    Raises:
        Refusal: not the actor's own account, no address, or too many addresses in one day.
    """
    _hold_back(account, address)
    return set_mailbox(actor=actor, account=account, address=address, frequency=frequency)


@service("people.choose_mailbox", about="account")
def set_mailbox(*, actor: Actor, account: Account, address: str, frequency: str) -> Mailbox:
    """Do it; see `choose_mailbox`."""
    _own(actor, account).require()
    address = _sound(address)
    if frequency not in Frequency.values:
        raise Refusal("frequency_unknown", gettext_lazy("请选择多久发送一次。"))
    box = Mailbox.objects.select_for_update().filter(account=account).first()
    box = box or Mailbox(account=account, address="")
    before = {"frequency": box.frequency, "confirmed_at": box.confirmed_at}
    renewed = box.address != address
    if renewed:
        box.address, box.confirmed_at = address, None
    box.frequency, box.changed_at = frequency, clock.now()
    box.save()
    if box.confirmed_at is None:
        _ask_to_confirm(box)
    after = {"frequency": frequency, "new_address": renewed}
    journal.record(actor=actor, act="people.choose_mailbox", obj=box, before=before, after=after)
    return box


@service("people.remove_mailbox", about="mailbox")
def remove_mailbox(*, actor: Actor, mailbox: Mailbox) -> None:
    """Forget an address; nothing is sent any more."""
    _own(actor, mailbox.account).require()
    Mailbox.objects.filter(pk=mailbox.pk).update(
        address="", frequency=Frequency.NONE, confirmed_at=None, changed_at=clock.now()
    )
    Letter.objects.filter(mailbox=mailbox, state=LetterState.WAITING).update(state=LetterState.DROPPED)
    journal.record(actor=actor, act="people.remove_mailbox", obj=mailbox)


def confirm_mailbox(*, actor: Actor = PUBLIC, token: str) -> Mailbox:
    """Confirm an address by the link that was sent to it.

    Raises:
        Refusal: "link_over": too old, or for an address that has been changed since.
    """
    box = mailbox_to_confirm(token)
    if box is None:
        raise Refusal(
            "link_over",
            gettext_lazy("这个确认链接已失效，邮箱没有确认。"),
            gettext_lazy("请登录后在“邮件提醒”里重新发送确认邮件。"),
        )
    return mark_confirmed(actor=actor, mailbox=box)


@service("people.confirm_mailbox", about="mailbox")
def mark_confirmed(*, actor: Actor, mailbox: Mailbox) -> Mailbox:
    """Note that whoever reads an address has opened its link."""
    if mailbox.confirmed_at is None:
        mailbox.confirmed_at = clock.now()
        mailbox.save(update_fields=["confirmed_at"])
    journal.record(actor=actor, act="people.confirm_mailbox", obj=mailbox)
    return mailbox


@service("people.unsubscribe", about="mailbox")
def unsubscribe(*, actor: Actor, mailbox: Mailbox) -> None:
    """Send no more digests, as asked by the link in one of them; needs no sign-in."""
    before = {"frequency": mailbox.frequency}
    mailbox.frequency = Frequency.NONE
    mailbox.save(update_fields=["frequency"])
    Letter.objects.filter(mailbox=mailbox, kind=LetterKind.DIGEST, state=LetterState.WAITING).update(
        state=LetterState.DROPPED
    )
    journal.record(
        actor=actor, act="people.unsubscribe", obj=mailbox, before=before, after={"frequency": Frequency.NONE}
    )


def mailbox_to_confirm(token: str) -> Mailbox | None:
    """Return the mailbox a confirming link is for, while its address is still that one."""
    match read_signed(CONFIRM, token, within=GOOD_FOR):
        case [key, address] if key.isdecimal():
            box = Mailbox.objects.select_related("account").filter(pk=int(key)).first()
            return box if box and box.address and digest(box.address) == address else None
    return None


def mailbox_to_leave(token: str) -> Mailbox | None:
    """Return the mailbox an unsubscribing link is for; it never gets old."""
    match read_signed(UNSUBSCRIBE, token):
        case [key] if key.isdecimal():
            return Mailbox.objects.select_related("account").filter(pk=int(key)).first()
    return None


def confirm_url(box: Mailbox) -> str:
    """Return the address that confirms a mailbox."""
    token = sign(CONFIRM, str(box.pk), digest(box.address))
    return f"{settings.BASE_ADDRESS}{reverse('account:mail-confirm', args=[token])}"


def unsubscribe_url(box: Mailbox) -> str:
    """Return the address that ends the digests."""
    return f"{settings.BASE_ADDRESS}{reverse('account:mail-unsubscribe', args=[sign(UNSUBSCRIBE, str(box.pk))])}"


def _own(actor: Actor, account: Account) -> Decision:
    if actor.account_id == account.pk:
        return ALLOWED
    return deny("not_yours", _("只能设置自己的邮箱。"))


def _sound(address: str) -> str:
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError:
        problem = Problem("address", gettext_lazy("请填写可用的邮箱地址，例如 name@example.org。"), "address_invalid")
        raise Refusal("address_invalid", problem.message, problems=[problem]) from None
    if len(address) > _LONGEST:
        problem = Problem("address", gettext_lazy("邮箱地址太长。"), "address_invalid")
        raise Refusal("address_invalid", problem.message, problems=[problem])
    return address


def _hold_back(account: Account, address: str) -> None:
    """Let nobody use the house to write to strangers again and again."""
    box = Mailbox.objects.filter(account=account).first()
    if box is not None and box.address == address.strip() and box.confirmed_at is not None:
        return
    if tallies.count(tallies.key_of("mailbox", str(account.pk)), seconds=_DAY_S) > MOST_A_DAY:
        raise Refusal(
            "too_many_addresses",
            gettext_lazy("今天已经发送过多次确认邮件。"),
            gettext_lazy("请检查收件箱和垃圾邮件，明天再试；已发出的链接三天内有效。"),
        )


def _ask_to_confirm(box: Mailbox) -> None:
    fresh = {"state": LetterState.WAITING, "attempts": 0, "next_try_at": clock.now(), "sent_at": None, "fault": ""}
    Letter.objects.update_or_create(mailbox=box, kind=LetterKind.CONFIRM, day=clock.today(), defaults=fresh)
