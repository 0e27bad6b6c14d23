"""What the served say of a service, so that nobody can find out who said it.

A slip and an answer have nothing in common but the offer: no key leads from one to the other, neither carries a
moment, and neither row has a number that grows. What a slip is good for is known to its holder alone: the database
holds a keyed digest of its token, and the token is derived with the house's key, never stored.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention
from jiangxin.studios.models.offers import ServiceOffer
from jiangxin.studios.models.studio import Studio
from jiangxin.studios.service_enums import Channel, Score


class SatisfactionSlip(Record):
    """Leave to answer once; `spent` says that it was used, not when and not for what."""

    journal_label: ClassVar[str] = "studios.satisfaction_slip"
    retention: ClassVar[Retention] = Retention.SESSION

    digest = models.CharField(max_length=64, primary_key=True)
    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(ServiceOffer, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    valid_until = models.DateField()
    spent = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("评价凭证")
        constraints = [
            models.CheckConstraint(condition=models.Q(channel__in=Channel.values), name="slip_channel_known")
        ]

    def __str__(self) -> str:
        return f"{self.digest[:6]}…"


class SatisfactionAnswer(Record):
    """One answer. It counts from `counted_on`, together with at least two others of the same offer.

    Figures and comments are made of counted answers alone, by the day their whole group was counted: no two readings,
    and no two periods, ever differ by fewer than three answers.
    """

    journal_label: ClassVar[str] = "studios.satisfaction_answer"
    retention: ClassVar[Retention] = Retention.STANDARD

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="satisfaction_answers")
    offer = models.ForeignKey(ServiceOffer, null=True, on_delete=models.PROTECT, related_name="satisfaction_answers")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    score = models.PositiveSmallIntegerField(_("满意程度"), choices=Score.choices)
    comment = models.CharField(_("意见建议"), max_length=300, blank=True)
    answered_on = models.DateField()
    counted_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("服务评价")
        constraints = [
            models.CheckConstraint(condition=models.Q(score__in=Score.values), name="answer_score_known"),
            models.CheckConstraint(condition=models.Q(channel__in=Channel.values), name="answer_channel_known"),
        ]
        indexes = [models.Index(fields=["studio", "counted_on"], name="answer_by_studio")]

    def __str__(self) -> str:
        return str(self.get_score_display())
