"""Words of fixed lists about studios."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StudioKind(TextChoices):
    """Kinds of studios (domain 2.1)."""

    MODEL_WORKER_INNOVATION = "model_worker_innovation", _("劳模创新工作室")
    MODEL_WORKER_SERVICE = "model_worker_service", _("劳模服务工作室")
    CRAFTSMAN_INNOVATION = "craftsman_innovation", _("工匠（人才）创新工作室")
    HIGH_SKILL_INNOVATION = "high_skill_innovation", _("高技能人才（劳模）创新工作室")
    WORKER_INNOVATION = "worker_innovation", _("职工创新工作室")
    CRAFT_MASTER = "craft_master", _("传统工艺（手艺）大师创新工作室")
    TECHNICIAN = "technician", _("技师创新工作室")
    WOMEN = "women", _("巾帼创新工作室")
    YOUTH = "youth", _("青年创新工作室")
    TALENT = "talent", _("英才创新工作室")
    JOINT = "joint", _("联合创新工作室")
    SKILL_MASTER = "skill_master", _("技能大师工作室")


class StudioLevel(TextChoices):
    """Level a studio is named at (domain 2.7)."""

    ENTERPRISE = "enterprise", _("企业级")
    COUNTY = "county", _("县级")
    CITY = "city", _("市级")
    PROVINCE = "province", _("省级")
    PROVINCE_DEMO = "province_demo", _("省级示范")
    NATIONAL_DEMO = "national_demo", _("全国示范性")


class StudioState(TextChoices):
    """Whether a studio is alive."""

    ACTIVE = "active", _("正常")
    WITHDRAWN = "withdrawn", _("已撤销")
    DISSOLVED = "dissolved", _("已解散")
    STRUCK = "struck", _("误录")  # entered by an import that was undone


LIVES = (StudioState.ACTIVE, StudioState.WITHDRAWN, StudioState.DISSOLVED)
"""What a studio's file can say of it; one that was struck never was."""


class NameBasis(TextChoices):
    """What a studio's name rests on (domain 2.2)."""

    LEADER = "leader", _("领衔人")
    CONTENT = "content", _("工作内容")
    TEAM = "team", _("团队名称")


class MemberRole(TextChoices):
    """A member's part in the team (domain 4.2, block D)."""

    CORE = "core", _("核心成员")
    MEMBER = "member", _("成员")
    ADVISER = "adviser", _("顾问")
    APPRENTICE = "apprentice", _("学徒")


class LinkKind(TextChoices):
    """What a studio is linked with and never merged with (domain 2.1: skill-master studios, joint studios)."""

    SKILL_MASTER = "skill_master", _("技能大师工作室")
    RESEARCH = "research", _("合作高校、科研院所")
    OTHER = "other", _("其他")


class SubsidySource(TextChoices):
    """Whose money a subsidy is (domain 2.6)."""

    NATIONAL = "national", _("全国总工会")
    PROVINCE = "province", _("省总工会")
    CITY = "city", _("市总工会")
    COUNTY = "county", _("县（市、区）总工会")
    INDUSTRY = "industry", _("产业工会")
    OTHER = "other", _("其他")


class Purse(TextChoices):
    """What an expense is paid from."""

    SUBSIDY = "subsidy", _("补助资金")
    MATCHING = "matching", _("配套资金")


class ClawbackGround(TextChoices):
    """Why money has to go back."""

    UNSPENT = "unspent", _("结余未用")
    MISUSED = "misused", _("违规使用")


class TakeoverState(TextChoices):
    """How far the import of a ledger kept elsewhere is."""

    MAPPING = "mapping", _("待核对列名")
    CHECKED = "checked", _("已试算")
    ENTERING = "entering", _("导入中")
    DONE = "done", _("已导入")
    UNDOING = "undoing", _("撤销中")
    UNDONE = "undone", _("已撤销")
