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
        migrations.AddField(
            model_name="blueprint",
            name="edited_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="blueprint",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="blueprints",
                to="orgs.organisation",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="blueprint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="campaigns.blueprint"
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="organiser",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="orgs.organisation"
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="rule_document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="area_entries", to="orgs.organisation"
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="campaigns.call"
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="holder",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="held_entries",
                to="orgs.organisation",
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="leader",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="led_entries",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="secretary",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="entries", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="orgs.organisation"
            ),
        ),
        migrations.AddField(
            model_name="entryanswers",
            name="entry",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="campaigns.entry"
            ),
        ),
        migrations.AddField(
            model_name="entryanswers",
            name="saved_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="entryanswers",
            name="sealed_scan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="entryfile",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="files", to="campaigns.entry"
            ),
        ),
        migrations.AddField(
            model_name="entryfile",
            name="redacted",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="entryfile",
            name="stored",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="entryversion",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="campaigns.entry"
            ),
        ),
        migrations.AddField(
            model_name="entryversion",
            name="sealed_scan",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="entryversion",
            name="submitted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="formalcheckitem",
            name="checked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="formalcheckitem",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="formal_checks", to="campaigns.entry"
            ),
        ),
        migrations.AddField(
            model_name="lateexception",
            name="given_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="lateexception",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.organisation"
            ),
        ),
        migrations.AddField(
            model_name="quota",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="quotas", to="campaigns.call"
            ),
        ),
        migrations.AddField(
            model_name="quota",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="quotas",
                to="orgs.organisation",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="recommendations", to="campaigns.entry"
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="recommendations", to="orgs.organisation"
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="sealed_page",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="recusals", to="campaigns.entry"
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="recusals", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="stages", to="campaigns.call"
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="stage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="recommendations", to="campaigns.stage"
            ),
        ),
        migrations.AddField(
            model_name="lateexception",
            name="stage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="late_exceptions", to="campaigns.stage"
            ),
        ),
        migrations.AddField(
            model_name="supplement",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="supplement",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="supplements", to="campaigns.entry"
            ),
        ),
        migrations.AddField(
            model_name="transition",
            name="account",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="transition",
            name="attachment",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="transition",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="transitions", to="campaigns.entry"
            ),
        ),
        migrations.AddField(
            model_name="transition",
            name="organisation",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.organisation"
            ),
        ),
        migrations.AddConstraint(
            model_name="blueprint",
            constraint=models.UniqueConstraint(fields=("code", "version"), name="blueprint_once_per_version"),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.UniqueConstraint(fields=("organiser", "year", "title"), name="call_once_per_title"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["call", "state", "number"], name="entry_by_state"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["call", "number"], name="entry_by_number"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["holder", "state", "moved_at"], name="entry_by_holder"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["area", "state"], name="entry_by_area"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("call", "number"), name="entry_once_per_number"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("leader__isnull", False), models.Q(("state__in", ["expired", "withdrawn"]), _negated=True)
                ),
                fields=("call", "leader"),
                name="entry_one_per_leader_and_call",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "submitted",
                            "returned",
                            "recommended_unit",
                            "recommended_county",
                            "supplement",
                            "formal_passed",
                            "formal_failed",
                            "scored",
                            "selected",
                            "not_selected",
                            "displayed",
                            "named",
                            "rejected",
                            "withdrawn",
                            "expired",
                        ],
                    )
                ),
                name="entry_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="entryversion",
            constraint=models.UniqueConstraint(fields=("entry", "number"), name="entry_version_once"),
        ),
        migrations.AddConstraint(
            model_name="formalcheckitem",
            constraint=models.UniqueConstraint(fields=("entry", "code"), name="formal_check_once_per_item"),
        ),
        migrations.AddConstraint(
            model_name="quota",
            constraint=models.UniqueConstraint(fields=("call", "organisation"), name="quota_once_per_organisation"),
        ),
        migrations.AddConstraint(
            model_name="quota",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", True)), fields=("call",), name="quota_one_reserve_per_call"
            ),
        ),
        migrations.AddConstraint(
            model_name="quota",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hard_limit__isnull", True), ("used__lte", models.F("hard_limit")), _connector="OR"
                ),
                name="quota_never_exceeded",
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(fields=("entry", "person"), name="recusal_once"),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(fields=("call", "code"), name="stage_once_per_code"),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opens_at"))), name="stage_closes_after_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("entry", "organisation"),
                name="recommendation_one_standing",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("rank__isnull", False), ("withdrawn_at__isnull", True)),
                fields=("stage", "organisation", "rank"),
                name="recommendation_rank_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("opinion", ""), _negated=True), name="recommendation_has_an_opinion"
            ),
        ),
        migrations.AddConstraint(
            model_name="lateexception",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="late_exception_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="supplement",
            constraint=models.UniqueConstraint(fields=("entry", "number"), name="supplement_once_per_number"),
        ),
        migrations.AddConstraint(
            model_name="supplement",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("number__lte", 2)), name="supplement_at_most_two"
            ),
        ),
        migrations.AddIndex(
            model_name="transition",
            index=models.Index(fields=["entry", "id"], name="transition_by_entry"),
        ),
    ]
