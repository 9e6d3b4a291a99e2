"""What belongs to one thread is kept by it, in a served process and in no other."""

import subprocess
import sys
import threading

import pytest
from asgiref.local import Local
from django.db import connections

from enslinje.config import own_to_threads

SERVED = """
import threading
import enslinje.config.wsgi
from django.db import connection, connections
from django.utils import timezone, translation
from enslinje.config import own_to_threads

assert all(
    isinstance(getattr(place, name), threading.local) for place, name in own_to_threads.PLACES
)

def tell(language, zone, told):
    assert (translation.get_language(), timezone.get_current_timezone_name()) == default, "not new"
    translation.activate(language)
    timezone.activate(zone)
    both.wait()
    connection.cursor().execute("SELECT 1")
    told += [translation.get_language(), timezone.get_current_timezone_name()]
    told += [connections["default"].connection]
    connection.close()

default = translation.get_language(), timezone.get_current_timezone_name()
both = threading.Barrier(2)
one, other = [], []
threads = [
    threading.Thread(target=tell, args=asked)
    for asked in (("en", "Asia/Tokyo", one), ("sv", "America/Lima", other))
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(*one[:2], *other[:2], one[2] is not other[2], translation.get_language() == default[0])
"""


def test_threads_of_a_served_process_have_each_their_own():
    served = subprocess.run(
        [sys.executable, "-c", SERVED], capture_output=True, text=True, check=True
    )

    assert served.stdout.split() == ["en", "Asia/Tokyo", "sv", "America/Lima", "True", "True"]


def test_no_other_process_keeps_it_so():
    kept = [getattr(place, name) for place, name in own_to_threads.PLACES]

    assert all(isinstance(one, Local) for one in kept)
    assert not any(isinstance(one, threading.local) for one in kept)


def test_a_django_that_keeps_it_elsewhere_is_told_of(monkeypatch):
    monkeypatch.setattr(own_to_threads, "PLACES", ((connections, "_elsewhere"),))
    with pytest.raises(AttributeError, match="_elsewhere"):
        own_to_threads.keep_by_thread()
