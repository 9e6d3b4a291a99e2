"""What a WSGI server starts."""

import os
import sys
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

# Whoever asks the database lets go of Python with each row, and waits this long to get it back when
# somebody else computes. With Python's own 5 ms a save that others came in between took half as
# long again.
sys.setswitchinterval(0.0005)

import_module(settings.ROOT_URLCONF)  # Before the first who asks, and before it is set aside.
clearing.set_aside()
