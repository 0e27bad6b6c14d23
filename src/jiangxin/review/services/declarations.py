"""The members' own declarations of conflicts of interest."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands
from jiangxin.review import policies
from jiangxin.review.enums import ConflictKind, ConflictSource
from jiangxin.review.models import PanelMember
from jiangxin.review.queries.panels import judged_entries
from jiangxin.review.services.conflicts import DECLARED_KINDS, put_conflict

STATEMENT = _("本人已逐项核对名单，除以上申报外，与其他申报单位、领衔人和工作室成员不存在应当回避的关系。")


class Declared(NamedTuple):
    """What a member declares of one entry: the kind of tie, and what it is in words."""

    kind: str
    explanation: str = ""


@service("review.submit_declaration", about="member")
def submit_declaration(
    *,
    actor: Actor,
    member: PanelMember,
    declared: Mapping[int, Declared],
    nothing_else: bool,
    signed_as: str,
    shown_entries: Sequence[int],
) -> PanelMember:
    """Keep a member's declaration: conflicts by entry, and the signed statement that there are no others.

    Args:
        declared: entry id to what is declared of it.
        nothing_else: the statement has been agreed to.
        signed_as: the typed name; must be the member's own.
        shown_entries: ids of the entries on the page the member read; a list that has grown meanwhile is shown anew.

    Raises:
        Refusal: not the member, statement or signature missing, unknown kind, or a stale list.
    """
    policies.may_declare(actor=actor, member=member).require()
    entries = {entry.pk: entry for entry in judged_entries(member.panel)}
    if set(entries) - set(shown_entries):
        raise Refusal("stale_page", _("申报名单在您打开页面之后有增加。"), _("请刷新页面，看过新名单后再签名提交。"))
    problems = _problems(member, declared, nothing_else=nothing_else, signed_as=signed_as)
    if problems:
        raise Refusal("declaration_incomplete", _("回避申报还不完整。"), _("请按提示补充后提交。"), problems=problems)
    before = {"declared_at": member.declared_at, "entries": len(member.declared_entries)}
    for entry_id, told in declared.items():
        if entry_id in entries:
            put_conflict(
                member, entries[entry_id], ConflictKind(told.kind), ConflictSource.DECLARED, told.explanation.strip()
            )
    member.declared_at, member.declared_as = clock.now(), signed_as.strip()
    with translation.override("zh-hans"):
        member.declaration = str(STATEMENT)
    member.declared_entries = sorted({*member.declared_entries, *entries})
    member.save(update_fields=["declared_at", "declaration", "declared_as", "declared_entries"])
    close_errands(about=member, asked="declare_conflicts")
    after = {
        "declared": {str(pk): told.kind for pk, told in declared.items() if pk in entries},
        "entries": len(entries),
        "signed_as": member.declared_as,
    }
    journal.record(actor=actor, act="review.submit_declaration", obj=member, before=before, after=after)
    return member


def _problems(
    member: PanelMember, declared: Mapping[int, Declared], *, nothing_else: bool, signed_as: str
) -> list[Problem]:
    problems = []
    for entry_id, told in declared.items():
        if told.kind not in DECLARED_KINDS:
            problems.append(Problem(f"kind.{entry_id}", _("请选择回避的类别。"), "required"))
        if not told.explanation.strip():
            problems.append(Problem(f"explanation.{entry_id}", _("请简要说明关系。"), "required"))
    if not nothing_else:
        problems.append(Problem("nothing_else", _("请确认除以上申报外没有其他应当回避的关系。"), "required"))
    if signed_as.strip() != member.expert.person.name:
        problems.append(Problem("signed_as", _("请输入本人姓名作为签名。"), "required"))
    return problems
