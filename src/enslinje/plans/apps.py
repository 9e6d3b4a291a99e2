"""Plans as a Django app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Operating plans: contributions and activities."""

    name = "enslinje.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Announce the histories of its objects."""
        from enslinje.journal.history import register  # noqa: PLC0415 - needs the models

        register.announce("enslinje.plans.histories")
        register.announce("enslinje.plans.section_histories")
