"""When too much comes, a short queue waits and the rest is told at once to come again."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client

from enslinje.cli import serve
from enslinje.config.admission import ALWAYS, HEADERS, QUEUE, Admission
from enslinje.config.wsgi import application as product

BUSY = b"busy"


class Slow:
    """Answers when it is told to; counts who is worked on at once and in which thread."""

    def __init__(self):
        self.go = threading.Event()
        self.at_once = self.most = 0
        self.ended_in = []
        self._lock = threading.Lock()

    def __call__(self, environ, start_response):
        with self._lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        self.go.wait(10)
        with self._lock:
            self.at_once -= 1
        start_response("200 OK", [])
        answer = HttpResponse(b"done")
        answer.close = lambda: self.ended_in.append(threading.current_thread().name)
        return answer


@pytest.fixture
def slow():
    made = Slow()
    yield made
    made.go.set()


def asked(application, path="/"):
    """Ask once; return the status, the body and the headers."""
    said = {}

    def start_response(status, headers):
        said.update(status=status, headers=dict(headers))

    body = b"".join(application({"PATH_INFO": path}, start_response))
    return said["status"], body, said["headers"]


def statuses(application, slow, *, times, patience=0.2):
    with ThreadPoolExecutor(times) as people:
        asking = [people.submit(asked, application) for _ in range(times)]
        time.sleep(patience)
        slow.go.set()
        return sorted(one.result()[0][:3] for one in asking)


def test_who_does_not_fit_is_told_at_once_and_the_rest_is_answered(slow):
    admission = Admission(slow, at_once=2, queue=3, busy=BUSY)
    assert statuses(admission, slow, times=9) == ["200"] * 5 + ["503"] * 4
    assert slow.most == 2


def test_without_it_everything_is_taken_in(slow):
    assert statuses(slow, slow, times=9) == ["200"] * 9
    assert slow.most == 9


def test_afterwards_there_is_room_again(slow):
    admission = Admission(slow, at_once=1, queue=0, busy=BUSY)
    assert statuses(admission, slow, times=3).count("503") == 2
    assert [asked(admission)[0] for _ in range(3)] == ["200 OK"] * 3


def test_who_has_waited_too_long_is_turned_away_but_what_is_begun_is_finished(slow):
    admission = Admission(slow, at_once=1, queue=5, patience=0.05, busy=BUSY)
    assert statuses(admission, slow, times=3) == ["200", "503", "503"]


def test_it_says_when_to_come_again_and_is_as_careful_as_a_page(slow):
    admission = Admission(slow, at_once=1, queue=-1, busy=BUSY)
    status, body, headers = asked(admission)
    assert (status, body) == ("503 Service Unavailable", BUSY)
    assert headers["Retry-After"].isdigit()
    assert headers["Content-Length"] == "4"


@pytest.mark.django_db
def test_what_it_says_is_protected_by_the_headers_of_every_page():
    of_a_page = set(Client().get("/konto/logga-in/").headers)
    protecting = {name for name in of_a_page if "Policy" in name or name.startswith("X-")}
    assert protecting <= {name for name, _value in HEADERS}


@pytest.mark.parametrize("address", ALWAYS)
def test_what_costs_nothing_is_answered_however_much_there_is_to_do(slow, address):
    slow.go.set()
    assert asked(Admission(slow, at_once=1, queue=-1, busy=BUSY), address)[0] == "200 OK"


def test_a_request_ends_in_the_thread_that_has_its_connection(slow):
    slow.go.set()
    asked(Admission(slow, at_once=1, busy=BUSY))
    assert [name.startswith("request") for name in slow.ended_in] == [True]


def test_what_streams_is_handed_on_as_it_is():
    def streaming(environ, start_response):
        start_response("200 OK", [])
        return StreamingHttpResponse(iter([b"a", b"b"]))

    assert asked(Admission(streaming, at_once=1, busy=BUSY))[1] == b"ab"


def test_an_error_of_what_answers_is_not_swallowed():
    def broken(environ, start_response):
        raise RuntimeError

    admission = Admission(broken, at_once=1, queue=0, busy=BUSY)
    for _ in range(3):  # Its place is free again.
        with pytest.raises(RuntimeError):
            asked(admission)


def test_the_product_has_threads_enough_to_turn_people_away():
    assert isinstance(product, Admission)
    assert serve.THREADS > QUEUE + settings.REQUESTS_AT_ONCE
