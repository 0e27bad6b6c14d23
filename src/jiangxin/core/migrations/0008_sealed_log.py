"""The log the journal is sealed into; what stands in it is not changed or deleted."""

import django.db.models.deletion
from django.db import migrations, models

from jiangxin.core.database import KeepRows


class Migration(migrations.Migration):
    dependencies = [("core", "0007_holidays")]

    operations = [
        migrations.CreateModel(
            name="SealedEntry",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sealed", to="core.journalentry"
                    ),
                ),
            ],
            options={
                "verbose_name": "日志封存位置",
                "ordering": ["place"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("place__gte", 0)), name="sealed_place_from_nothing")
                ],
            },
        ),
        migrations.CreateModel(
            name="LogNode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField()),
                ("place", models.BigIntegerField()),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "verbose_name": "日志封存摘要",
                "constraints": [models.UniqueConstraint(fields=("level", "place"), name="one_node_for_a_place")],
            },
        ),
        migrations.CreateModel(
            name="LogCheckpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.BigIntegerField(unique=True)),
                ("at", models.DateTimeField()),
                ("text", models.TextField()),
            ],
            options={
                "verbose_name": "日志封存点",
                "ordering": ["-size"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="checkpoint_of_something")
                ],
            },
        ),
        KeepRows("core_sealedentry"),
        KeepRows("core_lognode"),
        KeepRows("core_logcheckpoint"),
    ]
