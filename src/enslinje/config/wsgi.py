"""What a WSGI server starts."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enslinje.config.settings")

pages = get_wsgi_application()

# They need Django ready.
from django.conf import settings  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402

from enslinje.config import clearing  # noqa: E402
from enslinje.config.admission import Admission  # noqa: E402

application = Admission(pages, busy=render_to_string("web/busy.html").encode())

import_module(settings.ROOT_URLCONF)  # Before the first who asks, and before it is set aside.
clearing.set_aside()
