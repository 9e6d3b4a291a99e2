"""Filing as a Django app."""

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """New years, prepared from the ones before."""

    name = "enslinje.filing"
    label = "filing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Announce the history of its objects."""
        from enslinje.journal.history import register  # noqa: PLC0415 - needs the models

        register.announce("enslinje.filing.histories")
