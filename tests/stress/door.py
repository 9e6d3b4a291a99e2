"""The addresses of the product, and one that writes: what is killed is the real server."""

import os

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from enslinje.config import urls
from enslinje.config.urls import handler400, handler404, handler500
from tests.stress import kills
from tests.stress.switches import switch_off

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

OFF = "STRESS_OFF"
"""In the environment: the protections that the server is to do without."""

switch_off(name for name in os.environ.get(OFF, "").split(",") if name)


@csrf_exempt
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Do the write with the mark that is asked for, and answer with its change set."""
    return HttpResponse(str(kills.write(request.POST["mark"])), content_type="text/plain")


urlpatterns = [path("stress/", save), *urls.urlpatterns]
