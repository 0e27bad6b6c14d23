"""Rankings and the meeting that decides."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.enums import MeetingOutcome, MeetingState
from jiangxin.campaigns.models import Call, Entry
from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.people.models import Account


class Ranking(Record):
    """The ranking of a call as it was computed at a moment, with the method that made it."""

    journal_label: ClassVar[str] = "awards.ranking"
    retention: ClassVar[Retention] = Retention.PERMANENT

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="rankings")
    method = models.JSONField()
    computed_at = models.DateTimeField()
    computed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("排名")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.call} {self.computed_at:%Y-%m-%d %H:%M}"


class RankingRow(Record):
    """One entry's place in a ranking, with everything that made its score.

    `sheets`: one {"member", "expert", "total", "dropped" ("high", "low" or ""), "vetoes", "core"} per expert
    with points as text; `keys`: the values of the tie rule's criteria, as text; `decided_by`: the criterion that set it
    behind the next better.
    """

    journal_label: ClassVar[str] = "awards.ranking_row"
    retention: ClassVar[Retention] = Retention.PERMANENT

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="rows")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="ranking_rows")
    order = models.PositiveIntegerField()
    place = models.PositiveIntegerField(_("名次"))
    score = models.DecimalField(_("得分"), max_digits=6, decimal_places=2)
    lowest = models.DecimalField(max_digits=6, decimal_places=2)
    highest = models.DecimalField(max_digits=6, decimal_places=2)
    deviation = models.DecimalField(_("离散度"), max_digits=6, decimal_places=2)
    sheets = models.JSONField(default=list)
    dropped = models.PositiveSmallIntegerField(default=0)
    decided_by = models.CharField(max_length=40, blank=True)
    keys = models.JSONField(default=dict)
    vetoed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("名次")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "entry"], name="ranking_row_once_per_entry"),
            models.UniqueConstraint(fields=["ranking", "order"], name="ranking_row_once_per_order"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.entry}"


class Meeting(Record):
    """The collective decision: who met, what was decided of each entry, and the minutes."""

    journal_label: ClassVar[str] = "awards.meeting"
    retention: ClassVar[Retention] = Retention.PERMANENT

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="meetings")
    ranking = models.ForeignKey(Ranking, on_delete=models.PROTECT, related_name="meetings")
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    title = models.CharField(_("会议名称"), max_length=120)
    minutes_number = models.CharField(_("纪要编号"), max_length=60)
    held_at = models.DateTimeField(_("时间"))
    place = models.CharField(_("地点"), max_length=120)
    chair = models.CharField(_("主持人"), max_length=60)
    attendees = models.TextField(_("参会人员"))
    minutes = models.TextField(_("会议纪要"))
    minutes_file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("决定会议")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["minutes_number"], name="meeting_minutes_number_once")]

    def __str__(self) -> str:
        return self.title


class MeetingItem(Record):
    """What the meeting decided of one entry; a choice against the ranking carries its reason."""

    journal_label: ClassVar[str] = "awards.meeting_item"
    retention: ClassVar[Retention] = Retention.PERMANENT

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="meeting_items")
    outcome = models.CharField(max_length=20, choices=MeetingOutcome.choices)
    reason = models.CharField(_("理由"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("会议决定")
        constraints = [models.UniqueConstraint(fields=["meeting", "entry"], name="meeting_item_once")]

    def __str__(self) -> str:
        return f"{self.entry} {self.outcome}"
