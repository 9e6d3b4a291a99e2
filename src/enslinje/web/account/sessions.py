"""A session ends when nobody has used it for an hour, and after ten hours whatever is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth import get_user, logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

BEGAN, SEEN = "began_at", "seen_at"
ENDED = "session_ended"
"""Set on a request whose session has just ended, so that its page can say so."""

PRECISION_SECONDS = 60
"""A session that was seen so lately is not written again."""


@dataclass(frozen=True)
class SessionClock:
    """When a session ends unless it is used, and when it ends whatever is done; seconds from now.

    `warning` is how long before the end the reader is told.
    """

    idle: int
    absolute: int
    warning: int

    @property
    def left(self) -> int:
        """Seconds until it ends if nothing is done."""
        return max(0, min(self.idle, self.absolute))


class SessionClockMiddleware:
    """Ends sessions that are over, and notes that the others are used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            request.user = get_user(request)  # What stands for it asks Django at each attribute.
            if request.user.is_authenticated:
                _look_at(request)
        return self.get_response(request)


def clock_of(request: HttpRequest) -> SessionClock | None:
    """Return how long the session of a signed-in person lasts, `None` for everybody else."""
    began = _instant(request.session.get(BEGAN)) if hasattr(request, "session") else None
    if began is None or not request.user.is_authenticated:
        return None
    now = timezone.now()
    return SessionClock(
        idle=settings.SESSION_IDLE_SECONDS - _seconds(now, request.session.get(SEEN)),
        absolute=settings.SESSION_ABSOLUTE_SECONDS - int((now - began).total_seconds()),
        warning=settings.SESSION_WARNING_SECONDS,
    )


def _look_at(request: HttpRequest) -> None:
    clock = clock_of(request)
    now = timezone.now().isoformat()
    if clock is None:
        request.session[BEGAN] = request.session[SEEN] = now
    elif not clock.left:
        logout(request)
        setattr(request, ENDED, True)
    elif settings.SESSION_IDLE_SECONDS - clock.idle >= PRECISION_SECONDS:
        request.session[SEEN] = now


def _seconds(now: datetime, text: object) -> int:
    instant = _instant(text)
    return int((now - instant).total_seconds()) if instant else 0


def _instant(text: object) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(UTC) if isinstance(text, str) else None
