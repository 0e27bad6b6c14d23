"""Entries that are about a subject, invited instead of applied for, and the states of an assessment."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0003_kept_rows"),
        ("orgs", "0003_audit_role"),
        ("people", "0003_honours_verified"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="entry",
            name="entry_one_per_leader_and_call",
        ),
        migrations.RemoveConstraint(
            model_name="entry",
            name="entry_state_known",
        ),
        migrations.AddField(
            model_name="entry",
            name="subject_facts",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="entry",
            name="subject_id",
            field=models.PositiveBigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="entry",
            name="subject_kind",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AlterField(
            model_name="entry",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "草稿"),
                    ("submitted", "已提交"),
                    ("returned", "已退回"),
                    ("recommended_unit", "基层已推荐"),
                    ("recommended_county", "县（市、区）或产业已推荐"),
                    ("supplement", "待补正"),
                    ("formal_passed", "形式审查通过"),
                    ("formal_failed", "形式审查未通过"),
                    ("scored", "评审完成"),
                    ("selected", "拟命名"),
                    ("not_selected", "未入选"),
                    ("displayed", "公示中"),
                    ("graded", "已拟定等次"),
                    ("assessed", "等次已定"),
                    ("named", "已命名"),
                    ("rejected", "异议成立，不予命名"),
                    ("withdrawn", "已撤回"),
                    ("expired", "逾期未报"),
                ],
                default="draft",
                max_length=20,
                verbose_name="状态",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["subject_kind", "subject_id"], name="entry_by_subject"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("leader__isnull", False),
                    ("subject_id__isnull", True),
                    models.Q(("state__in", ["expired", "withdrawn"]), _negated=True),
                ),
                fields=("call", "leader"),
                name="entry_one_per_leader_and_call",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("subject_id__isnull", False)),
                fields=("call", "subject_kind", "subject_id"),
                name="entry_one_per_subject_and_call",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("subject_id__isnull", True), ("subject_kind", "")),
                    models.Q(models.Q(("subject_kind", ""), _negated=True), ("subject_id__isnull", False)),
                    _connector="OR",
                ),
                name="entry_subject_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "submitted",
                            "returned",
                            "recommended_unit",
                            "recommended_county",
                            "supplement",
                            "formal_passed",
                            "formal_failed",
                            "scored",
                            "selected",
                            "not_selected",
                            "displayed",
                            "graded",
                            "assessed",
                            "named",
                            "rejected",
                            "withdrawn",
                            "expired",
                        ],
                    )
                ),
                name="entry_state_known",
            ),
        ),
    ]
