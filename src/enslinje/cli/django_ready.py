"""Django, started when a command needs it: it takes ten times as long as the rest."""

import os


class Unready(Exception):
    """Enslinje is set up in a way that it refuses to start with. The text says how to mend it."""


def start_django() -> None:
    """Set Django up, once.

    Raises:
        Unready: the settings refuse.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enslinje.config.settings")
    import django  # noqa: PLC0415  (see above)
    from django.apps import apps  # noqa: PLC0415
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    if apps.ready:
        return  # A second time would set the log up anew, in the middle of what it writes.
    try:
        django.setup()
    except ImproperlyConfigured as fact:
        raise Unready(str(fact)) from fact
