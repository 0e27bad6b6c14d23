"""The search: what can be found, by which tokens, in which words."""

import django.db.models.deletion
from django.db import migrations, models

from jiangxin.core.database import PerEngine


class Migration(migrations.Migration):
    dependencies = [("core", "0005_leases")]

    operations = [
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.PositiveSmallIntegerField()),
                ("object_id", models.BigIntegerField()),
            ],
            options={"verbose_name": "检索条目"},
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=80)),
                ("word", models.CharField(max_length=40)),
            ],
            options={"verbose_name": "检索词"},
        ),
        migrations.AddConstraint(
            model_name="searchdocument",
            constraint=models.UniqueConstraint(fields=("kind", "object_id"), name="search_document_once"),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=models.Index(fields=["kind", "id"], name="search_document_by_time"),
        ),
        migrations.AddConstraint(
            model_name="searchword",
            constraint=models.UniqueConstraint(fields=("kind", "key", "word"), name="search_word_once"),
        ),
        PerEngine(
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
            sqlite_back=[
                "DROP TRIGGER core_searchindex_forget",
                "DROP TABLE core_searchindex",
            ],
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
        ),
    ]
