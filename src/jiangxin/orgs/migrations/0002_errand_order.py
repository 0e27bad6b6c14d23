"""Errands in the order of the inbox, undated ones last, by an index for each way they are asked."""

from datetime import UTC, datetime

from django.db import migrations, models
from django.db.models.functions import Coalesce

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
OPEN = models.Q(closed_at__isnull=True)


class Migration(migrations.Migration):
    """Adds `due_order` and lets the indexes end in it."""

    dependencies = [("orgs", "0001_tables")]

    operations = [
        migrations.RemoveIndex("errand", "errand_open_of_role"),
        migrations.RemoveIndex("errand", "errand_open_of_account"),
        migrations.AddField(
            "errand",
            "due_order",
            models.GeneratedField(
                expression=Coalesce("due_at", models.Value(NEVER)),
                output_field=models.DateTimeField(),
                db_persist=True,
            ),
        ),
        migrations.AddIndex(
            "errand",
            models.Index(
                fields=["organisation", "role", "due_order", "id"], condition=OPEN, name="errand_open_of_role"
            ),
        ),
        migrations.AddIndex(
            "errand",
            models.Index(
                fields=["organisation", "role", "asked", "due_order", "id"], condition=OPEN, name="errand_open_of_kind"
            ),
        ),
        migrations.AddIndex(
            "errand",
            models.Index(fields=["account", "role", "due_order", "id"], condition=OPEN, name="errand_open_of_account"),
        ),
    ]
