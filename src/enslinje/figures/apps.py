"""Figures as a Django app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """The register of figures."""

    name = "enslinje.figures"
    label = "figures"
    default_auto_field = "django.db.models.BigAutoField"
