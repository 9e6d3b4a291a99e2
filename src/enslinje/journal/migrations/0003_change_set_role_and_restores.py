"""The role that gave the right to a write, and the earlier fact that it restores."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_log_entry"),
    ]

    operations = [
        migrations.AddField(
            model_name="changeset",
            name="actor_role",
            field=models.CharField(blank=True, default="", max_length=16),
        ),
        migrations.AddField(
            model_name="changeset",
            name="restores",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddIndex(
            model_name="changeset",
            index=models.Index(fields=["actor_code", "id"], name="changeset_of_actor"),
        ),
    ]
