import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0002_insert_only")]

    operations = [
        migrations.CreateModel(
            name="Alternative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("owed", "Owed"), ("scored", "Scored"), ("failed", "Failed")],
                        default="owed",
                        max_length=10,
                    ),
                ),
                ("percent", models.IntegerField(default=0)),
                ("error", models.JSONField(null=True)),
                ("folder", models.CharField(blank=True, max_length=200)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("asked_by", models.CharField(max_length=80)),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("title", models.CharField(max_length=200)),
                ("scheme_id", models.CharField(max_length=80)),
                ("scheme_version", models.CharField(max_length=40)),
                ("scheme_text", models.TextField()),
                (
                    "scoring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alternatives",
                        to="assessment.scoring",
                    ),
                ),
            ],
            options={"ordering": ("-asked_at", "-pk"), "abstract": False},
        ),
    ]
