"""Whether several wait to write: then what of an answer can come later does.

The first thing somebody who saves must know is that it is saved. What it is held against takes as
long to compute as the save itself, and while it is computed the next in the queue waits.
"""

from django.http import HttpRequest

IS_RUSHED = "enslinje.is_rushed"
"""Where `config.admission` puts what tells, in what the server gives with a request."""

CAN_WAIT = "HTTP_X_CAN_WAIT"
"""The header of a question that gives way to who waits to write: it is asked again later."""

AGAIN_SECONDS = 5
"""How soon a page's script may ask for the rest; it waits up to three times as long, by chance."""


def is_rushed(request: HttpRequest) -> bool:
    """Return whether several wait to write, or did a moment ago."""
    tells = request.META.get(IS_RUSHED)
    return bool(tells and tells())
