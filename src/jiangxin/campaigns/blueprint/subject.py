"""What a campaign names: a studio, or a team, a person, an operating method – in the blueprint's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jiangxin.forms.words import Words

STUDIO = "studio"
"""The one subject that gets a file of its own and a place in the directory when it is named."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The table [subject]; silent, it is a studio.

    Attributes:
        label: what one is called at the head of a column: 工作室, 班组.
        name_label: what its name is called.
        leader_label: who stands for it: 领衔人, 班组长.
    """

    code: str
    label: Words
    name_label: Words
    leader_label: Words

    @property
    def is_studio(self) -> bool:
        """Tell whether a studio's file follows a naming, and one leader leads one application only."""
        return self.code == STUDIO

    @property
    def noun(self) -> str:
        """Return what one is called inside a sentence, in the reader's language."""
        return _inside(self.label)

    @property
    def leader(self) -> str:
        """Return what its leader is called inside a sentence."""
        return _inside(self.leader_label)


_STUDIOS = Subject(
    STUDIO, Words("工作室", "Studio"), Words("工作室名称", "Name of the studio"), Words("领衔人", "Leader")
)


def subject_of(content: Mapping[str, Any]) -> Subject:
    """Return what a definition names; a word it leaves out is made from the others."""
    table = content.get("subject") or {}
    code, label = str(table.get("code") or STUDIO), _words(table, "label")
    if code == STUDIO and not label:
        return _STUDIOS
    label = label or Words("对象", "Candidate")
    called = Words(f"{label.zh}名称", f"Name of the {label.en.lower()}" if label.en else "")
    name = _words(table, "name_label") or called
    return Subject(code, label, name, _words(table, "leader_label") or Words("负责人", "Head"))


def subject_faults(content: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with the table [subject]."""
    table = content.get("subject") or {}
    if not table:
        return []
    faults = [
        f"subject.{key}: " + _("缺少这一项。") for key in ("code", "label") if not str(table.get(key) or "").strip()
    ]
    faults += [
        f"subject.{key}: " + _("最多 %(most)s 个字，否则表头排不下。") % {"most": _LONGEST}
        for key in ("label", "name_label", "leader_label")
        if len(str(table.get(key) or "")) > _LONGEST
    ]
    if content.get("assessment") and subject_of(content).code != STUDIO:
        faults.append("subject.code: " + _("考核的对象只能是工作室。"))
    return faults


_LONGEST = 12


def _words(table: Mapping[str, Any], key: str) -> Words:
    return Words(str(table.get(key) or "").strip(), str(table.get(f"{key}_en") or "").strip())


def _inside(words: Words) -> str:
    text = str(words)
    return text.lower() if words.en and text == words.en and (get_language() or "").startswith("en") else text
