import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0001_tables"),
        ("core", "0002_links"),
        ("orgs", "0001_tables"),
        ("people", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Expert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("workplace", models.CharField(max_length=120, verbose_name="工作单位")),
                ("title", models.CharField(blank=True, max_length=60, verbose_name="职称职务")),
                ("industry_sections", models.JSONField(default=list, verbose_name="熟悉行业")),
                ("specialities", models.CharField(blank=True, max_length=200, verbose_name="专长")),
                ("is_active", models.BooleanField(default=True, verbose_name="在库")),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="expert", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="expert", to="people.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "专家",
                "ordering": ["person__name"],
            },
        ),
        migrations.CreateModel(
            name="Panel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("building", "组建中"),
                            ("declaring", "申报回避中"),
                            ("scoring", "评分中"),
                            ("closed", "已结束"),
                        ],
                        default="building",
                        max_length=12,
                    ),
                ),
                ("sheets_per_entry", models.PositiveSmallIntegerField(default=5, verbose_name="每份申报评分专家数")),
                ("is_blind", models.BooleanField(default=True, verbose_name="匿名评审")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="评分截止")),
                (
                    "call",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="panel", to="campaigns.call"
                    ),
                ),
            ],
            options={
                "verbose_name": "评审组",
            },
        ),
        migrations.CreateModel(
            name="AssignmentRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "预览"), ("published", "已发布"), ("undone", "已撤销")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("seed", models.BigIntegerField()),
                ("demands", models.JSONField(default=dict)),
                ("pairs", models.JSONField(default=list)),
                ("statistics", models.JSONField(default=dict)),
                ("computed_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("undone_reason", models.CharField(blank=True, max_length=300, verbose_name="撤销原因")),
                (
                    "computed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="runs", to="review.panel"
                    ),
                ),
            ],
            options={
                "verbose_name": "分配方案",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="PanelMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("most", models.PositiveIntegerField(default=0, verbose_name="最多评分份数")),
                ("invited_at", models.DateTimeField(blank=True, null=True, verbose_name="邀请时间")),
                ("declared_at", models.DateTimeField(blank=True, null=True, verbose_name="回避申报时间")),
                ("declaration", models.TextField(blank=True, verbose_name="回避申报")),
                ("declared_as", models.CharField(blank=True, max_length=60, verbose_name="签名")),
                ("declared_entries", models.JSONField(default=list)),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="review.expert"
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="review.panel"
                    ),
                ),
            ],
            options={
                "verbose_name": "评审组成员",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("same_unit", "同一单位"),
                            ("recommended_by", "所在组织为推荐单位"),
                            ("member_of", "工作室成员"),
                            ("leader_of", "工作室领衔人"),
                            ("kin", "亲属"),
                            ("mentor", "师徒"),
                            ("collaboration", "项目或成果合作"),
                            ("money", "经济利益"),
                            ("other", "其他可能影响公正的关系"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("derived", "系统比对"), ("declared", "本人申报"), ("officer", "经办登记")],
                        max_length=10,
                    ),
                ),
                ("explanation", models.CharField(blank=True, max_length=300)),
                ("found_at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="conflicts", to="campaigns.entry"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="conflicts", to="review.panelmember"
                    ),
                ),
            ],
            options={
                "verbose_name": "回避关系",
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_number", models.PositiveIntegerField(verbose_name="案卷号")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="收回原因")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="campaigns.entry"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="review.assignment",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="review.assignmentrun",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="review.panelmember"
                    ),
                ),
            ],
            options={
                "verbose_name": "评审分配",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="RedactedCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version_number", models.PositiveSmallIntegerField()),
                ("data", models.JSONField()),
                ("replacements", models.JSONField(default=list)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("accepted_unread", models.BooleanField(default=False, verbose_name="按自动处理结果采用")),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="redacted_copy", to="campaigns.entry"
                    ),
                ),
            ],
            options={
                "verbose_name": "匿名稿",
            },
        ),
        migrations.CreateModel(
            name="ScoreSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "评分中"), ("locked", "已签名锁定")], default="draft", max_length=10
                    ),
                ),
                ("rubric", models.CharField(max_length=60)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("comment", models.TextField(blank=True, verbose_name="总体意见")),
                ("vetoes", models.JSONField(default=list, verbose_name="一票否决")),
                ("veto_reasons", models.JSONField(default=dict, verbose_name="否决依据")),
                (
                    "total",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="总分"),
                ),
                ("saved_at", models.DateTimeField()),
                ("signed_as", models.CharField(blank=True, max_length=60, verbose_name="签名")),
                ("locked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheet", to="review.assignment"
                    ),
                ),
            ],
            options={
                "verbose_name": "评分表",
            },
        ),
        migrations.CreateModel(
            name="ScoreLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=60)),
                ("most", models.DecimalField(decimal_places=2, max_digits=5)),
                ("points", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="依据")),
                ("is_locked", models.BooleanField(default=False)),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="review.scoresheet"
                    ),
                ),
            ],
            options={
                "verbose_name": "评分项",
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "待考察"), ("recorded", "已记录"), ("signed", "已签名")],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                ("planned_for", models.DateTimeField(verbose_name="考察时间")),
                ("place", models.CharField(max_length=200, verbose_name="地点")),
                ("arrived_at", models.DateTimeField(blank=True, null=True, verbose_name="实际到达")),
                ("findings", models.TextField(blank=True, verbose_name="考察意见")),
                (
                    "points",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="考察得分"),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visit", to="campaigns.entry"
                    ),
                ),
            ],
            options={
                "verbose_name": "实地考察",
                "ordering": ["planned_for", "id"],
            },
        ),
        migrations.CreateModel(
            name="VisitItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("met", "符合"),
                            ("partly_met", "基本符合"),
                            ("not_met", "不符合"),
                            ("not_applicable", "不适用"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="review.visit"
                    ),
                ),
            ],
            options={
                "verbose_name": "考察项",
            },
        ),
        migrations.CreateModel(
            name="VisitMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signed_as", models.CharField(blank=True, max_length=60, verbose_name="签名")),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="review.visit"
                    ),
                ),
            ],
            options={
                "verbose_name": "考察组成员",
            },
        ),
        migrations.CreateModel(
            name="VisitPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("caption", models.CharField(blank=True, max_length=100, verbose_name="说明")),
                ("item", models.CharField(blank=True, max_length=60, verbose_name="对应考察项")),
                ("taken_at", models.DateTimeField(verbose_name="拍摄时间")),
                (
                    "time_source",
                    models.CharField(
                        choices=[("camera", "照片自带"), ("device", "设备提供"), ("typed", "手工填写")], max_length=10
                    ),
                ),
                ("latitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                ("longitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                (
                    "place_source",
                    models.CharField(
                        blank=True,
                        choices=[("camera", "照片自带"), ("device", "设备提供"), ("typed", "手工填写")],
                        max_length=10,
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="photos", to="review.visit"
                    ),
                ),
            ],
            options={
                "verbose_name": "考察照片",
                "ordering": ["taken_at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="panel",
            constraint=models.CheckConstraint(
                condition=models.Q(("sheets_per_entry__gte", 1), ("sheets_per_entry__lte", 15)),
                name="panel_sheets_sensible",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignmentrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "published")), fields=("panel",), name="assignment_one_published_per_panel"
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.UniqueConstraint(fields=("panel", "expert"), name="panel_member_once"),
        ),
        migrations.AddConstraint(
            model_name="conflict",
            constraint=models.UniqueConstraint(
                fields=("member", "entry", "kind", "source"), name="conflict_once_per_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)), fields=("member", "entry"), name="assignment_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="scoresheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("locked_at__isnull", True), ("state", "draft")),
                    models.Q(
                        ("locked_at__isnull", False),
                        ("state", "locked"),
                        ("total__isnull", False),
                        models.Q(("signed_as", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="score_sheet_locked_when_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="scoreline",
            constraint=models.UniqueConstraint(fields=("sheet", "item"), name="score_line_once_per_item"),
        ),
        migrations.AddConstraint(
            model_name="scoreline",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__gte", 0), ("points__lte", models.F("most"))),
                name="score_line_within_scale",
            ),
        ),
        migrations.AddConstraint(
            model_name="visititem",
            constraint=models.UniqueConstraint(fields=("visit", "code"), name="visit_item_once"),
        ),
        migrations.AddConstraint(
            model_name="visitmember",
            constraint=models.UniqueConstraint(fields=("visit", "account"), name="visit_member_once"),
        ),
    ]
