import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The ledger with its sheets, projects with milestones, outcomes, and the reports made of them."""

    dependencies = [
        ("core", "0008_sealed_log"),
        ("people", "0003_honours_verified"),
        ("studios", "0008_clawbacks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                ("title", models.CharField(max_length=120, verbose_name="课题名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("research", "技术攻关"),
                            ("renovation", "技术革新"),
                            ("five_smalls", "五小"),
                            ("management", "管理创新"),
                            ("service", "服务创新"),
                        ],
                        max_length=12,
                        verbose_name="类型",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="来源")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("enterprise", "企业级"),
                            ("county", "县级"),
                            ("city", "市级"),
                            ("province", "省级"),
                            ("national", "国家级"),
                            ("industry", "行业"),
                        ],
                        max_length=12,
                        verbose_name="立项级别",
                    ),
                ),
                ("approval_number", models.CharField(blank=True, max_length=60, verbose_name="立项文号")),
                ("starts_on", models.DateField(verbose_name="开始日期")),
                ("ends_on", models.DateField(verbose_name="计划完成日期")),
                ("leader_name", models.CharField(max_length=60, verbose_name="负责人")),
                ("cost_fen", models.BigIntegerField(blank=True, null=True, verbose_name="经费（分）")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "筹备中"),
                            ("under_way", "进行中"),
                            ("completed", "已完成"),
                            ("stopped", "已中止"),
                        ],
                        default="under_way",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="结题日期")),
                ("result", models.TextField(blank=True, verbose_name="结果")),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "approval",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "closing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
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
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="projects", to="studios.studio"
                    ),
                ),
            ],
            options={
                "verbose_name": "项目",
                "ordering": ["-starts_on", "-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                ("title", models.CharField(max_length=120, verbose_name="成果名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invention", "发明专利"),
                            ("utility_model", "实用新型专利"),
                            ("design", "外观设计专利"),
                            ("software", "软件著作权"),
                            ("paper", "论文"),
                            ("standard", "标准"),
                            ("construction_method", "工法"),
                            ("operating_method", "先进操作法"),
                            ("qc", "QC 成果"),
                            ("award", "获奖成果"),
                            ("suggestion", "合理化建议"),
                            ("improvement", "革新改进"),
                        ],
                        max_length=20,
                        verbose_name="类型",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="编号")),
                ("day", models.DateField(verbose_name="申请、发表或提出日期")),
                ("granted_on", models.DateField(blank=True, null=True, verbose_name="授权、采纳或获奖日期")),
                ("owner", models.CharField(max_length=120, verbose_name="权利人或完成人")),
                ("rank", models.CharField(blank=True, max_length=20, verbose_name="本工作室排名")),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("enterprise", "企业级"),
                            ("county", "县级"),
                            ("city", "市级"),
                            ("province", "省级"),
                            ("national", "国家级"),
                            ("industry", "行业"),
                        ],
                        max_length=12,
                        verbose_name="级别",
                    ),
                ),
                ("applied_units", models.CharField(blank=True, max_length=300, verbose_name="应用单位")),
                ("benefit_fen", models.BigIntegerField(blank=True, null=True, verbose_name="经济效益（分）")),
                (
                    "energy_saved_kg",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="节能量（千克标准煤）"),
                ),
                ("social_benefit", models.CharField(blank=True, max_length=300, verbose_name="社会效益")),
                ("is_public", models.BooleanField(default=False, verbose_name="在门户公开")),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "application_proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
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
                    "finance_proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outcomes", to="studios.studio"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="studios.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "成果",
                "ordering": ["-day", "-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                ("title", models.CharField(max_length=100, verbose_name="节点")),
                ("due_on", models.DateField(verbose_name="应完成日期")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="milestones", to="studios.project"
                    ),
                ),
            ],
            options={
                "verbose_name": "项目节点",
                "ordering": ["due_on", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("meeting", "会议"),
                            ("learning", "学习"),
                            ("training", "培训"),
                            ("project_step", "项目推进"),
                            ("outcome", "成果应用"),
                            ("mentoring", "带徒"),
                            ("exchange", "交流"),
                            ("visit", "接待参观"),
                            ("publicity", "宣传报道"),
                            ("honour", "荣誉"),
                            ("safety", "安全"),
                        ],
                        max_length=14,
                        verbose_name="类别",
                    ),
                ),
                ("day", models.DateField(verbose_name="日期")),
                ("title", models.CharField(max_length=100, verbose_name="主题")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="地点")),
                ("content", models.TextField(blank=True, verbose_name="内容")),
                ("minutes", models.PositiveIntegerField(blank=True, null=True, verbose_name="时长（分钟）")),
                ("headcount", models.PositiveIntegerField(default=0, verbose_name="参加人数")),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("enterprise", "企业级"),
                            ("county", "县级"),
                            ("city", "市级"),
                            ("province", "省级"),
                            ("national", "国家级"),
                            ("industry", "行业"),
                        ],
                        max_length=12,
                        verbose_name="级别",
                    ),
                ),
                ("is_public", models.BooleanField(default=False, verbose_name="在门户公开")),
                ("entered_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
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
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ledger", to="studios.studio"
                    ),
                ),
                (
                    "successor",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessor",
                        to="studios.ledgerentry",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger",
                        to="studios.outcome",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger",
                        to="studios.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "台账记录",
                "ordering": ["-day", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("unit_name", models.CharField(blank=True, max_length=120, verbose_name="单位")),
                (
                    "way",
                    models.CharField(
                        choices=[("listed", "记录人登记"), ("scanned", "扫码签到")], max_length=10, verbose_name="方式"
                    ),
                ),
                ("signed_at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sign_ins", to="studios.ledgerentry"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "签到",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SignInSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheet", to="studios.ledgerentry"
                    ),
                ),
            ],
            options={
                "verbose_name": "签到表",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="StudioReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("quarter", "季度报告"), ("year", "年度报告")], max_length=8, verbose_name="报告类型"
                    ),
                ),
                ("since", models.DateField(verbose_name="自")),
                ("until", models.DateField(verbose_name="至")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待审核"),
                            ("returned", "退回修改"),
                            ("accepted", "已通过"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("highlights", models.TextField(blank=True, verbose_name="工作亮点")),
                ("problems", models.TextField(blank=True, verbose_name="问题和请求")),
                ("plans", models.TextField(blank=True, verbose_name="下一步计划")),
                ("figures", models.JSONField(default=dict)),
                ("opinion", models.CharField(blank=True, max_length=300, verbose_name="审核意见")),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("entered_at", models.DateTimeField()),
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
                    "sealed_scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="studios.studio"
                    ),
                ),
            ],
            options={
                "verbose_name": "工作室报告",
                "ordering": ["-since", "-id"],
            },
        ),
        migrations.CreateModel(
            name="LedgerFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        choices=[("photo", "照片"), ("attachment", "附件")], max_length=10, verbose_name="类型"
                    ),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="studios.ledgerentry"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
            ],
            options={
                "verbose_name": "台账附件",
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("entry", "file"), name="ledgerfile_once")],
            },
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["studio", "-starts_on", "-id"], name="project_by_start"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("struck_at__isnull", True), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
                ),
                name="project_struck_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planned", "under_way", "completed", "stopped"])),
                name="project_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["research", "renovation", "five_smalls", "management", "service"])),
                name="project_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="project_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost_fen__isnull", True), ("cost_fen__gte", 0), _connector="OR"),
                name="project_cost_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", False), ("state__in", ["completed", "stopped"])),
                    models.Q(("closed_on__isnull", True), ("state__in", ["planned", "under_way"])),
                    _connector="OR",
                ),
                name="project_closed_with_day",
            ),
        ),
        migrations.AddIndex(
            model_name="outcome",
            index=models.Index(fields=["studio", "-day", "-id"], name="outcome_by_day"),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("struck_at__isnull", True), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
                ),
                name="outcome_struck_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "invention",
                            "utility_model",
                            "design",
                            "software",
                            "paper",
                            "standard",
                            "construction_method",
                            "operating_method",
                            "qc",
                            "award",
                            "suggestion",
                            "improvement",
                        ],
                    )
                ),
                name="outcome_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("benefit_fen__isnull", True),
                    models.Q(("benefit_fen__gt", 0), ("finance_proof__isnull", False)),
                    _connector="OR",
                ),
                name="outcome_benefit_proven",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("granted_on__isnull", True), ("granted_on__gte", models.F("day")), _connector="OR"),
                name="outcome_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("struck_at__isnull", True), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
                ),
                name="milestone_struck_with_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(fields=["studio", "-day", "-id"], name="ledger_by_day"),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(fields=["studio", "category", "-day"], name="ledger_by_category"),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "category__in",
                        [
                            "meeting",
                            "learning",
                            "training",
                            "project_step",
                            "outcome",
                            "mentoring",
                            "exchange",
                            "visit",
                            "publicity",
                            "honour",
                            "safety",
                        ],
                    )
                ),
                name="ledger_category_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("struck_at__isnull", True), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
                ),
                name="ledger_struck_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("successor__isnull", True), ("struck_at__isnull", False), _connector="OR"),
                name="ledger_superseded_is_struck",
            ),
        ),
        migrations.AddConstraint(
            model_name="signin",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)), fields=("entry", "person"), name="signin_once_of_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="signin",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", True)),
                fields=("entry", "name", "unit_name"),
                name="signin_once_of_guest",
            ),
        ),
        migrations.AddConstraint(
            model_name="signin",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="signin_with_name"),
        ),
        migrations.AddConstraint(
            model_name="signinsheet",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gte", models.F("opened_at"))), name="sheet_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="studioreport",
            constraint=models.UniqueConstraint(fields=("studio", "kind", "since"), name="report_once"),
        ),
        migrations.AddConstraint(
            model_name="studioreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "submitted", "returned", "accepted"])),
                name="report_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="studioreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("since"))), name="report_days_in_order"
            ),
        ),
    ]
