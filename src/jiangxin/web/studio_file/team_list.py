"""Everybody who ever belonged to a studio, as a list: filtered, sorted and exported like every other."""

from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiangxin.core.ui.listing import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Empty,
    Kind,
    Listing,
    TextFilter,
    YesNoFilter,
)
from jiangxin.studios.enums import MemberRole
from jiangxin.studios.models import Studio, StudioMembership
from jiangxin.studios.queries import memberships_of


def team_list(studio: Studio) -> Listing[StudioMembership]:
    """Return the list of a studio's members and advisers, present and past, for a face."""
    return Listing(
        code="studios.team",
        title=_("历年成员"),
        unit=_("人次"),
        rows=partial(memberships_of, studio=studio),
        columns=(
            Column(code="name", label=_("姓名"), value="person_name", sort=("person_name", "id")),
            Column(code="role", label=_("角色"), value=lambda row: row.get_role_display(), sort=("role", "id")),
            Column(code="front_line", label=_("一线职工"), value=lambda row: _("是") if row.front_line else ""),
            Column(code="task", label=_("分工")),
            Column(code="since", label=_("加入日期"), kind=Kind.DATE, sort=("since", "id")),
            Column(code="until", label=_("离开日期"), kind=Kind.DATE, sort=("until", "id")),
            Column(code="entered_at", label=_("登记时间"), kind=Kind.MOMENT, shown=False),
        ),
        filters=(
            TextFilter(code="q", label=_("姓名或分工"), fields=("person_name", "task")),
            ChoiceFilter(code="role", label=_("角色"), choices=MemberRole.choices),
            YesNoFilter(code="front_line", label=_("一线职工"), condition=Q(front_line=True)),
            DateRangeFilter(code="joined", label=_("加入日期"), field="since"),
            DateRangeFilter(code="left", label=_("离开日期"), field="until"),
        ),
        default_sort="-since",
        empty=Empty(_("还没有登记成员"), _("在档案里增加成员后，在册的和离开的都列在这里。")),
    )
