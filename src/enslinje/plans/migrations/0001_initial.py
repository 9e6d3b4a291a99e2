"""The first tables of plans."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("goals", "0001_initial"),
        ("journal", "0001_initial"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="organisation.body",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("label", models.CharField(blank=True, default="", max_length=100)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "body", "label"),
                        name="plan_once",
                        violation_error_message="Planen finns redan.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("source", "source"),
                            ("inferred", "inferred"),
                            ("knowledge", "knowledge"),
                            ("invented", "invented"),
                        ],
                        max_length=9,
                    ),
                ),
                ("source_ref", models.CharField(blank=True, default="", max_length=200)),
                ("note", models.TextField(blank=True, default="")),
                (
                    "recorded_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.changeset",
                    ),
                ),
                (
                    "superseded_in",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.changeset",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="organisation.body",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="goals.goal",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("not_stated", "not_stated"),
                            ("not_relevant", "not_relevant"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "criterion",
                    models.CharField(
                        choices=[
                            ("stated_in_what_way", "stated_in_what_way"),
                            ("described_or_own_goals", "described_or_own_goals"),
                        ],
                        max_length=22,
                    ),
                ),
                ("text", models.TextField(blank=True, default="")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recorded_in__lt", models.F("superseded_in")),
                            ("recorded_in__isnull", True),
                            ("superseded_in__isnull", True),
                            _connector="OR",
                        ),
                        name="contribution_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="contribution_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "goal", "body"),
                        name="contribution_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["stated", "not_stated", "not_relevant"])),
                        name="contribution_state_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("criterion__in", ["stated_in_what_way", "described_or_own_goals"])
                        ),
                        name="contribution_criterion_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        name="activity_code_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("source", "source"),
                            ("inferred", "inferred"),
                            ("knowledge", "knowledge"),
                            ("invented", "invented"),
                        ],
                        max_length=9,
                    ),
                ),
                ("source_ref", models.CharField(blank=True, default="", max_length=200)),
                ("note", models.TextField(blank=True, default="")),
                (
                    "recorded_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.changeset",
                    ),
                ),
                (
                    "superseded_in",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.changeset",
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="plans.activity",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("title", models.TextField()),
                (
                    "owner_kind",
                    models.CharField(
                        choices=[("council", "council"), ("body", "body"), ("group", "group")],
                        max_length=7,
                    ),
                ),
                ("starts_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("ongoing", "ongoing"),
                            ("done", "done"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=9,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recorded_in__lt", models.F("superseded_in")),
                            ("recorded_in__isnull", True),
                            ("superseded_in__isnull", True),
                            _connector="OR",
                        ),
                        name="activityedition_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="activityedition_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "activity"),
                        name="activityedition_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="activityedition_title_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("owner_kind__in", ["council", "body", "group"])),
                        name="activityedition_owner_kind_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["planned", "ongoing", "done", "cancelled"])
                        ),
                        name="activityedition_state_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__lt", models.F("ends_on")),
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            _connector="OR",
                        ),
                        name="activityedition_starts_on_before_ends_on",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityGoal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("source", "source"),
                            ("inferred", "inferred"),
                            ("knowledge", "knowledge"),
                            ("invented", "invented"),
                        ],
                        max_length=9,
                    ),
                ),
                ("source_ref", models.CharField(blank=True, default="", max_length=200)),
                ("note", models.TextField(blank=True, default="")),
                (
                    "recorded_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.changeset",
                    ),
                ),
                (
                    "superseded_in",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.changeset",
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="plans.activity",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="goals.goal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recorded_in__lt", models.F("superseded_in")),
                            ("recorded_in__isnull", True),
                            ("superseded_in__isnull", True),
                            _connector="OR",
                        ),
                        name="activitygoal_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="activitygoal_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "activity", "goal"),
                        name="activitygoal_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityParty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("source", "source"),
                            ("inferred", "inferred"),
                            ("knowledge", "knowledge"),
                            ("invented", "invented"),
                        ],
                        max_length=9,
                    ),
                ),
                ("source_ref", models.CharField(blank=True, default="", max_length=200)),
                ("note", models.TextField(blank=True, default="")),
                (
                    "recorded_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.changeset",
                    ),
                ),
                (
                    "superseded_in",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.changeset",
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="plans.activity",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "body",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="organisation.body",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="organisation.bodygroup",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("lead", "lead"), ("participant", "participant")], max_length=11
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recorded_in__lt", models.F("superseded_in")),
                            ("recorded_in__isnull", True),
                            ("superseded_in__isnull", True),
                            _connector="OR",
                        ),
                        name="activityparty_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="activityparty_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "activity", "body"),
                        name="activityparty_one_current_body",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "activity", "group"),
                        name="activityparty_one_current_group",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", True), ("group__isnull", False)),
                            models.Q(("body__isnull", False), ("group__isnull", True)),
                            _connector="OR",
                        ),
                        name="activityparty_body_or_group",
                        violation_error_message="Ange det ena eller det andra, inte båda.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["lead", "participant"])),
                        name="activityparty_role_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                ],
            },
        ),
    ]
