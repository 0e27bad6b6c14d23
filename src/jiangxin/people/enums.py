"""Words of fixed lists about people."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Gender(TextChoices):
    """Gender as on the identity card."""

    FEMALE = "female", _("女")
    MALE = "male", _("男")


class HonourKind(TextChoices):
    """Kinds of honours that matter to a studio leader's eligibility (domain 2.3)."""

    MODEL_WORKER = "model_worker", _("劳动模范（先进工作者）")
    MAY_FIRST_MEDAL = "may_first_medal", _("五一劳动奖章")
    CRAFTSMAN = "craftsman", _("工匠")
    TECHNICAL_EXPERT = "technical_expert", _("技术能手")
    OTHER = "other", _("其他荣誉")


class HonourLevel(IntegerChoices):
    """Level of the body that gave an honour; a larger number is higher, so that levels compare."""

    ENTERPRISE = 1, _("单位级")
    COUNTY = 2, _("县（市、区）级")
    CITY = 3, _("市级")
    PROVINCE = 4, _("省（部）级")
    NATIONAL = 5, _("全国")


class SkillGrade(IntegerChoices):
    """Vocational skill grades as counted upwards; the official numbers of the middle five run 5 to 1."""

    NONE = 0, _("无")
    APPRENTICE = 1, _("学徒工")
    JUNIOR = 2, _("初级工（五级）")
    INTERMEDIATE = 3, _("中级工（四级）")
    SENIOR = 4, _("高级工（三级）")
    TECHNICIAN = 5, _("技师（二级）")
    SENIOR_TECHNICIAN = 6, _("高级技师（一级）")
    SPECIAL_TECHNICIAN = 7, _("特级技师")
    CHIEF_TECHNICIAN = 8, _("首席技师")


class Frequency(TextChoices):
    """How often a digest of what waits is sent by e-mail."""

    NONE = "none", _("不发送")
    DAILY = "daily", _("每个工作日")
    WEEKLY = "weekly", _("每周第一个工作日")


class LetterKind(TextChoices):
    """What a mail is."""

    CONFIRM = "confirm", _("邮箱确认")
    DIGEST = "digest", _("待办摘要")


class LetterState(TextChoices):
    """How far a mail has come."""

    WAITING = "waiting", _("等待发送")
    SENT = "sent", _("已发送")
    FAILED = "failed", _("发送失败")
    DROPPED = "dropped", _("无需发送")
