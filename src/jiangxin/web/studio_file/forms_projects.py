"""The forms of projects, milestones and outcomes: each field is named as the service names it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.people.models import Person
from jiangxin.studios.ledger_enums import HonourLevel, OutcomeKind, ProjectKind, ProjectState
from jiangxin.studios.models import Outcome, Project, StudioLeadership, StudioMembership
from jiangxin.studios.services.outcomes import OutcomeFacts, Proofs
from jiangxin.studios.services.projects import ProjectFacts
from jiangxin.web.studio_file.forms_file import DayField, ProofField, StudioForm, text_area

_MOST = 300
_YUAN: dict[str, Any] = {"required": False, "max_digits": 12, "decimal_places": 2}


class ProjectForm(StudioForm):
    """A project."""

    title = forms.CharField(label=_("课题名称"), max_length=120)
    kind = forms.ChoiceField(label=_("类型"), choices=ProjectKind.choices)
    level = forms.ChoiceField(label=_("立项级别"), choices=HonourLevel.choices)
    source = forms.CharField(
        label=_("来源"), required=False, max_length=120, help_text=_("如：生产一线难题、上级下达。")
    )
    approval_number = forms.CharField(label=_("立项文号"), required=False, max_length=60)
    approval = ProofField(label=_("立项文件"), required=False)
    leader = forms.ChoiceField(label=_("负责人"), required=False)
    leader_name = forms.CharField(label=_("负责人姓名（不在团队中时填写）"), required=False, max_length=60)
    starts_on = DayField(label=_("开始日期"))
    ends_on = DayField(label=_("计划完成日期"), initial=None)
    cost = forms.DecimalField(label=_("经费（元）"), **_YUAN)
    planned = forms.BooleanField(label=_("尚未开始（筹备中）"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def prepare(self) -> None:
        """Offer the team and those who lead it."""
        names = ("person_id", "person_name")
        leads = StudioLeadership.objects.filter(studio=self.studio, struck_at=None).exclude(person=None)
        team = StudioMembership.objects.filter(studio=self.studio, struck_at=None)
        rows = [*leads.values_list(*names), *team.values_list(*names)[:_MOST]]
        people = {str(person): name for person, name in rows}
        self.offer("leader", [("", _("不在团队中")), *people.items()])

    def clean(self) -> dict[str, Any]:
        """Ask for somebody who leads."""
        data = super().clean() or {}
        if not data.get("leader") and not (data.get("leader_name") or "").strip():
            self.add_error("leader", _("请选择或填写负责人。"))
        return data

    def facts(self) -> ProjectFacts:
        """Return what was typed."""
        data = self.cleaned_data
        person = Person.objects.get(pk=int(data["leader"])) if data["leader"] else None
        names = ("title", "kind", "level", "source", "approval_number", "starts_on", "ends_on", "cost", "planned")
        return ProjectFacts(
            **{name: data[name] for name in names},
            leader=person,
            leader_name=person.name if person else data["leader_name"],
        )


def initial_of_project(project: Project) -> dict[str, Any]:
    """Return what the form of a change begins with."""
    names = ("title", "kind", "level", "source", "approval_number", "starts_on", "ends_on", "cost", "revision")
    values = {name: getattr(project, name) for name in names}
    leader = str(project.leader_id or "")
    named = "" if leader else project.leader_name
    return {**values, "planned": project.state == ProjectState.PLANNED, "leader": leader, "leader_name": named}


class CloseForm(forms.Form):
    """How a project ended."""

    completed = forms.TypedChoiceField(
        label=_("怎样结题"),
        choices=[("yes", _("完成")), ("no", _("中止"))],
        coerce=lambda value: value == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )
    closed_on = DayField(label=_("结题日期"))
    result = forms.CharField(
        label=_("结果"), max_length=2000, widget=text_area(4), help_text=_("解决了什么问题；中止的写明原因。")
    )
    closing = ProofField(label=_("结题材料"), required=False)


class StepForm(forms.Form):
    """A milestone."""

    title = forms.CharField(label=_("节点"), max_length=100)
    due_on = DayField(label=_("应完成日期"), initial=None)
    done_on = DayField(label=_("完成日期"), required=False, help_text=_("还没有完成的不填。"))


class DoneForm(forms.Form):
    """The day a milestone was done."""

    done_on = DayField(label=_("完成日期"))


class OutcomeForm(StudioForm):
    """An outcome with its proofs."""

    title = forms.CharField(label=_("成果名称"), max_length=120)
    kind = forms.ChoiceField(label=_("类型"), choices=OutcomeKind.choices)
    number = forms.CharField(label=_("编号"), required=False, max_length=80, help_text=_("专利号、刊号、标准号等。"))
    day = DayField(label=_("申请、发表或提出日期"))
    granted_on = DayField(label=_("授权、采纳或获奖日期"), required=False)
    owner = forms.CharField(label=_("权利人或完成人"), max_length=120)
    rank = forms.CharField(label=_("本工作室排名"), required=False, max_length=20, help_text=_("如：第一完成人。"))
    level = forms.ChoiceField(label=_("级别"), required=False, choices=[("", _("不适用")), *HonourLevel.choices])
    project = forms.ModelChoiceField(Project.objects.none(), label=_("来自项目"), required=False)
    proof = ProofField(label=_("证书或证明"), required=False)
    applied_units = forms.CharField(label=_("应用单位"), required=False, max_length=300, widget=text_area())
    application_proof = ProofField(label=_("应用证明"), required=False, help_text=_("由应用单位盖章。PDF 或照片。"))
    benefit = forms.DecimalField(label=_("经济效益（元）"), help_text=_("填写金额须同时上传财务证明。"), **_YUAN)
    finance_proof = ProofField(label=_("财务证明"), required=False, help_text=_("由财务部门盖章。PDF 或照片。"))
    energy_saved_kg = forms.IntegerField(label=_("节能量（千克标准煤）"), required=False, min_value=1)
    social_benefit = forms.CharField(label=_("社会效益"), required=False, max_length=300, widget=text_area())
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def prepare(self) -> None:
        """Offer the studio's projects."""
        choice = self.fields["project"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = Project.objects.filter(studio=self.studio, struck_at=None)

    def facts(self) -> OutcomeFacts:
        """Return what was typed."""
        return OutcomeFacts(**{name: self.cleaned_data[name] for name in OutcomeFacts.__dataclass_fields__})

    def proofs(self) -> Proofs:
        """Return the papers given."""
        return Proofs(**{name: self.cleaned_data[name] for name in Proofs.__dataclass_fields__})


def initial_of_outcome(outcome: Outcome) -> dict[str, Any]:
    """Return what the form of a change begins with."""
    names = [*OutcomeFacts.__dataclass_fields__, "revision"]
    return {name: getattr(outcome, name) for name in names}
