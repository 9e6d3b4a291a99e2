"""The pages behind the rule of who is worked on."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enslinje.config.settings")

pages = get_wsgi_application()

# They need Django ready.
from django.template.loader import render_to_string  # noqa: E402

from enslinje.config.admission import Admission  # noqa: E402

application = Admission(pages, busy=render_to_string("web/busy.html").encode())
