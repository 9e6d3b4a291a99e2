"""Goals as a Django app."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Goals, indicators, duties, targets and measurements."""

    name = "enslinje.goals"
    label = "goals"
    default_auto_field = "django.db.models.BigAutoField"
