"""What was done stays done: the database itself refuses to change or delete these rows."""

from django.db import migrations

from jiangxin.core.database import KeepRows


class Migration(migrations.Migration):
    dependencies = [("review", "0001_tables")]

    operations = [
        KeepRows("review_scoresheet", "OLD.state = 'locked'"),
        KeepRows("review_scoreline", "OLD.is_locked"),
    ]
