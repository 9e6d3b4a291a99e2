"""The way to another sign-in service and back, also when it does not answer as it should."""

import logging
from collections.abc import Callable
from functools import wraps
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]
from onelogin.saml2.errors import OneLogin_Saml2_Error  # type: ignore[import-untyped]

from enslinje.web.pages import show

AMISS = (OSError, HTTPException, OneLogin_Saml2_Error, XMLSyntaxError)
"""What a service that is down, or answers with nonsense, raises; `requests`' own are OSErrors."""

BAD_GATEWAY = 502

log = logging.getLogger(__name__)


def of_service(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make an allauth view one of ours: it leads away by a page, and never breaks.

    The content security policy lets a form lead to nobody but ourselves, redirects included, and
    where a city's service leads on to is not ours to list. So a page takes the redirect's place.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except AMISS:
            log.exception("A sign-in service did not answer as it should.")
            return show(request, "socialaccount/authentication_error.html", {}, status=BAD_GATEWAY)
        if request.method == "POST" and isinstance(response, HttpResponseRedirect):
            return _by_page(request, response)
        return response

    return answer


def _by_page(request: HttpRequest, response: HttpResponseRedirect) -> HttpResponse:
    where = urlsplit(response.url)
    if not where.netloc or where.scheme not in {"http", "https"}:
        return response
    return show(request, "web/account/onward.html", {"address": response.url, "to": where.netloc})
