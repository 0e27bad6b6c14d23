"""Who may not apply for a time."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _to(model, **facts):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model, **facts)


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0003_audit_role"),
        ("people", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "Bar",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="自")),
                ("until", models.DateField(verbose_name="限制至")),
                ("reason", models.CharField(max_length=300, verbose_name="事由")),
                ("document_number", models.CharField(max_length=60, verbose_name="文号")),
                ("subject", models.CharField(blank=True, max_length=60)),
                ("subject_id", models.PositiveBigIntegerField(blank=True, null=True)),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="所涉工作室")),
                ("entered_at", models.DateTimeField()),
                ("lifted_on", models.DateField(blank=True, null=True, verbose_name="解除日期")),
                ("lifted_reason", models.CharField(blank=True, max_length=300, verbose_name="解除理由")),
                ("lifted_document", models.CharField(blank=True, max_length=60, verbose_name="解除文号")),
                ("unit", _to("orgs.organisation", blank=True, null=True, related_name="bars")),
                ("leader", _to("people.person", blank=True, null=True, related_name="bars")),
                ("entered_by", _to(settings.AUTH_USER_MODEL, null=True, related_name="+")),
            ],
            options={"verbose_name": "申报限制", "ordering": ["-since", "-id"]},
        ),
        migrations.AddIndex("bar", models.Index(fields=["subject", "subject_id"], name="bar_by_subject")),
        *(
            migrations.AddConstraint("bar", constraint)
            for constraint in (
                models.CheckConstraint(
                    condition=models.Q(unit__isnull=False) | models.Q(leader__isnull=False), name="bar_of_somebody"
                ),
                models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="bar_ends_after_start"),
                models.CheckConstraint(
                    condition=~models.Q(reason="") & ~models.Q(document_number=""), name="bar_with_document"
                ),
                models.CheckConstraint(
                    condition=models.Q(lifted_on__isnull=True) | ~models.Q(lifted_reason=""),
                    name="bar_lifted_with_reason",
                ),
            )
        ),
    ]
