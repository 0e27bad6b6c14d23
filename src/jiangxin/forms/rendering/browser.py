"""What the browser is told about a form: its conditions, the words it says, and where it saves to."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core.refusal import Text
from jiangxin.forms.conditions import Condition, fields_in, to_plain
from jiangxin.forms.definition import Compute, Field, FormDefinition, Section
from jiangxin.forms.rendering.bound import BoundForm
from jiangxin.forms.visibility import rows_of


@dataclass(frozen=True, slots=True)
class FormPage:
    """Where a page with a form sends things.

    Attributes:
        action: address the form is posted to.
        autosave_url: address changes are sent to while typing; no autosave when empty.
        upload_url: address files are sent to as soon as they are chosen.
        excel_url: address of the Excel template of a section: "…?section=CODE" is appended.
        ledger_sections: codes of sections whose rows may come from a ledger: "…?section=CODE&ledger=1" of `excel_url`.
        locked_sections: codes of plain sections that are shown and not asked.
        submit_url: address of the page that checks and submits; with it, saving stays on the page.
        submit_label: words of the button that leads there, when they are not the usual ones.
        sign_in_url: address of the sign-in page, for when the sign-in has ended.
        username: the account that is to sign in again there.
        duty: the duty it goes on in.
        local_key: names the local copy; must tell accounts and entries apart.
        revision: revision of the answers shown.
        saved_at: when they were saved.
        can_submit: whether the page offers to submit.
    """

    action: str
    autosave_url: str = ""
    upload_url: str = ""
    excel_url: str = ""
    ledger_sections: frozenset[str] = frozenset()
    locked_sections: frozenset[str] = frozenset()
    submit_url: str = ""
    submit_label: Text = ""
    sign_in_url: str = ""
    username: str = ""
    duty: int | None = None
    local_key: str = ""
    revision: int = 0
    saved_at: datetime | None = None
    can_submit: bool = True


def rules_json(form: BoundForm) -> str:
    """Return the conditions of the whole form as JSON, with the answers they need from sections not on the page."""
    return json.dumps(
        {"sections": rules(form.definition), "elsewhere": _elsewhere(form)}, ensure_ascii=False, separators=(",", ":")
    )


def rules(definition: FormDefinition) -> list[dict[str, object]]:
    """Return what `conditions.js` needs to know of each section."""
    return [_section_rules(section) for section in definition.sections]


def _section_rules(section: Section) -> dict[str, object]:
    rule: dict[str, object] = {"code": section.code, "repeated": section.repeated}
    if section.repeated:
        rule |= {"min_rows": section.min_rows, "max_rows": section.max_rows}
    return rule | _condition("visible_if", section.visible_if) | {"fields": [_field_rules(f) for f in section.fields]}


def _field_rules(field: Field) -> dict[str, object]:
    rule: dict[str, object] = {"code": field.code, "kind": str(field.kind)}
    if field.required:
        rule["required"] = True
    if field.compute:
        rule["compute"] = _compute(field.compute)
    return rule | _condition("visible_if", field.visible_if) | _condition("required_if", field.required_if)


def _compute(compute: Compute) -> dict[str, object]:
    return {"op": compute.op, "section": compute.section, "field": compute.field} | _condition("where", compute.where)


def _condition(key: str, condition: Condition | None) -> dict[str, object]:
    return {key: to_plain(condition)} if condition else {}


def _elsewhere(form: BoundForm) -> dict[str, object]:
    on_page = {section.section.code for section in form.sections}
    if len(on_page) == len(form.definition.sections):
        return {}
    needed = {name for section in form.definition.sections for name in fields_in(section.visible_if)}
    for _section, field in form.definition.fields():
        needed |= {*fields_in(field.visible_if), *fields_in(field.required_if)}
    found: dict[str, Any] = {}
    for name in sorted(needed):
        code, _dot, field_code = name.partition(".")
        section = form.definition.section(code)
        if section and field_code and not section.repeated and code not in on_page:
            found.setdefault(code, {})[field_code] = rows_of(section, form.answers)[0].get(field_code)
    return found


def words_json() -> str:
    """Return the words the scripts say, in the reader's language."""
    return json.dumps(
        {
            "left": _("还可输入 {n} 字"),
            "over": _("超出 {n} 字"),
            "short": _("还差 {n} 字"),
            "saving": _("正在保存…"),
            "saved": _("已保存 {time}"),
            "unsaved": _("有未保存的修改"),
            "offline": _("网络中断，已保存在本机，恢复后自动上传"),
            "refused": _("没有保存：{message}"),
            "signed_out": _("登录已过期，修改已保存在本机"),
            "conflict": _("{who} 在 {time} 保存了更新的内容"),
            "someone": _("另一位填报人"),
            "row_added": _("已增加第 {n} 行"),
            "row_removed": _("已删除第 {n} 行"),
            "row_moved": _("已移到第 {n} 行"),
            "rows_pasted": _("已粘贴 {n} 行。"),
            "too_many_rows": _("最多 {n} 行"),
            "rows_left_out": _("另有 {n} 行没有粘贴：这里最多 {most} 行。"),
            "rows_too_many": _("这里最多 {most} 行，已填 {have} 行；追加到末尾会有 {n} 行放不下。"),
            "columns_left_out": _("有 {n} 列没有对应的栏目，不导入：{names}。"),
            "skip_column": _("不导入"),
            "nothing_to_paste": _("没有可粘贴的表格内容。请在 Excel 中选中单元格并复制。"),
            "rows_found": _("共 {n} 行"),
            "undo": _("撤销"),
            "restore": _("恢复"),
            "discard": _("不要"),
            "uploading": _("正在上传 {percent}%"),
            "remove": _("移除"),
            "too_large": _("“{name}”超过 {most} MB，没有上传。"),
            "wrong_type": _("“{name}”不是这里可以上传的类型。"),
            "upload_failed": _("“{name}”上传失败：{message}"),
            "no_network": _("网络中断，请稍后再试"),
            "password_missing": _("请输入口令。"),
            "local_found": _("本机有 {time} 尚未保存到服务器的内容（{n} 处）。"),
            "local_stale": _("此后服务器上的内容已由他人更新，恢复后请核对。"),
            "required": _("必填"),
        },
        ensure_ascii=False,
    )
