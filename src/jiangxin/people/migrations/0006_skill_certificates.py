"""Certificates of skill grades."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_GRADES = [
    (0, "无"),
    (1, "学徒工"),
    (2, "初级工（五级）"),
    (3, "中级工（四级）"),
    (4, "高级工（三级）"),
    (5, "技师（二级）"),
    (6, "高级技师（一级）"),
    (7, "特级技师"),
    (8, "首席技师"),
]


def _kept(to, **options):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=to, **options)


class Migration(migrations.Migration):
    dependencies = [("core", "0008_sealed_log"), ("people", "0005_mailboxes")]

    operations = [
        migrations.CreateModel(
            "SkillCertificate",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("grade", models.SmallIntegerField(choices=_GRADES, verbose_name="技能等级")),
                ("number", models.CharField(max_length=60, verbose_name="证书编号")),
                ("issued_by", models.CharField(max_length=100, verbose_name="发证机构")),
                ("issued_on", models.DateField(verbose_name="发证日期")),
                ("entered_at", models.DateTimeField(editable=False)),
                ("certificate", _kept("core.storedfile", related_name="+")),
                (
                    "entered_by",
                    _kept(settings.AUTH_USER_MODEL, blank=True, editable=False, null=True, related_name="+"),
                ),
                ("person", _kept("people.person", related_name="skill_certificates")),
            ],
            options={"verbose_name": "技能等级证书", "ordering": ["-grade", "-issued_on"]},
        ),
        migrations.AddConstraint(
            "skillcertificate",
            models.UniqueConstraint(fields=("person", "number"), name="skill_certificate_once"),
        ),
    ]
