"""Whole, valid applications for any form: every shown field is filled by its kind, known fields with sense."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from jiangxin.forms.answers import Answers, Row, Visibility
from jiangxin.forms.conditions import is_filled
from jiangxin.forms.definition import Field, FieldKind, FormDefinition, Section
from jiangxin.rehearsal.folk import Folk, Human, Trade

if TYPE_CHECKING:
    import random

_SENTENCES = (
    "工作室围绕岗位难题立项攻关，坚持每月例会、每季小结，问题从一线来、成果回一线用。",
    "针对设备频繁停机，团队反复试验改进夹具和参数，故障率明显下降，职工劳动强度随之减轻。",
    "带徒传技，按计划开展岗位练兵和技能比武，徒弟多人晋级，形成老中青衔接的梯队。",
    "与兄弟单位结对交流，把成熟做法整理成册，在多个班组推广应用。",
    "坚持安全第一，全年无责任事故，经费专款专用，台账清楚可查。",
    "主动服务社会，走进社区和小微企业，帮助解决实际困难，受到群众好评。",
)
_TEXTS: dict[str, tuple[str, ...]] = {
    "tagline": ("立足岗位，攻坚克难，传承技艺。",),
    "address": ("工业大道18号3幢2楼",),
    "post": ("班组长", "技术主管", "操作工", "护士长"),
    "goal": ("完成年度立项课题", "培养高级工两名"),
    "measure": ("通过验收", "取得证书"),
    "issuer": ("市总工会", "省总工会"),
    "union_chair": ("周正平",),
    "contact": ("吴小兰",),
    "ethnicity": ("汉族", "回族", "土家族"),
    "trade": ("技术工人",),
    "applied_units": ("本单位各车间",),
    "result": ("效率提高两成，运行稳定。",),
    "served": ("社区居民",),
    "satisfaction_basis": ("回访问卷三百余份",),
}
_TITLES = (
    "夹具快换装置",
    "参数优化方案",
    "在线检测改造",
    "废水回用工艺",
    "绿色通道流程",
    "岗位培训包",
    "节能控制程序",
    "快速诊断方法",
)


class Applications:
    """Fills forms; the same folk gives the same applications."""

    def __init__(self, folk: Folk, today: date) -> None:
        self.folk = folk
        self.today = today
        self.rng: random.Random = folk.rng

    def answers(self, form: FormDefinition, *, leader: Human, trade: Trade, unit: Mapping[str, Any]) -> Answers:
        """Return complete answers without files. `unit` holds what the host unit's file says of it."""
        kind = "model_worker_service" if trade.is_service else "model_worker_innovation"
        name = f"{leader.name}劳模{'服务' if trade.is_service else '创新'}工作室"
        fixed: Answers = {
            "studio": {
                "name": name,
                "kind": kind,
                "apply_level": "city",
                "field": trade.field,
                "industry_section": trade.industry,
            },
            "unit": dict(unit),
            "leader": {
                "name": leader.name,
                "gender": leader.gender,
                "birth": f"{leader.birth:%Y-%m}",
                "id_kind": "resident_id",
                "id_no": leader.resident_id,
                "phone": leader.phone,
                "trade": trade.trade,
                "skill_grade": self.rng.choice(["technician", "senior_technician", "senior"]),
                "front_line": self.rng.random() < 0.75,  # noqa: PLR2004
                "employment": "in_post",
            },
        }
        answers: Answers = {section.code: dict(fixed.get(section.code, {})) for section in form.sections}
        for section in form.sections:
            if section.repeated:
                answers[section.code] = [{} for _row in range(self._row_count(section))]
        for _pass in range(2):  # a second time: what a condition showed after its field was filled
            for section in form.sections:
                self._fill_section(form, section, answers)
        self._make_eligible(answers)
        return answers

    def _row_count(self, section: Section) -> int:
        usual = {"members": 7, "outcomes": 4, "projects": 3, "leader_honours": 2, "rules": 5, "spending": 2}
        return max(section.min_rows, usual.get(section.code, section.min_rows))

    def _fill_section(self, form: FormDefinition, section: Section, answers: Answers) -> None:
        rows = answers[section.code] if section.repeated else [answers[section.code]]
        for place, row in enumerate(rows):
            for field in section.fields:
                shown = Visibility(form, answers)
                if not shown.section(section) or not shown.field(section, field, place if section.repeated else None):
                    continue
                if field.kind is FieldKind.COMPUTED or field.is_file or is_filled(row.get(field.code)):
                    continue
                row[field.code] = self._value(section, field, row, place)

    def _make_eligible(self, answers: Answers) -> None:
        honours = answers.get("leader_honours") or []
        if honours:
            honours[0].update({"title": "市劳动模范", "kind": "model_worker", "level": "city", "issuer": "市人民政府"})

    def _value(self, section: Section, field: Field, row: Row, place: int) -> Any:
        special = {"members": self._member, "leader_resume": self._career, "projects": self._project}
        if section.code in special and (value := special[section.code](field, row, place)) is not None:
            return value
        return _MAKERS[field.kind](self, field)

    def _member(self, field: Field, row: Row, place: int) -> Any:
        del row
        if field.code == "name":
            return self.folk.person().name
        fixed = {"role": "core" if place < 5 else "member", "front_line": place % 3 != 2}  # noqa: PLR2004
        fixed |= {"birth": f"{1972 + place * 4}-05", "join_on": f"{self.today.year - 3}-03", "leave_on": ""}
        return fixed.get(field.code)

    def _career(self, field: Field, row: Row, place: int) -> Any:
        del row, place
        return {"from": "1998-07", "to": f"{self.today.year - 1}-12"}.get(field.code)

    def _project(self, field: Field, row: Row, place: int) -> Any:
        del row
        year = self.today.year - place
        fixed = {"start": f"{year - 1}-03", "end": f"{year}-01", "status": "done" if place else "running"}
        return fixed.get(field.code)

    def words(self, least: int, most: int) -> str:
        """Return running text of between `least` and `most` characters."""
        text = ""
        while len(text) < least + 20:
            text += self.rng.choice(_SENTENCES)
        return text[: most - 1].rstrip("，、") + "。" if len(text) >= most else text

    def make_text(self, field: Field) -> str:
        """Return a short text for a field."""
        if field.code == "title":
            text = self.rng.choice(_TITLES)
        elif field.code in _TEXTS:
            text = self.rng.choice(_TEXTS[field.code])
        else:
            text = f"{field.label.zh}材料"
        return text[: field.max_length or 40]

    def make_long_text(self, field: Field) -> str:
        """Return running text for a field."""
        return self.words(field.min_length or 60, field.max_length or 400)

    def make_whole(self, field: Field) -> str:
        """Return a whole number for a field."""
        least = int(field.minimum or 0)
        if field.code == "year":
            return str(self.today.year - 1)
        return str(min(least + self.rng.randint(3, 60), int(field.maximum or 10**9)))

    def make_amount(self, field: Field) -> str:
        """Return an amount for a field."""
        if field.unit.zh == "%":
            return "96.5"
        return f"{self.rng.randint(1000, 30000) / 100:.{field.decimals}f}"

    def make_day(self, field: Field) -> str:
        """Return a day for a field."""
        del field
        return date(self.today.year - self.rng.randint(2, 5), self.rng.randint(1, 12), 15).isoformat()

    def make_month(self, field: Field) -> str:
        """Return a month for a field."""
        year = self.today.year + 8 if field.code == "retire_on" else self.today.year - 1
        return f"{self.today.year + 1}-11" if field.code == "due_on" else f"{year}-0{self.rng.randint(1, 9)}"

    def make_choice(self, field: Field) -> str:
        """Return one choice for a field."""
        return self.rng.choice(field.choices).code

    def make_choices(self, field: Field) -> list[str]:
        """Return some choices for a field."""
        return [choice.code for choice in field.choices[: self.rng.randint(1, len(field.choices))]]

    def make_yes(self, field: Field) -> bool:
        """Return yes for a field."""
        del field
        return True

    def make_phone(self, field: Field) -> str:
        """Return a telephone number for a field."""
        del field
        return f"0572-2{self.rng.randint(100000, 999999)}"


_MAKERS: dict[FieldKind, Callable[[Applications, Field], Any]] = {
    FieldKind.TEXT: Applications.make_text,
    FieldKind.LONG_TEXT: Applications.make_long_text,
    FieldKind.INTEGER: Applications.make_whole,
    FieldKind.DECIMAL: Applications.make_amount,
    FieldKind.MONEY: Applications.make_amount,
    FieldKind.DATE: Applications.make_day,
    FieldKind.MONTH: Applications.make_month,
    FieldKind.CHOICE: Applications.make_choice,
    FieldKind.INDUSTRY: Applications.make_choice,
    FieldKind.CHOICES: Applications.make_choices,
    FieldKind.YES_NO: Applications.make_yes,
    FieldKind.DECLARATION: Applications.make_yes,
    FieldKind.PHONE: Applications.make_phone,
    FieldKind.EMAIL: lambda _maker, _field: "studio@example.com",
    FieldKind.USCC: lambda maker, _field: maker.folk.uscc(),
    FieldKind.RESIDENT_ID: lambda maker, _field: maker.folk.person().resident_id,
    FieldKind.DIVISION: lambda maker, _field: maker.folk.division,
    FieldKind.ORGANISATION: lambda _maker, _field: "",
}
