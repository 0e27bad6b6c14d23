"""Whether an application's leader may lead: by its answers, by the register of honours, or by leave in the single case.

Eligibility is a fact and not a claim (issue 4): what the answers say is held against the register.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from jiangxin.campaigns.models import Call, Entry, LeaderException
from jiangxin.campaigns.queries.definitions import plan_of
from jiangxin.core.crypto import digest
from jiangxin.core.refusal import Problem
from jiangxin.core.ui.parts import Fact
from jiangxin.forms.answers import Answers
from jiangxin.people.eligibility import eligibility_of
from jiangxin.people.leading import LeadingRules
from jiangxin.people.models import Person

LEADER_CODES = frozenset({"leader_not_eligible", "leader_not_in_register"})
"""What leave in the single case lets pass; every other condition holds for everybody."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an application meets the conditions of its call.

    Attributes:
        problems: What keeps it from being submitted.
        waived: What only leave in the single case lets pass; empty without leave, or when nothing is missing.
        exception: The leave that stands for the leader in this call.
    """

    problems: tuple[Problem, ...]
    waived: tuple[Problem, ...] = ()
    exception: LeaderException | None = None

    @property
    def asks_for_leave(self) -> bool:
        """Tell whether leave in the single case would help."""
        return any(problem.code in LEADER_CODES for problem in self.problems)


def eligibility_standing(entry: Entry, answers: Answers, *, of_form: Iterable[Problem], at: date) -> Standing:
    """Return what keeps an application from being submitted, and what of it is waived.

    Args:
        entry: An application, or a self-report, which has no leader to ask about.
        answers: As they would be submitted, without what is hidden.
        of_form: What the form itself asks for; with leave, nobody has to list honours they do not have.
        at: The day; the honours and conditions of that day count.
    """
    plan = plan_of(entry.call)
    found = [*of_form, *plan.eligibility_problems(answers, at=at), *register_problems(entry, answers, at=at)]
    number = plan.columns.read(answers).leader_resident_id if entry.subject_id is None else ""
    leave = standing_exception(entry.call, number)
    if leave is None:
        return Standing(tuple(found))
    grounds = {condition.field.partition(".")[0] for condition in plan.eligibility.leader_any_of}
    waived = tuple(
        problem
        for problem in found
        if problem.code in LEADER_CODES or (problem.code == "too_few_rows" and problem.path in grounds)
    )
    return Standing(tuple(problem for problem in found if problem not in waived), waived, leave)


def standing_exception(call: Call, number: str) -> LeaderException | None:
    """Return the leave that stands in a call for whoever bears a number."""
    if not number:
        return None
    standing = LeaderException.objects.filter(call=call, revoked_at=None, person__resident_id_digest=digest(number))
    return standing.select_related("person", "given_by__person").first()


def exception_of(entry: Entry) -> LeaderException | None:
    """Return the leave an application rests on, or that stands for its leader; None when there is none."""
    if entry.subject_id is not None or entry.leader_id is None:
        return None
    given = LeaderException.objects.filter(call_id=entry.call_id, person_id=entry.leader_id, revoked_at=None)
    return given.select_related("person", "given_by__person").first()


def leave_facts(entry: Entry) -> list[Fact]:
    """Return that somebody leads by leave, by whom it was given, when and why; nothing when there is none."""
    leave = exception_of(entry)
    if leave is None:
        return []
    told = {
        "day": date_format(localtime(leave.given_at), "DATE_FORMAT"),
        "name": leave.given_by.person.name,
        "reason": leave.reason,
    }
    words = _("已批准，据此提交") if leave.used_by_id == entry.pk else _("已批准")
    return [Fact(_("领衔人个案例外"), words, note=_("%(day)s，%(name)s批准。理由：%(reason)s") % told)]


def register_problems(entry: Entry, answers: Answers, *, at: date) -> list[Problem]:
    """Return why the leader, as the register knows them, may not lead a studio of the kind applied for.

    Nothing is returned where the blueprint only shows what the register says (`eligibility.register = "shown"`) or
    asks nothing of a leader, for an assessment, and as long as kind or number of the leader are not filled in.

    Args:
        entry: An application.
        answers: As they would be submitted, without what is hidden.
        at: The day; the honours and conditions of that day count.
    """
    plan = plan_of(entry.call)
    if entry.subject_id is not None or not plan.eligibility.by_register:
        return []
    columns = plan.columns.read(answers)
    if not columns.kind or not columns.leader_resident_id:
        return []
    leader = Person.objects.filter(resident_id_digest=digest(columns.leader_resident_id)).first()
    if leader is None:
        why = LeadingRules().of(columns.kind, at).missing()
    else:
        found = eligibility_of(leader, columns.kind, at)
        if found:
            return []
        why = found.words
    message = _(
        "按劳模和工匠名册，%(name)s还不具备领衔条件：%(why)s请由单位工会把证书、表彰文件交县（市、区）或产业工会登记，市总工会核验后再提交。"
    )
    told = {"name": columns.leader_name, "why": why}
    return [Problem(str(plan.columns.paths.get("leader_name", "")), message % told, "leader_not_in_register")]
