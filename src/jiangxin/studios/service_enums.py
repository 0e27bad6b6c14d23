"""Words of fixed lists about what studios offer to others: services, visits, sessions, questions."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class OfferKind(TextChoices):
    """What people come for; visits and sharing sessions are booked like services (domain 4.2, blocks I and K)."""

    SERVICE = "service", _("服务")
    VISIT = "visit", _("参观学习")
    SHARING = "sharing", _("经验交流")


class ServiceField(TextChoices):
    """Social field an offer belongs to (domain 2.1, service studios)."""

    MEDICAL = "medical", _("医疗健康")
    EDUCATION = "education", _("教育培训")
    COMMUNITY = "community", _("社区民生")
    UTILITIES = "utilities", _("公用事业")
    WINDOW = "window", _("窗口政务")
    SKILLS = "skills", _("技术技能")
    OTHER = "other", _("其他")


class OfferState(TextChoices):
    """Whether an offer can be seen and booked."""

    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("接受预约")
    PAUSED = "paused", _("暂停预约")
    CLOSED = "closed", _("已结束")


class BookingState(TextChoices):
    """How a booking stands."""

    PENDING = "pending", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
    WAITING = "waiting", _("候补中")
    CANCELLED = "cancelled", _("已取消")
    REFUSED = "refused", _("未能接受")
    CALLED_OFF = "called_off", _("工作室取消")
    DONE = "done", _("已服务")
    NO_SHOW = "no_show", _("未到")
    EXPIRED = "expired", _("逾期未确认")


HOLDING = (BookingState.PENDING, BookingState.CONFIRMED, BookingState.DONE, BookingState.NO_SHOW)
"""Bookings that take up places of their slot; migration 0007 counts the same ones."""
COMING = (BookingState.PENDING, BookingState.CONFIRMED, BookingState.WAITING)
"""Bookings that can still be cancelled."""


class BookerKind(TextChoices):
    """Who books."""

    PERSON = "person", _("个人")
    UNIT = "unit", _("单位")


class Served(TextChoices):
    """Who was served."""

    WORKERS = "workers", _("职工")
    RESIDENTS = "residents", _("居民")
    ENTERPRISES = "enterprises", _("企业")
    STUDENTS = "students", _("学生")
    ELDERLY = "elderly", _("老年人")
    OTHER = "other", _("其他群众")


class Score(IntegerChoices):
    """How satisfied somebody was; 4 and 5 count as satisfied."""

    VERY_GOOD = 5, _("非常满意")
    GOOD = 4, _("满意")
    FAIR = 3, _("一般")
    POOR = 2, _("不满意")
    VERY_POOR = 1, _("很不满意")


SATISFIED = (Score.VERY_GOOD, Score.GOOD)
"""The scores that count as satisfied."""


class Channel(TextChoices):
    """Which way an answer came: by the booker's own link, or by a slip the studio handed out."""

    BOOKING = "booking", _("预约人")
    SLIP = "slip", _("现场评价条")


class QuestionState(TextChoices):
    """Where a question to a studio's leader stands."""

    RECEIVED = "received", _("待答复")
    PENDING = "pending", _("待审核公开")
    PUBLISHED = "published", _("已公开答复")
    DONE = "done", _("已答复")
    REJECTED = "rejected", _("不予答复")


class JointProjectState(TextChoices):
    """How a joint project of an alliance stands."""

    RUNNING = "running", _("进行中")
    DONE = "done", _("已完成")
    ENDED = "ended", _("已终止")
