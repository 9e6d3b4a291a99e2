"""The Django app that holds the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, templates, static files and the English words of the interface."""

    name = "enslinje.web"
    label = "web"
