"""A blueprint written in a file comes in as a draft; whatever is wrong in it is told with its place."""

import tomllib
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.policies import may_clone_blueprint
from jiangxin.campaigns.services import bring_blueprint
from jiangxin.core.actor import Request
from jiangxin.core.files import Upload
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.web.desk.posting import done, one_file, status_of
from jiangxin.web.desk.views.blueprint_parts import MOST_TOML, toml_fault


class BlueprintFileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("方案文件"),
        help_text=_("TOML 文本（UTF-8），写法见管理员指南“活动方案”。可以先打开系统自带的方案对照。"),
    )


def bring(request: Request) -> HttpResponse:
    """Ask for the file, and make a draft of it."""
    may_clone_blueprint(actor=request.actor).require()
    form = BlueprintFileForm(request.POST or None, request.FILES or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            upload = one_file(request, "file")
            assert upload is not None, "the form has asked"
            made = bring_blueprint(actor=request.actor, definition=read_file(upload))
            address = reverse("desk:blueprint", args=[made.pk])
            return done(request, address, _("已导入为草稿。请预览、核对，再发布。"))
        except Refusal as refused:
            refusal = _with_places(refused)
    context = {
        "form": form,
        "refusal": refusal,
        "title": _("从文件导入方案"),
        "act_label": _("导入为草稿"),
        "back_url": reverse("desk:blueprints"),
    }
    return render(request, "desk/blueprints/bring.html", context, status=status_of(refusal, form))


def _with_places(refused: Refusal) -> Refusal:
    """Return a refusal whose problems name the key they are about: no field of the page is to blame."""
    problems = [
        Problem(
            "", _("%(path)s：%(message)s") % {"path": one.path, "message": one.message} if one.path else one.message
        )
        for one in refused.problems
    ]
    return Refusal(refused.code, refused.message, refused.remedy, problems=problems, status=refused.status)


def read_file(upload: Upload) -> dict[str, Any]:
    """Return what a TOML file holds.

    Raises:
        Refusal: "toml_too_long", "toml_invalid" with the place of the first slip.
    """
    content = upload.read(MOST_TOML + 1)
    if len(content) > MOST_TOML:
        raise Refusal("toml_too_long", _("文件太大，没有导入。"), _("方案文件不超过 400 KB，请确认选对了文件。"))
    try:
        text = content.decode("utf-8-sig")
        return tomllib.loads(text.replace("\r\n", "\n"))
    except UnicodeDecodeError as fault:
        raise Refusal("toml_invalid", _("文件不是 UTF-8 文本，没有导入。"), _("请另存为 UTF-8 编码的文本。")) from fault
    except (ValueError, RecursionError) as fault:
        problem = Problem("", toml_fault(text, str(fault)))
        message = _("内容不是正确的 TOML，没有导入。")
        raise Refusal("toml_invalid", message, _("请按所列行列修改。"), problems=[problem]) from fault
