"""The audit committee is a role of its own."""

from django.db import migrations, models

_BEFORE = [
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
]
_LAST = [("system_administrator", "系统管理员")]


class Migration(migrations.Migration):
    dependencies = [("library", "0003_articles_by_change")]

    operations = [
        migrations.AlterField(
            model_name="articlereader",
            name="role",
            field=models.CharField(blank=True, choices=[*_BEFORE, ("audit", "经审委"), *_LAST], max_length=30),
        )
    ]
