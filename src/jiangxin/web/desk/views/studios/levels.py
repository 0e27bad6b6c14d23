"""Withdrawing a level that another body gave."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.parts import Fact
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import StudioLevelHeld
from jiangxin.studios.policies import may_decide_file
from jiangxin.studios.services import withdraw_level
from jiangxin.web.studio_file.answering import ask
from jiangxin.web.studio_file.forms_file import LevelWithdrawForm
from jiangxin.web.studio_file.frame import at


def withdraw(request: Request, studio_id: int, level_id: int) -> HttpResponse:
    """Ask for the decision and withdraw the level; with the last one the studio ends."""
    studio = file_for(request.actor, studio_id)
    held = StudioLevelHeld.objects.filter(studio=studio, pk=level_id).first()
    if held is None:
        raise NotFound
    may_decide_file(actor=request.actor, studio=studio).require()
    return ask(
        request,
        studio,
        LevelWithdrawForm(request.POST or None),
        deed=lambda data: withdraw_level(actor=request.actor, held=held, **data),
        words=_("级别已撤销。"),
        page={
            "title": _("撤销级别"),
            "act_label": _("撤销级别"),
            "back_url": at(request, "studio-file", studio.pk),
            "current": "studio-file",
            "told": (Fact(_("级别"), held, note=held.document_number), Fact(_("命名机关"), held.awarding_body)),
            "consequences": (
                _("从撤销之日起不再保有这个级别，其他级别不受影响。"),
                _("如果是最后一个级别，工作室同时撤销，从名录撤下，结余补助待清算。"),
            ),
        },
    )
