"""The search, the log and all else of the house below the rooms; what they lay upon stands in 0001."""

from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import KeepRows, LayTables, PerEngine

_KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model, **facts):
    return models.ForeignKey(**{"on_delete": models.PROTECT, "related_name": "+", "to": model, **facts})


def _once(model, **facts):
    return models.OneToOneField(**{"on_delete": models.PROTECT, "to": model, **facts})


_TOKENS = PerEngine(
    "Keep the tokens of what can be found",
    sqlite=[
        # A key of exactly this type is the number of the row, found without an index between.
        "DROP TABLE core_searchtext",
        "CREATE TABLE core_searchtext (document_id integer NOT NULL PRIMARY KEY"
        " REFERENCES core_searchdocument (id) DEFERRABLE INITIALLY DEFERRED, title text NOT NULL,"
        " open text NOT NULL, whole text NOT NULL, folded text NOT NULL, folded_whole text NOT NULL)",
        # Tokens come ready made: everything beyond ASCII is part of one, and so are our own marks.
        "CREATE VIRTUAL TABLE core_searchindex USING fts5("
        "tokens, tokenize = \"ascii tokenchars '!#$%=_-'\", detail = none, columnsize = 0)",
        "CREATE TRIGGER core_searchindex_forget AFTER DELETE ON core_searchdocument"
        " BEGIN DELETE FROM core_searchindex WHERE rowid = old.id; END",
    ],
    sqlite_back=["DROP TRIGGER core_searchindex_forget", "DROP TABLE core_searchindex"],
    postgresql=[
        "ALTER TABLE core_searchdocument ADD COLUMN tokens tsvector NOT NULL DEFAULT ''",
        # Does nothing, and says what fetching a long value costs, which the planner would not count: so it
        # asks the index instead of reading every row.
        "CREATE FUNCTION jiangxin_tokens(tsvector) RETURNS tsvector LANGUAGE plpgsql"
        " IMMUTABLE STRICT PARALLEL SAFE COST 4000 AS 'BEGIN RETURN $1; END'",
        "CREATE INDEX core_searchdocument_tokens ON core_searchdocument USING gin (jiangxin_tokens(tokens))",
        # Prefixes are ranges of keys, which needs the order of code points.
        'ALTER TABLE core_searchword ALTER COLUMN key TYPE varchar(80) COLLATE "C"',
    ],
    postgresql_back=[
        "DROP INDEX core_searchdocument_tokens",
        "DROP FUNCTION jiangxin_tokens(tsvector)",
        "ALTER TABLE core_searchdocument DROP COLUMN tokens",
    ],
)


