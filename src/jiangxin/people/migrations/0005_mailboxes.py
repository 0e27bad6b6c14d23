"""Where an account wants to be written to, and every mail that was written."""

from django.conf import settings
from django.db import migrations, models

from jiangxin.core.crypto import EncryptedTextField
from jiangxin.core.database import LayTables

_KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
_FREQUENCIES = [("none", "不发送"), ("daily", "每个工作日"), ("weekly", "每周第一个工作日")]
_KINDS = [("confirm", "邮箱确认"), ("digest", "待办摘要")]
_STATES = [("waiting", "等待发送"), ("sent", "已发送"), ("failed", "发送失败"), ("dropped", "无需发送")]


def _known(field, choices, name):
    values = [value for value, _label in choices]
    return models.CheckConstraint(condition=models.Q((f"{field}__in", values)), name=name)


class Migration(migrations.Migration):
    dependencies = [("people", "0004_leading_rules")]

    operations = [
        LayTables(
            migrations.CreateModel(
                name="Mailbox",
                fields=[
                    ("id", _KEY.clone()),
                    ("address", EncryptedTextField(verbose_name="电子邮箱")),
                    (
                        "frequency",
                        models.CharField(choices=_FREQUENCIES, default="daily", max_length=10, verbose_name="待办摘要"),
                    ),
                    ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                    ("changed_at", models.DateTimeField()),
                    (
                        "account",
                        models.OneToOneField(
                            on_delete=models.PROTECT, related_name="mailbox", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                ],
                options={
                    "verbose_name": "邮件提醒",
                    "constraints": [_known("frequency", _FREQUENCIES, "mailbox_frequency_known")],
                },
            ),
            migrations.CreateModel(
                name="Letter",
                fields=[
                    ("id", _KEY.clone()),
                    ("kind", models.CharField(choices=_KINDS, max_length=10)),
                    ("day", models.DateField()),
                    ("state", models.CharField(choices=_STATES, default="waiting", max_length=10)),
                    ("attempts", models.PositiveSmallIntegerField(default=0)),
                    ("next_try_at", models.DateTimeField()),
                    ("sent_at", models.DateTimeField(blank=True, null=True)),
                    ("fault", models.CharField(blank=True, max_length=100)),
                    (
                        "mailbox",
                        models.ForeignKey(on_delete=models.CASCADE, related_name="letters", to="people.mailbox"),
                    ),
                ],
                options={
                    "verbose_name": "邮件",
                    "constraints": [
                        models.UniqueConstraint(fields=("mailbox", "kind", "day"), name="letter_once_a_day"),
                        _known("kind", _KINDS, "letter_kind_known"),
                        _known("state", _STATES, "letter_state_known"),
                    ],
                    "indexes": [
                        models.Index(
                            condition=models.Q(("state", "waiting")), fields=["next_try_at"], name="letter_waiting"
                        )
                    ],
                },
            ),
        )
    ]
