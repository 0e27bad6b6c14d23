"""An objection as the public brings it in."""

import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.calendar import after_working_days
from jiangxin.awards.enums import NoticeState, ObjectorKind
from jiangxin.awards.models import Notice, NoticeItem, Objection, ObjectionFile
from jiangxin.awards.services.moments import end_of
from jiangxin.awards.terms import notice_terms
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.crypto import digest
from jiangxin.core.files import Accepted, Upload, keep
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.engine.measure.numbering import SEAL_ALPHABET
from jiangxin.engine.measure.plain_text import plain
from jiangxin.orgs.services import open_errand

ASSIGN = "assign_objection"
EVIDENCE = Accepted(max_bytes=10 * 1024 * 1024)
SEAL = Accepted(kinds=("pdf", "jpeg", "png"), max_bytes=10 * 1024 * 1024)
FILES_AT_MOST = 5
SHORTEST, LONGEST = 10, 5000
PER_HOUR = 5
"""Objections to one notice taken from one network address in an hour: enough for a family, too few for a flood."""

_PHONE = re.compile(r"(\+?86-?)?1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?", re.ASCII)
_NOBODY = re.compile(r"匿名.*|无名氏?|.*某.*|知情.*|.*(群众|职工|员工)|anonymous|nobody|unknown", re.IGNORECASE)
"""What stands where a name should: an objection has to be signed."""
_REAL_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·•]{2,30}|[A-Za-z][A-Za-z .'-]{2,58}")


@dataclass(frozen=True, slots=True)
class ObjectionFacts:
    """What an objector says.

    Attributes:
        seal: the unit's sealed letter; a unit has to give it.
        origin: keyed digest of the network address it came from; "" for one entered by an officer.
    """

    kind: str
    name: str
    contact: str
    content: str
    evidence: Sequence[Upload] = ()
    seal: Upload | None = None
    origin: str = field(default="", repr=False)


@service("awards.file_objection", about="item")
def file_objection(*, actor: Actor, item: NoticeItem, facts: ObjectionFacts) -> Objection:
    """Take in an objection, while the notice is open; the receipt is what the objector follows it by.

    Raises:
        Refusal: the notice is not open, a fault in the form, a bad file, too many from one address, or the same words
            again.
    """
    notice = Notice.objects.select_related("call__organiser").get(pk=item.notice_id)
    require_open(notice)
    facts = _checked(facts)
    _require_calm(notice, facts.origin)
    objection = _write(item, facts, reply_within=notice_terms(notice.call).reply_within)
    for upload in facts.evidence:
        stored = keep(actor=actor, upload=upload, purpose="objection_evidence", accepted=EVIDENCE)
        ObjectionFile.objects.create(objection=objection, stored=stored)
    if facts.seal:
        stored = keep(actor=actor, upload=facts.seal, purpose="objection_seal", accepted=SEAL)
        ObjectionFile.objects.create(objection=objection, stored=stored, is_seal=True)
    open_errand(
        role=Role.OFFICER_CITY,
        organisation=notice.call.organiser,
        asked=ASSIGN,
        about=objection,
        title=item.shown_name,
        note=notice.title,
        due_at=end_of(objection.due_on),
    )
    after = {"item": item.pk, "kind": facts.kind, "due_on": objection.due_on, "files": len(facts.evidence)}
    journal.record(actor=actor, act="awards.file_objection", obj=objection, after=after)
    return objection


def require_open(notice: Notice) -> None:
    """Refuse outside the days of the notice."""
    today = clock.today()
    if notice.state != NoticeState.PUBLISHED or notice.opens_on is None or notice.closes_on is None:
        raise Refusal("notice_not_open", _("这份公示不在受理异议的时间内。"), _("请查看公示页面上的起止日期。"))
    if today < notice.opens_on:
        raise Refusal("notice_not_open", _("这份公示还没有开始。"), _("请在公示开始后提出。"))
    if today > notice.closes_on:
        raise Refusal(
            "notice_over",
            _("公示已经期满，网上不再受理异议。"),
            _("如仍有情况反映，请按公示中的联系方式来信、来电或来访。"),
        )


def _checked(facts: ObjectionFacts) -> ObjectionFacts:
    name, contact, content = _spoken(facts.name), plain(facts.contact), facts.content.strip()
    problems: list[Problem] = []
    if facts.kind not in ObjectorKind.values:
        problems.append(Problem("kind", _("请选择以个人还是单位名义提出。"), "required"))
    if facts.kind == ObjectorKind.PERSON and (not _REAL_NAME.fullmatch(name) or _NOBODY.fullmatch(name)):
        problems.append(Problem("name", _("请填写真实姓名。"), "required"))
    if facts.kind == ObjectorKind.UNIT and len(name) < 4:  # noqa: PLR2004  no unit's full name is shorter
        problems.append(Problem("name", _("请填写单位全称。"), "required"))
    if len(name) > 100:  # noqa: PLR2004  the longest unit names have some sixty characters
        problems.append(Problem("name", _("名称最多 100 个字。"), "too_long"))
    if not _PHONE.fullmatch(contact):
        problems.append(Problem("contact", _("请填写能联系到您的手机号或带区号的固定电话。"), "phone"))
    if not SHORTEST <= len(content) <= LONGEST:
        problems.append(Problem("content", _("请写明事实和理由，10 至 5000 个字。"), "length"))
    if facts.kind == ObjectorKind.UNIT and facts.seal is None:
        problems.append(Problem("seal", _("以单位名义提出的，请上传加盖公章的材料。"), "required"))
    if len(facts.evidence) > FILES_AT_MOST:
        problems.append(Problem("evidence", _("证明材料最多 5 个文件。"), "too_many"))
    if problems:
        raise Refusal("form_invalid", _("还有几处需要补充或改正。"), _("请按提示修改后再提交。"), problems=problems)
    return ObjectionFacts(facts.kind, name, contact, content, facts.evidence, facts.seal, facts.origin)


def _spoken(name: str) -> str:
    """Return a name as it is said: 王　小明 spread as in typeset lists is 王小明; words of other scripts stay apart."""
    whole = plain(name)
    return " ".join(unicodedata.normalize("NFKC", name).split()) if whole.isascii() else whole


def _require_calm(notice: Notice, origin: str) -> None:
    if not origin:
        return
    since = clock.now() - timedelta(hours=1)
    recent = Objection.objects.filter(origin=origin, received_at__gte=since, item__notice=notice).count()
    if recent >= PER_HOUR:
        raise Refusal(
            "too_many_objections",
            _("从您所在网络提交的异议较多，暂不能继续提交。"),
            _("请一小时后再试，或按公示中的联系方式来信、来电、来访。"),
        )


def _write(item: NoticeItem, facts: ObjectionFacts, *, reply_within: int) -> Objection:
    try:
        with transaction.atomic():
            return Objection.objects.create(
                item=item,
                receipt=new_receipt(),
                objector_kind=facts.kind,
                objector_name=facts.name,
                objector_contact=facts.contact,
                content=facts.content,
                received_at=clock.now(),
                due_on=after_working_days(clock.today(), reply_within).day,
                origin=facts.origin,
                content_digest=digest(f"{facts.contact}\n{facts.content}"),
            )
    except IntegrityError as fault:
        if not Objection.objects.filter(item=item, content_digest=digest(f"{facts.contact}\n{facts.content}")).exists():
            raise
        raise Refusal(
            "objection_repeated",
            _("相同内容的异议已经收到，不必重复提交。"),
            _("请凭受理号查询办理进度；如有新的事实，请补充后另行提交。"),
        ) from fault


def new_receipt() -> str:
    """Return a receipt nobody can guess: 40 random bits in an alphabet without characters that are misread."""
    code = "".join(secrets.choice(SEAL_ALPHABET) for _ in range(8))
    return f"YY{clock.today().year}-{code[:4]}-{code[4:]}"
