import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("awards", "0001_tables"),
        ("campaigns", "0001_tables"),
        ("core", "0002_links"),
        ("orgs", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="award",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.organisation"
            ),
        ),
        migrations.AddField(
            model_name="award",
            name="entry",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="award", to="campaigns.entry"
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="award",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="certificates", to="awards.award"
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="awards.certificate",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="campaigns.call"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="concluded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="minutes_file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="meetingitem",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="meeting_items", to="campaigns.entry"
            ),
        ),
        migrations.AddField(
            model_name="meetingitem",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="awards.meeting"
            ),
        ),
        migrations.AddField(
            model_name="namingdocument",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="naming_documents", to="campaigns.call"
            ),
        ),
        migrations.AddField(
            model_name="namingdocument",
            name="docx",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="namingdocument",
            name="pdf",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="award",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="awards.namingdocument"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="campaigns.call"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="meeting",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="notice", to="awards.meeting"
            ),
        ),
        migrations.AddField(
            model_name="namingdocument",
            name="notice",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="naming_document", to="awards.notice"
            ),
        ),
        migrations.AddField(
            model_name="noticeitem",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notice_items", to="campaigns.entry"
            ),
        ),
        migrations.AddField(
            model_name="noticeitem",
            name="notice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="awards.notice"
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="handler",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="objections",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="handler_organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orgs.organisation",
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="awards.noticeitem"
            ),
        ),
        migrations.AddField(
            model_name="objectionfile",
            name="objection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="files", to="awards.objection"
            ),
        ),
        migrations.AddField(
            model_name="objectionfile",
            name="stored",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="plaqueevent",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="plaqueevent",
            name="plaque",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="events", to="awards.certificate"
            ),
        ),
        migrations.AddField(
            model_name="plaqueevent",
            name="proof",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="ranking",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rankings", to="campaigns.call"
            ),
        ),
        migrations.AddField(
            model_name="ranking",
            name="computed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="ranking",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="awards.ranking"
            ),
        ),
        migrations.AddField(
            model_name="rankingrow",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ranking_rows", to="campaigns.entry"
            ),
        ),
        migrations.AddField(
            model_name="rankingrow",
            name="ranking",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="awards.ranking"
            ),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(fields=["kind", "last_act", "number"], name="certificate_by_act"),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("standing", "stands")), fields=("award", "kind"), name="certificate_one_standing"
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingitem",
            constraint=models.UniqueConstraint(fields=("meeting", "entry"), name="meeting_item_once"),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(fields=("document", "position"), name="award_once_per_position"),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("standing", "withdrawn"), _negated=True),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawn_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="award_withdrawn_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(condition=models.Q(("working_days__gte", 1)), name="notice_lasts_a_day"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closes_on__isnull", True), ("closes_on__gte", models.F("opens_on")), _connector="OR"
                ),
                name="notice_closes_after_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticeitem",
            constraint=models.UniqueConstraint(fields=("notice", "entry"), name="notice_item_once"),
        ),
        migrations.AddIndex(
            model_name="objection",
            index=models.Index(fields=["state", "due_on"], name="objection_by_due"),
        ),
        migrations.AddIndex(
            model_name="objection",
            index=models.Index(fields=["origin", "received_at"], name="objection_by_origin"),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("content_digest", ""), _negated=True),
                fields=("item", "content_digest"),
                name="objection_same_words_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(fields=("minutes_number",), name="meeting_minutes_number_once"),
        ),
        migrations.AddConstraint(
            model_name="rankingrow",
            constraint=models.UniqueConstraint(fields=("ranking", "entry"), name="ranking_row_once_per_entry"),
        ),
        migrations.AddConstraint(
            model_name="rankingrow",
            constraint=models.UniqueConstraint(fields=("ranking", "order"), name="ranking_row_once_per_order"),
        ),
    ]
