"""What was done stays done: the database itself refuses to change or delete these rows."""

from django.db import migrations

from jiangxin.core.database import KeepRows


class Migration(migrations.Migration):
    dependencies = [("awards", "0002_links")]

    operations = [
        KeepRows("awards_plaqueevent"),
    ]
