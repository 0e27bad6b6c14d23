"""What can be entered in a studio's file, by whom and with which form: one table for both faces."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor
from jiangxin.core.policy import Decision
from jiangxin.core.refusal import Text
from jiangxin.studios.models import (
    Period,
    Studio,
    StudioEquipment,
    StudioHosting,
    StudioLeadership,
    StudioLevelHeld,
    StudioLink,
    StudioMembership,
    StudioName,
    StudioPlace,
    StudioStanding,
)
from jiangxin.studios.newcomers import Newcomer
from jiangxin.studios.policies import may_decide_file, may_keep_file
from jiangxin.studios.services import (
    LinkFacts,
    add_equipment,
    add_member,
    change_leader,
    end_level,
    end_link,
    end_membership,
    hold_level,
    link_studio,
    move_studio,
    place_studio,
    publish_profile,
    rename_studio,
    retire_equipment,
)
from jiangxin.studios.services.profile import Profile
from jiangxin.web.studio_file.forms_file import (
    EquipmentForm,
    HostForm,
    LevelForm,
    LinkForm,
    MemberForm,
    PlaceForm,
    ProfileForm,
    RenameForm,
    StudioForm,
    person_of,
)
from jiangxin.web.studio_file.forms_leader import LeaderForm

Data = Mapping[str, Any]
KINDS: dict[str, type[Period]] = {
    "names": StudioName,
    "leaders": StudioLeadership,
    "hosts": StudioHosting,
    "levels": StudioLevelHeld,
    "places": StudioPlace,
    "members": StudioMembership,
    "equipment": StudioEquipment,
    "links": StudioLink,
    "standing": StudioStanding,
}
"""Every kind of dated fact, by its part of the address."""
TITLES: dict[str, Text] = {
    "names": _("名称"),
    "leaders": _("领衔人"),
    "hosts": _("所在单位"),
    "levels": _("级别"),
    "standing": _("状态"),
    "places": _("工作场所"),
    "members": _("团队"),
    "equipment": _("设备"),
    "links": _("关联对象"),
}
BY_KEEPERS = frozenset({"places", "members", "equipment", "links"})
STRIKEABLE = frozenset(KINDS) - {"standing"}


@dataclass(frozen=True, slots=True)
class FileAct:
    """One thing that can be entered: its words, who may, the form, the service."""

    title: Text
    words: Text
    form: type[StudioForm]
    may: Callable[..., Decision]
    do: Callable[[Actor, Studio, Data], object]
    lead: Text = ""


def _add_member(actor: Actor, studio: Studio, data: Data) -> object:
    person = person_of(data) or Newcomer(data["name"], data["resident_id"])
    facts = {name: data[name] for name in ("role", "since", "until", "front_line", "task", "note")}
    return add_member(actor=actor, studio=studio, person=person, **facts)


def _change_leader(actor: Actor, studio: Studio, data: Data) -> object:
    facts = {name: data[name] for name in ("on", "document_number", "note", "proof", "exception")}
    return change_leader(actor=actor, studio=studio, person=data["chosen"], **facts)


def _link(actor: Actor, studio: Studio, data: Data) -> object:
    said = {name: data[name] for name in ("kind", "name", "body", "linked", "document_number", "note")}
    days = {name: data[name] for name in ("since", "until", "proof")}
    return link_studio(actor=actor, studio=studio, facts=LinkFacts(**said), **days)


def _publish(actor: Actor, studio: Studio, data: Data) -> object:
    said = {name: data[name] for name in ("tagline", "summary", "field", "shows_address", "agreed")}
    facts = {"photo": data["photo"], "drops_photo": data.get("drops_photo", False)}
    return publish_profile(actor=actor, studio=studio, profile=Profile(**said), **facts)


def _plainly(service: Callable[..., object]) -> Callable[[Actor, Studio, Data], object]:
    return lambda actor, studio, data: service(actor=actor, studio=studio, **data)


ACTS: dict[str, FileAct] = {
    "member": FileAct(_("增加成员"), _("成员已登记。"), MemberForm, may_keep_file, _add_member),
    "equipment": FileAct(_("登记设备"), _("设备已登记。"), EquipmentForm, may_keep_file, _plainly(add_equipment)),
    "place": FileAct(_("变更工作场所"), _("工作场所已登记。"), PlaceForm, may_keep_file, _plainly(place_studio)),
    "link": FileAct(
        _("登记关联对象"),
        _("关联对象已登记。"),
        LinkForm,
        may_keep_file,
        _link,
        _("人社部门的技能大师工作室、合作的高校院所等，与本工作室各自管理，只作关联，不合并。"),
    ),
    "profile": FileAct(
        _("更新门户资料"),
        _("门户资料已更新。"),
        ProfileForm,
        may_keep_file,
        _publish,
        _("名录中的工作室页面除档案内容外，只显示这里填写的内容。"),
    ),
    "rename": FileAct(
        _("更名"), _("名称已变更，名录和门户同时更新。"), RenameForm, may_decide_file, _plainly(rename_studio)
    ),
    "leader": FileAct(
        _("变更领衔人"),
        _("领衔人已变更。工作室以领衔人命名的，请接着办理更名。"),
        LeaderForm,
        may_decide_file,
        _change_leader,
        _("新领衔人应有登记并核验过的荣誉。"),
    ),
    "host": FileAct(_("变更所在单位"), _("所在单位已变更。"), HostForm, may_decide_file, _plainly(move_studio)),
    "level": FileAct(
        _("登记级别"),
        _("级别已登记，原有级别继续保留。"),
        LevelForm,
        may_decide_file,
        _plainly(hold_level),
        _("上级工会另行命名的级别，凭命名文件登记；工作室可以同时保有几个级别。"),
    ),
}


@dataclass(frozen=True, slots=True)
class Ending:
    """How what holds is ended: its words and the service."""

    title: Text
    words: Text
    do: Callable[[Actor, Any, Data], object]


ENDINGS: dict[str, Ending] = {
    "members": Ending(
        _("成员离开"),
        _("已登记离开。"),
        lambda actor, row, data: end_membership(actor=actor, membership=row, until=data["until"], note=data["note"]),
    ),
    "equipment": Ending(
        _("设备停用"),
        _("已登记停用。"),
        lambda actor, row, data: retire_equipment(actor=actor, equipment=row, until=data["until"], note=data["note"]),
    ),
    "links": Ending(
        _("关联终止"),
        _("已登记终止。"),
        lambda actor, row, data: end_link(actor=actor, link=row, until=data["until"], note=data["note"]),
    ),
    "levels": Ending(
        _("级别终止"),
        _("级别已终止，其他级别不受影响。"),
        lambda actor, row, data: end_level(actor=actor, held=row, until=data["until"], reason=data["note"]),
    ),
}
