"""A visit signed by the whole team counts towards the ranking: from then on the database keeps it."""

from django.db import migrations

from jiangxin.core.database import KeepRows


class Migration(migrations.Migration):
    dependencies = [("review", "0002_kept_rows")]

    operations = [KeepRows("review_visit", "OLD.state = 'signed'")]
