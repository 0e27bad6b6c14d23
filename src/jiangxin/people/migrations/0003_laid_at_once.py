"""People, their accounts and honours."""

from django.conf import settings
from django.db import migrations, models

from jiangxin.core.crypto import EncryptedTextField
from jiangxin.core.database import LayTables

_KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model, **facts):
    return models.ForeignKey(**{"on_delete": models.PROTECT, "related_name": "+", "to": model, **facts})


class Migration(migrations.Migration):
    replaces = [("people", "0001_tables"), ("people", "0002_start_passwords"), ("people", "0003_honours_verified")]

    initial = True

    dependencies = [("core", "0001_tables")]

    operations = [
        LayTables(
            migrations.CreateModel(
                name="Person",
                fields=[
                    ("id", _KEY.clone()),
                    ("name", models.CharField(db_index=True, max_length=60, verbose_name="姓名")),
                    (
                        "gender",
                        models.CharField(
                            blank=True, choices=[("female", "女"), ("male", "男")], max_length=10, verbose_name="性别"
                        ),
                    ),
                    ("ethnicity", models.CharField(blank=True, max_length=20, verbose_name="民族")),
                    ("birth", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                    ("resident_id", EncryptedTextField(blank=True, default=b"", verbose_name="身份证号")),
                    ("resident_id_digest", models.CharField(blank=True, editable=False, max_length=64)),
                    ("phone", EncryptedTextField(blank=True, default=b"", verbose_name="手机")),
                    ("phone_digest", models.CharField(blank=True, editable=False, max_length=64)),
                    ("post", models.CharField(blank=True, max_length=60, verbose_name="职务")),
                    ("title", models.CharField(blank=True, max_length=60, verbose_name="职称")),
                    (
                        "skill_grade",
                        models.SmallIntegerField(
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
                            default=0,
                            verbose_name="技能等级",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "人员",
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("resident_id_digest", ""), _negated=True),
                            fields=("resident_id_digest",),
                            name="person_once_per_resident_id",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Account",
                fields=[
                    ("id", _KEY.clone()),
                    ("password", models.CharField(max_length=128, verbose_name="password")),
                    ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                    ("username", models.CharField(max_length=60, unique=True, verbose_name="登录名")),
                    ("language", models.CharField(default="zh-hans", max_length=10, verbose_name="界面语言")),
                    ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                    ("person", _to("people.person", related_name="accounts")),
                    (
                        "start_password_until",
                        models.DateTimeField(blank=True, null=True, verbose_name="起始口令有效期至"),
                    ),
                ],
                options={"verbose_name": "账号"},
            ),
            migrations.CreateModel(
                name="Honour",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("model_worker", "劳动模范（先进工作者）"),
                                ("may_first_medal", "五一劳动奖章"),
                                ("craftsman", "工匠"),
                                ("technical_expert", "技术能手"),
                                ("other", "其他荣誉"),
                            ],
                            max_length=20,
                            verbose_name="类别",
                        ),
                    ),
                    (
                        "level",
                        models.SmallIntegerField(
                            choices=[(1, "单位级"), (2, "县（市、区）级"), (3, "市级"), (4, "省（部）级"), (5, "全国")],
                            verbose_name="级别",
                        ),
                    ),
                    ("name", models.CharField(max_length=100, verbose_name="荣誉名称")),
                    ("awarded_by", models.CharField(max_length=100, verbose_name="授予机关")),
                    ("awarded_on", models.DateField(verbose_name="授予时间")),
                    ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="撤销时间")),
                    ("certificate", _to("core.storedfile", blank=True, null=True)),
                    ("person", _to("people.person", related_name="honours")),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, blank=True, editable=False, null=True)),
                    ("verified_by", _to(settings.AUTH_USER_MODEL, blank=True, editable=False, null=True)),
                    (
                        "verified_at",
                        models.DateTimeField(blank=True, editable=False, null=True, verbose_name="核验时间"),
                    ),
                    ("withdrawn_document", models.CharField(blank=True, max_length=60, verbose_name="撤销文号")),
                    ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="撤销原因")),
                ],
                options={
                    "verbose_name": "荣誉",
                    "ordering": ["-level", "-awarded_on"],
                    "constraints": [
                        models.UniqueConstraint(fields=("person", "name", "awarded_on"), name="honour_once"),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("withdrawn_on__isnull", True),
                                ("withdrawn_on__gte", models.F("awarded_on")),
                                _connector="OR",
                            ),
                            name="honour_withdrawn_after_award",
                        ),
                    ],
                },
            ),
        )
    ]
