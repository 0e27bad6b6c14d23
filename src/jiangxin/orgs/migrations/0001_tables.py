import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("short_name", models.CharField(max_length=60, verbose_name="简称")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "全国"),
                            ("province", "省级"),
                            ("city", "市级"),
                            ("city_industry", "市级产业（局）"),
                            ("county", "县（市、区）级"),
                            ("town", "乡镇（街道）"),
                            ("grassroots", "基层工会"),
                            ("subunit", "分工会、小组"),
                        ],
                        max_length=20,
                        verbose_name="层级",
                    ),
                ),
                ("path", models.CharField(editable=False, max_length=120, unique=True)),
                ("division_code", models.CharField(blank=True, max_length=12, verbose_name="行政区划代码")),
                ("document_word", models.CharField(blank=True, max_length=20, verbose_name="机关代字")),
                ("unit_name", models.CharField(blank=True, max_length=120, verbose_name="单位名称")),
                ("uscc", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                ("union_uscc", models.CharField(blank=True, max_length=18, verbose_name="工会统一社会信用代码")),
                (
                    "ownership",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state", "国有"),
                            ("collective", "集体"),
                            ("private", "私营"),
                            ("foreign", "外资（含港澳台）"),
                            ("public_institution", "事业单位"),
                            ("government", "机关"),
                            ("social", "社会组织"),
                        ],
                        max_length=20,
                        verbose_name="单位性质",
                    ),
                ),
                ("industry_section", models.CharField(blank=True, max_length=1, verbose_name="所属行业")),
                ("employees", models.PositiveIntegerField(default=0, verbose_name="职工数")),
                ("members", models.PositiveIntegerField(default=0, verbose_name="会员数")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="撤销时间")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "组织",
                "ordering": ["path"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("post", models.CharField(blank=True, max_length=60, verbose_name="岗位")),
                ("front_line", models.BooleanField(default=False, verbose_name="一线职工")),
                ("since", models.DateField(verbose_name="自")),
                ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="people.person"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="orgs.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "所属单位",
            },
        ),
        migrations.CreateModel(
            name="Errand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=30)),
                ("asked", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="errands",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="errands",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "待办",
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("worker", "职工"),
                            ("studio_leader", "工作室领衔人"),
                            ("studio_secretary", "工作室联络员"),
                            ("union_officer", "基层工会干部"),
                            ("reviewer_first", "县（市、区）及产业工会审核"),
                            ("officer_city", "市总工会经办"),
                            ("leader_city", "市总工会分管领导"),
                            ("expert", "评审专家"),
                            ("inspector", "考察组成员"),
                            ("discipline", "纪检监督"),
                            ("system_administrator", "系统管理员"),
                        ],
                        max_length=30,
                        verbose_name="职责",
                    ),
                ),
                ("since", models.DateField(verbose_name="自")),
                ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="委托事由")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duties", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "delegated_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="orgs.duty",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="orgs.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "职责",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="OrganisationLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("industry_of", "所属产业工会"), ("directly_managed_by", "直接管理")], max_length=30
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="orgs.organisation"
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="linked_from", to="orgs.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "组织关系",
            },
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["level", "path"], name="organisation_by_level"),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("uscc", ""), _negated=True), fields=("uscc",), name="organisation_once_per_uscc"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(fields=("parent", "name"), name="organisation_name_once_below_parent"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("person", "organisation"),
                name="membership_one_open_per_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="membership_ends_after_start",
            ),
        ),
        migrations.AddIndex(
            model_name="errand",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["organisation", "role", "due_at", "id"],
                name="errand_open_of_role",
            ),
        ),
        migrations.AddIndex(
            model_name="errand",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["account", "due_at", "id"],
                name="errand_open_of_account",
            ),
        ),
        migrations.AddIndex(
            model_name="errand",
            index=models.Index(fields=["subject", "subject_id"], name="errand_by_subject"),
        ),
        migrations.AddConstraint(
            model_name="errand",
            constraint=models.UniqueConstraint(
                condition=models.Q(("account__isnull", True), ("closed_at__isnull", True)),
                fields=("organisation", "role", "asked", "subject", "subject_id"),
                name="errand_open_once_of_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="errand",
            constraint=models.UniqueConstraint(
                condition=models.Q(("account__isnull", False), ("closed_at__isnull", True)),
                fields=("account", "role", "asked", "subject", "subject_id"),
                name="errand_open_once_of_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="errand",
            constraint=models.CheckConstraint(
                condition=models.Q(("organisation__isnull", False), ("account__isnull", False), _connector="OR"),
                name="errand_asks_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("account", "organisation", "role"),
                name="duty_one_open_per_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "worker",
                            "studio_leader",
                            "studio_secretary",
                            "union_officer",
                            "reviewer_first",
                            "officer_city",
                            "leader_city",
                            "expert",
                            "inspector",
                            "discipline",
                            "system_administrator",
                        ],
                    )
                ),
                name="duty_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="duty_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(("delegated_from__isnull", True), ("until__isnull", False), _connector="OR"),
                name="duty_delegation_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisationlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to__isnull", True)),
                fields=("source", "kind"),
                name="organisation_link_one_open_per_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisationlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", models.F("target")), _negated=True), name="organisation_link_not_to_self"
            ),
        ),
    ]
