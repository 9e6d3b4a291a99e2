"""When too much comes, some wait for a moment and the rest is told at once to come again."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.test import Client

from enslinje.cli import serve
from enslinje.config import admission
from enslinje.config.admission import ALWAYS, AT_ONCE, FORMS, HEADERS, QUEUE, Admission
from enslinje.config.application import application as product
from enslinje.web.rush import CAN_WAIT, IS_RUSHED

BUSY = b"busy"
SCRIPT = {"REQUEST_METHOD": "POST", "HTTP_ACCEPT": "application/json"}
FORM = {"REQUEST_METHOD": "POST", "HTTP_ACCEPT": "text/html"}


class Slow:
    """Answers when it is told to; counts how many are worked on at once."""

    def __init__(self):
        self.go = threading.Event()
        self.at_once = self.most = 0
        self._lock = threading.Lock()

    def __call__(self, _environ, start_response):
        with self._lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        self.go.wait(10)
        with self._lock:
            self.at_once -= 1
        start_response("200 OK", [])
        return [b"done"]


@pytest.fixture
def slow():
    made = Slow()
    yield made
    made.go.set()


def asked(application, environ):
    """Ask once; return the status, the body and the headers."""
    said = {}

    def start_response(status, headers):
        said.update(status=status[:3], headers=dict(headers))

    body = b"".join(application({"PATH_INFO": "/", **environ}, start_response))
    return said["status"], body, said["headers"]


def statuses(application, slow, *environs, after=0.2):
    """Ask all at once, let them be answered after so many seconds."""
    with ThreadPoolExecutor(len(environs)) as people:
        asking = [people.submit(asked, application, environ) for environ in environs]
        time.sleep(after)
        slow.go.set()
        return sorted(one.result()[0] for one in asking)


def test_who_does_not_fit_is_told_at_once_and_the_rest_is_answered(slow):
    gate = Admission(slow, busy=BUSY, at_once=2, queue=3)

    assert statuses(gate, slow, *[{}] * 9) == ["200"] * 5 + ["503"] * 4
    assert slow.most == 2


def test_without_it_everything_is_worked_on_at_once(slow):
    assert statuses(slow, slow, *[{}] * 9) == ["200"] * 9
    assert slow.most == 9


def test_who_has_waited_long_enough_is_told_to_come_again(slow):
    gate = Admission(slow, busy=BUSY, at_once=1, queue=3, patience=0.05)

    assert statuses(gate, slow, *[{}] * 3, after=0.4) == ["200", "503", "503"]


def test_few_threads_do_the_work_whoever_asks():
    """Each has a connection at hand, that is warm. As many would be used as ask, without them."""
    used = set()

    def work(_environ, start_response):
        used.add(threading.get_ident())
        time.sleep(0.01)
        start_response("200 OK", [])
        return []

    gate = Admission(work, busy=BUSY, at_once=2, queue=30)
    with ThreadPoolExecutor(20) as people:
        list(people.map(lambda _one: asked(gate, {}), range(40)))
    assert len(used) == 2
    used.clear()
    with ThreadPoolExecutor(20) as people:
        list(people.map(lambda _one: asked(work, {}), range(40)))
    assert len(used) > 2


def test_afterwards_there_is_room_again(slow):
    gate = Admission(slow, busy=BUSY, at_once=1, queue=0)

    assert statuses(gate, slow, {}, {}, {}).count("503") == 2
    assert [asked(gate, {})[0] for _time in range(5)] == ["200"] * 5


def test_a_failure_leaves_its_place_to_the_next():
    def fail(_environ, _start_response):
        raise ZeroDivisionError

    gate = Admission(fail, busy=BUSY, at_once=1, queue=0)
    for _time in range(3):
        with pytest.raises(ZeroDivisionError):
            asked(gate, {})


def test_a_form_waits_for_its_sender_could_lose_what_was_typed(slow):
    gate = Admission(slow, busy=BUSY, at_once=1, queue=0, patience=0.05)

    assert statuses(gate, slow, *[FORM] * 4, after=0.4) == ["200"] * 4


def test_more_forms_than_there_is_room_for_are_turned_away(slow):
    gate = Admission(slow, busy=BUSY, at_once=1, queue=0, forms=2)

    assert statuses(gate, slow, *[FORM] * 5) == ["200"] * 3 + ["503"] * 2


def test_writes_wait_for_each_other_and_leave_room_for_who_looks(slow):
    gate = Admission(slow, busy=BUSY, at_once=3, writes=1, queue=9)

    assert statuses(gate, slow, *[FORM] * 4, {}, {}) == ["200"] * 6
    assert slow.most == 3  # One that writes, and both who look.


def test_who_writes_is_told_whether_others_wait_to(slow, monkeypatch):
    """Three who wait make a rush, which lasts a moment; two do not, nor do looks that wait."""
    told = []

    def tell(environ, start_response):
        answer = slow(environ, start_response)
        told.append(environ[IS_RUSHED]())
        return answer

    gate = Admission(tell, busy=BUSY, at_once=1, writes=1, queue=9)

    assert statuses(gate, slow, {}, {}, {}, after=0.4) == ["200"] * 3
    slow.go.clear()
    assert statuses(gate, slow, {}, FORM, after=0.4) == ["200"] * 2
    assert told == [False] * 5
    slow.go.clear()
    told.clear()
    assert statuses(gate, slow, *[FORM] * 3, after=0.4) == ["200"] * 3
    assert told == [False] * 3
    slow.go.clear()
    told.clear()
    assert statuses(gate, slow, *[FORM] * 4, after=0.4) == ["200"] * 4
    assert told == [True] * 4
    later = time.monotonic() + 9
    monkeypatch.setattr(admission.time, "monotonic", lambda: later)
    told.clear()
    assert asked(gate, FORM)[0] == "200"
    assert told == [False]


def test_who_can_wait_gives_way_to_a_rush(slow, monkeypatch):
    gate = Admission(slow, busy=BUSY, at_once=9, writes=1, queue=9)
    patient = {CAN_WAIT: "1"}

    assert statuses(gate, slow, patient, {}) == ["200"] * 2
    slow.go.clear()
    assert statuses(gate, slow, *[FORM] * 4, after=0.4) == ["200"] * 4
    assert asked(gate, patient)[0] == "503"
    assert asked(gate, {})[0] == "200"
    monkeypatch.setattr(gate, "_rushed_until", 0.0)
    assert asked(gate, patient)[0] == "200"


def test_were_their_turns_not_asked_for_they_would_take_every_place(slow, monkeypatch):
    monkeypatch.setattr(admission, "_takes_a_turn", lambda _environ: False)
    gate = Admission(slow, busy=BUSY, at_once=2, writes=1, queue=9, patience=0.05)

    assert statuses(gate, slow, *[SCRIPT] * 2, {}, after=0.4).count("503") == 1


def test_nobody_waits_for_a_file_that_is_read(slow):
    gate = Admission(slow, busy=BUSY, at_once=2, writes=1, queue=9)

    assert statuses(gate, slow, FORM | {"CONTENT_LENGTH": "9000000"}, FORM) == ["200"] * 2
    assert slow.most == 2


def test_a_write_that_gives_up_leaves_its_turn_to_the_next(slow, monkeypatch):
    monkeypatch.setattr(admission, "LONG_PATIENCE_SECONDS", 0.05)
    gate = Admission(slow, busy=BUSY, at_once=1, writes=1, queue=9)
    gate._places.acquire()
    assert asked(gate, SCRIPT)[0] == "503"
    gate._places.release()
    slow.go.set()
    assert asked(gate, SCRIPT)[0] == "200"


def test_a_save_of_a_script_waits_too(slow):
    gate = Admission(slow, busy=BUSY, at_once=1, queue=0, patience=0.05)

    assert statuses(gate, slow, *[SCRIPT] * 4, after=0.4) == ["200"] * 4


def test_even_a_form_is_turned_away_in_the_end(slow, monkeypatch):
    monkeypatch.setattr(admission, "LONG_PATIENCE_SECONDS", 0.05)
    gate = Admission(slow, busy=BUSY, at_once=1, queue=0, patience=0.05)

    assert statuses(gate, slow, *[FORM] * 3, after=0.4) == ["200", "503", "503"]


@pytest.mark.parametrize("path", sorted(ALWAYS))
def test_whoever_watches_over_the_process_is_always_answered(slow, path):
    gate = Admission(slow, busy=BUSY, at_once=1, queue=0)
    slow.go.set()
    gate._places.acquire()

    assert asked(gate, {"PATH_INFO": path})[0] == "200"
    assert asked(gate, {"PATH_INFO": "/2021/"})[0] == "503"


def test_who_is_turned_away_is_told_when_to_come_and_what_became_of_a_form(slow):
    gate = Admission(slow, busy=product._busy, at_once=1, queue=0)
    gate._places.acquire()

    status, body, headers = asked(gate, {})

    assert (status, headers["Retry-After"]) == ("503", "2")
    assert headers["Content-Length"] == str(len(body))
    text = " ".join(body.decode().split())
    assert "inget har ändrats" in text
    assert "det du skrev finns kvar" in text
    assert "<style" not in text
    assert "<script" not in text


def test_it_is_answered_with_the_headers_of_every_page(db):
    page = Client().get("/halsa/")
    same = {name: value for name, value in HEADERS if name in page.headers}

    assert same.keys() >= {"X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"}
    assert {name: page.headers[name] for name in ("X-Frame-Options", "Referrer-Policy")} == {
        name: same[name] for name in ("X-Frame-Options", "Referrer-Policy")
    }


def test_the_product_is_behind_it_and_has_threads_to_turn_away_with():
    assert isinstance(product, Admission)
    assert AT_ONCE + QUEUE + FORMS < serve.THREADS
    assert settings.WSGI_APPLICATION == "enslinje.config.wsgi.application"
