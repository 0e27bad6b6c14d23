"""Words of fixed lists about decisions and awards."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeetingState(TextChoices):
    """Life of a decision meeting's record."""

    DRAFT = "draft", _("草拟")
    PREPARED = "prepared", _("待审定")
    CONCLUDED = "concluded", _("已定")


class MeetingOutcome(TextChoices):
    """What a meeting decided of an entry."""

    SELECTED = "selected", _("拟命名")
    NOT_SELECTED = "not_selected", _("不命名")


class GradeCause(TextChoices):
    """What the rules' proposal of a grade rests on."""

    SCORE = "score", _("得分")
    CAP = "cap", _("名额上限")
    VETO = "veto", _("一票否决")
    UNREPORTED = "unreported", _("未按期报送")
    FAILED_CHECK = "failed_check", _("形式审查未通过")


class NoticeState(TextChoices):
    """Life of a public notice."""

    DRAFT = "draft", _("草拟")
    PUBLISHED = "published", _("公示中")
    CLOSED = "closed", _("公示结束")


class ObjectorKind(TextChoices):
    """Who objects: a person with their real name, or a unit under its seal (domain 3.1)."""

    PERSON = "person", _("个人（实名）")
    UNIT = "unit", _("单位（盖章）")


class ObjectionState(TextChoices):
    """Life of an objection."""

    RECEIVED = "received", _("已收到")
    INVESTIGATING = "investigating", _("调查中")
    UPHELD = "upheld", _("异议成立")
    DISMISSED = "dismissed", _("异议不成立")


class DocumentState(TextChoices):
    """Life of a naming document."""

    DRAFT = "draft", _("拟稿")
    ISSUED = "issued", _("已印发")


class CertificateKind(TextChoices):
    """What is handed over."""

    CERTIFICATE = "certificate", _("证书")
    PLAQUE = "plaque", _("牌匾")


class Standing(TextChoices):
    """Whether an award or its certificate still stands."""

    STANDS = "stands", _("有效")
    REPLACED = "replaced", _("已换发")
    WITHDRAWN = "withdrawn", _("已撤销")


class WithdrawalKind(TextChoices):
    """How an award comes to its end (domain 6.1.4, after Zhengzhou's rule)."""

    ORDERED = "ordered", _("责令摘牌")
    AUTOMATIC = "automatic", _("自动摘牌")
    NATURAL = "natural", _("自然摘牌")


class ReviewResult(TextChoices):
    """What the yearly review of an award found."""

    KEEP = "keep", _("保留")
    WARN = "warn", _("警示")
    WITHDRAW = "withdraw", _("摘牌")


class PlaqueAct(TextChoices):
    """What happens to a plaque (domain 8)."""

    MADE = "made", _("已制作")
    DELIVERED = "delivered", _("已送达")
    SIGNED_FOR = "signed_for", _("已签收")
    LOST = "lost", _("遗失或损坏")
    RETURNED = "returned", _("已收回")
