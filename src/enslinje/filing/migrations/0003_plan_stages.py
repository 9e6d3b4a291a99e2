"""Where plans stand on their way, and plans as they were submitted."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("filing", "0002_marking"),
        ("journal", "0003_change_set_role_and_restores"),
        ("organisation", "0009_decisions_checked_apart"),
        ("plans", "0004_sections"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "marking",
                    models.CharField(
                        choices=[
                            ("public", "public"),
                            ("working", "working"),
                            ("secret", "secret"),
                        ],
                        default="public",
                        max_length=7,
                        verbose_name="märkning",
                    ),
                ),
                (
                    "secrecy_ground",
                    models.CharField(
                        blank=True, default="", max_length=100, verbose_name="sekretessbestämmelse"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="plans.plan",
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
                        name="draftshare_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("marking__in", ["public", "working", "secret"])),
                        name="draftshare_marking_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("marking", "secret"),
                                models.Q(("secrecy_ground", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("marking", "secret"), _negated=True),
                                ("secrecy_ground", ""),
                            ),
                            _connector="OR",
                        ),
                        name="draftshare_secret_by_a_provision",
                        violation_error_message="Sekretess anges med bestämmelsen som den följer av.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("plan",),
                        name="draftshare_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Filing",
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
                ("number", models.PositiveSmallIntegerField()),
                ("is_editorial", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True, default="")),
                ("content_sha256", models.CharField(max_length=64)),
                ("rows", models.PositiveIntegerField()),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="organisation.decision",
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="organisation.occasion",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="plans.plan",
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="filing_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number", None), _connector="OR"),
                        name="filing_number_at_least_1",
                        violation_error_message="Talet är för litet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_sha256", ""), _negated=True),
                        name="filing_content_sha256_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "occasion", "number"),
                        name="filing_number_once",
                        violation_error_message="Planen är redan inlämnad med det numret.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_editorial", False),
                            models.Q(models.Q(("reason", ""), _negated=True), ("number__gt", 1)),
                            _connector="OR",
                        ),
                        name="filing_corrected_with_a_reason",
                        violation_error_message="Ange vad som har rättats.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanStage",
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
                    "marking",
                    models.CharField(
                        choices=[
                            ("public", "public"),
                            ("working", "working"),
                            ("secret", "secret"),
                        ],
                        default="public",
                        max_length=7,
                        verbose_name="märkning",
                    ),
                ),
                (
                    "secrecy_ground",
                    models.CharField(
                        blank=True, default="", max_length=100, verbose_name="sekretessbestämmelse"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("ready", "ready"),
                            ("approved", "approved"),
                            ("decided", "decided"),
                            ("submitted", "submitted"),
                            ("sent_back", "sent_back"),
                        ],
                        max_length=9,
                    ),
                ),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "approved_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.changeset",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_stages",
                        to="organisation.decision",
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_stages",
                        to="organisation.occasion",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="plans.plan",
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
                        name="planstage_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("marking__in", ["public", "working", "secret"])),
                        name="planstage_marking_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("marking", "secret"),
                                models.Q(("secrecy_ground", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("marking", "secret"), _negated=True),
                                ("secrecy_ground", ""),
                            ),
                            _connector="OR",
                        ),
                        name="planstage_secret_by_a_provision",
                        violation_error_message="Sekretess anges med bestämmelsen som den följer av.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="planstage_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("plan", "occasion"),
                        name="planstage_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["draft", "ready", "approved", "decided", "submitted", "sent_back"],
                            )
                        ),
                        name="planstage_state_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "decided"), _negated=True),
                            ("decision__isnull", False),
                            _connector="OR",
                        ),
                        name="planstage_decided_by_a_decision",
                        violation_error_message="En beslutad plan har ett beslut.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent_back"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="planstage_sent_back_with_a_reason",
                        violation_error_message="Ange varför planen skickas tillbaka.",
                    ),
                ],
            },
        ),
    ]
