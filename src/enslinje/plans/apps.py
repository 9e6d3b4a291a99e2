"""Plans as a Django app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Operating plans: contributions and activities."""

    name = "enslinje.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Announce the histories of its objects, and what of the plans hangs on a goal."""
        from enslinje.journal.history import register  # noqa: PLC0415 - needs the models

        register.announce("enslinje.plans.histories")
        register.announce("enslinje.plans.section_histories")
        register.announce("enslinje.plans.comment_histories")
        register.announce("enslinje.plans.content_histories")
        from enslinje.goals import uses  # noqa: PLC0415 - needs the models
        from enslinje.plans import content_queries  # noqa: PLC0415 - likewise

        uses.add("plans", content_queries.activities_serving)
