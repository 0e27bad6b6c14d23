"""Leave for one person to lead an application of one call without meeting its conditions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _to(model, *, on_delete=django.db.models.deletion.PROTECT, related_name="+", **options):
    return models.ForeignKey(on_delete=on_delete, related_name=related_name, to=model, **options)


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0004_laid_at_once"),
        ("people", "0006_skill_certificates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LeaderException",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                ("given_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_reason", models.CharField(blank=True, max_length=300, verbose_name="撤销理由")),
                (
                    "call",
                    _to(
                        "campaigns.call",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leader_exceptions",
                    ),
                ),
                ("given_by", _to(settings.AUTH_USER_MODEL)),
                ("person", _to("people.person", related_name="leader_exceptions")),
                ("revoked_by", _to(settings.AUTH_USER_MODEL, blank=True, null=True)),
                ("used_by", _to("campaigns.entry", blank=True, null=True)),
            ],
            options={
                "verbose_name": "领衔人个案例外",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="leader_exception_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("used_at__isnull", True), ("used_by__isnull", True)),
                            models.Q(("used_at__isnull", False), ("used_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="leader_exception_use_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("revoked_at__isnull", True), ("revoked_by__isnull", True), ("revoked_reason", "")
                            ),
                            models.Q(
                                ("revoked_at__isnull", False),
                                ("revoked_by__isnull", False),
                                models.Q(("revoked_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="leader_exception_revocation_whole",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("call", "person"),
                        name="leader_exception_one_standing",
                    ),
                ],
            },
        ),
    ]
