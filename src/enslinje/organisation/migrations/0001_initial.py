"""The first tables of organisation."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("journal", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64, unique=True)),
                ("slug", models.SlugField(max_length=100, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "council"),
                            ("executive_board", "executive_board"),
                            ("functional_committee", "functional_committee"),
                            ("district_committee", "district_committee"),
                            ("auditors", "auditors"),
                            ("parent_company", "parent_company"),
                            ("company", "company"),
                            ("joint_authority", "joint_authority"),
                            ("office", "office"),
                            ("org_unit", "org_unit"),
                            ("board_committee", "board_committee"),
                            ("network", "network"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "callable",
                    models.CharField(
                        choices=[
                            ("directly", "directly"),
                            ("via_parent", "via_parent"),
                            ("not_at_all", "not_at_all"),
                        ],
                        default="not_at_all",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "council",
                                    "executive_board",
                                    "functional_committee",
                                    "district_committee",
                                    "auditors",
                                    "parent_company",
                                    "company",
                                    "joint_authority",
                                    "office",
                                    "org_unit",
                                    "board_committee",
                                    "network",
                                ],
                            )
                        ),
                        name="body_kind_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("callable__in", ["directly", "via_parent", "not_at_all"])
                        ),
                        name="body_callable_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        name="body_code_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug", ""), _negated=True),
                        name="body_slug_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyEdition",
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
                        related_name="editions",
                        to="organisation.body",
                    ),
                ),
                ("valid_from", models.DateField()),
                ("official_name", models.CharField(max_length=200)),
                ("short_name", models.CharField(max_length=100)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_editions",
                        to="organisation.body",
                    ),
                ),
                ("is_open", models.BooleanField(default=True)),
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
                        name="bodyedition_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="bodyedition_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("body", "valid_from"),
                        name="bodyedition_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("official_name", ""), _negated=True),
                        name="bodyedition_official_name_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("short_name", ""), _negated=True),
                        name="bodyedition_short_name_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None),
                            models.Q(("parent", models.F("body")), _negated=True),
                            _connector="OR",
                        ),
                        name="bodyedition_not_its_own_parent",
                        violation_error_message="Ett organ kan inte ligga under sig självt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BodySuccession",
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
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="organisation.body",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="precedents",
                        to="organisation.body",
                    ),
                ),
                ("on_date", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("renamed", "renamed"), ("merged", "merged"), ("split", "split")],
                        max_length=8,
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
                        name="bodysuccession_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="bodysuccession_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("predecessor", "successor", "on_date"),
                        name="bodysuccession_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["renamed", "merged", "split"])),
                        name="bodysuccession_kind_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="bodysuccession_of_two_bodies",
                        violation_error_message="Ett organ kan inte efterträda sig självt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                ("year", models.PositiveSmallIntegerField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_entries",
                        to="organisation.body",
                    ),
                ),
                (
                    "counts_as",
                    models.CharField(
                        choices=[
                            ("committee", "committee"),
                            ("company", "company"),
                            ("none", "none"),
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
                        name="registerentry_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "body"),
                        name="registerentry_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("counts_as__in", ["committee", "company", "none"])),
                        name="registerentry_counts_as_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyGroup",
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
                ("code", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "membership",
                    models.CharField(
                        choices=[("closed", "closed"), ("open", "open")], max_length=6
                    ),
                ),
                ("stated_size", models.PositiveSmallIntegerField(null=True)),
                (
                    "base_group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="narrower_groups",
                        to="organisation.bodygroup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="bodygroup_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        name="bodygroup_code_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="bodygroup_name_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("membership__in", ["closed", "open"])),
                        name="bodygroup_membership_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("membership", "closed"), ("base_group", None), _connector="OR"
                        ),
                        name="bodygroup_open_has_no_base",
                        violation_error_message="En öppen krets utgår inte från någon grupp.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="organisation.bodygroup",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_memberships",
                        to="organisation.body",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
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
                        name="groupmember_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "group", "body"),
                        name="groupmember_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupExclusion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusions",
                        to="organisation.bodygroup",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_exclusions",
                        to="organisation.body",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
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
                        name="groupexclusion_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "group", "body"),
                        name="groupexclusion_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyAlias",
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
                ("folded", models.CharField(max_length=200)),
                ("text", models.CharField(max_length=200)),
                (
                    "body",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aliases",
                        to="organisation.body",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aliases",
                        to="organisation.bodygroup",
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
                        name="bodyalias_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="bodyalias_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("folded",),
                        name="bodyalias_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("folded", ""), _negated=True),
                        name="bodyalias_folded_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", True), ("group__isnull", False)),
                            models.Q(("body__isnull", False), ("group__isnull", True)),
                            _connector="OR",
                        ),
                        name="bodyalias_body_or_group",
                        violation_error_message="Ange det ena eller det andra, inte båda.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                ("case_number", models.CharField(max_length=60)),
                ("item_no", models.PositiveSmallIntegerField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="organisation.body",
                    ),
                ),
                ("subject", models.TextField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("granted", "granted"),
                            ("granted_with_change", "granted_with_change"),
                            ("rejected", "rejected"),
                            ("remanded", "remanded"),
                            ("tabled", "tabled"),
                            ("referred", "referred"),
                            ("noted", "noted"),
                        ],
                        max_length=19,
                        null=True,
                    ),
                ),
                ("decided_on", models.DateField(null=True)),
                ("minutes_approved_on", models.DateField(null=True)),
                ("recorded_by_code", models.CharField(max_length=64)),
                ("checked_by_code", models.CharField(max_length=64)),
                (
                    "recorded_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.changeset",
                    ),
                ),
                (
                    "settled_in",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.changeset",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="decision_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("case_number", ""), _negated=True),
                        name="decision_case_number_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject", ""), _negated=True),
                        name="decision_subject_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recorded_by_code", ""), _negated=True),
                        name="decision_recorded_by_code_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("checked_by_code", ""), _negated=True),
                        name="decision_checked_by_code_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("item_no__gte", 1), ("item_no", None), _connector="OR"),
                        name="decision_item_no_at_least_1",
                        violation_error_message="Talet är för litet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "granted",
                                    "granted_with_change",
                                    "rejected",
                                    "remanded",
                                    "tabled",
                                    "referred",
                                    "noted",
                                ],
                            ),
                            ("outcome", None),
                            _connector="OR",
                        ),
                        name="decision_outcome_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on__isnull", True), ("outcome__isnull", True)),
                            models.Q(("decided_on__isnull", False), ("outcome__isnull", False)),
                            _connector="OR",
                        ),
                        name="decision_outcome_with_decided_on",
                        violation_error_message="De två fälten fylls i tillsammans eller inte alls.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__isnull", True), ("settled_in__isnull", True)),
                            models.Q(("outcome__isnull", False), ("settled_in__isnull", False)),
                            _connector="OR",
                        ),
                        name="decision_outcome_with_settled_in",
                        violation_error_message="De två fälten fylls i tillsammans eller inte alls.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__lte", models.F("minutes_approved_on")),
                            ("decided_on__isnull", True),
                            ("minutes_approved_on__isnull", True),
                            _connector="OR",
                        ),
                        name="decision_decided_on_before_minutes_approved_on",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes_approved_on", None),
                            ("decided_on__isnull", False),
                            _connector="OR",
                        ),
                        name="decision_minutes_of_a_decision",
                        violation_error_message="Protokollet justeras efter beslutet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recorded_by_code", models.F("checked_by_code")), _negated=True
                        ),
                        name="decision_checked_by_another",
                        violation_error_message="Den som kontrollerar är en annan än den som antecknar.",
                    ),
                    models.UniqueConstraint(
                        fields=("case_number", "item_no"),
                        name="decision_once",
                        violation_error_message="Beslutspunkten finns redan.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Occasion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("plan", "plan"),
                            ("reconciliation", "reconciliation"),
                            ("tertial_report_1", "tertial_report_1"),
                            ("tertial_report_2", "tertial_report_2"),
                            ("activity_report", "activity_report"),
                        ],
                        max_length=16,
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "plan",
                                    "reconciliation",
                                    "tertial_report_1",
                                    "tertial_report_2",
                                    "activity_report",
                                ],
                            )
                        ),
                        name="occasion_kind_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "open", "closed", "locked"])),
                        name="occasion_state_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="occasion_name_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_at__lt", models.F("due_at")),
                            ("opens_at__isnull", True),
                            ("due_at__isnull", True),
                            _connector="OR",
                        ),
                        name="occasion_opens_at_before_due_at",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.UniqueConstraint(
                        fields=("year", "kind"),
                        name="occasion_once_a_year",
                        violation_error_message="Tillfället finns redan för året.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OccasionBody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="organisation.occasion",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occasions",
                        to="organisation.body",
                    ),
                ),
                ("extended_due_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True, default="")),
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
                        name="occasionbody_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("occasion", "body"),
                        name="occasionbody_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("extended_due_at", None),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="occasionbody_extension_has_reason",
                        violation_error_message="Ange varför organet har fått anstånd.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=150, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="last name"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
    ]
