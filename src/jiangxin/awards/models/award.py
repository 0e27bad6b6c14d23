"""Naming documents, awards, certificates and plaques."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.enums import CertificateKind, DocumentState, PlaqueAct, Standing, WithdrawalKind
from jiangxin.awards.models.notice import Notice
from jiangxin.campaigns.models import Call, Entry
from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Account


class NamingDocument(Record):
    """The official document that names the studios of a call."""

    journal_label: ClassVar[str] = "awards.naming_document"
    retention: ClassVar[Retention] = Retention.PERMANENT

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="naming_documents")
    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="naming_document")
    state = models.CharField(max_length=10, choices=DocumentState.choices, default=DocumentState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    number = models.CharField(_("发文字号"), max_length=60, unique=True)
    title = models.CharField(_("标题"), max_length=120)
    recipients = models.TextField(_("主送机关"))
    body = models.TextField(_("正文"))
    dated = models.DateField(_("成文日期"))
    pdf = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    docx = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("命名文件")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）"


class Award(Record):
    """A studio named by a document: the facts as they were on that day."""

    journal_label: ClassVar[str] = "awards.award"
    retention: ClassVar[Retention] = Retention.PERMANENT

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="award")
    document = models.ForeignKey(NamingDocument, on_delete=models.PROTECT, related_name="awards")
    position = models.PositiveIntegerField()
    studio_name = models.CharField(_("工作室名称"), max_length=120)
    leader_name = models.CharField(_("领衔人"), max_length=60)
    unit_name = models.CharField(_("所在单位"), max_length=120)
    area = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    level = models.CharField(max_length=20)
    awarding_body = models.CharField(_("命名机关"), max_length=120)
    awarded_on = models.DateField(_("命名日期"))
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.STANDS)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal_kind = models.CharField(
        _("摘牌方式"), max_length=10, choices=WithdrawalKind.choices, blank=True, default=""
    )
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    withdrawn_document = models.CharField(_("撤销文号"), max_length=60, blank=True)
    restored_on = models.DateField(null=True, blank=True)
    restored_reason = models.CharField(max_length=300, blank=True, default="")
    restored_document = models.CharField(_("恢复文号"), max_length=60, blank=True, default="")

    class Meta:
        verbose_name = _("命名")
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="award_once_per_position"),
            models.CheckConstraint(
                condition=~models.Q(standing=Standing.WITHDRAWN)
                | (models.Q(withdrawn_on__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="award_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(restored_on__isnull=True)
                | (models.Q(withdrawn_on__isnull=False) & ~models.Q(restored_reason="")),
                name="award_restored_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawal_kind__in=["", *WithdrawalKind.values]), name="award_withdrawal_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.studio_name


class Certificate(Record):
    """A numbered certificate or plaque that anyone can check.

    `inscription` is what one that replaced another says where it is otherwise than when the award was given: "studio",
    "leader".
    `lookup` is the number without separators, so that it is found however it is typed; `last_act` repeats the act of
    the newest `PlaqueEvent`, so that the register can be filtered by it.
    """

    journal_label: ClassVar[str] = "awards.certificate"
    retention: ClassVar[Retention] = Retention.PERMANENT

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=12, choices=CertificateKind.choices)
    number = models.CharField(_("编号"), max_length=60, unique=True)
    lookup = models.CharField(max_length=60, db_index=True, editable=False)
    issued_on = models.DateField(_("发证日期"))
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.STANDS)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    replaced_reason = models.CharField(_("换发原因"), max_length=300, blank=True)
    last_act = models.CharField(_("现状"), max_length=12, choices=PlaqueAct.choices, blank=True)
    inscription = models.JSONField(null=True)

    class Meta:
        verbose_name = _("证书与牌匾")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "kind"], condition=models.Q(standing=Standing.STANDS), name="certificate_one_standing"
            )
        ]
        indexes = [models.Index(fields=["kind", "last_act", "number"], name="certificate_by_act")]

    def __str__(self) -> str:
        return self.number

    @property
    def says_studio(self) -> str:
        """The studio's name on it."""
        return str((self.inscription or {}).get("studio") or self.award.studio_name)

    @property
    def says_leader(self) -> str:
        """The leader's name on it."""
        return str((self.inscription or {}).get("leader") or self.award.leader_name)


class PlaqueEvent(Record):
    """One step in a plaque's life. Append-only."""

    journal_label: ClassVar[str] = "awards.plaque_event"
    retention: ClassVar[Retention] = Retention.PERMANENT

    plaque = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=12, choices=PlaqueAct.choices)
    happened_on = models.DateField(_("日期"))
    person = models.CharField(_("经手或签收人"), max_length=60)
    note = models.CharField(_("备注"), max_length=300, blank=True)
    proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("牌匾记录")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.plaque} {self.act}"
