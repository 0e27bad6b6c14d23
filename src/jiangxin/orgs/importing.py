"""What an import of organisations or people would do, line by line, told before anything is done."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.orgs.policies import may_appoint, may_shape_tree
from jiangxin.orgs.queries import organisations_for
from jiangxin.people.models import Account

# A child stands lower than its parent; an industrial union has a county's rank.
_RANKS = {
    Level.NATIONAL: 0,
    Level.PROVINCE: 1,
    Level.CITY: 2,
    Level.CITY_INDUSTRY: 3,
    Level.COUNTY: 3,
    Level.TOWN: 4,
    Level.GRASSROOTS: 5,
    Level.SUBUNIT: 6,
}


class Deed(StrEnum):
    """What becomes of a line."""

    ADD = "add"  # an organisation, or an account with its person and duty
    GIVE = "give"  # a duty for an account that is there
    KEEP = "keep"  # it is there already
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation as a line of a sheet: `parent` by name, codes of level, ownership and industry."""

    parent: str
    name: str
    level: str
    short_name: str = ""
    division_code: str = ""
    unit_name: str = ""
    uscc: str = ""
    ownership: str = ""
    industry_section: str = ""
    employees: int = 0
    members: int = 0
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A duty of a person as a line of a sheet: the organisation by name, the role by code."""

    organisation: str
    name: str
    username: str
    role: str
    since: date
    phone: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a line, and what keeps it from being done; a problem's path is the line's field."""

    deed: Deed
    problems: tuple[Problem, ...] = ()


class Tree:
    """The organisations an actor works with, found by name."""

    def __init__(self, actor: Actor) -> None:
        self._by_name: dict[str, list[Organisation]] = {}
        self._by_short_name: dict[str, list[Organisation]] = {}
        for item in organisations_for(actor).order_by("path"):
            self._by_name.setdefault(item.name, []).append(item)
            self._by_short_name.setdefault(item.short_name, []).append(item)

    def find(self, name: str) -> list[Organisation]:
        """Return the organisations of this name, or failing that of this short name."""
        return self._by_name.get(name) or self._by_short_name.get(name) or []

    def child(self, parent: Organisation, name: str) -> Organisation | None:
        """Return the organisation of this name directly below another."""
        return next((item for item in self._by_name.get(name, ()) if item.parent_id == parent.pk), None)


def plan_organisations(actor: Actor, lines: Sequence[OrganisationLine]) -> list[Verdict]:
    """Return what would become of each line. Parents are found in the tree, else among the lines, in any order."""
    tree = Tree(actor)
    levels = {line.name: line.level for line in lines}
    places = Counter((line.parent, line.name) for line in lines)
    names = Counter(line.name for line in lines)
    codes = Counter(line.uscc for line in lines if line.uscc)
    taken = set(Organisation.objects.filter(uscc__in=codes).values_list("uscc", flat=True))
    above = {line.name: line.parent for line in lines}
    verdicts = []
    for line in lines:
        found = tree.find(line.parent)
        if len(found) == 1 and tree.child(found[0], line.name):
            verdicts.append(Verdict(Deed.KEEP))
            continue
        problems = _parent_problems(actor, line, found, levels, names[line.parent])
        if not problems and not found and _circular(line, above, tree):
            problems.append(Problem("parent", _("上级组织互相循环，没有一个已经建立。"), "circular"))
        if places[line.parent, line.name] > 1:
            problems.append(Problem("name", _("同一上级下有两行是这个名称。"), "twice"))
        if line.uscc and (codes[line.uscc] > 1 or line.uscc in taken):
            problems.append(Problem("uscc", _("这个统一社会信用代码已被另一个组织使用。"), "taken"))
        verdicts.append(Verdict(Deed.FAULT if problems else Deed.ADD, tuple(problems)))
    return verdicts


def _parent_problems(
    actor: Actor, line: OrganisationLine, found: Sequence[Organisation], levels: dict[str, str], among: int
) -> list[Problem]:
    if len(found) + (0 if found else among) > 1:
        return [Problem("parent", _("有几个组织都叫“%(name)s”，请写全称。") % {"name": line.parent}, "ambiguous")]
    if not found and not among:
        return [Problem("parent", _("没有名为“%(name)s”的上级组织。") % {"name": line.parent}, "unknown")]
    level = found[0].level if found else levels[line.parent]
    if found and not (decision := may_shape_tree(actor=actor, parent=found[0])):
        return [Problem("parent", decision.message, decision.code)]
    if _RANKS[Level(level)] >= _RANKS[Level(line.level)]:
        words = {"level": Level(line.level).label, "parent": Level(level).label}
        return [Problem("level", _("“%(level)s”不能建在“%(parent)s”之下。") % words, "level")]
    return []


def _circular(line: OrganisationLine, above: dict[str, str], tree: Tree) -> bool:
    name, seen = line.parent, {line.name}
    while not tree.find(name):
        if name in seen or name not in above:
            return True
        seen.add(name)
        name = above[name]
    return False


def plan_people(actor: Actor, lines: Sequence[PersonLine]) -> list[Verdict]:
    """Return what would become of each line: an account opened, a duty given to one that is there, or nothing."""
    tree = Tree(actor)
    named = {line.username.casefold(): line.name for line in reversed(lines)}
    known = {account.username.casefold(): account for account in _accounts(lines)}
    held = set(
        Duty.objects.filter(account__in=known.values(), until=None).values_list("account_id", "organisation_id", "role")
    )
    wanted = Counter((line.username.casefold(), line.organisation, line.role) for line in lines)
    seen: set[str] = set()
    verdicts = []
    for line in lines:
        key = line.username.casefold()
        account, found = known.get(key), tree.find(line.organisation)
        problems = _duty_problems(actor, line, found)
        if line.name != (account.person.name if account else named[key]):
            problems.append(Problem("name", _("登录名“%(username)s”属于另一个人。") % {"username": line.username}))
        if wanted[key, line.organisation, line.role] > 1:
            problems.append(Problem("username", _("同一登录名的同一项职责写了两行。"), "twice"))
        if problems:
            verdicts.append(Verdict(Deed.FAULT, tuple(problems)))
        elif account and (account.pk, found[0].pk, line.role) in held:
            verdicts.append(Verdict(Deed.KEEP))
        else:
            verdicts.append(Verdict(Deed.GIVE if account or key in seen else Deed.ADD))
        seen.add(key)
    return verdicts


def _accounts(lines: Sequence[PersonLine]) -> QuerySet[Account]:
    wanted = {line.username.casefold() for line in lines}
    # One reading of all names: a condition for a thousand names in any case is no index's work either.
    keys = [pk for pk, name in Account.objects.values_list("pk", "username") if name.casefold() in wanted]
    return Account.objects.filter(pk__in=keys).select_related("person")


def _duty_problems(actor: Actor, line: PersonLine, found: Sequence[Organisation]) -> list[Problem]:
    if len(found) > 1:
        text = _("有几个组织都叫“%(name)s”，请写全称。") % {"name": line.organisation}
        return [Problem("organisation", text, "ambiguous")]
    if not found:
        return [Problem("organisation", _("没有名为“%(name)s”的组织。") % {"name": line.organisation}, "unknown")]
    decision = may_appoint(actor=actor, organisation=found[0], role=line.role)
    return [] if decision else [Problem("role", decision.message, decision.code)]
