"""Reconciliation as a Django app."""

from django.apps import AppConfig


class ReconciliationConfig(AppConfig):
    """Holding all plans against the goals and the budget."""

    name = "enslinje.reconciliation"
    label = "reconciliation"
    default_auto_field = "django.db.models.BigAutoField"
