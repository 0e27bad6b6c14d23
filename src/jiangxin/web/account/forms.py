"""Forms of the account pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.people.enums import Frequency
from jiangxin.people.models import Account


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=_("登录名"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("口令"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class OwnPasswordForm(forms.Form):
    """A password of one's own, twice."""

    new = forms.CharField(
        label=_("新口令"),
        help_text=_("至少 10 个字符，不能与登录名相近，不能是常见口令。"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再输一次新口令"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Compare the two."""
        cleaned = super().clean() or {}
        if "again" in cleaned and cleaned.get("new") != cleaned["again"]:
            self.add_error("again", forms.ValidationError(_("两次输入的新口令不一致。"), code="password_differs"))
        return cleaned


class PasswordForm(OwnPasswordForm):
    """The old password before the new one."""

    old = forms.CharField(
        label=_("原口令"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "new", "again")


class _ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Account) -> str:
        """Return how a colleague is named in the list."""
        post = f"（{obj.person.post}）" if obj.person.post else ""
        return f"{obj.person.name}{post} · {obj.username}"


class DelegationForm(forms.Form):
    """To whom, until when, and why."""

    to = _ColleagueField(
        label=_("委托给"),
        queryset=Account.objects.none(),
        empty_label=_("请选择同事"),
        help_text=_("只列出本单位有账号的同事。"),
    )
    until = forms.DateField(
        label=_("截止日期"),
        help_text=_("含当日；到期自动失效，也可随时收回。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(label=_("委托事由"), max_length=200, help_text=_("例如：出差、休假、轮岗。"))


class MailForm(forms.Form):
    """Where to, and how often."""

    address = forms.EmailField(
        label=_("电子邮箱"),
        max_length=254,
        error_messages={"invalid": _("请填写可用的邮箱地址，例如 name@example.org。")},
        help_text=_("只用来发送待办提醒，加密保存，不对他人显示。"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    frequency = forms.ChoiceField(label=_("待办摘要"), choices=Frequency.choices, widget=forms.RadioSelect)
