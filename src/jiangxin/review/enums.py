"""Words of fixed lists about judging."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PanelState(TextChoices):
    """Life of an expert panel."""

    BUILDING = "building", _("组建中")
    DECLARING = "declaring", _("申报回避中")
    SCORING = "scoring", _("评分中")
    CLOSED = "closed", _("已结束")


class ConflictKind(TextChoices):
    """Why an expert must not judge an entry; derived from facts or declared."""

    SAME_UNIT = "same_unit", _("同一单位")
    RECOMMENDED_BY = "recommended_by", _("所在组织为推荐单位")
    MEMBER_OF = "member_of", _("工作室成员")
    LEADER_OF = "leader_of", _("工作室领衔人")
    KIN = "kin", _("亲属")
    MENTOR = "mentor", _("师徒")
    COLLABORATION = "collaboration", _("项目或成果合作")
    MONEY = "money", _("经济利益")
    OTHER = "other", _("其他可能影响公正的关系")


class ConflictSource(TextChoices):
    """Where a conflict comes from."""

    DERIVED = "derived", _("系统比对")
    DECLARED = "declared", _("本人申报")
    OFFICER = "officer", _("经办登记")


class RunState(TextChoices):
    """Life of an assignment."""

    DRAFT = "draft", _("预览")
    PUBLISHED = "published", _("已发布")
    UNDONE = "undone", _("已撤销")


class SheetState(TextChoices):
    """Life of a score sheet."""

    DRAFT = "draft", _("评分中")
    LOCKED = "locked", _("已签名锁定")


class VisitState(TextChoices):
    """Life of an on-site inspection."""

    PLANNED = "planned", _("待考察")
    RECORDED = "recorded", _("已记录")
    SIGNED = "signed", _("已签名")


class VisitVerdict(TextChoices):
    """Answer to one item of the inspection checklist."""

    MET = "met", _("符合")
    PARTLY_MET = "partly_met", _("基本符合")
    NOT_MET = "not_met", _("不符合")
    NOT_APPLICABLE = "not_applicable", _("不适用")


class FactSource(TextChoices):
    """Where the time or the place of a photo comes from."""

    CAMERA = "camera", _("照片自带")
    DEVICE = "device", _("设备提供")
    TYPED = "typed", _("手工填写")


class FileDecision(TextChoices):
    """What blinded experts get of an attached file."""

    HIDE = "hide", _("不提供")
    REPLACE = "replace", _("提供遮盖后的副本")
    SHOW = "show", _("提供原件")
