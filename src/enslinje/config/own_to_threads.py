"""What belongs to one thread, such as the language that it answers in, is kept by the thread.

Django keeps it so that it follows a task of an event loop, behind a lock that all threads take in
turn. A page asks for it some eighty times; it took a fifteenth of what it takes to write one, and
who held the lock when its turn ended kept the others waiting. Here are threads and no event loop.
"""

import threading
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.urls import base as urls
from django.utils import timezone
from django.utils.translation import trans_real

PLACES: tuple[tuple[Any, str], ...] = (
    (trans_real, "_active"),
    (timezone, "_active"),
    (urls, "_prefixes"),
    (urls, "_urlconfs"),
    (connections, "_connections"),
)
"""Where Django keeps it: names of its own, of which its test client replaces two likewise."""


def keep_by_thread() -> None:
    """Keep it so from now on. Once in a process, before it answers anybody.

    Raises:
        AttributeError: this version of Django keeps it elsewhere.
    """
    connections[DEFAULT_DB_ALIAS].close()  # It is opened again by who asks, in a thread's own.
    for place, name in PLACES:
        getattr(place, name)
        setattr(place, name, threading.local())
