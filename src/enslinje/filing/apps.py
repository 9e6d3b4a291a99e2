"""Filing as a Django app."""

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """New years, prepared from the ones before."""

    name = "enslinje.filing"
    label = "filing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Announce the history of its objects, and how far drafts are seen in histories."""
        from enslinje.filing.limits import as_submitted  # noqa: PLC0415 - needs the models
        from enslinje.journal.history import register, sight  # noqa: PLC0415 - needs the models

        register.announce("enslinje.filing.histories")
        sight.limit(as_submitted)
