"""No form breaks the server: whatever is sent, by whomever, is answered below 500.

A sample runs with the other tests; `make stress` sends ten thousand, or the part asked for.
"""

from urllib.parse import quote_plus, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from enslinje.core.policy import Role
from tests.people import CAST
from tests.stress import sizes
from tests.town import record_town, recorded_once
from tests.web import matrix

pytestmark = pytest.mark.django_db

FORMS = tuple(name for name, (declared, _) in matrix.ROUTES.items() if declared.writes)
FIELDS, KEY = matrix.FIELDS, matrix.KEY
HOSTILE = (
    "",
    "\x00",
    "a\x00b",
    " ",
    "'; DROP TABLE organisation_person; --",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}",
    "../../etc/passwd",
    "\ud800",
    "\u202e\ufeff",
    "%00",
    "-1",
    "9" * 400,
    "NaN",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2021-02-30",
    "x" * 100_000,
    "å" * 101,
    "//elsewhere.example/",
    "a@" + "b" * 300 + ".example",
    "PD94bWw=",
)
SENSIBLE = (*CAST, "newcomer", *(role.value for role in Role), "2021-06-01", "2021-07-01", KEY)
TYPES = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=no-such",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/json",
    "text/plain",
    "",
)

values = st.one_of(st.sampled_from(SENSIBLE), st.sampled_from(HOSTILE), st.text(max_size=40))
uuids = st.one_of(st.uuids().map(str), st.just(KEY), values)
pairs = st.lists(
    st.one_of(
        st.tuples(st.just("key"), uuids),
        st.tuples(st.sampled_from(FIELDS), values),
        st.tuples(st.text(max_size=10), values),
    ),
    max_size=12,
)


def _encoded(given) -> bytes:
    return "&".join(
        f"{quote_plus(name, errors='surrogatepass')}={quote_plus(value, errors='surrogatepass')}"
        for name, value in given
    ).encode()


bodies = st.one_of(st.binary(max_size=200), pairs.map(_encoded))
headers = st.dictionaries(
    st.sampled_from(
        ("HTTP_REFERER", "HTTP_ACCEPT_LANGUAGE", "HTTP_X_FORWARDED_FOR", "HTTP_ORIGIN")
    ),
    values.map(lambda text: text.encode(errors="replace").decode("latin-1")),
    max_size=2,
)


class Sender:
    """Sends forms as anybody, and keeps what was answered wrongly."""

    def __init__(self) -> None:
        self.asker = matrix.Asker()
        self.asker.client = Client(raise_request_exception=False)
        self.answered: set[int] = set()

    def send(self, name, person, body, kind, query, more):
        client = self.asker.client
        question = matrix.Question(name, "POST", person, "SKOLA")
        client.cookies.clear()
        if person:
            client.force_login(
                self.asker.people[person], backend=matrix.settings.AUTHENTICATION_BACKENDS[0]
            )
        address = self.asker.address(question)
        if query:
            address = f"{address}?{query}"
        answer = client.generic("POST", address, body, content_type=kind, **more)
        self.answered.add(answer.status_code)
        assert answer.status_code < 500, (
            f"{answer.status_code} {question} {address} {kind} {body!r}"
        )
        shown = client.get(address, **more)
        assert shown.status_code < 500, f"{shown.status_code} to GET {address} of {person}"


def record():
    record_town()
    matrix.record_cast()


@pytest.fixture(scope="module")
def recorded_cast(django_db_setup, django_db_blocker):
    """The town with its people, recorded once for the module."""
    with recorded_once(django_db_blocker, record):
        yield


@pytest.fixture
def sender(recorded_cast, db):
    return Sender()


def fuzz(sender, examples):
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # What breaks is told as it was sent: a smaller one takes minutes.
        suppress_health_check=list(HealthCheck),
    )
    @given(
        name=st.sampled_from(FORMS),
        person=st.sampled_from([*CAST, ""]),
        body=bodies,
        kind=st.sampled_from([TYPES[0]] * 6 + list(TYPES)),
        query=st.one_of(st.just(""), pairs.map(lambda given: _encoded(given[:3]).decode())),
        more=headers,
    )
    def send(name, person, body, kind, query, more):
        sender.send(name, person, body, kind, query, more)

    send()


def test_nothing_that_is_sent_breaks_the_server(sender):
    fuzz(sender, examples=150)

    assert {303, 401, 404, 422} & sender.answered


@pytest.mark.stress
def test_nothing_of_ten_thousand_breaks_the_server(sender):
    fuzz(sender, examples=sizes.scaled(10_000))


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # What breaks may be long.
def test_one_that_breaks_is_found(sender, monkeypatch):
    """The negative control: a form that believes what it is sent."""
    from enslinje.web.people import views

    monkeypatch.setattr(views.forms, "sent", lambda request, *_: int(request.POST["key"]) > 0)

    with pytest.raises((AssertionError, ExceptionGroup)):
        fuzz(sender, examples=400)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("value", ["\x00", "x" * 100_000, "9999-12-31"])
def test_every_field_of_every_form_takes_anything(sender, name, value):
    """Each route once as somebody who may, with every field filled alike."""
    given = urlencode([("key", KEY), *((field, value) for field in FIELDS if field != "key")])

    sender.send(name, "administrator", given.encode(), TYPES[0], "", {})
