"""Who may read the whole of an article, and what everybody else sees of it."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.library import policies
from jiangxin.library.enums import Access
from jiangxin.library.facts import PreviewFacts, ReaderFacts
from jiangxin.library.models import Article, ArticleReader
from jiangxin.library.services.checks import lock
from jiangxin.library.services.derived import DERIVED, derive
from jiangxin.library.services.indexing import refresh

_LONGEST = 1_000_000
_COLUMNS = ("access", "preview_opening", "preview_gap", "preview_tail")


@service("library.set_access", about="article")
def set_access(
    *,
    actor: Actor,
    article: Article,
    access: str,
    expected_revision: int,
    readers: Sequence[ReaderFacts] = (),
    preview: PreviewFacts | None = None,
    reason: str = "",
) -> Article:
    """Set who may read the whole, and the preview of everybody else; takes effect at once on every door.

    Args:
        access: an `Access`.
        readers: organisations for `Access.ORGANISATIONS`, roles (with or without their place) for `Access.DUTY`.
        preview: None leaves it as it is.
        reason: why it is changed; told by the journal.

    Raises:
        Refusal: "access_invalid" with the problem of each field; "stale_page"; not the actor's to edit.
    """
    held = lock(article, expected_revision)
    policies.may_edit(actor=actor, article=held).require()
    rule = preview or PreviewFacts(opening=held.preview_opening, gap=held.preview_gap, tail=held.preview_tail)
    problems = [*_reader_problems(access, readers), *_preview_problems(access, rule)]
    if problems:
        raise Refusal("access_invalid", _("阅读范围没有设对，没有保存。"), _("请按提示修改。"), problems=problems)
    before = {**{name: getattr(held, name) for name in _COLUMNS}, "readers": _told(held)}
    held.access = access
    held.preview_opening, held.preview_gap, held.preview_tail = rule.opening, rule.gap, rule.tail
    held.revision += 1
    held.changed_at = clock.now()
    derive(held)
    held.save(update_fields=[*_COLUMNS, *DERIVED, "revision", "changed_at"])
    held.readers.all().delete()
    once = dict.fromkeys((reader.organisation, reader.role) for reader in readers)
    ArticleReader.objects.bulk_create(
        ArticleReader(article=held, organisation=place, role=role) for place, role in once
    )
    refresh(held)
    after = {**{name: getattr(held, name) for name in _COLUMNS}, "readers": _told(held)}
    journal.record(actor=actor, act="library.set_access", obj=held, before=before, after=after, reason=reason)
    return held


def _told(article: Article) -> list[dict[str, object]]:
    readers = article.readers.order_by("id")
    return [{"organisation": reader.organisation_id, "role": reader.role} for reader in readers]


def _reader_problems(access: str, readers: Sequence[ReaderFacts]) -> list[Problem]:
    if access not in Access.values:
        return [Problem("access", _("请选择阅读范围。"), "invalid_choice")]
    if any(reader.role and reader.role not in Role.values for reader in readers):
        return [Problem("readers", _("没有这种职责。"), "invalid_choice")]
    by_organisation = all(reader.organisation is not None and not reader.role for reader in readers)
    by_role = all(reader.role for reader in readers)
    match access:
        case Access.ORGANISATIONS if not readers or not by_organisation:
            return [Problem("readers", _("请选择可以阅读全文的单位。"), "required")]
        case Access.DUTY if not readers or not by_role:
            return [Problem("readers", _("请选择可以阅读全文的职责。"), "required")]
        case Access.PUBLIC | Access.SIGNED_IN if readers:
            return [Problem("readers", _("这种阅读范围不需要指定单位或职责。"), "not_wanted")]
        case _:
            return []


def _preview_problems(access: str, rule: PreviewFacts) -> list[Problem]:
    numbers = {"preview_opening": rule.opening, "preview_gap": rule.gap or 0, "preview_tail": rule.tail}
    problems = [
        Problem(name, _("请填写 0 到 1000000 之间的整数。"), "out_of_range")
        for name, value in numbers.items()
        if not 0 <= value <= _LONGEST
    ]
    if access != Access.PUBLIC and rule.gap == 0 and rule.tail == 0:
        problems.append(Problem("preview_gap", _("预览须省略一部分：中间或末尾。"), "nothing_withheld"))
    return problems
