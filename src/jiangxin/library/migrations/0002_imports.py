import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import KeepRows


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_kept_rows"),
        ("library", "0001_tables"),
        ("orgs", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                (
                    "counting",
                    models.CharField(
                        choices=[
                            ("site", "网站字数（换行计两个字符）"),
                            ("plain", "不计空白"),
                            ("words", "字数（与文字处理软件一致）"),
                        ],
                        default="site",
                        max_length=10,
                        verbose_name="计数规则",
                    ),
                ),
                ("protected", models.BooleanField(default=False, verbose_name="保留拼音与字距")),
                ("keep", models.TextField(blank=True, verbose_name="保留写法的姓名")),
                ("made_at", models.DateTimeField()),
                (
                    "job",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="core.job"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_batches",
                        to="orgs.organisation",
                        verbose_name="归口单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "导入批次",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ImportOriginal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("kept_at", models.DateTimeField()),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
            ],
            options={
                "verbose_name": "导入原件",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ImportItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=255, verbose_name="文件名")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "待读取"),
                            ("read", "待确认"),
                            ("failed", "读取失败"),
                            ("duplicate", "重复"),
                            ("confirmed", "已入库"),
                            ("discarded", "不导入"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=40)),
                ("problem_values", models.JSONField(default=dict)),
                ("format", models.CharField(blank=True, max_length=8, verbose_name="格式")),
                ("encoding", models.CharField(blank=True, max_length=20, verbose_name="编码")),
                ("declared", models.CharField(blank=True, max_length=40, verbose_name="声明的编码")),
                ("source", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("changes", models.JSONField(default=list)),
                ("flags", models.JSONField(default=list)),
                ("revoked", models.JSONField(default=list)),
                ("hints", models.JSONField(default=dict)),
                ("attachments", models.JSONField(default=list)),
                ("recognised", models.JSONField(default=dict)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("read_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_items",
                        to="library.article",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="library.importbatch"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "twin",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="library.importitem",
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="library.importoriginal",
                    ),
                ),
            ],
            options={
                "verbose_name": "导入文件",
                "ordering": ["batch", "position"],
            },
        ),
        migrations.AddIndex(
            model_name="importbatch",
            index=models.Index(fields=["owner", "-id"], name="import_batch_by_owner"),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("counting__in", ["site", "plain", "words"])), name="import_batch_counting_known"
            ),
        ),
        migrations.AddIndex(
            model_name="importitem",
            index=models.Index(fields=["batch", "state", "position"], name="import_item_by_state"),
        ),
        migrations.AddIndex(
            model_name="importitem",
            index=models.Index(fields=["digest"], name="import_item_by_digest"),
        ),
        migrations.AddConstraint(
            model_name="importitem",
            constraint=models.UniqueConstraint(fields=("batch", "position"), name="import_item_place_once"),
        ),
        migrations.AddConstraint(
            model_name="importitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "read", "failed", "duplicate", "confirmed", "discarded"])),
                name="import_item_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("state", "failed")), models.Q(("problem", ""), _negated=True)),
                    models.Q(models.Q(("state", "failed"), _negated=True), ("problem", "")),
                    _connector="OR",
                ),
                name="import_item_fails_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="importitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "confirmed"), _negated=True), ("article__isnull", False), _connector="OR"
                ),
                name="import_item_confirmed_is_an_article",
            ),
        ),
        migrations.AddConstraint(
            model_name="importitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "duplicate"), _negated=True),
                    ("twin__isnull", False),
                    ("article__isnull", False),
                    _connector="OR",
                ),
                name="import_item_duplicate_of_something",
            ),
        ),
        KeepRows("library_importoriginal"),
    ]
