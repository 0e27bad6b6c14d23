import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import KeepRows, LayTables


class Migration(migrations.Migration):
    """What becomes of a proposal in use: looked at again, stopped, taken over elsewhere, its saving in energy."""

    dependencies = [
        ("core", "0009_energy_factors"),
        ("orgs", "0006_term_rules"),
        ("proposals", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="proposal",
            name="proposal_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="proposal",
            name="proposal_answered_with_words",
        ),
        migrations.AlterField(
            model_name="proposal",
            name="state",
            field=models.CharField(
                choices=[
                    ("submitted", "待受理"),
                    ("taken_up", "已受理"),
                    ("adopted", "已采纳"),
                    ("pilot", "试行中"),
                    ("stored", "暂存备用"),
                    ("rejected", "未采纳"),
                    ("in_use", "已投入使用"),
                    ("stopped", "已停用"),
                    ("withdrawn", "已撤回"),
                ],
                default="submitted",
                max_length=12,
                verbose_name="状态",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "submitted",
                            "taken_up",
                            "adopted",
                            "pilot",
                            "stored",
                            "rejected",
                            "in_use",
                            "stopped",
                            "withdrawn",
                        ],
                    )
                ),
                name="proposal_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ("adopted", "pilot", "stored", "rejected", "in_use", "stopped")), _negated=True
                    ),
                    models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="proposal_answered_with_words",
            ),
        ),
        LayTables(
            migrations.CreateModel(
                name="FollowUp",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "proposal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="follow_ups",
                            to="proposals.proposal",
                        ),
                    ),
                    ("months", models.PositiveSmallIntegerField(verbose_name="投入使用后月数")),
                    ("due_on", models.DateField(verbose_name="回访期限")),
                    ("looked_on", models.DateField(verbose_name="回访日期")),
                    (
                        "finding",
                        models.CharField(
                            choices=[
                                ("still", "仍在使用，效果保持"),
                                ("changed", "仍在使用，有改进或调整"),
                                ("stopped", "已经停用"),
                            ],
                            max_length=10,
                            verbose_name="回访结果",
                        ),
                    ),
                    ("words", models.TextField(max_length=1000, verbose_name="回访情况")),
                    (
                        "recorded_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("recorded_at", models.DateTimeField()),
                ],
                options={
                    "verbose_name": "建议回访",
                    "ordering": ["months"],
                    "constraints": [
                        models.UniqueConstraint(fields=("proposal", "months"), name="follow_up_once"),
                        models.CheckConstraint(
                            condition=models.Q(("finding__in", ["still", "changed", "stopped"])),
                            name="follow_up_finding_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("words", ""), _negated=True), name="follow_up_told_in_words"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Offer",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "proposal",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT, related_name="offer", to="proposals.proposal"
                        ),
                    ),
                    ("summary", models.TextField(max_length=500, verbose_name="要点")),
                    ("contact", models.CharField(max_length=60, verbose_name="联系人")),
                    (
                        "offered_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("offered_at", models.DateTimeField(verbose_name="推出时间")),
                    ("ended_at", models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    "verbose_name": "推广",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("summary", ""), _negated=True), models.Q(("contact", ""), _negated=True)
                            ),
                            name="offer_is_told",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Adoption",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "proposal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="adoptions",
                            to="proposals.proposal",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.organisation"
                        ),
                    ),
                    ("since", models.DateField(verbose_name="采用日期")),
                    ("effect", models.TextField(max_length=500, verbose_name="采用情况")),
                    ("ended_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                    ("ended_reason", models.CharField(blank=True, max_length=200, verbose_name="停用原因")),
                    (
                        "recorded_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("recorded_at", models.DateTimeField()),
                ],
                options={
                    "verbose_name": "采用",
                    "ordering": ["since", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("ended_on__isnull", True)),
                            fields=("proposal", "unit"),
                            name="adoption_once_per_unit",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ended_on__isnull", True),
                                models.Q(
                                    ("ended_on__gte", models.F("since")), models.Q(("ended_reason", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                            name="adoption_ends_with_a_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="EnergySaving",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "proposal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="savings", to="proposals.proposal"
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                    ("before_from", models.DateField(verbose_name="改进前起")),
                    ("before_to", models.DateField(verbose_name="改进前止")),
                    ("after_from", models.DateField(verbose_name="改进后起")),
                    ("after_to", models.DateField(verbose_name="改进后止")),
                    ("output_unit", models.CharField(max_length=20, verbose_name="产量单位")),
                    ("output_before", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="改进前产量")),
                    ("output_after", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="改进后产量")),
                    ("coal", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="节约标准煤（吨）")),
                    ("coal_low", models.DecimalField(decimal_places=4, max_digits=18)),
                    ("coal_high", models.DecimalField(decimal_places=4, max_digits=18)),
                    ("carbon", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="减少二氧化碳（吨）")),
                    ("carbon_low", models.DecimalField(decimal_places=4, max_digits=18)),
                    ("carbon_high", models.DecimalField(decimal_places=4, max_digits=18)),
                    (
                        "proof",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                        ),
                    ),
                    ("measured_by", models.CharField(max_length=60, verbose_name="计量负责人")),
                    ("reason", models.CharField(blank=True, max_length=200, verbose_name="更正原因")),
                    (
                        "recorded_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("recorded_at", models.DateTimeField()),
                ],
                options={
                    "verbose_name": "节能量",
                    "ordering": ["-year", "-id"],
                    "indexes": [models.Index(fields=["proposal", "-year", "-id"], name="saving_by_year")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("output_after__gt", 0), ("output_before__gt", 0)),
                            name="saving_normalised_to_output",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("carbon_high__gte", models.F("carbon")),
                                ("carbon_low__lte", models.F("carbon")),
                                ("coal_high__gte", models.F("coal")),
                                ("coal_low__lte", models.F("coal")),
                            ),
                            name="saving_inside_its_range",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("after_to__gte", models.F("after_from")), ("before_to__gte", models.F("before_from"))
                            ),
                            name="saving_times_in_order",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="CarrierSaving",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    (
                        "saving",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="carriers",
                            to="proposals.energysaving",
                        ),
                    ),
                    ("position", models.PositiveSmallIntegerField()),
                    ("carrier", models.CharField(max_length=30, verbose_name="能源品种")),
                    ("before", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="改进前用量")),
                    ("after", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="改进后用量")),
                    (
                        "basis",
                        models.CharField(
                            choices=[
                                ("equivalent", "折标准煤（当量值）"),
                                ("equal_value", "折标准煤（等价值）"),
                                ("carbon", "二氧化碳排放"),
                            ],
                            max_length=12,
                            verbose_name="折标方法",
                        ),
                    ),
                    ("area", models.CharField(default="00", max_length=12, verbose_name="适用地区")),
                    ("quantity", models.DecimalField(decimal_places=6, max_digits=20, verbose_name="节约量")),
                    ("coal", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="节约标准煤（吨）")),
                    ("coal_low", models.DecimalField(decimal_places=4, max_digits=18)),
                    ("coal_high", models.DecimalField(decimal_places=4, max_digits=18)),
                    ("carbon", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="减少二氧化碳（吨）")),
                    ("carbon_low", models.DecimalField(decimal_places=4, max_digits=18)),
                    ("carbon_high", models.DecimalField(decimal_places=4, max_digits=18)),
                    ("factors", models.JSONField(default=list)),
                ],
                options={
                    "verbose_name": "节能量明细",
                    "ordering": ["position"],
                    "constraints": [
                        models.UniqueConstraint(fields=("saving", "position"), name="carrier_saving_once"),
                        models.CheckConstraint(
                            condition=models.Q(("after__gte", 0), ("before__gte", 0)), name="carrier_use_not_negative"
                        ),
                    ],
                },
            ),
        ),
        KeepRows("proposals_followup"),
        KeepRows("proposals_energysaving"),
        KeepRows("proposals_carriersaving"),
    ]
