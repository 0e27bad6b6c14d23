"""Who leads next: one of the team, or somebody found by number; each with what their eligibility rests on."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiangxin.core import clock
from jiangxin.core.crypto import digest
from jiangxin.engine.measure.resident_id import check_resident_id
from jiangxin.people.eligibility import eligibilities_of
from jiangxin.people.models import Person
from jiangxin.studios.models import StudioMembership
from jiangxin.web.studio_file.forms_file import DayField, DecisionForm

_MOST_OFFERED = 60


class LeaderForm(DecisionForm):
    """Somebody else leads."""

    person = forms.ChoiceField(label=gettext_lazy("新领衔人（团队成员）"), required=False)
    resident_id = forms.CharField(
        label=gettext_lazy("或：非团队成员的身份证号"),
        required=False,
        max_length=24,
        help_text=gettext_lazy("此人须已在系统中登记过。"),
    )
    on = DayField(label=gettext_lazy("变更日期"))
    exception = forms.CharField(
        label=gettext_lazy("例外理由"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("只在条件不符、但经会议研究同意时填写，会记入办理日志。"),
    )

    def prepare(self) -> None:
        """Offer the team of today, with what each one's eligibility rests on."""
        super().prepare()
        today = clock.today()
        rows = StudioMembership.objects.filter(studio=self.studio, struck_at=None, until=None)
        team = [row.person for row in rows.select_related("person").order_by("since", "pk")[:_MOST_OFFERED]]
        told = zip(team, eligibilities_of(team, self.studio.kind, today), strict=True)
        choices = [
            (str(person.pk), _("%(name)s — 符合：%(words)s") % {"name": person.name, "words": found.words})
            if found
            else (str(person.pk), _("%(name)s — 不符合：%(words)s") % {"name": person.name, "words": found.words})
            for person, found in told
        ]
        self.offer("person", [("", _("请选择")), *choices])

    def clean(self) -> dict[str, Any]:
        """Find the person either way."""
        data = super().clean() or self.cleaned_data
        chosen, typed = data.get("person"), data.get("resident_id", "")
        found: Person | None = None
        if chosen:
            found = Person.objects.get(pk=int(chosen))
        elif typed:
            checked = check_resident_id(typed, today=clock.today())
            found = Person.objects.filter(resident_id_digest=digest(checked.value)).first() if checked.ok else None
        if found is None:
            words = _("没有找到这个人，请核对号码。") if typed and not chosen else _("请选择新领衔人，或填写身份证号。")
            self.add_error("resident_id" if typed and not chosen else "person", words)
        data["chosen"] = found
        return data
