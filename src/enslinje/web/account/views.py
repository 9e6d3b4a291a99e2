"""Signing in as a role of the demo, one's own account, and the time a session has left."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from enslinje.organisation import people
from enslinje.organisation.models import Person
from enslinje.web.account import presenters, sessions
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of


def framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give an allauth view what stands around every page: its own `site` would take its place."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and response.context_data:
            response.context_data.pop("site", None)
        return response

    return answer


@require_safe
def by_invitation(request: HttpRequest) -> HttpResponse:
    """Say that accounts are opened by invitation, and whom to ask."""
    return show(request, "web/account/by_invitation.html", {})


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's accounts. In no other mode is there such a page."""
    if settings.MODE != "demo":
        raise Http404
    person = people.demo_person(request.POST.get("person", ""))
    if person is None:
        raise Http404
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(
        onward if onward and safe else reverse(settings.LOGIN_REDIRECT_URL), status=303
    )


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what one may do, for whom and until when; and how one signs in."""
    viewer = viewer_of(request)
    context: dict[str, object] = {
        "page": presenters.account_page(viewer.code, instant=timezone.now()),
        "has_password": isinstance(request.user, Person) and request.user.has_usable_password(),
        "has_second_factor": is_mfa_enabled(request.user),
    }
    return show(request, "web/account/overview.html", context)


def session_time(request: HttpRequest) -> HttpResponse:
    """Answer how many seconds the session has left; sent as a form, it is extended first.

    With whose it is, and what forms are to carry: another tab may have signed in anew.
    """
    if request.method == "POST":
        request.session[sessions.SEEN] = timezone.now().isoformat()
    clock = sessions.clock_of(request)
    left = clock.left if clock else 0
    told = {"left": left, "person": viewer_of(request).code, "token": get_token(request)}
    return JsonResponse(told)
