"""What a unit writes to apply for a change, and what is written on it on its way."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.core.files.fields import ManyFilesField, ManyFilesInput
from jiangxin.studios.change_enums import ChangeKind
from jiangxin.web.studio_file.forms_file import (
    DayField,
    HostForm,
    ProofField,
    RenameForm,
    StudioForm,
    text_area,
)
from jiangxin.web.studio_file.forms_leader import LeaderForm


def _reason() -> forms.CharField:
    return forms.CharField(label=_("申请理由"), max_length=500, widget=text_area(4))


def _papers() -> ManyFilesField:
    return ManyFilesField(
        label=_("附件"),
        widget=ManyFilesInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        help_text=_("盖章的申请必传，可同时选择多份（PDF、JPEG、PNG）。变更领衔人请附团队意见。"),
    )


_LAST = ("note", "papers")


def _leave_out(form: forms.Form) -> None:
    for name in ("on", "document_number", "proof", "exception"):
        form.fields.pop(name, None)


class ApplyLeaderForm(LeaderForm):
    """Somebody else shall lead."""

    note, papers = _reason(), _papers()
    last = _LAST

    def prepare(self) -> None:
        """Ask for nothing the city decides."""
        super().prepare()
        _leave_out(self)


class ApplyRenameForm(RenameForm):
    """The studio shall be called otherwise."""

    note, papers = _reason(), _papers()
    last = _LAST

    def prepare(self) -> None:
        """Ask for nothing the city decides."""
        super().prepare()
        _leave_out(self)


class ApplyHostForm(HostForm):
    """Another unit shall host the studio."""

    note, papers = _reason(), _papers()
    last = _LAST

    def prepare(self) -> None:
        """Ask for nothing the city decides."""
        super().prepare()
        _leave_out(self)


class ApplyDissolveForm(StudioForm):
    """The studio shall end."""

    note, papers = _reason(), _papers()


FORMS: dict[str, type[StudioForm]] = {
    ChangeKind.LEADER: ApplyLeaderForm,
    ChangeKind.RENAME: ApplyRenameForm,
    ChangeKind.HOST: ApplyHostForm,
    ChangeKind.DISSOLVE: ApplyDissolveForm,
}


class OpinionForm(forms.Form):
    """The county's opinion, or why it goes back."""

    opinion = forms.CharField(label=_("意见"), max_length=500, widget=text_area(3))


class ApproveForm(forms.Form):
    """The city's approval."""

    document_number = forms.CharField(label=_("批准文号"), max_length=60)
    on = DayField(label=_("生效日期"))
    opinion = forms.CharField(label=_("意见"), required=False, max_length=500, widget=text_area(2))
    proof = ProofField(label=_("批准文件"), required=False)
    exception = forms.CharField(
        label=_("例外理由"),
        required=False,
        max_length=300,
        help_text=_("只在新领衔人条件不符、但经会议研究同意时填写。"),
    )
