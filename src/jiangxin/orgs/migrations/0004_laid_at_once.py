"""The unions, who serves in them, what they are asked to do, and who may not apply for a time."""

import datetime

import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import LayTables

_KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model, **facts):
    return models.ForeignKey(**{"on_delete": models.PROTECT, "related_name": "+", "to": model, **facts})


class Migration(migrations.Migration):
    replaces = [
        ("orgs", "0001_tables"),
        ("orgs", "0002_errand_order"),
        ("orgs", "0003_audit_role"),
        ("orgs", "0004_bars"),
    ]

    initial = True

    dependencies = [("people", "0001_tables"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        LayTables(
            migrations.CreateModel(
                name="Organisation",
                fields=[
                    ("id", _KEY.clone()),
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
                    ("parent", _to("orgs.organisation", blank=True, null=True, related_name="children")),
                ],
                options={
                    "verbose_name": "组织",
                    "ordering": ["path"],
                    "indexes": [models.Index(fields=["level", "path"], name="organisation_by_level")],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("uscc", ""), _negated=True),
                            fields=("uscc",),
                            name="organisation_once_per_uscc",
                        ),
                        models.UniqueConstraint(fields=("parent", "name"), name="organisation_name_once_below_parent"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Membership",
                fields=[
                    ("id", _KEY.clone()),
                    ("post", models.CharField(blank=True, max_length=60, verbose_name="岗位")),
                    ("front_line", models.BooleanField(default=False, verbose_name="一线职工")),
                    ("since", models.DateField(verbose_name="自")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                    ("person", _to("people.person", related_name="memberships")),
                    ("organisation", _to("orgs.organisation", related_name="memberships")),
                ],
                options={
                    "verbose_name": "所属单位",
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("until__isnull", True)),
                            fields=("person", "organisation"),
                            name="membership_one_open_per_organisation",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                            ),
                            name="membership_ends_after_start",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Errand",
                fields=[
                    ("id", _KEY.clone()),
                    ("role", models.CharField(max_length=30)),
                    ("asked", models.CharField(max_length=40)),
                    ("subject", models.CharField(max_length=60)),
                    ("subject_id", models.BigIntegerField()),
                    ("title", models.CharField(max_length=200)),
                    ("note", models.CharField(blank=True, max_length=300)),
                    ("due_at", models.DateTimeField(blank=True, null=True)),
                    ("opened_at", models.DateTimeField()),
                    ("closed_at", models.DateTimeField(blank=True, null=True)),
                    ("account", _to(settings.AUTH_USER_MODEL, blank=True, null=True, related_name="errands")),
                    ("organisation", _to("orgs.organisation", null=True, related_name="errands")),
                    (
                        "due_order",
                        models.GeneratedField(
                            db_persist=True,
                            expression=django.db.models.functions.comparison.Coalesce(
                                "due_at",
                                models.Value(datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc)),
                            ),
                            output_field=models.DateTimeField(),
                        ),
                    ),
                ],
                options={
                    "verbose_name": "待办",
                    "indexes": [
                        models.Index(fields=["subject", "subject_id"], name="errand_by_subject"),
                        models.Index(
                            condition=models.Q(("closed_at__isnull", True)),
                            fields=["organisation", "role", "due_order", "id"],
                            name="errand_open_of_role",
                        ),
                        models.Index(
                            condition=models.Q(("closed_at__isnull", True)),
                            fields=["organisation", "role", "asked", "due_order", "id"],
                            name="errand_open_of_kind",
                        ),
                        models.Index(
                            condition=models.Q(("closed_at__isnull", True)),
                            fields=["account", "role", "due_order", "id"],
                            name="errand_open_of_account",
                        ),
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("account__isnull", True), ("closed_at__isnull", True)),
                            fields=("organisation", "role", "asked", "subject", "subject_id"),
                            name="errand_open_once_of_role",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("account__isnull", False), ("closed_at__isnull", True)),
                            fields=("account", "role", "asked", "subject", "subject_id"),
                            name="errand_open_once_of_account",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("organisation__isnull", False), ("account__isnull", False), _connector="OR"
                            ),
                            name="errand_asks_somebody",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Duty",
                fields=[
                    ("id", _KEY.clone()),
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
                                ("audit", "经审委"),
                                ("system_administrator", "系统管理员"),
                            ],
                            max_length=30,
                            verbose_name="职责",
                        ),
                    ),
                    ("since", models.DateField(verbose_name="自")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                    ("reason", models.CharField(blank=True, max_length=200, verbose_name="委托事由")),
                    ("account", _to(settings.AUTH_USER_MODEL, related_name="duties")),
                    ("delegated_from", _to("orgs.duty", blank=True, null=True, related_name="delegations")),
                    ("organisation", _to("orgs.organisation", related_name="duties")),
                ],
                options={
                    "verbose_name": "职责",
                    "ordering": ["id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("until__isnull", True)),
                            fields=("account", "organisation", "role"),
                            name="duty_one_open_per_role",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                            ),
                            name="duty_ends_after_start",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("delegated_from__isnull", True), ("until__isnull", False), _connector="OR"
                            ),
                            name="duty_delegation_has_an_end",
                        ),
                        models.CheckConstraint(
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
                                        "audit",
                                        "system_administrator",
                                    ],
                                )
                            ),
                            name="duty_role_known",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="OrganisationLink",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "kind",
                        models.CharField(
                            choices=[("industry_of", "所属产业工会"), ("directly_managed_by", "直接管理")],
                            max_length=30,
                        ),
                    ),
                    ("valid_from", models.DateField()),
                    ("valid_to", models.DateField(blank=True, null=True)),
                    ("source", _to("orgs.organisation", related_name="links")),
                    ("target", _to("orgs.organisation", related_name="linked_from")),
                ],
                options={
                    "verbose_name": "组织关系",
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("valid_to__isnull", True)),
                            fields=("source", "kind"),
                            name="organisation_link_one_open_per_kind",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("source", models.F("target")), _negated=True),
                            name="organisation_link_not_to_self",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Bar",
                fields=[
                    ("id", _KEY.clone()),
                    ("since", models.DateField(verbose_name="自")),
                    ("until", models.DateField(verbose_name="限制至")),
                    ("reason", models.CharField(max_length=300, verbose_name="事由")),
                    ("document_number", models.CharField(max_length=60, verbose_name="文号")),
                    ("subject", models.CharField(blank=True, max_length=60)),
                    ("subject_id", models.PositiveBigIntegerField(blank=True, null=True)),
                    ("title", models.CharField(blank=True, max_length=200, verbose_name="所涉工作室")),
                    ("entered_at", models.DateTimeField()),
                    ("lifted_on", models.DateField(blank=True, null=True, verbose_name="解除日期")),
                    ("lifted_reason", models.CharField(blank=True, max_length=300, verbose_name="解除理由")),
                    ("lifted_document", models.CharField(blank=True, max_length=60, verbose_name="解除文号")),
                    ("unit", _to("orgs.organisation", blank=True, null=True, related_name="bars")),
                    ("leader", _to("people.person", blank=True, null=True, related_name="bars")),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                ],
                options={
                    "verbose_name": "申报限制",
                    "ordering": ["-since", "-id"],
                    "indexes": [models.Index(fields=["subject", "subject_id"], name="bar_by_subject")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("unit__isnull", False), ("leader__isnull", False), _connector="OR"),
                            name="bar_of_somebody",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("until__gte", models.F("since"))), name="bar_ends_after_start"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("reason", ""), _negated=True),
                                models.Q(("document_number", ""), _negated=True),
                            ),
                            name="bar_with_document",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("lifted_on__isnull", True),
                                models.Q(("lifted_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="bar_lifted_with_reason",
                        ),
                    ],
                },
            ),
        )
    ]
