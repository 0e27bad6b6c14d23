"""Money that has to go back: a record of its own, with the voucher of its return; a subsidy closed for good."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import KeepRows

_KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model, **facts):
    return models.ForeignKey(
        **{"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": model, **facts}
    )


def _once(model, **facts):
    return models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to=model, **facts)


def _entered():
    return [("entered_by", _to(settings.AUTH_USER_MODEL, null=True)), ("entered_at", models.DateTimeField())]


_SPENT_AND_BACK = models.F("spent_fen") + models.F("clawed_back_fen")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0008_sealed_log"),
        ("studios", "0007_service_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("subsidy", "clawed_back_fen", models.BigIntegerField(default=0)),
        migrations.AddField("subsidy", "closed_on", models.DateField(blank=True, null=True, verbose_name="结清日期")),
        migrations.RemoveConstraint("subsidy", "subsidy_not_overdrawn"),
        migrations.AddConstraint(
            "subsidy",
            models.CheckConstraint(
                condition=models.Q(spent_fen__gte=0, clawed_back_fen__gte=0)
                & models.Q(amount_fen__gte=_SPENT_AND_BACK),
                name="subsidy_not_overdrawn",
            ),
        ),
        migrations.AddConstraint(
            "subsidy",
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(amount_fen=_SPENT_AND_BACK),
                name="subsidy_closed_for_good",
            ),
        ),
        migrations.CreateModel(
            "Clawback",
            [
                ("id", _KEY),
                (
                    "ground",
                    models.CharField(
                        choices=[("unspent", "结余未用"), ("misused", "违规使用")],
                        max_length=10,
                        verbose_name="追回事由",
                    ),
                ),
                ("amount_fen", models.BigIntegerField(verbose_name="追回金额（分）")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                ("document_number", models.CharField(max_length=60, verbose_name="追回文号")),
                ("decided_on", models.DateField(verbose_name="决定日期")),
                ("due_on", models.DateField(verbose_name="应退回日期")),
                ("subsidy", _to("studios.subsidy", related_name="clawbacks")),
                ("expense", _once("studios.expense", blank=True, null=True, related_name="clawback")),
                ("document", _to("core.storedfile", blank=True, null=True)),
                *_entered(),
            ],
            options={"verbose_name": "资金追回", "ordering": ["decided_on", "id"]},
        ),
        migrations.CreateModel(
            "ClawbackReturn",
            [
                ("id", _KEY.clone()),
                ("returned_on", models.DateField(verbose_name="退回日期")),
                ("clawback", _once("studios.clawback", related_name="return_paid")),
                ("voucher", _to("core.storedfile")),
                *_entered(),
            ],
            options={"verbose_name": "退回记录", "ordering": ["id"]},
        ),
        *(
            migrations.AddConstraint("clawback", constraint)
            for constraint in (
                models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="clawback_amount_positive"),
                models.CheckConstraint(
                    condition=models.Q(ground__in=["unspent", "misused"]), name="clawback_ground_known"
                ),
                models.CheckConstraint(
                    condition=models.Q(due_on__gte=models.F("decided_on")), name="clawback_days_in_order"
                ),
                models.CheckConstraint(
                    condition=~models.Q(document_number="") & ~models.Q(reason=""), name="clawback_with_document"
                ),
                models.CheckConstraint(
                    condition=models.Q(ground="unspent", expense__isnull=True)
                    | models.Q(ground="misused", expense__isnull=False),
                    name="clawback_misuse_names_expense",
                ),
                models.UniqueConstraint(
                    fields=["subsidy"], condition=models.Q(ground="unspent"), name="clawback_of_rest_once"
                ),
            )
        ),
        KeepRows("studios_clawback"),
        KeepRows("studios_clawbackreturn"),
    ]
