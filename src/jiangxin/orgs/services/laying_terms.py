"""Laying down within how many working days something has to be done."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs import policies
from jiangxin.orgs.asked import ASKED
from jiangxin.orgs.models import TermRule
from jiangxin.orgs.models.term import MOST_DAYS, MOST_GRACE
from jiangxin.orgs.terms import Term, term_by, term_of, terms

_LONGEST_BASIS = 100


@service("orgs.lay_down_term", about="rule")
def lay_down_term(
    *, actor: Actor, asked: str, days: int, grace: int, escalates: bool, since: date, basis: str
) -> TermRule:
    """Lay down the term of one thing that is asked, from today or a later day on; what waits already keeps its day.

    Args:
        days: working days to do it in.
        grace: working days after the last until the next duty hears of it.
        basis: the document, or who decided it.

    Raises:
        Refusal: "term_incomplete" with what is missing or out of bounds.
    """
    policies.may_lay_down_term(actor=actor).require()
    _require_sound(asked, list(_problems(days, grace, since, basis)))
    before = term_of(asked, terms(since))
    rule = TermRule.objects.create(
        asked=asked,
        days=days,
        grace=grace,
        escalates=escalates,
        since=since,
        basis=basis.strip(),
        entered_by_id=actor.account_id,
        entered_at=clock.now(),
    )
    journal.record(
        actor=actor,
        act="orgs.lay_down_term",
        obj=rule,
        before=_plain(before),
        after={"asked": asked, "since": since, **_plain(term_by(rule))},
        reason=rule.basis,
    )
    return rule


def _require_sound(asked: str, problems: list[Problem]) -> None:
    if asked not in ASKED:
        raise NotFound
    if problems:
        raise Refusal("term_incomplete", _("办理期限没有保存。"), _("请按提示修改。"), problems=problems)


def _problems(days: int, grace: int, since: date, basis: str) -> Iterator[Problem]:
    if not 1 <= days <= MOST_DAYS:
        yield Problem("days", _("请填写 1 至 %(most)d 个工作日。") % {"most": MOST_DAYS})
    if not 1 <= grace <= MOST_GRACE:
        yield Problem("grace", _("请填写 1 至 %(most)d 个工作日。") % {"most": MOST_GRACE})
    if since < clock.today():
        yield Problem("since", _("施行日期不能早于今天：已经发出的待办，期限不变。"))
    if not basis.strip() or len(basis.strip()) > _LONGEST_BASIS:
        yield Problem("basis", _("请填写依据文件，最多 %(most)d 个字。") % {"most": _LONGEST_BASIS}, "basis_missing")


def _plain(term: Term) -> dict[str, Any]:
    return {"days": term.days, "grace": term.grace, "escalates": term.escalates}
