"""Policies answer yes, or no with the reason; one answer hides a button, refuses a request, stands in the journal."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import Refusal, Text


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer of a policy. Truthy when the act is allowed."""

    allowed: bool
    code: str = ""
    message: Text = ""
    remedy: Text = ""
    status: HTTPStatus = HTTPStatus.FORBIDDEN

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise the refusal when the answer is no."""
        if not self.allowed:
            raise Refusal(self.code, self.message, self.remedy, status=self.status)


ALLOWED = Decision(allowed=True)
PagePolicy = Callable[[Actor], Decision]


def deny(code: str, message: Text, remedy: Text = "", *, status: HTTPStatus = HTTPStatus.CONFLICT) -> Decision:
    """Return a no with its reason."""
    return Decision(False, code, message, remedy, status)


def first_denial(*decisions: Decision) -> Decision:
    """Return the first no among `decisions`, or yes."""
    return next((decision for decision in decisions if not decision), ALLOWED)


def anyone(actor: Actor) -> Decision:
    """Let everybody in, signed in or not."""
    del actor
    return ALLOWED


def signed_in(actor: Actor) -> Decision:
    """Let in whoever has signed in."""
    if actor.is_signed_in:
        return ALLOWED
    return deny("sign_in_first", _("请先登录。"), _("登录后会回到这个页面。"), status=HTTPStatus.UNAUTHORIZED)


def having(*roles: Role) -> PagePolicy:
    """Return a policy that lets in the holders of one of `roles`."""

    def policy(actor: Actor) -> Decision:
        if actor.is_any(*roles):
            return ALLOWED
        if not actor.is_signed_in:
            return signed_in(actor)
        return deny(
            "wrong_duty",
            _("您当前的职责不能使用这个页面。"),
            _("如您兼有其他职责，请在右上角切换；否则请联系上级工会经办人。"),
            status=HTTPStatus.FORBIDDEN,
        )

    policy.__name__ = "having_" + "_or_".join(roles)
    return policy
