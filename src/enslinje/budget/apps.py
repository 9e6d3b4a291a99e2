"""Budget as a Django app."""

from django.apps import AppConfig

from enslinje.figures import register


class BudgetConfig(AppConfig):
    """The ledger of the year, its reserves and what is asked of them."""

    name = "enslinje.budget"
    label = "budget"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Announce the figures of the budget, and the histories of its objects."""
        from enslinje.journal.history import register as histories  # noqa: PLC0415 - needs models

        register.announce("enslinje.budget.figures")
        histories.announce("enslinje.budget.histories")
        histories.announce("enslinje.budget.amount_histories")
