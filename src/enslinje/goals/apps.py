"""Goals as a Django app."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Goals, indicators, duties, targets and measurements."""

    name = "enslinje.goals"
    label = "goals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let bodies be closed only when no later year expects targets of them."""
        from enslinje.goals import queries  # noqa: PLC0415 - needs the models
        from enslinje.organisation import obligations  # noqa: PLC0415 - likewise

        obligations.add("duties", queries.duties_after)
