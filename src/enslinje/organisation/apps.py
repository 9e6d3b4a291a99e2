"""Organisation as a Django app."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Bodies, groups, persons, the register of a year, its occasions and recorded decisions."""

    name = "enslinje.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Announce the histories of its objects."""
        from enslinje.journal.history import register  # noqa: PLC0415 - needs the models

        register.announce("enslinje.organisation.histories")
        register.announce("enslinje.organisation.occasion_histories")
        register.announce("enslinje.organisation.file_histories")
        register.announce("enslinje.organisation.case_histories")
