"""Occasions' instants and states as facts, their parts, and openings of locks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_log_entry"),
        ("organisation", "0002_people_and_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="LockOpening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("reader", "reader"),
                            ("editor", "editor"),
                            ("approver", "approver"),
                            ("secretary", "secretary"),
                            ("politician", "politician"),
                            ("registrar", "registrar"),
                            ("group_controller", "group_controller"),
                            ("strategist", "strategist"),
                            ("finance_officer", "finance_officer"),
                            ("board_secretary", "board_secretary"),
                            ("administrator", "administrator"),
                            ("auditor", "auditor"),
                            ("public", "public"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                ("parts", models.JSONField(blank=True, default=list)),
                ("ends_at", models.DateTimeField()),
                ("reason", models.TextField()),
                ("given_by_code", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="OccasionEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("opens_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("reference_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("open", "open"),
                            ("closed", "closed"),
                            ("locked", "locked"),
                        ],
                        default="planned",
                        max_length=7,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OccasionPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("text", "text"),
                            ("contributions", "contributions"),
                            ("targets", "targets"),
                            ("activities", "activities"),
                            ("budget", "budget"),
                            ("risk_analysis", "risk_analysis"),
                            ("control_plan", "control_plan"),
                        ],
                        max_length=13,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="lockopening",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lock_openings",
                to="organisation.body",
            ),
        ),
        migrations.AddField(
            model_name="lockopening",
            name="occasion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lock_openings",
                to="organisation.occasion",
            ),
        ),
        migrations.AddField(
            model_name="lockopening",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lock_openings",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="lockopening",
            name="recorded_in",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="journal.changeset",
            ),
        ),
        migrations.AddField(
            model_name="lockopening",
            name="superseded_in",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="journal.changeset",
            ),
        ),
        migrations.AddField(
            model_name="occasionedition",
            name="occasion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="organisation.occasion",
            ),
        ),
        migrations.AddField(
            model_name="occasionedition",
            name="recorded_in",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="journal.changeset",
            ),
        ),
        migrations.AddField(
            model_name="occasionedition",
            name="superseded_in",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="journal.changeset",
            ),
        ),
        migrations.AddField(
            model_name="occasionpart",
            name="occasion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="organisation.occasion",
            ),
        ),
        migrations.AddField(
            model_name="occasionpart",
            name="recorded_in",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="journal.changeset",
            ),
        ),
        migrations.AddField(
            model_name="occasionpart",
            name="superseded_in",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="journal.changeset",
            ),
        ),
        migrations.AddConstraint(
            model_name="lockopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recorded_in__lt", models.F("superseded_in")),
                    ("recorded_in__isnull", True),
                    ("superseded_in__isnull", True),
                    _connector="OR",
                ),
                name="lockopening_recorded_in_before_superseded_in",
                violation_error_message="Det första måste komma före det andra.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lockopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", True), ("role__isnull", False)),
                    models.Q(("person__isnull", False), ("role__isnull", True)),
                    _connector="OR",
                ),
                name="lockopening_person_or_role",
                violation_error_message="Ange det ena eller det andra, inte båda.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lockopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "reader",
                            "editor",
                            "approver",
                            "secretary",
                            "politician",
                            "registrar",
                            "group_controller",
                            "strategist",
                            "finance_officer",
                            "board_secretary",
                            "administrator",
                            "auditor",
                            "public",
                        ],
                    ),
                    ("role", None),
                    _connector="OR",
                ),
                name="lockopening_role_known",
                violation_error_message="Värdet finns inte bland dem som kan väljas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lockopening",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="lockopening_reason_filled",
                violation_error_message="Fältet måste fyllas i.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lockopening",
            constraint=models.CheckConstraint(
                condition=models.Q(("given_by_code", ""), _negated=True),
                name="lockopening_given_by_code_filled",
                violation_error_message="Fältet måste fyllas i.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lockopening",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_in", None), ("person__isnull", False)),
                fields=("occasion", "body", "person"),
                name="lockopening_one_current_person",
                violation_error_message="Det finns redan ett gällande värde här.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lockopening",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_in", None), ("role__isnull", False)),
                fields=("occasion", "body", "role"),
                name="lockopening_one_current_role",
                violation_error_message="Det finns redan ett gällande värde här.",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasionedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recorded_in__lt", models.F("superseded_in")),
                    ("recorded_in__isnull", True),
                    ("superseded_in__isnull", True),
                    _connector="OR",
                ),
                name="occasionedition_recorded_in_before_superseded_in",
                violation_error_message="Det första måste komma före det andra.",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasionedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_in", None)),
                fields=("occasion",),
                name="occasionedition_one_current",
                violation_error_message="Det finns redan ett gällande värde här.",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasionedition",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planned", "open", "closed", "locked"])),
                name="occasionedition_state_known",
                violation_error_message="Värdet finns inte bland dem som kan väljas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasionedition",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="occasionedition_name_filled",
                violation_error_message="Fältet måste fyllas i.",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasionedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opens_at__lt", models.F("due_at")),
                    ("opens_at__isnull", True),
                    ("due_at__isnull", True),
                    _connector="OR",
                ),
                name="occasionedition_opens_at_before_due_at",
                violation_error_message="Det första måste komma före det andra.",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasionpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recorded_in__lt", models.F("superseded_in")),
                    ("recorded_in__isnull", True),
                    ("superseded_in__isnull", True),
                    _connector="OR",
                ),
                name="occasionpart_recorded_in_before_superseded_in",
                violation_error_message="Det första måste komma före det andra.",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasionpart",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_in", None)),
                fields=("occasion", "part"),
                name="occasionpart_one_current",
                violation_error_message="Det finns redan ett gällande värde här.",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasionpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "part__in",
                        [
                            "text",
                            "contributions",
                            "targets",
                            "activities",
                            "budget",
                            "risk_analysis",
                            "control_plan",
                        ],
                    )
                ),
                name="occasionpart_part_known",
                violation_error_message="Värdet finns inte bland dem som kan väljas.",
            ),
        ),
    ]
