"""Goals as a Django app."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Goals, indicators, duties, targets and measurements."""

    name = "enslinje.goals"
    label = "goals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Announce the histories of its objects; keep bodies open that later years count on."""
        from enslinje.journal.history import register  # noqa: PLC0415 - needs the models

        register.announce("enslinje.goals.histories")
        register.announce("enslinje.goals.theme_histories")
        from enslinje.goals import duty_queries  # noqa: PLC0415 - needs the models
        from enslinje.organisation import obligations  # noqa: PLC0415 - likewise

        obligations.add("duties", duty_queries.duties_after)
