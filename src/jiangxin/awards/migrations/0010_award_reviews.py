"""The yearly review of what was named."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_ONE_OF = ["keep", "warn", "withdraw"]


def _to(model, **facts):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model, **facts)


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0009_withdrawal_kinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AwardReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="awards.award"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "result",
                    models.CharField(
                        choices=[("keep", "保留"), ("warn", "警示"), ("withdraw", "摘牌")],
                        max_length=10,
                        verbose_name="复核结果",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="理由")),
                ("evidence", _to("core.storedfile", null=True, blank=True)),
                ("organisation", _to("orgs.organisation")),
                ("recorded_by", _to(settings.AUTH_USER_MODEL)),
                ("recorded_at", models.DateTimeField()),
                ("confirmed_by", _to(settings.AUTH_USER_MODEL, null=True, blank=True)),
                ("confirmed_at", models.DateTimeField(null=True, blank=True)),
            ],
            options={"verbose_name": "年度复核", "ordering": ["-year", "-id"]},
        ),
        migrations.AddConstraint(
            "awardreview", models.UniqueConstraint(fields=["award", "year"], name="award_review_once_a_year")
        ),
        migrations.AddConstraint(
            "awardreview",
            models.CheckConstraint(condition=models.Q(result__in=_ONE_OF), name="award_review_result_known"),
        ),
        migrations.AddConstraint(
            "awardreview",
            models.CheckConstraint(
                condition=models.Q(result="keep") | ~models.Q(reason=""), name="award_review_with_a_reason"
            ),
        ),
    ]
