"""What is now said in editions leaves the occasions."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0004_first_occasion_editions"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="occasion",
            name="occasion_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="occasion",
            name="occasion_name_filled",
        ),
        migrations.RemoveConstraint(
            model_name="occasion",
            name="occasion_opens_at_before_due_at",
        ),
        migrations.RemoveField(
            model_name="occasion",
            name="due_at",
        ),
        migrations.RemoveField(
            model_name="occasion",
            name="name",
        ),
        migrations.RemoveField(
            model_name="occasion",
            name="opens_at",
        ),
        migrations.RemoveField(
            model_name="occasion",
            name="reference_at",
        ),
        migrations.RemoveField(
            model_name="occasion",
            name="state",
        ),
    ]
