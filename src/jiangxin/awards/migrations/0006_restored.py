"""Awards that were withdrawn may be given back; both days and documents stay on the row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("awards", "0005_assessments")]

    operations = [
        migrations.AddField("award", "restored_on", models.DateField(blank=True, null=True)),
        migrations.AddField("award", "restored_reason", models.CharField(blank=True, default="", max_length=300)),
        migrations.AddField(
            "award",
            "restored_document",
            models.CharField(blank=True, default="", max_length=60, verbose_name="恢复文号"),
        ),
        migrations.AddConstraint(
            "award",
            models.CheckConstraint(
                condition=models.Q(restored_on__isnull=True)
                | (models.Q(withdrawn_on__isnull=False) & ~models.Q(restored_reason="")),
                name="award_restored_with_a_reason",
            ),
        ),
    ]
