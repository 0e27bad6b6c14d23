"""What the register of honours says of an application's leader: eligibility is a fact and not a claim (issue 4)."""

from datetime import date

from django.utils.translation import gettext as _

from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries.definitions import plan_of
from jiangxin.core.crypto import digest
from jiangxin.core.refusal import Problem
from jiangxin.forms.answers import Answers
from jiangxin.people.eligibility import eligibility_of
from jiangxin.people.leading import LeadingRules
from jiangxin.people.models import Person


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
