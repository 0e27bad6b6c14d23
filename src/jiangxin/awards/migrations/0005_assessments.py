"""Grades of an assessment, the vetoes against a subject, and the result."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import KeepRows


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0004_outcome_reasons"),
        ("campaigns", "0004_assessments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="noticeitem",
            name="shown_grade",
            field=models.CharField(blank=True, max_length=60, verbose_name="拟定等次"),
        ),
        migrations.CreateModel(
            name="AssessmentResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document_number", models.CharField(max_length=60, verbose_name="通报文号")),
                ("decided_at", models.DateTimeField()),
                (
                    "call",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment_result",
                        to="campaigns.call",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment_result",
                        to="awards.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "考核结果",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="GradeLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField()),
                (
                    "score",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="得分"),
                ),
                ("earned", models.CharField(max_length=40, verbose_name="按得分")),
                ("proposed", models.CharField(max_length=40, verbose_name="按规则")),
                ("grade", models.CharField(max_length=40, verbose_name="等次")),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("score", "得分"),
                            ("cap", "名额上限"),
                            ("veto", "一票否决"),
                            ("unreported", "未按期报送"),
                            ("failed_check", "形式审查未通过"),
                        ],
                        max_length=12,
                        verbose_name="原因",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="说明")),
                ("deviation", models.CharField(blank=True, max_length=500, verbose_name="调整理由")),
                ("amended_at", models.DateTimeField(blank=True, null=True)),
                ("amended_reason", models.CharField(blank=True, max_length=500, verbose_name="公示后更正理由")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grade_lines", to="campaigns.entry"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grade_lines", to="awards.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "考核等次",
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "entry"), name="grade_line_once_per_entry"),
                    models.UniqueConstraint(fields=("meeting", "order"), name="grade_line_once_per_order"),
                    models.CheckConstraint(
                        condition=models.Q(("cause__in", ["score", "cap", "veto", "unreported", "failed_check"])),
                        name="grade_line_cause_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("grade", models.F("proposed")),
                            models.Q(("deviation", ""), _negated=True),
                            models.Q(("amended_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="grade_line_deviates_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VetoFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("reason", models.CharField(max_length=500, verbose_name="认定情况")),
                ("found_by_name", models.CharField(max_length=100, verbose_name="认定人")),
                ("found_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("lifted_reason", models.CharField(blank=True, max_length=500, verbose_name="撤销原因")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="veto_findings", to="campaigns.entry"
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "一票否决认定",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("entry", "code"),
                        name="veto_finding_stands_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="veto_finding_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifted_at__isnull", True), models.Q(("lifted_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="veto_finding_lifted_with_a_reason",
                    ),
                ],
            },
        ),
        KeepRows("awards_assessmentresult"),
    ]
