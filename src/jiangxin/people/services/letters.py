"""Sending mails, by the worker: each is taken by one, tried again with growing pauses, and journalled at its end.

Between the server's answer and our note of it a machine can die; the mail is then sent again when its lease is over.
"""

import logging
import smtplib
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils.translation import override

from jiangxin.core import clock, journal
from jiangxin.core.actor import SYSTEM, Actor
from jiangxin.core.mail import Message, can_send, send
from jiangxin.core.models import Outcome
from jiangxin.core.rounds import every
from jiangxin.core.service import service
from jiangxin.people.enums import LetterKind, LetterState
from jiangxin.people.models import Letter

log = logging.getLogger(__name__)
Compose = Callable[[Letter], Message | None]
SECONDS = 30.0
LEASE = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=5)
MOST_ATTEMPTS = 6
_AT_ONCE = 200
_KINDS: dict[str, Compose] = {}


def letter_of(kind: LetterKind) -> Callable[[Compose], Compose]:
    """Register who writes letters of a kind; None instead of a message means that there is nothing to say."""

    def decorate(compose: Compose) -> Compose:
        _KINDS[kind] = compose
        return compose

    return decorate


@every(SECONDS, code="people.post")
def post() -> int:
    """Make the round: send what waits, one by one; returns how many went out."""
    sent = 0
    for _number in range(_AT_ONCE if can_send() else 0):
        letter = take_letter()
        if letter is None:
            break
        sent += deliver(letter)
    return sent


def take_letter() -> Letter | None:
    """Take the letter that waits longest; two workers never take the same one."""
    with transaction.atomic():
        waiting = Letter.objects.filter(state=LetterState.WAITING, next_try_at__lte=clock.now())
        rows = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("mailbox__account__person")
        letter = rows.order_by("next_try_at", "pk").first()
        if letter is not None:
            letter.attempts += 1
            letter.next_try_at = clock.now() + LEASE
            letter.save(update_fields=["attempts", "next_try_at"])
        return letter


def deliver(letter: Letter) -> bool:
    """Write and send one letter that was taken, and note what came of it; returns whether it went out.

    The server is waited for outside of any transaction.
    """
    try:
        message = _written(letter)
        if message is not None:
            send(message, to=letter.mailbox.address)
    except DatabaseError:
        raise
    except (OSError, smtplib.SMTPException) as caught:
        log.warning("letter %s was not sent (%s)", letter.pk, type(caught).__name__)
        _try_again(letter, type(caught).__name__)
        return False
    except Exception as caught:
        log.exception("letter %s could not be written", letter.pk)
        _try_again(letter, type(caught).__name__)
        return False
    end_letter(actor=SYSTEM, letter=letter, state=LetterState.SENT if message else LetterState.DROPPED)
    return message is not None


def _written(letter: Letter) -> Message | None:
    """Return what a letter says, in the language its reader has chosen."""
    box = letter.mailbox
    if not box.address or not box.account.is_active:
        return None
    with override(box.account.language):
        return _KINDS[letter.kind](letter)


def _try_again(letter: Letter, fault: str) -> None:
    """Wait twice as long after each failure; after the last one say in the journal that it failed."""
    if letter.attempts >= MOST_ATTEMPTS:
        end_letter(actor=SYSTEM, letter=letter, state=LetterState.FAILED, fault=fault)
        return
    pause = FIRST_PAUSE * 2 ** (letter.attempts - 1)
    Letter.objects.filter(pk=letter.pk).update(next_try_at=clock.now() + pause, fault=fault[:100])


@service("people.send_letter", about="letter")
def end_letter(*, actor: Actor, letter: Letter, state: LetterState, fault: str = "") -> None:
    """Note how a letter ended: sent, failed for good, or with nothing to say."""
    letter.state, letter.fault = state, fault[:100]
    letter.sent_at = clock.now() if state == LetterState.SENT else None
    letter.save(update_fields=["state", "fault", "sent_at"])
    journal.record(
        actor=actor,
        act="people.send_letter",
        obj=letter,
        after={"mailbox": letter.mailbox_id, "kind": letter.kind, "state": state, "attempts": letter.attempts},
        reason=fault,
        outcome=Outcome.REFUSED if state == LetterState.FAILED else Outcome.DONE,
    )
