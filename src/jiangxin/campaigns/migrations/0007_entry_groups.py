"""Which groups of the blueprint an entry counts in, such as managers or minorities, for the proportions of the list.

The column may be empty: SQLite adds such a one without laying the table anew.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0006_opinion_facts")]

    operations = [migrations.AddField("entry", "groups", models.JSONField(blank=True, null=True))]
