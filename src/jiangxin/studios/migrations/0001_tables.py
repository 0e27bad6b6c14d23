import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("awards", "0001_tables"),
        ("core", "0002_links"),
        ("orgs", "0001_tables"),
        ("people", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Studio",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="工作室名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("model_worker_innovation", "劳模创新工作室"),
                            ("model_worker_service", "劳模服务工作室"),
                            ("craftsman_innovation", "工匠（人才）创新工作室"),
                            ("high_skill_innovation", "高技能人才（劳模）创新工作室"),
                            ("worker_innovation", "职工创新工作室"),
                            ("craft_master", "传统工艺（手艺）大师创新工作室"),
                            ("technician", "技师创新工作室"),
                            ("women", "巾帼创新工作室"),
                            ("youth", "青年创新工作室"),
                            ("talent", "英才创新工作室"),
                            ("joint", "联合创新工作室"),
                            ("skill_master", "技能大师工作室"),
                        ],
                        max_length=40,
                        verbose_name="类别",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("enterprise", "企业级"),
                            ("county", "县级"),
                            ("city", "市级"),
                            ("province", "省级"),
                            ("province_demo", "省级示范"),
                            ("national_demo", "全国示范性"),
                        ],
                        max_length=20,
                        verbose_name="级别",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "正常"), ("withdrawn", "已撤销"), ("dissolved", "已解散")],
                        default="active",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("leader_name", models.CharField(max_length=60, verbose_name="领衔人")),
                ("unit_name", models.CharField(max_length=120, verbose_name="所在单位")),
                ("industry_section", models.CharField(max_length=1, verbose_name="行业")),
                ("field", models.CharField(blank=True, max_length=60, verbose_name="专业领域")),
                ("named_on", models.DateField(verbose_name="命名时间")),
                ("year", models.PositiveSmallIntegerField(verbose_name="命名年度")),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="成立时间")),
                ("tagline", models.CharField(blank=True, max_length=200, verbose_name="宗旨")),
                ("summary", models.TextField(blank=True, verbose_name="简介")),
                ("public_address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="area_studios", to="orgs.organisation"
                    ),
                ),
                (
                    "award",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="studio", to="awards.award"
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="studios",
                        to="people.person",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="studios", to="orgs.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "工作室",
                "ordering": ["-named_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="StudioToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=2)),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tokens", to="studios.studio"
                    ),
                ),
            ],
            options={
                "verbose_name": "检索词",
            },
        ),
        migrations.AddIndex(
            model_name="studio",
            index=models.Index(fields=["-named_on", "-id"], name="studio_by_date"),
        ),
        migrations.AddIndex(
            model_name="studio",
            index=models.Index(fields=["state", "-named_on", "-id"], name="studio_by_state"),
        ),
        migrations.AddIndex(
            model_name="studio",
            index=models.Index(fields=["state", "kind", "-named_on", "-id"], name="studio_by_kind"),
        ),
        migrations.AddIndex(
            model_name="studio",
            index=models.Index(fields=["state", "area", "-named_on", "-id"], name="studio_by_area"),
        ),
        migrations.AddIndex(
            model_name="studio",
            index=models.Index(fields=["state", "industry_section", "-named_on", "-id"], name="studio_by_industry"),
        ),
        migrations.AddIndex(
            model_name="studio",
            index=models.Index(fields=["state", "year", "-named_on", "-id"], name="studio_by_year"),
        ),
        migrations.AddIndex(
            model_name="studio",
            index=models.Index(fields=["state", "level", "-named_on", "-id"], name="studio_by_level"),
        ),
        migrations.AddIndex(
            model_name="studio",
            index=models.Index(fields=["state", "field", "-named_on", "-id"], name="studio_by_field"),
        ),
        migrations.AddIndex(
            model_name="studio",
            index=models.Index(fields=["name", "-id"], name="studio_by_name"),
        ),
        migrations.AddConstraint(
            model_name="studio",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["active", "withdrawn", "dissolved"])), name="studio_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="studiotoken",
            constraint=models.UniqueConstraint(fields=("token", "studio"), name="studio_token_once"),
        ),
    ]
