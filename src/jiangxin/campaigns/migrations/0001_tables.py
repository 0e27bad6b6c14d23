import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("definition", models.JSONField()),
                ("definition_digest", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("open", "进行中"), ("closed", "已结束")],
                        db_index=True,
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("announcement", models.TextField(blank=True, verbose_name="通知正文")),
                ("contact", models.CharField(blank=True, max_length=120, verbose_name="联系人及电话")),
                ("rule_document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("seats", models.PositiveIntegerField(default=0, verbose_name="拟命名数")),
                ("who_may_apply", models.JSONField(default=dict)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("last_entry_number", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "申报通知",
                "ordering": ["-year", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=30, verbose_name="编号")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "已提交"),
                            ("returned", "已退回"),
                            ("recommended_unit", "基层已推荐"),
                            ("recommended_county", "县（市、区）或产业已推荐"),
                            ("supplement", "待补正"),
                            ("formal_passed", "形式审查通过"),
                            ("formal_failed", "形式审查未通过"),
                            ("scored", "评审完成"),
                            ("selected", "拟命名"),
                            ("not_selected", "未入选"),
                            ("displayed", "公示中"),
                            ("named", "已命名"),
                            ("rejected", "异议成立，不予命名"),
                            ("withdrawn", "已撤回"),
                            ("expired", "逾期未报"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="工作室名称")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="类别")),
                ("variant", models.CharField(blank=True, max_length=20)),
                ("field", models.CharField(blank=True, max_length=60, verbose_name="专业领域")),
                ("industry_section", models.CharField(blank=True, max_length=1, verbose_name="所属行业")),
                ("leader_name", models.CharField(blank=True, max_length=60, verbose_name="领衔人")),
                ("leader_honour_level", models.SmallIntegerField(default=0)),
                (
                    "benefit_wan",
                    models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="经济效益（万元）"),
                ),
                ("is_non_public", models.BooleanField(default=False, verbose_name="非公单位")),
                ("is_front_line", models.BooleanField(default=False, verbose_name="一线领衔")),
                ("leader_gender", models.CharField(blank=True, max_length=10)),
                ("created_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("moved_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "申报",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="EntryAnswers",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("data", models.JSONField(default=dict)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField()),
                ("sealed_digest", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "verbose_name": "填报内容",
            },
        ),
        migrations.CreateModel(
            name="EntryFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=120)),
                ("hidden_when_blind", models.BooleanField(default=True)),
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "附件",
                "ordering": ["path", "id"],
            },
        ),
        migrations.CreateModel(
            name="EntryVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("data", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("submitted_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "提交版本",
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="FormalCheckItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60)),
                (
                    "verdict",
                    models.CharField(
                        choices=[("met", "符合"), ("not_met", "不符合"), ("not_applicable", "不适用")], max_length=20
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("checked_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "形式审查项",
            },
        ),
        migrations.CreateModel(
            name="LateException",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateTimeField(verbose_name="延至")),
                ("reason", models.CharField(max_length=300, verbose_name="事由")),
                ("given_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "逾期例外",
            },
        ),
        migrations.CreateModel(
            name="Quota",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hard_limit", models.PositiveIntegerField(blank=True, null=True, verbose_name="硬名额")),
                ("soft_limit", models.PositiveIntegerField(blank=True, null=True, verbose_name="参考名额")),
                ("used", models.PositiveIntegerField(default=0, verbose_name="已用")),
            ],
            options={
                "verbose_name": "名额",
                "ordering": ["organisation__path"],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveIntegerField(blank=True, null=True, verbose_name="推荐排序")),
                ("opinion", models.TextField(verbose_name="推荐意见")),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("made_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name": "推荐",
                "ordering": ["rank", "id"],
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300)),
                ("since", models.DateTimeField()),
            ],
            options={
                "verbose_name": "回避",
            },
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.SlugField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("declare", "申报"),
                            ("recommend", "推荐"),
                            ("formal_check", "形式审查"),
                            ("expert_review", "专家评审"),
                            ("inspection", "实地考察"),
                            ("decision", "会议研究"),
                            ("notice", "公示"),
                            ("naming", "命名授牌"),
                        ],
                        max_length=20,
                    ),
                ),
                ("label", models.CharField(max_length=60, verbose_name="名称")),
                ("level", models.CharField(blank=True, max_length=20, verbose_name="推荐层级")),
                ("opens_at", models.DateTimeField(verbose_name="开始")),
                ("closes_at", models.DateTimeField(verbose_name="截止")),
                ("rights", models.JSONField(default=list)),
            ],
            options={
                "verbose_name": "阶段",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Supplement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("asked", models.TextField(verbose_name="补正内容")),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(verbose_name="补正期限")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "补正",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Transition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act", models.CharField(max_length=40)),
                ("from_state", models.CharField(max_length=20)),
                ("to_state", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("actor_name", models.CharField(max_length=100)),
                ("role", models.CharField(blank=True, max_length=30)),
                ("opinion", models.TextField(blank=True)),
                ("document_number", models.CharField(blank=True, max_length=60)),
                ("entry_version", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "办理记录",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Blueprint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, verbose_name="代码")),
                ("version", models.PositiveIntegerField(verbose_name="版本")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("kind", models.CharField(max_length=60, verbose_name="活动种类")),
                ("definition", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已发布")], default="draft", max_length=12
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("edited_at", models.DateTimeField()),
                (
                    "cloned_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clones",
                        to="campaigns.blueprint",
                    ),
                ),
            ],
            options={
                "verbose_name": "活动方案",
                "ordering": ["title", "-version"],
            },
        ),
    ]
