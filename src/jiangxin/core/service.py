"""What makes a function a service: one transaction, and a record of refusals that matter."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.models import Outcome, Record
from jiangxin.core.refusal import NotFound, Refusal

P = ParamSpec("P")
R = TypeVar("R")
_depth: ContextVar[int] = ContextVar("service_depth", default=0)


def service(act: str, *, about: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a keyword-only function `f(*, actor, …)` a service.

    The whole call is one transaction. When it is refused, everything it did is rolled back, and the refusal itself is
    journalled under `act` on the record given as keyword argument `about`. Services may call services: only the
    outermost writes the refusal, after its rollback.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            token = _depth.set(_depth.get() + 1)
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except Refusal as refusal:
                actor, obj = kwargs.get("actor"), kwargs.get(about)
                outermost = _depth.get() == 1
                if outermost and isinstance(actor, Actor) and isinstance(obj, Record) and obj.pk:
                    _record_refusal(act, actor, obj, refusal)
                raise
            finally:
                _depth.reset(token)

        return wrapper

    return decorate


def _record_refusal(act: str, actor: Actor, obj: Record, refusal: Refusal) -> None:
    if isinstance(refusal, NotFound):
        return
    with transaction.atomic():
        journal.record(
            actor=actor,
            act=act,
            obj=obj,
            outcome=Outcome.REFUSED,
            after={"code": refusal.code, "problems": [problem.path for problem in refusal.problems]},
            reason=str(refusal.message),
        )
