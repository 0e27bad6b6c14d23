import jiangxin.core.crypto
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Award",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("studio_name", models.CharField(max_length=120, verbose_name="工作室名称")),
                ("leader_name", models.CharField(max_length=60, verbose_name="领衔人")),
                ("unit_name", models.CharField(max_length=120, verbose_name="所在单位")),
                ("kind", models.CharField(max_length=40)),
                ("level", models.CharField(max_length=20)),
                ("awarding_body", models.CharField(max_length=120, verbose_name="命名机关")),
                ("awarded_on", models.DateField(verbose_name="命名日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                (
                    "standing",
                    models.CharField(
                        choices=[("stands", "有效"), ("replaced", "已换发"), ("withdrawn", "已撤销")],
                        default="stands",
                        max_length=10,
                    ),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                ("withdrawn_document", models.CharField(blank=True, max_length=60, verbose_name="撤销文号")),
            ],
            options={
                "verbose_name": "命名",
                "ordering": ["document", "position"],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("certificate", "证书"), ("plaque", "牌匾")], max_length=12)),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="编号")),
                ("lookup", models.CharField(db_index=True, editable=False, max_length=60)),
                ("issued_on", models.DateField(verbose_name="发证日期")),
                (
                    "standing",
                    models.CharField(
                        choices=[("stands", "有效"), ("replaced", "已换发"), ("withdrawn", "已撤销")],
                        default="stands",
                        max_length=10,
                    ),
                ),
                ("replaced_reason", models.CharField(blank=True, max_length=300, verbose_name="换发原因")),
                (
                    "last_act",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("made", "已制作"),
                            ("delivered", "已送达"),
                            ("signed_for", "已签收"),
                            ("lost", "遗失或损坏"),
                            ("returned", "已收回"),
                        ],
                        max_length=12,
                        verbose_name="现状",
                    ),
                ),
            ],
            options={
                "verbose_name": "证书与牌匾",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草拟"), ("prepared", "待审定"), ("concluded", "已定")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("title", models.CharField(max_length=120, verbose_name="会议名称")),
                ("minutes_number", models.CharField(max_length=60, verbose_name="纪要编号")),
                ("held_at", models.DateTimeField(verbose_name="时间")),
                ("place", models.CharField(max_length=120, verbose_name="地点")),
                ("chair", models.CharField(max_length=60, verbose_name="主持人")),
                ("attendees", models.TextField(verbose_name="参会人员")),
                ("minutes", models.TextField(verbose_name="会议纪要")),
                ("concluded_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "决定会议",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="MeetingItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(choices=[("selected", "拟命名"), ("not_selected", "不命名")], max_length=20),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="理由")),
            ],
            options={
                "verbose_name": "会议决定",
            },
        ),
        migrations.CreateModel(
            name="NamingDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(choices=[("draft", "拟稿"), ("issued", "已印发")], default="draft", max_length=10),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="发文字号")),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("recipients", models.TextField(verbose_name="主送机关")),
                ("body", models.TextField(verbose_name="正文")),
                ("dated", models.DateField(verbose_name="成文日期")),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "命名文件",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草拟"), ("published", "公示中"), ("closed", "公示结束")],
                        db_index=True,
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("body", models.TextField(verbose_name="正文")),
                ("contact", models.CharField(max_length=200, verbose_name="受理单位与联系方式")),
                ("working_days", models.PositiveSmallIntegerField(verbose_name="公示工作日")),
                ("opens_on", models.DateField(blank=True, null=True, verbose_name="公示开始")),
                ("closes_on", models.DateField(blank=True, null=True, verbose_name="公示截止")),
                ("is_calendar_certain", models.BooleanField(default=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "公示",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="NoticeItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("shown_name", models.CharField(max_length=120)),
                ("shown_leader", models.CharField(max_length=60)),
                ("shown_unit", models.CharField(max_length=120)),
                ("shown_area", models.CharField(max_length=60)),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=500, verbose_name="异议成立原因")),
            ],
            options={
                "verbose_name": "公示名单",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("receipt", models.CharField(max_length=20, unique=True, verbose_name="受理号")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "已收到"),
                            ("investigating", "调查中"),
                            ("upheld", "异议成立"),
                            ("dismissed", "异议不成立"),
                        ],
                        default="received",
                        max_length=15,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "objector_kind",
                    models.CharField(choices=[("person", "个人（实名）"), ("unit", "单位（盖章）")], max_length=10),
                ),
                (
                    "objector_name",
                    jiangxin.core.crypto.EncryptedTextField(blank=True, default=b"", verbose_name="姓名或单位名称"),
                ),
                (
                    "objector_contact",
                    jiangxin.core.crypto.EncryptedTextField(blank=True, default=b"", verbose_name="联系方式"),
                ),
                ("content", models.TextField(verbose_name="异议内容")),
                ("received_at", models.DateTimeField()),
                ("due_on", models.DateField(verbose_name="答复期限")),
                ("finding", models.TextField(blank=True, verbose_name="调查情况")),
                ("reply", models.TextField(blank=True, verbose_name="答复")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("origin", models.CharField(blank=True, editable=False, max_length=64)),
                ("content_digest", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "异议",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ObjectionFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_seal", models.BooleanField(default=False, verbose_name="盖章件")),
                ("from_handler", models.BooleanField(default=False, verbose_name="调查材料")),
            ],
            options={
                "verbose_name": "异议材料",
            },
        ),
        migrations.CreateModel(
            name="PlaqueEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("made", "已制作"),
                            ("delivered", "已送达"),
                            ("signed_for", "已签收"),
                            ("lost", "遗失或损坏"),
                            ("returned", "已收回"),
                        ],
                        max_length=12,
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="日期")),
                ("person", models.CharField(max_length=60, verbose_name="经手或签收人")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="备注")),
                ("entered_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "牌匾记录",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Ranking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("method", models.JSONField()),
                ("computed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "排名",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="RankingRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField()),
                ("place", models.PositiveIntegerField(verbose_name="名次")),
                ("score", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="得分")),
                ("lowest", models.DecimalField(decimal_places=2, max_digits=6)),
                ("highest", models.DecimalField(decimal_places=2, max_digits=6)),
                ("deviation", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="离散度")),
                ("sheets", models.JSONField(default=list)),
                ("dropped", models.PositiveSmallIntegerField(default=0)),
                ("decided_by", models.CharField(blank=True, max_length=40)),
                ("keys", models.JSONField(default=dict)),
                ("vetoed", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "名次",
                "ordering": ["order"],
            },
        ),
    ]
