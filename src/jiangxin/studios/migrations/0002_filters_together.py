from django.db import migrations, models


class Migration(migrations.Migration):
    """What else the directory may be narrowed by stands behind in each of its indexes."""

    dependencies = [
        ("studios", "0001_tables"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="studio", name="studio_by_kind"),
        migrations.AddIndex(
            model_name="studio",
            index=models.Index(
                fields=["state", "kind", "-named_on", "-id", "level", "area", "industry_section", "year", "field"],
                name="studio_by_kind",
            ),
        ),
        migrations.RemoveIndex(model_name="studio", name="studio_by_area"),
        migrations.AddIndex(
            model_name="studio",
            index=models.Index(
                fields=["state", "area", "-named_on", "-id", "kind", "level", "industry_section", "year", "field"],
                name="studio_by_area",
            ),
        ),
        migrations.RemoveIndex(model_name="studio", name="studio_by_industry"),
        migrations.AddIndex(
            model_name="studio",
            index=models.Index(
                fields=["state", "industry_section", "-named_on", "-id", "kind", "level", "area", "year", "field"],
                name="studio_by_industry",
            ),
        ),
        migrations.RemoveIndex(model_name="studio", name="studio_by_year"),
        migrations.AddIndex(
            model_name="studio",
            index=models.Index(
                fields=["state", "year", "-named_on", "-id", "kind", "level", "area", "industry_section", "field"],
                name="studio_by_year",
            ),
        ),
        migrations.RemoveIndex(model_name="studio", name="studio_by_level"),
        migrations.AddIndex(
            model_name="studio",
            index=models.Index(
                fields=["state", "level", "-named_on", "-id", "kind", "area", "industry_section", "year", "field"],
                name="studio_by_level",
            ),
        ),
        migrations.RemoveIndex(model_name="studio", name="studio_by_field"),
        migrations.AddIndex(
            model_name="studio",
            index=models.Index(
                fields=["state", "field", "-named_on", "-id", "kind", "level", "area", "industry_section", "year"],
                name="studio_by_field",
            ),
        ),
    ]
