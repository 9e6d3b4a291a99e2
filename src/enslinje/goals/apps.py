"""Goals as a Django app."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Goals, indicators, duties, targets and measurements."""

    name = "enslinje.goals"
    label = "goals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Announce the histories of its objects."""
        from enslinje.journal.history import register  # noqa: PLC0415 - needs the models

        register.announce("enslinje.goals.histories")
