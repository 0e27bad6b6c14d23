"""The same thing entered twice within minutes is one form sent twice: it is refused in words, and nothing changes.

A phone without a good network sends again, a browser reloads, somebody presses twice: the page cannot know. Whoever
means two such things says in their words what tells them apart.
"""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal

SOON = timedelta(minutes=10)


def refuse_twice(rows: QuerySet[Any], *, actor: Actor, path: str) -> None:
    """Refuse when the actor entered one of these rows, which say the same, a moment ago.

    Args:
        rows: what stands and says the same; has `entered_by` and `entered_at`.
        path: the field by which two of a kind are told apart.

    Raises:
        Refusal: "entered_already".
    """
    if actor.account_id is None:
        return
    if rows.filter(entered_by=actor.account_id, entered_at__gt=clock.now() - SOON).exists():
        problem = Problem(path, _("刚刚已经登记过完全相同的一条。"), "entered_already")
        raise Refusal(
            "entered_already",
            _("这条内容刚刚已经登记，没有重复登记。"),
            _("请回到列表查看；确实另有一条的，请在这里写明区别后再提交。"),
            problems=[problem],
        )
