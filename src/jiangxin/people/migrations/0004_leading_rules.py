"""Conditions to lead a studio, laid down by the federation."""

from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import LayTables

_KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("people", "0003_laid_at_once")]

    operations = [
        LayTables(
            migrations.CreateModel(
                name="LeadingRule",
                fields=[
                    ("id", _KEY.clone()),
                    ("studio_kind", models.CharField(max_length=40, verbose_name="工作室类别")),
                    ("since", models.DateField(verbose_name="施行日期")),
                    ("basis", models.CharField(max_length=100, verbose_name="依据文件")),
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
                    ("entered_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ],
                options={"verbose_name": "领衔条件", "ordering": ["studio_kind", "-since", "-pk"]},
            ),
            migrations.CreateModel(
                name="LeadingCondition",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "rule",
                        models.ForeignKey(on_delete=models.PROTECT, related_name="conditions", to="people.leadingrule"),
                    ),
                    (
                        "honour_kind",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("model_worker", "劳动模范（先进工作者）"),
                                ("may_first_medal", "五一劳动奖章"),
                                ("craftsman", "工匠"),
                                ("technical_expert", "技术能手"),
                                ("other", "其他荣誉"),
                            ],
                            max_length=20,
                            verbose_name="荣誉类别",
                        ),
                    ),
                    (
                        "least_level",
                        models.SmallIntegerField(
                            blank=True,
                            choices=[(1, "单位级"), (2, "县（市、区）级"), (3, "市级"), (4, "省（部）级"), (5, "全国")],
                            null=True,
                            verbose_name="最低级别",
                        ),
                    ),
                    (
                        "least_grade",
                        models.SmallIntegerField(
                            blank=True,
                            choices=[
                                (0, "无"),
                                (1, "学徒工"),
                                (2, "初级工（五级）"),
                                (3, "中级工（四级）"),
                                (4, "高级工（三级）"),
                                (5, "技师（二级）"),
                                (6, "高级技师（一级）"),
                                (7, "特级技师"),
                                (8, "首席技师"),
                            ],
                            null=True,
                            verbose_name="最低技能等级",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "领衔条件项",
                    "ordering": ["pk"],
                    "constraints": [
                        models.UniqueConstraint(fields=("rule", "honour_kind"), name="leading_condition_once"),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("honour_kind", ""), ("least_grade__gt", 0), ("least_level__isnull", True)
                            )
                            | models.Q(
                                models.Q(("honour_kind", ""), _negated=True),
                                ("least_grade__isnull", True),
                                ("least_level__isnull", False),
                            ),
                            name="leading_condition_one_thing",
                        ),
                    ],
                },
            ),
        )
    ]
