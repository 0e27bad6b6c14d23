from django.db import migrations, models


class Migration(migrations.Migration):
    """The desk's list begins with what was changed last, whoever keeps it and whatever its state."""

    dependencies = [
        ("library", "0002_imports"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["-changed_at", "-id"], name="article_changed_last"),
        ),
    ]
