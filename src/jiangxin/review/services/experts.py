"""The expert pool."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.engine.measure.industry import SECTIONS
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import holders
from jiangxin.orgs.services import give_duty
from jiangxin.people.models import Account, Person
from jiangxin.people.services import enter_person, open_account
from jiangxin.review import policies
from jiangxin.review.models import Expert


@service("review.enter_expert", about="federation")
def enter_expert(
    *,
    actor: Actor,
    federation: Organisation,
    name: str,
    workplace: str,
    username: str = "",
    password: str = "",
    start: bool = False,
    person: Person | None = None,
    account: Account | None = None,
    organisation: Organisation | None = None,
    title: str = "",
    industry_sections: Iterable[str] = (),
    specialities: str = "",
    resident_id: str = "",
    phone: str = "",
) -> Expert:
    """Take somebody into the pool: the person, an account to sign in with, and what they know.

    Args:
        federation: the city federation the pool belongs to; the duty of an expert is held there.
        person: somebody already known; otherwise a person is entered from `name`, `resident_id` and `phone`.
        account: an account of the person; otherwise one is opened with `username` and `password`.
        start: the password is a start password, to be replaced by one's own.
        organisation: the union organisation of the workplace, when it is in the tree.
        industry_sections: letters of GB/T 4754-2017 the expert is at home in.

    Raises:
        Refusal: already in the pool, sign-in name taken, password too weak, fields missing or malformed.
    """
    policies.may_keep_experts(actor=actor).require()
    sections = sorted(set(industry_sections))
    _check(name, workplace, sections)
    person = person or enter_person(actor=actor, name=name, resident_id=resident_id, phone=phone)
    if Expert.objects.filter(person=person).exists():
        raise Refusal(
            "expert_known", _("%(name)s已在专家库中。") % {"name": person.name}, _("请在专家库中查找并修改。")
        )
    account = account or person.accounts.first() or _open(actor, person, username, password, start=start)
    expert = Expert(
        person=person,
        account=account,
        organisation=organisation,
        workplace=workplace.strip(),
        title=title.strip(),
        industry_sections=sections,
        specialities=specialities.strip(),
    )
    _validate(expert)
    expert.save(force_insert=True)
    if not holders(Role.EXPERT, federation.pk).filter(account=account).exists():
        give_duty(actor=actor, account=account, organisation=federation, role=Role.EXPERT, since=clock.today())
    journal.record(actor=actor, act="review.enter_expert", obj=expert, after=_facts(expert))
    return expert


def _open(actor: Actor, person: Person, username: str, password: str, *, start: bool) -> Account:
    if not username.strip():
        problem = Problem("username", _("请填写登录名。"), "required")
        raise Refusal("username_missing", _("专家需要一个登录账号。"), _("请填写登录名。"), problems=[problem])
    return open_account(actor=actor, person=person, username=username.strip(), password=password, start=start)


def _check(name: str, workplace: str, sections: list[str]) -> None:
    problems = []
    if not name.strip():
        problems.append(Problem("name", _("请填写姓名。"), "required"))
    if not workplace.strip():
        problems.append(Problem("workplace", _("请填写工作单位，系统据此核对回避关系。"), "required"))
    if not set(sections) <= set(SECTIONS):
        problems.append(Problem("industry_sections", _("行业门类须为 GB/T 4754-2017 的 A 至 T。")))
    if problems:
        raise Refusal("expert_incomplete", _("专家信息不完整。"), _("请按提示补充后再保存。"), problems=problems)


def _validate(expert: Expert) -> None:
    try:
        expert.full_clean()
    except ValidationError as fault:
        problems = [Problem(path, " ".join(texts)) for path, texts in fault.message_dict.items()]
        raise Refusal(
            "expert_incomplete", _("专家信息有误。"), _("请按提示修改后再保存。"), problems=problems
        ) from fault


def _facts(expert: Expert) -> dict[str, Any]:
    names = ("organisation_id", "workplace", "title", "industry_sections", "specialities", "is_active")
    return {"person": expert.person_id, **{name: getattr(expert, name) for name in names}}


@service("review.change_expert", about="expert")
def change_expert(
    *,
    actor: Actor,
    expert: Expert,
    workplace: str,
    organisation: Organisation | None,
    title: str,
    industry_sections: Iterable[str],
    specialities: str,
    is_active: bool,
) -> Expert:
    """Change what is known of an expert; taking somebody out of the pool keeps the row and what they judged."""
    policies.may_keep_experts(actor=actor).require()
    sections = sorted(set(industry_sections))
    _check(expert.person.name, workplace, sections)
    before = _facts(expert)
    expert.workplace, expert.organisation, expert.title = workplace.strip(), organisation, title.strip()
    expert.industry_sections, expert.specialities, expert.is_active = sections, specialities.strip(), is_active
    _validate(expert)
    expert.save()
    journal.record(actor=actor, act="review.change_expert", obj=expert, before=before, after=_facts(expert))
    return expert
