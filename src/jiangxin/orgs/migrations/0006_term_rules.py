"""Terms of what is asked, laid down by the federation day by day."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orgs", "0005_escalations"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="TermRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked", models.CharField(max_length=40, verbose_name="要办什么")),
                ("days", models.PositiveSmallIntegerField(verbose_name="期限（工作日）")),
                ("grace", models.PositiveSmallIntegerField(verbose_name="逾期几个工作日提请督办")),
                ("escalates", models.BooleanField(default=True, verbose_name="逾期提请督办")),
                ("since", models.DateField(verbose_name="施行日期")),
                ("basis", models.CharField(max_length=100, verbose_name="依据文件")),
                ("entered_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "办理期限",
                "ordering": ["asked", "-since", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(days__gte=1, days__lte=250, grace__gte=1, grace__lte=60),
                        name="term_rule_in_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("basis", ""), _negated=True), name="term_rule_with_its_document"
                    ),
                ],
            },
        ),
    ]
