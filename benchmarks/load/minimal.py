"""The least that Django does for a page, served as the product is: what there is to compare with.

python -m benchmarks.load.minimal PORT
"""

import sys
from secrets import token_hex

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import re_path
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

PAGE = Engine().from_string(
    "<!DOCTYPE html><html lang='sv'><title>{{ title }}</title><h1>{{ title }}</h1>"
    "<ul>{% for line in lines %}<li>{{ line }}</li>{% endfor %}</ul></html>"
)


def page(_request: HttpRequest) -> HttpResponse:
    """Show a heading and forty lines."""
    lines = [f"rad {number}" for number in range(40)]
    return HttpResponse(PAGE.render(Context({"title": "Sida", "lines": lines})))


urlpatterns = [re_path("", page)]

if not settings.configured:
    settings.configure(
        ROOT_URLCONF="benchmarks.load.minimal",
        ALLOWED_HOSTS=["*"],
        SECRET_KEY=token_hex(),
        MIDDLEWARE=["django.middleware.security.SecurityMiddleware"],
    )
    django.setup()
application = get_wsgi_application()


def main() -> None:
    """Serve it with two processes until told to stop."""
    Granian(
        "benchmarks.load.minimal:application",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.error,
    ).serve()


if __name__ == "__main__":
    main()
