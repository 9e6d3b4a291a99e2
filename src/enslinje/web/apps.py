"""The Django app that holds the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, templates, static files and the English words of the interface."""

    name = "enslinje.web"
    label = "web"

    def ready(self) -> None:
        """Look at every address when Django starts."""
        from enslinje.web import checks  # noqa: F401, PLC0415 — it registers itself.
