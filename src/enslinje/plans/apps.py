"""Plans as a Django app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Operating plans: contributions and activities."""

    name = "enslinje.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
