"""Applications of units to change their studios."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import KeepRows

_KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
_KINDS = [("leader", "变更领衔人"), ("rename", "更名"), ("host", "变更所在单位"), ("dissolve", "自行解散")]
_STATES = [
    ("submitted", "待县（市、区）、产业审核"),
    ("recommended", "待市总工会审批"),
    ("passed", "已批准"),
    ("returned", "已退回"),
]


def _codes(choices):
    return [code for code, _label in choices]


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0008_sealed_log"),
        ("studios", "0013_takeovers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "StudioChange",
            [
                ("id", _KEY),
                ("kind", models.CharField(choices=_KINDS, max_length=10, verbose_name="申请事项")),
                (
                    "state",
                    models.CharField(choices=_STATES, default="submitted", max_length=12, verbose_name="状态"),
                ),
                ("facts", models.JSONField(default=dict)),
                ("asked", models.CharField(max_length=300, verbose_name="申请内容")),
                ("reason", models.CharField(max_length=500, verbose_name="申请理由")),
                ("submitted_at", models.DateTimeField(verbose_name="提交时间")),
                ("county_opinion", models.CharField(blank=True, max_length=500, verbose_name="审核意见")),
                ("county_at", models.DateTimeField(blank=True, null=True)),
                ("decision", models.CharField(blank=True, max_length=500, verbose_name="办理意见")),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="批准文号")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="studios.studio"
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "变更申请", "ordering": ["-submitted_at", "-id"]},
        ),
        migrations.CreateModel(
            "StudioChangePaper",
            [
                ("id", _KEY.clone()),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="studios.studiochange"
                    ),
                ),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
            ],
            options={"verbose_name": "申请附件", "ordering": ["id"]},
        ),
        migrations.AddIndex(
            "studiochange", models.Index(fields=["state", "-submitted_at", "-id"], name="studio_change_by_state")
        ),
        *(
            migrations.AddConstraint("studiochange", constraint)
            for constraint in (
                models.UniqueConstraint(
                    fields=["studio", "kind"],
                    condition=models.Q(state__in=("submitted", "recommended")),
                    name="studio_change_open_once",
                ),
                models.CheckConstraint(condition=models.Q(state__in=_codes(_STATES)), name="studio_change_state_known"),
                models.CheckConstraint(condition=models.Q(kind__in=_codes(_KINDS)), name="studio_change_kind_known"),
                models.CheckConstraint(
                    condition=~models.Q(state="passed") | ~models.Q(document_number=""),
                    name="studio_change_approved_by_document",
                ),
            )
        ),
        KeepRows("studios_studiochangepaper"),
    ]
