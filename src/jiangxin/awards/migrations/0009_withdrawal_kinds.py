"""How an award came to its end: withdrawn by order, by itself, or because what was named is no more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("awards", "0008_inscriptions")]

    operations = [
        migrations.AddField(
            "award",
            "withdrawal_kind",
            models.CharField(
                blank=True,
                choices=[("ordered", "责令摘牌"), ("automatic", "自动摘牌"), ("natural", "自然摘牌")],
                default="",
                max_length=10,
                verbose_name="摘牌方式",
            ),
        ),
        migrations.AddConstraint(
            "award",
            models.CheckConstraint(
                condition=models.Q(withdrawal_kind__in=["", "ordered", "automatic", "natural"]),
                name="award_withdrawal_kind_known",
            ),
        ),
    ]
