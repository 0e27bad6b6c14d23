"""What is overdue is brought before the next duty."""

from django.db import migrations, models

from jiangxin.core.database import LayTables

_KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model):
    return models.ForeignKey(on_delete=models.PROTECT, related_name="escalations", to=model)


class Migration(migrations.Migration):
    dependencies = [("orgs", "0004_laid_at_once")]

    operations = [
        LayTables(
            migrations.CreateModel(
                name="Escalation",
                fields=[
                    ("id", _KEY.clone()),
                    ("level", models.PositiveSmallIntegerField(verbose_name="督办级次")),
                    (
                        "role",
                        models.CharField(
                            choices=[
                                ("worker", "职工"),
                                ("studio_leader", "工作室领衔人"),
                                ("studio_secretary", "工作室联络员"),
                                ("union_officer", "基层工会干部"),
                                ("reviewer_first", "县（市、区）及产业工会审核"),
                                ("officer_city", "市总工会经办"),
                                ("leader_city", "市总工会分管领导"),
                                ("expert", "评审专家"),
                                ("inspector", "考察组成员"),
                                ("discipline", "纪检监督"),
                                ("audit", "经审委"),
                                ("system_administrator", "系统管理员"),
                            ],
                            max_length=30,
                            verbose_name="职责",
                        ),
                    ),
                    ("due_at", models.DateTimeField(verbose_name="原定期限")),
                    ("late", models.PositiveSmallIntegerField(verbose_name="逾期工作日")),
                    ("rule", models.CharField(max_length=40, verbose_name="规则")),
                    ("grace", models.PositiveSmallIntegerField(verbose_name="宽限工作日")),
                    ("reason", models.CharField(max_length=300, verbose_name="理由")),
                    ("raised_at", models.DateTimeField(verbose_name="提请时间")),
                    ("errand", _to("orgs.errand")),
                    ("organisation", _to("orgs.organisation")),
                ],
                options={
                    "verbose_name": "督办",
                    "constraints": [
                        models.UniqueConstraint(fields=("errand", "due_at", "level"), name="escalation_once_per_level"),
                        models.UniqueConstraint(
                            fields=("errand", "due_at", "role", "organisation"), name="escalation_once_per_duty"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("level__gte", 1)), name="escalation_level_counts_from_one"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "role__in",
                                    [
                                        "worker",
                                        "studio_leader",
                                        "studio_secretary",
                                        "union_officer",
                                        "reviewer_first",
                                        "officer_city",
                                        "leader_city",
                                        "expert",
                                        "inspector",
                                        "discipline",
                                        "audit",
                                        "system_administrator",
                                    ],
                                )
                            ),
                            name="escalation_role_known",
                        ),
                    ],
                },
            ),
        )
    ]
