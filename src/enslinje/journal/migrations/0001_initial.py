"""The first tables of journal."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ChangeSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("actor_code", models.CharField(max_length=64)),
                ("on_behalf_of_code", models.CharField(blank=True, default="", max_length=64)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("page", "page"),
                            ("grid", "grid"),
                            ("file", "file"),
                            ("api", "api"),
                            ("command", "command"),
                            ("demo", "demo"),
                        ],
                        max_length=8,
                    ),
                ),
                ("action", models.CharField(max_length=64)),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="journal.changeset",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["recorded_at"], name="changeset_recorded_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source__in", ["page", "grid", "file", "api", "command", "demo"])
                        ),
                        name="changeset_source_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("actor_code", ""), _negated=True),
                        name="changeset_actor_code_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("action", ""), _negated=True),
                        name="changeset_action_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("actor_code", models.CharField(max_length=64)),
                ("action", models.CharField(max_length=64)),
                ("content_sha256", models.CharField(max_length=64)),
                ("answer", models.JSONField()),
                (
                    "change_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.changeset",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Pulse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("body_code", models.CharField(blank=True, default="", max_length=64)),
                ("version", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "body_code"),
                        name="pulse_once",
                        violation_error_message="Organets puls för året finns redan.",
                    )
                ],
            },
        ),
    ]