class Migration(migrations.Migration):
    replaces = [
        ("core", "0002_links"),
        ("core", "0003_kept_rows"),
        ("core", "0004_tallies"),
        ("core", "0005_leases"),
        ("core", "0006_search"),
        ("core", "0007_holidays"),
        ("core", "0008_sealed_log"),
    ]

    dependencies = [("core", "0001_tables"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            model_name="job",
            name="owner",
            field=models.ForeignKey(
                null=True, on_delete=models.PROTECT, related_name="jobs", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="journalentry",
            index=models.Index(fields=["object_type", "object_id", "id"], name="journal_by_object"),
        ),
        migrations.AddIndex(
            model_name="journalentry", index=models.Index(fields=["actor_id", "id"], name="journal_by_actor")
        ),
        migrations.AddIndex(model_name="journalentry", index=models.Index(fields=["act", "id"], name="journal_by_act")),
        migrations.AddConstraint(
            model_name="journalentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["done", "refused"])), name="journal_outcome_known"
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="account",
            field=models.ForeignKey(on_delete=models.CASCADE, related_name="saved_views", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="uploaded_by",
            field=models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="job",
            name="result",
            field=models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to="core.storedfile"),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(fields=("account", "listing", "name"), name="saved_view_once_per_name"),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="stored_file_not_empty"),
        ),
        migrations.AddIndex(model_name="job", index=models.Index(fields=["state", "id"], name="job_queue")),
        migrations.AddField(
            model_name="job",
            name="worker",
            field=models.CharField(blank=True, default="", max_length=36),
            preserve_default=False,
        ),
        migrations.AddField(model_name="job", name="beat_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="job", name="attempts", field=models.PositiveSmallIntegerField(default=0)),
        LayTables(
            migrations.CreateModel(
                name="Tally",
                fields=[
                    ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ("times", models.PositiveIntegerField()),
                    ("ends_at", models.BigIntegerField(db_index=True)),
                ],
                options={"verbose_name": "尝试次数"},
            ),
            migrations.CreateModel(
                name="SearchDocument",
                fields=[
                    ("id", models.BigAutoField(primary_key=True, serialize=False)),
                    ("kind", models.PositiveSmallIntegerField()),
                    ("object_id", models.BigIntegerField()),
                ],
                options={
                    "verbose_name": "检索条目",
                    "indexes": [models.Index(fields=["kind", "id"], name="search_document_by_time")],
                    "constraints": [models.UniqueConstraint(fields=("kind", "object_id"), name="search_document_once")],
                },
            ),
            migrations.CreateModel(
                name="SearchText",
                fields=[
                    (
                        "document",
                        models.OneToOneField(
                            on_delete=models.CASCADE,
                            primary_key=True,
                            related_name="text",
                            serialize=False,
                            to="core.searchdocument",
                        ),
                    ),
                    ("title", models.TextField()),
                    ("open", models.TextField()),
                    ("whole", models.TextField()),
                    ("folded", models.TextField()),
                    ("folded_whole", models.TextField()),
                ],
                options={"verbose_name": "检索正文"},
            ),
            migrations.CreateModel(
                name="SearchWord",
                fields=[
                    ("id", _KEY.clone()),
                    ("kind", models.PositiveSmallIntegerField()),
                    ("key", models.CharField(max_length=80)),
                    ("word", models.CharField(max_length=40)),
                ],
                options={
                    "verbose_name": "检索词",
                    "constraints": [models.UniqueConstraint(fields=("kind", "key", "word"), name="search_word_once")],
                },
            ),
            migrations.CreateModel(
                name="HolidayNotice",
                fields=[
                    ("id", _KEY.clone()),
                    ("document_number", models.CharField(max_length=60, verbose_name="文号")),
                    ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                    ("issued_on", models.DateField(verbose_name="发文日期")),
                    ("text", models.TextField(verbose_name="放假安排")),
                    ("is_complete", models.BooleanField(default=False, verbose_name="全年安排")),
                    ("entered_at", models.DateTimeField()),
                    ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                ],
                options={
                    "verbose_name": "放假安排",
                    "ordering": ["-id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("withdrawn_at__isnull", True)),
                            fields=("document_number",),
                            name="holiday_notice_stands_once",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Holiday",
                fields=[
                    ("id", _KEY.clone()),
                    ("day", models.DateField(verbose_name="日期")),
                    ("is_working", models.BooleanField(verbose_name="上班")),
                    ("name", models.CharField(max_length=20, verbose_name="节日")),
                    ("notice", _to("core.holidaynotice", related_name="days")),
                ],
                options={
                    "verbose_name": "放假日",
                    "ordering": ["day"],
                    "constraints": [models.UniqueConstraint(fields=("notice", "day"), name="holiday_once_per_notice")],
                },
            ),
            migrations.CreateModel(
                name="SealedEntry",
                fields=[
                    ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("entry", _once("core.journalentry", related_name="sealed")),
                ],
                options={
                    "verbose_name": "日志封存位置",
                    "ordering": ["place"],
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(("place__gte", 0)), name="sealed_place_from_nothing")
                    ],
                },
            ),
            migrations.CreateModel(
                name="LogNode",
                fields=[
                    ("id", _KEY.clone()),
                    ("level", models.PositiveSmallIntegerField()),
                    ("place", models.BigIntegerField()),
                    ("hash", models.BinaryField(max_length=32)),
                ],
                options={
                    "verbose_name": "日志封存摘要",
                    "constraints": [models.UniqueConstraint(fields=("level", "place"), name="one_node_for_a_place")],
                },
            ),
            migrations.CreateModel(
                name="LogCheckpoint",
                fields=[
                    ("id", _KEY.clone()),
                    ("size", models.BigIntegerField(unique=True)),
                    ("at", models.DateTimeField()),
                    ("text", models.TextField()),
                ],
                options={
                    "verbose_name": "日志封存点",
                    "ordering": ["-size"],
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="checkpoint_of_something")
                    ],
                },
            ),
        ),
        KeepRows("core_journalentry"),
        _TOKENS,
        KeepRows("core_holiday"),
        KeepRows("core_sealedentry"),
        KeepRows("core_lognode"),
        KeepRows("core_logcheckpoint"),
    ]
