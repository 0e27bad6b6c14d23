"""Questions to a studio's leader, answered to the asker alone or, after moderation, to everybody."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.crypto import EncryptedTextField
from jiangxin.core.models import Record, Retention
from jiangxin.studios.models.studio import Studio
from jiangxin.studios.service_enums import QuestionState


class StudioQuestion(Record):
    """A question and its answer. The asker reads it by its code; without their leave it is never shown to others."""

    journal_label: ClassVar[str] = "studios.studio_question"
    retention: ClassVar[Retention] = Retention.STANDARD

    studio = models.ForeignKey(Studio, on_delete=models.PROTECT, related_name="questions")
    code = models.CharField(_("提问号"), max_length=12, unique=True)
    state = models.CharField(_("状态"), max_length=12, choices=QuestionState.choices, default=QuestionState.RECEIVED)
    asker = EncryptedTextField(_("称呼"))
    text = models.TextField(_("问题"), max_length=1000)
    may_show = models.BooleanField(_("可以公开"), default=False)
    asked_at = models.DateTimeField()
    answer = models.TextField(_("答复"), max_length=3000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(_("审核意见"), max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("提问")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=QuestionState.values), name="question_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state=QuestionState.PUBLISHED) | models.Q(may_show=True),
                name="question_shown_with_leave",
            ),
        ]
        indexes = [
            models.Index(fields=["studio", "state", "-id"], name="question_by_studio"),
            models.Index(fields=["state", "-id"], name="question_by_state"),
        ]

    def __str__(self) -> str:
        return self.code
