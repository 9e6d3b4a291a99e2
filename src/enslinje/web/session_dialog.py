"""The dialog that warns before the session ends, on every page of somebody signed in.

It is written once for each reader: how long the session lasts is put into a hole. The token that
proves whose form it is its script fetches before it is sent: to make one took a tenth of what it
takes to answer with a page that has no other form.
"""

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.safestring import SafeString, mark_safe

from enslinje.web import pieces
from enslinje.web.account.sessions import SessionClock

KEPT_AS = "csrf_of_forms"
"""Where the request keeps it."""

LEFT = pieces.hole("left")


def written(clock: SessionClock, person: str) -> SafeString:
    """Return the dialog for the person with that code, whose session lasts as `clock` says."""
    dialog = pieces.piece("web/parts/session.html", person=person, warning=clock.warning, left=LEFT)
    return mark_safe(dialog.replace(LEFT, str(clock.left)))  # noqa: S308 - a number.


def token(request: HttpRequest) -> str:
    """Return what proves whose the forms of this answer are; Django would make one for each."""
    if not hasattr(request, KEPT_AS):
        setattr(request, KEPT_AS, get_token(request))
    found: str = getattr(request, KEPT_AS)
    return found


def script() -> SafeString:
    """Return what loads the dialog's script."""
    return pieces.piece("web/parts/script.html", name="web/session.js", is_first=False)
