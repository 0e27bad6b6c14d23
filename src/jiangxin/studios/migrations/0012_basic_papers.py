import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


from jiangxin.core.database import PerEngine

_TABLE = "studios_studiopaper"
_NO = f"SELECT RAISE(ABORT, 'rows of {_TABLE} are not changed or deleted')"
_ACT = "EXECUTE FUNCTION jiangxin_refuse_change()"
_KEEP = PerEngine(
    "Let papers be struck, never deleted",
    sqlite=[
        f"CREATE TRIGGER {_TABLE}_keep_update BEFORE UPDATE ON {_TABLE} WHEN OLD.struck_at IS NOT NULL BEGIN {_NO}; END",
        f"CREATE TRIGGER {_TABLE}_keep_delete BEFORE DELETE ON {_TABLE} BEGIN {_NO}; END",
    ],
    sqlite_back=[f"DROP TRIGGER {_TABLE}_keep_update", f"DROP TRIGGER {_TABLE}_keep_delete"],
    postgresql=[
        f"CREATE TRIGGER {_TABLE}_keep_update BEFORE UPDATE ON {_TABLE}"
        f" FOR EACH ROW WHEN (OLD.struck_at IS NOT NULL) {_ACT}",
        f"CREATE TRIGGER {_TABLE}_keep_delete BEFORE DELETE ON {_TABLE} FOR EACH ROW {_ACT}",
        f"CREATE TRIGGER {_TABLE}_keep_truncate BEFORE TRUNCATE ON {_TABLE} FOR EACH STATEMENT {_ACT}",
    ],
    postgresql_back=[f"DROP TRIGGER {_TABLE}_keep_{word} ON {_TABLE}" for word in ("update", "delete", "truncate")],
)


class Migration(migrations.Migration):
    """Papers of the basic file: founding document, rules, plans and summaries of the years."""

    dependencies = [
        ("core", "0008_sealed_log"),
        ("studios", "0011_questions_alliances"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StudioPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("founding", "成立文件"),
                            ("duties", "岗位职责"),
                            ("rules", "规章制度"),
                            ("plan", "年度计划"),
                            ("summary", "年度总结"),
                            ("contract", "师徒协议"),
                        ],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("day", models.DateField(verbose_name="日期")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年度")),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="studios.studio"
                    ),
                ),
            ],
            options={
                "verbose_name": "基础资料",
                "ordering": ["kind", "-day", "-id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_at__isnull", True), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="studiopaper_struck_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["plan", "summary", "contract"]), ("year__isnull", False)),
                            models.Q(("kind__in", ["founding", "duties", "rules"]), ("year__isnull", True)),
                            _connector="OR",
                        ),
                        name="studiopaper_year_of_yearly",
                    ),
                ],
            },
        ),
        _KEEP,
    ]
