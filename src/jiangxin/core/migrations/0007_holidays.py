import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import KeepRows


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HolidayNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document_number", models.CharField(max_length=60, verbose_name="文号")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("issued_on", models.DateField(verbose_name="发文日期")),
                ("text", models.TextField(verbose_name="放假安排")),
                ("is_complete", models.BooleanField(default=False, verbose_name="全年安排")),
                ("entered_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "放假安排", "ordering": ["-id"]},
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="日期")),
                ("is_working", models.BooleanField(verbose_name="上班")),
                ("name", models.CharField(max_length=20, verbose_name="节日")),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="days", to="core.holidaynotice"
                    ),
                ),
            ],
            options={"verbose_name": "放假日", "ordering": ["day"]},
        ),
        migrations.AddConstraint(
            model_name="holidaynotice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("document_number",),
                name="holiday_notice_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="holiday",
            constraint=models.UniqueConstraint(fields=("notice", "day"), name="holiday_once_per_notice"),
        ),
        KeepRows("core_holiday"),
    ]
