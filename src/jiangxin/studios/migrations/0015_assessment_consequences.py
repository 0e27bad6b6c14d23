"""What follows from an assessment: outcomes, re-confirmations, rewards, recommendations, rectifications."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import KeepRows


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0004_assessments"),
        ("core", "0008_sealed_log"),
        ("studios", "0014_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AssessmentOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="考核年度")),
                ("grade", models.CharField(max_length=40)),
                ("grade_name", models.CharField(max_length=60, verbose_name="等次")),
                ("grade_name_en", models.CharField(blank=True, max_length=60)),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                ("vetoed", models.BooleanField(default=False, verbose_name="一票否决")),
                ("warned", models.BooleanField(default=False, verbose_name="警示")),
                ("acts", models.JSONField(default=list)),
                ("document_number", models.CharField(max_length=60, verbose_name="文号")),
                ("carried_out_at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.call"
                    ),
                ),
                (
                    "carried_out_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.entry",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment_outcomes",
                        to="studios.studio",
                    ),
                ),
            ],
            options={
                "verbose_name": "考核结果落实",
                "ordering": ["-year", "-id"],
            },
        ),
        migrations.CreateModel(
            name="LevelRecommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("enterprise", "企业级"),
                            ("county", "县级"),
                            ("city", "市级"),
                            ("province", "省级"),
                            ("province_demo", "省级示范"),
                            ("national_demo", "全国示范性"),
                        ],
                        max_length=20,
                        verbose_name="推荐级别",
                    ),
                ),
                (
                    "outcome",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendation",
                        to="studios.assessmentoutcome",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="level_recommendations",
                        to="studios.studio",
                    ),
                ),
            ],
            options={
                "verbose_name": "上一级推荐",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Reconfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.DateField(blank=True, null=True, verbose_name="原有效期至")),
                ("until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="studios.studiolevelheld"
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reconfirmations",
                        to="studios.assessmentoutcome",
                    ),
                ),
            ],
            options={
                "verbose_name": "复核确认",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Rectification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "origin",
                    models.CharField(
                        choices=[("assessment", "年度考核"), ("warning", "预警"), ("inspection", "检查")],
                        max_length=12,
                        verbose_name="来源",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="整改原因")),
                ("document_number", models.CharField(max_length=60, verbose_name="整改通知文号")),
                ("opened_on", models.DateField(verbose_name="下达日期")),
                ("due_on", models.DateField(verbose_name="完成期限")),
                ("first_due_on", models.DateField(verbose_name="原定期限")),
                ("extended_reason", models.CharField(blank=True, max_length=300, verbose_name="延期理由")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("rectifying", "整改中"),
                            ("reported", "待县（市、区）、产业核查"),
                            ("checked", "待市总工会复核"),
                            ("overdue", "逾期未完成"),
                            ("passed", "整改合格"),
                            ("failed", "整改不合格"),
                        ],
                        default="rectifying",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="报送时间")),
                ("county_opinion", models.CharField(blank=True, max_length=500, verbose_name="核查意见")),
                ("county_at", models.DateTimeField(blank=True, null=True)),
                ("decision", models.CharField(blank=True, max_length=500, verbose_name="复核意见")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rectifications",
                        to="studios.assessmentoutcome",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rectifications", to="studios.studio"
                    ),
                ),
            ],
            options={
                "verbose_name": "整改",
                "ordering": ["-opened_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="RectificationItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("what", models.CharField(max_length=300, verbose_name="整改事项")),
                ("due_on", models.DateField(verbose_name="完成期限")),
                ("answer", models.CharField(blank=True, max_length=1000, verbose_name="整改情况")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="完成时间")),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[("sound", "已整改到位"), ("unsound", "未整改到位")],
                        max_length=8,
                        verbose_name="核查结果",
                    ),
                ),
                ("finding_note", models.CharField(blank=True, max_length=300, verbose_name="核查说明")),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rectification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="studios.rectification"
                    ),
                ),
            ],
            options={
                "verbose_name": "整改事项",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="RectificationFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="studios.rectificationitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "整改佐证",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Reward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", models.BigIntegerField(verbose_name="奖励金额（分）")),
                (
                    "outcome",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reward",
                        to="studios.assessmentoutcome",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rewards", to="studios.studio"
                    ),
                ),
                (
                    "subsidy",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reward",
                        to="studios.subsidy",
                    ),
                ),
            ],
            options={
                "verbose_name": "考核奖励",
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="assessmentoutcome",
            constraint=models.UniqueConstraint(fields=("studio", "call"), name="assessment_outcome_once"),
        ),
        migrations.AddConstraint(
            model_name="assessmentoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("document_number", ""), _negated=True), name="assessment_outcome_with_document"
            ),
        ),
        migrations.AddConstraint(
            model_name="levelrecommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("level__in", ["enterprise", "county", "city", "province", "province_demo", "national_demo"])
                ),
                name="level_recommendation_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reconfirmation",
            constraint=models.UniqueConstraint(fields=("outcome", "level"), name="reconfirmation_once"),
        ),
        migrations.AddConstraint(
            model_name="reconfirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("before__isnull", True), ("until__isnull", True)),
                    ("until__gt", models.F("before")),
                    _connector="OR",
                ),
                name="reconfirmation_extends",
            ),
        ),
        migrations.AddIndex(
            model_name="rectification",
            index=models.Index(fields=["state", "due_on", "id"], name="rectification_by_state"),
        ),
        migrations.AddConstraint(
            model_name="rectification",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("rectifying", "reported", "checked", "overdue"))),
                fields=("studio",),
                name="rectification_one_running",
            ),
        ),
        migrations.AddConstraint(
            model_name="rectification",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["rectifying", "reported", "checked", "overdue", "passed", "failed"])),
                name="rectification_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rectification",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["assessment", "warning", "inspection"])),
                name="rectification_origin_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rectification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on__gte", models.F("first_due_on")), ("first_due_on__gte", models.F("opened_on"))
                ),
                name="rectification_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="rectification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on", models.F("first_due_on")),
                    models.Q(("extended_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="rectification_extended_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="rectification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document_number", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                ),
                name="rectification_with_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="rectification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["passed", "failed"]), _negated=True),
                    models.Q(("decision", ""), _negated=True),
                    _connector="OR",
                ),
                name="rectification_decided_with_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="rectificationitem",
            constraint=models.UniqueConstraint(fields=("rectification", "position"), name="rectification_item_once"),
        ),
        migrations.AddConstraint(
            model_name="rectificationitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True), name="rectification_item_said"
            ),
        ),
        migrations.AddConstraint(
            model_name="rectificationitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at__isnull", True), models.Q(("answer", ""), _negated=True), _connector="OR"),
                name="rectification_item_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="rectificationitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_at__isnull", True), ("finding", "")),
                    models.Q(("checked_at__isnull", False), ("finding__in", ["sound", "unsound"])),
                    _connector="OR",
                ),
                name="rectification_item_found_once_checked",
            ),
        ),
        migrations.AddConstraint(
            model_name="reward",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="reward_amount_positive"),
        ),
        *(
            KeepRows(f"studios_{name}")
            for name in ("assessmentoutcome", "reconfirmation", "levelrecommendation", "rectificationfile")
        ),
    ]
