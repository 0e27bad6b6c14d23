"""Where an application stands, in its applicants' words: what is asked of them now, or whom it waits for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from jiangxin.campaigns.enums import EDITABLE, EntryState, StageKind
from jiangxin.campaigns.models import Call, Entry, Stage
from jiangxin.campaigns.policies import closing_time
from jiangxin.campaigns.wording import words_of
from jiangxin.core.ui.parts import Step
from jiangxin.orgs.enums import Level


@dataclass(frozen=True, slots=True)
class Standing:
    """What is asked now.

    Attributes:
        asked: the act asked of the applicant in a few words; where nothing is asked, what the entry waits for.
        words: one sentence about it.
        quote: the reasons of a return, or what a supplement asks for, as the officer wrote it.
        due: until when; None where there is no deadline for the applicant.
        act: words of the one button; empty where nothing is asked.
        url: where the button leads.
    """

    asked: str
    words: str = ""
    quote: str = ""
    due: datetime | None = None
    act: str = ""
    url: str = ""

    @property
    def is_mine(self) -> bool:
        """Tell whether something is asked of the applicant."""
        return bool(self.act)


def standing_of(entry: Entry) -> Standing:
    """Return where an entry stands; reads only what `home.entries_with_standing` prefetches."""
    if entry.state in EDITABLE:
        return _asked_of_applicant(entry, reverse("studio:fill", args=[entry.pk]))
    return Standing(*_waiting_words(entry))


def _asked_of_applicant(entry: Entry, url: str) -> Standing:
    if entry.state == EntryState.SUPPLEMENT:
        asked = next((item for item in entry.supplements.all() if item.answered_at is None), None)
        words = _("形式审查需要补充材料，请在期限内修改后重新提交。")
        quote, due = (asked.asked, asked.due_at) if asked else ("", None)
        return Standing(_("补正材料"), words, quote, due, _("去补正"), url)
    if entry.state == EntryState.RETURNED:
        words, due = _("已填内容都在，按意见修改后重新提交即可。"), closing_time(entry.call, "revise", entry.state)
        return Standing(_("修改后重新提交"), words, return_reason(entry), due, _("去修改"), url)
    words = _("还没有提交，其他人看不到。内容随填随存，可以分多次填写。")
    return Standing(str(words_of(entry.call).finish), words, "", _declare_ends(entry.call), _("继续填报"), url)


def return_reason(entry: Entry) -> str:
    """Return why the entry was returned last."""
    returns = [row for row in entry.transitions.all() if row.act == "return"]
    return max(returns, key=lambda row: row.pk).opinion if returns else ""


def _declare_ends(call: Call) -> datetime | None:
    return next((stage.closes_at for stage in call.stages.all() if stage.kind == StageKind.DECLARE), None)


def _waiting_words(entry: Entry) -> tuple[str, str]:
    names = {"unit": entry.unit.name, "area": entry.area.name, "city": entry.call.organiser.name}
    own = words_of(entry.call).waiting.get(entry.state)
    if own:
        return str(own[0]), str(own[1]) % names
    told = {
        EntryState.SUBMITTED: (_("等待本单位工会审核推荐"), _("由%(unit)s办理。需要修改时可请其退回。") % names),
        EntryState.RECOMMENDED_UNIT: (_("等待上级工会审核推荐"), _("由%(area)s办理。") % names),
        EntryState.RECOMMENDED_COUNTY: (_("等待形式审查"), _("由%(city)s办理，如需补正会在这里提醒。") % names),
        EntryState.FORMAL_PASSED: (_("专家评审中"), _("评审期间材料不能修改，结果以公示为准。")),
        EntryState.SCORED: (_("等待会议研究"), _("专家评审已经完成，结果以公示为准。")),
        EntryState.SELECTED: (_("拟命名，等待公示"), _("由%(city)s发布公示。") % names),
        EntryState.DISPLAYED: (_("公示中"), _("公示期满无异议后命名。")),
        EntryState.GRADED: (_("已拟定等次，等待公示"), _("由%(city)s发布公示。") % names),
        EntryState.ASSESSED: (_("考核等次已定"), _("等次和依据见工作室档案的“考核”一栏。")),
        EntryState.NAMED: (_("已命名"), _("证书和牌匾编号可在公众门户查验。")),
        EntryState.FORMAL_FAILED: (_("形式审查未通过"), _("原因见办理记录。如有疑问请联系%(city)s。") % names),
        EntryState.NOT_SELECTED: (_("本批未入选"), _("内容仍然保留，下一批可以参考重新申报。")),
        EntryState.REJECTED: (_("异议成立，不予命名"), _("原因见办理记录。如有疑问请联系%(city)s。") % names),
        EntryState.WITHDRAWN: (_("已撤回"), _("这份申报不再参加评审，申报期内可另行申报。")),
        EntryState.EXPIRED: (_("逾期未报"), _("申报截止前没有提交，内容仍然保留。")),
    }
    return told.get(EntryState(entry.state), (str(entry.get_state_display()), ""))


_PLACE: dict[str, str] = {
    EntryState.DRAFT: StageKind.DECLARE,
    EntryState.RETURNED: StageKind.DECLARE,
    EntryState.SUBMITTED: "unit",
    EntryState.RECOMMENDED_UNIT: "area",
    EntryState.RECOMMENDED_COUNTY: StageKind.FORMAL_CHECK,
    EntryState.SUPPLEMENT: StageKind.FORMAL_CHECK,
    EntryState.FORMAL_FAILED: StageKind.FORMAL_CHECK,
    EntryState.FORMAL_PASSED: StageKind.EXPERT_REVIEW,
    EntryState.SCORED: StageKind.DECISION,
    EntryState.NOT_SELECTED: StageKind.DECISION,
    EntryState.SELECTED: StageKind.NOTICE,
    EntryState.GRADED: StageKind.NOTICE,
    EntryState.ASSESSED: StageKind.NAMING,
    EntryState.DISPLAYED: StageKind.NOTICE,
    EntryState.REJECTED: StageKind.NOTICE,
    EntryState.NAMED: StageKind.NAMING,
}
_STOPPED = frozenset({EntryState.FORMAL_FAILED, EntryState.NOT_SELECTED, EntryState.REJECTED})


def steps_of(entry: Entry) -> list[Step]:
    """Return the stages of the call as this entry walks through them; none once it was given up."""
    stages = list(entry.call.stages.all())
    if entry.state not in _PLACE:
        return []
    here = next((place for place, stage in enumerate(stages) if _place_of(stage) == _PLACE[entry.state]), 0)
    return [
        Step(stage.shown_label, _step_state(entry, place - here), _until(stage)) for place, stage in enumerate(stages)
    ]


def _place_of(stage: Stage) -> str:
    if stage.kind != StageKind.RECOMMEND:
        return stage.kind
    return "unit" if stage.level in {Level.GRASSROOTS, Level.SUBUNIT} else "area"


def _step_state(entry: Entry, ahead: int) -> str:
    if ahead < 0 or entry.state in {EntryState.NAMED, EntryState.ASSESSED}:
        return "done"
    return "current" if ahead == 0 and entry.state not in _STOPPED else "todo"


def _until(stage: Stage) -> str:
    return _("至%(day)s") % {"day": date_format(localtime(stage.closes_at), "MONTH_DAY_FORMAT")}


def by_due(entries: Iterable[tuple[Entry, Standing]]) -> list[tuple[Entry, Standing]]:
    """Return entries with what is asked, the nearest deadline first."""
    return sorted(entries, key=lambda pair: (pair[1].due is None, pair[1].due, pair[0].pk))
