"""Why an entry gets its grade: kept as codes and numbers, told in the reader's language.

The facts of a reason, as they are stored (JSON):

- `kind`: "score", "below" (the last grade, by its score), "cap", "veto", "unreported" or "failed_check";
- `score`, `least`: points, as text; `most`: how many may have the grade; `days`: of grace;
- `grade`, `earned`: names of grades, and `found` (name and finding) and `experts` (names) of vetoes; names in both
  languages.

What people wrote themselves, the finding of a veto, stays as they wrote it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from jiangxin.forms.words import Words

Facts = Mapping[str, Any]
REASON: Final = "awards.grade"
"""How an entry's history knows a reason for a grade."""


def named(words: Words) -> dict[str, str]:
    """Return a name in both languages, as it is stored."""
    return {"zh": words.zh, "en": words.en}


def reason_words(facts: Facts, stored: str = "") -> str:
    """Return a reason in the reader's language; `stored` where its facts were not kept."""
    tell = _TOLD.get(facts.get("kind", ""))
    return tell(facts) if tell else stored


def house_words(facts: Facts) -> str:
    """Return a reason in the house's own language, for minutes and documents."""
    with override("zh-hans"):
        return reason_words(facts)


def _name(stored: Mapping[str, str]) -> str:
    return str(Words(stored.get("zh", ""), stored.get("en", "")))


def _by_score(facts: Facts) -> str:
    told = {"score": facts["score"], "grade": _name(facts["grade"]), "least": facts["least"]}
    return _("得分 %(score)s，达到“%(grade)s”的 %(least)s 分。") % told


def _below(facts: Facts) -> str:
    told = {"score": facts["score"], "grade": _name(facts["grade"]), "least": facts["least"]}
    return _("得分 %(score)s，低于 %(least)s 分，列“%(grade)s”。") % told


def _by_cap(facts: Facts) -> str:
    told = {
        "score": facts["score"],
        "earned": _name(facts["earned"]),
        "grade": _name(facts["grade"]),
        "most": facts["most"],
    }
    return (
        _("得分 %(score)s，达到“%(earned)s”的分数；“%(earned)s”最多 %(most)s 个，按得分排在其后，列“%(grade)s”。")
        % told
    )


def _by_veto(facts: Facts) -> str:
    found: Sequence[Mapping[str, Any]] = facts["found"]
    what = [_("%(veto)s（%(finding)s）") % {"veto": _name(one["veto"]), "finding": one["reason"]} for one in found]
    what += [_("专家认定：%(what)s") % {"what": _name(one)} for one in facts["experts"]]
    told = {"what": _("；").join(what), "grade": _name(facts["grade"]), "score": facts["score"]}
    return _("一票否决，列“%(grade)s”（得分 %(score)s 不再计）：%(what)s。") % told


def _unreported(facts: Facts) -> str:
    told = {"days": facts["days"], "grade": _name(facts["grade"])}
    return _("报送截止后 %(days)s 天仍未报送自评，按规则列“%(grade)s”。") % told


def _failed(facts: Facts) -> str:
    return _("形式审查未通过，按规则列“%(grade)s”。") % {"grade": _name(facts["grade"])}


_TOLD: dict[str, Callable[[Facts], str]] = {
    "score": _by_score,
    "below": _below,
    "cap": _by_cap,
    "veto": _by_veto,
    "unreported": _unreported,
    "failed_check": _failed,
}
