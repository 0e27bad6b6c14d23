"""The term of one thing that is asked: laid down by the city's officer from a day on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.orgs.asked import ASKED, OVERDUE_BELOW, words_of
from jiangxin.orgs.models import TermRule
from jiangxin.orgs.policies import may_lay_down_term
from jiangxin.orgs.services import lay_down_term
from jiangxin.orgs.terms import shipped_terms, term_by, term_of
from jiangxin.web.desk.forms_terms import TermForm
from jiangxin.web.desk.posting import done, status_of, tell_form


def term(request: Request, asked: str) -> HttpResponse:
    """Ask for the term and lay it down; what held before is listed below."""
    may_lay_down_term(actor=request.actor).require()
    if asked not in ASKED or asked == OVERDUE_BELOW:
        raise NotFound
    form = TermForm(request.POST or None, standing=term_of(asked))
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            lay_down_term(actor=request.actor, asked=asked, **form.cleaned_data)
        except Refusal as caught:
            refusal = caught
            tell_form(form, refusal)
        else:
            words = _("“%(asked)s”的办理期限已录入。") % {"asked": words_of(asked)}
            return done(request, reverse("account:terms"), words)
    history = TermRule.objects.filter(asked=asked).select_related("entered_by__person")
    context = {
        "form": form,
        "refusal": refusal,
        "asked": words_of(asked),
        "history": [term_by(rule) for rule in history],
        "shipped": term_of(asked, shipped_terms()),
        "act_label": _("保存"),
        "back_url": reverse("account:terms"),
    }
    status = status_of(refusal, form if form.is_bound else None)
    return render(request, "desk/terms/form.html", context, status=status)
