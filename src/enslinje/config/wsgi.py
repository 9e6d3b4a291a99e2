"""What a WSGI server starts, and how its process runs.

Nothing else imports this: it changes how Python runs in all of the process.
"""

import sys
from importlib import import_module

from django.conf import settings

from enslinje.config import clearing, own_to_threads
from enslinje.config.application import application

__all__ = ["application"]

# Whoever asks the database lets go of Python with each row, and waits this long to get it back when
# somebody else computes. With Python's own 5 ms a save that others came in between took half as
# long again.
sys.setswitchinterval(0.0005)

own_to_threads.keep_by_thread()
import_module(settings.ROOT_URLCONF)  # Before the first who asks, and before it is set aside.
clearing.set_aside()
