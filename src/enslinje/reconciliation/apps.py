"""Reconciliation as a Django app."""

from django.apps import AppConfig

from enslinje.figures import register


class ReconciliationConfig(AppConfig):
    """Holding all plans against the goals and the budget."""

    name = "enslinje.reconciliation"
    label = "reconciliation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Announce the figures of the reconciliation, and the histories of its objects."""
        from enslinje.journal.history import register as histories  # noqa: PLC0415 - needs models

        histories.announce("enslinje.reconciliation.histories")
        register.announce("enslinje.reconciliation.figures")
