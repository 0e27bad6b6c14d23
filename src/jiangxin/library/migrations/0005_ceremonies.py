import django.db.models.deletion
from django.db import migrations, models

_NAME = "article_link_to_one_thing"
_AFTER = ("studio", "person", "call", "ceremony", "organisation")


def _one_of(targets):
    found = models.Q()
    for target in targets:
        found |= models.Q(**{f"{other}__isnull": other != target for other in targets})
    return found


def _nothing(apps, schema_editor):
    del apps, schema_editor


def _drop_links(apps, schema_editor):
    """Take away what only this version can link to."""
    links = apps.get_model("library", "ArticleLink").objects.using(schema_editor.connection.alias)
    links.filter(ceremony__isnull=False).delete()


class Migration(migrations.Migration):
    """Articles may be about a ceremony, known by the document that names the studios it honours."""

    dependencies = [
        ("awards", "0004_outcome_reasons"),
        ("library", "0004_audit_role"),
    ]

    operations = [
        migrations.AddField(
            model_name="articlelink",
            name="ceremony",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="article_links",
                to="awards.namingdocument",
            ),
        ),
        migrations.RemoveConstraint(model_name="articlelink", name=_NAME),
        migrations.AddConstraint(
            model_name="articlelink",
            constraint=models.CheckConstraint(condition=_one_of(_AFTER), name=_NAME),
        ),
        migrations.AddConstraint(
            model_name="articlelink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ceremony__isnull", False)),
                fields=("article", "ceremony"),
                name="article_link_once_per_ceremony",
            ),
        ),
        migrations.RunPython(_nothing, _drop_links),
    ]
