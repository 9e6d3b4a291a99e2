"""The decision log."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                (
                    "change_set",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="journal.changeset",
                    ),
                ),
                ("chain", models.CharField(max_length=72)),
                ("number", models.PositiveIntegerField()),
                ("content", models.TextField()),
                ("content_sha256", models.CharField(max_length=64)),
                ("previous", models.CharField(max_length=64)),
                ("mac", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("chain", "number"),
                        name="logentry_number_once",
                        violation_error_message="Numret finns redan i kedjan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number", None), _connector="OR"),
                        name="logentry_number_at_least_1",
                        violation_error_message="Talet är för litet.",
                    ),
                ],
            },
        ),
    ]
