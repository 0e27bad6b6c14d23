"""A ledger kept elsewhere is taken over from a workbook; studios of it were named without an award of the house."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0004_outcome_reasons"),
        ("core", "0008_sealed_log"),
        ("orgs", "0003_audit_role"),
        ("people", "0003_honours_verified"),
        ("studios", "0012_basic_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ColumnMemory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=20)),
                ("heading", models.CharField(max_length=60)),
                ("field", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "verbose_name": "列名对应",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ImportFault",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sheet", models.PositiveSmallIntegerField()),
                ("sheet_name", models.CharField(max_length=31, verbose_name="工作表")),
                ("row", models.PositiveIntegerField(verbose_name="行")),
                ("column", models.CharField(blank=True, max_length=3, verbose_name="列")),
                ("heading", models.CharField(blank=True, max_length=60, verbose_name="列名")),
                ("value", models.CharField(blank=True, max_length=120, verbose_name="填写的内容")),
                ("code", models.CharField(max_length=40)),
                ("message", models.CharField(max_length=300, verbose_name="问题")),
            ],
            options={
                "verbose_name": "导入问题",
                "ordering": ["sheet", "row", "id"],
            },
        ),
        migrations.CreateModel(
            name="ImportStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("sheet", models.PositiveSmallIntegerField()),
                ("last_row", models.PositiveIntegerField()),
                ("entered", models.PositiveIntegerField(default=0)),
                ("left_out", models.PositiveIntegerField(default=0)),
                ("keys", models.JSONField(default=dict)),
                ("digest", models.CharField(max_length=64)),
                ("done_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "导入步骤",
                "ordering": ["batch", "number"],
            },
        ),
        migrations.CreateModel(
            name="StudioImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("mapping", "待核对列名"),
                            ("checked", "已试算"),
                            ("entering", "导入中"),
                            ("done", "已导入"),
                            ("undoing", "撤销中"),
                            ("undone", "已撤销"),
                        ],
                        default="mapping",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("sheets", models.JSONField(default=list)),
                ("counts", models.JSONField(default=dict)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField(verbose_name="上传时间")),
                ("checked_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_reason", models.CharField(blank=True, max_length=300, verbose_name="撤销原因")),
            ],
            options={
                "verbose_name": "台账导入",
                "ordering": ["-id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="studio",
            name="studio_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="subsidy",
            name="subsidy_once",
        ),
        migrations.AddField(
            model_name="subsidy",
            name="struck_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="studio",
            name="award",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="studio",
                to="awards.award",
            ),
        ),
        migrations.AlterField(
            model_name="studio",
            name="state",
            field=models.CharField(
                choices=[("active", "正常"), ("withdrawn", "已撤销"), ("dissolved", "已解散"), ("struck", "误录")],
                default="active",
                max_length=12,
                verbose_name="状态",
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at__isnull", True)),
                fields=("studio", "approval_number", "paid_on"),
                name="subsidy_once",
            ),
        ),
        migrations.AddField(
            model_name="columnmemory",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="orgs.organisation"
            ),
        ),
        migrations.AddField(
            model_name="studioimport",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="studioimport",
            name="job",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="core.job"
            ),
        ),
        migrations.AddField(
            model_name="studioimport",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="studioimport",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="studio_imports", to="orgs.organisation"
            ),
        ),
        migrations.AddField(
            model_name="importstep",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="studios.studioimport"
            ),
        ),
        migrations.AddField(
            model_name="importfault",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="faults", to="studios.studioimport"
            ),
        ),
        migrations.AddField(
            model_name="studio",
            name="taken_over",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="studios",
                to="studios.studioimport",
            ),
        ),
        migrations.AddConstraint(
            model_name="studio",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["active", "withdrawn", "dissolved", "struck"])),
                name="studio_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="studio",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("award__isnull", False), ("taken_over__isnull", True)),
                    models.Q(("award__isnull", True), ("taken_over__isnull", False)),
                    _connector="OR",
                ),
                name="studio_named_by_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="studio",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "struck"), _negated=True), ("taken_over__isnull", False), _connector="OR"
                ),
                name="studio_struck_with_import",
            ),
        ),
        migrations.AddConstraint(
            model_name="columnmemory",
            constraint=models.UniqueConstraint(fields=("owner", "table", "heading"), name="column_memory_once"),
        ),
        migrations.AddIndex(
            model_name="studioimport",
            index=models.Index(fields=["owner", "-id"], name="takeover_by_owner"),
        ),
        migrations.AddConstraint(
            model_name="studioimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["mapping", "checked", "entering", "done", "undoing", "undone"])),
                name="takeover_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="studioimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("undone_at__isnull", True), models.Q(("undone_reason", ""), _negated=True), _connector="OR"
                ),
                name="takeover_undone_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="importstep",
            constraint=models.UniqueConstraint(fields=("batch", "number"), name="import_step_once"),
        ),
        migrations.AddIndex(
            model_name="importfault",
            index=models.Index(fields=["batch", "sheet", "row", "id"], name="import_fault_by_row"),
        ),
    ]
