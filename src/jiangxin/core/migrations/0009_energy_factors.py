"""The table of energy factors; what stands in it is not changed or deleted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import KeepRows

_KINDS = [("equivalent", "折标准煤（当量值）"), ("equal_value", "折标准煤（等价值）"), ("carbon", "二氧化碳排放")]


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0008_sealed_log"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EnergyFactor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("carrier", models.CharField(max_length=30, verbose_name="能源品种")),
                ("kind", models.CharField(choices=_KINDS, max_length=12, verbose_name="系数种类")),
                ("area", models.CharField(default="00", max_length=12, verbose_name="适用地区")),
                ("value", models.DecimalField(decimal_places=6, max_digits=12, verbose_name="系数")),
                ("low", models.DecimalField(decimal_places=6, max_digits=12, verbose_name="范围下限")),
                ("high", models.DecimalField(decimal_places=6, max_digits=12, verbose_name="范围上限")),
                ("edition", models.CharField(max_length=60, verbose_name="版本")),
                ("year", models.PositiveSmallIntegerField(verbose_name="数据年份")),
                ("valid_from", models.DateField(verbose_name="启用日期")),
                ("correction", models.PositiveSmallIntegerField(default=0, verbose_name="更正次数")),
                ("source", models.CharField(max_length=200, verbose_name="依据文件")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="更正原因")),
                ("entered_at", models.DateTimeField(verbose_name="录入时间")),
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
            options={
                "verbose_name": "能源系数",
                "ordering": ["carrier", "kind", "area", "-valid_from", "-correction"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "kind", "area", "valid_from", "correction"), name="energy_factor_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(low__gt=0, low__lte=models.F("value"), high__gte=models.F("value")),
                        name="energy_factor_inside_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(kind__in=["equivalent", "equal_value", "carbon"]),
                        name="energy_factor_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("correction", 0), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="energy_factor_corrected_with_reason",
                    ),
                ],
            },
        ),
        KeepRows("core_energyfactor"),
    ]
