"""What is kept is given whole, and nobody asks a second time whether somebody wrote."""

from contextvars import copy_context

import pytest
from django.db import transaction

from enslinje.journal import kept_by, once, record
from enslinje.journal.counters import looked_at
from enslinje.journal.keeping import Kept
from enslinje.journal.models import Counted, Pulse
from tests.town import KIM, YEAR

pytestmark = pytest.mark.django_db

VERSION = kept_by.everything(YEAR)


def write():
    with transaction.atomic():
        record.begin(actor=KIM, action="test", year=YEAR)


def somebody():
    """Somebody who looks, and goes on looking while others do."""
    looks = copy_context()
    looks.run(once._told.set, {})
    looks.run(looked_at)
    return looks


@pytest.fixture
def kept(monkeypatch):
    """Keeps inside the test's transaction as outside one."""
    made = Kept(3)
    monkeypatch.setattr(made, "may_keep", lambda: True)
    return made


def ask(kept, looks, told):
    return looks.run(lambda: kept.answer("asked", read=lambda: told, version=VERSION))


def half(kept, looks):
    """Read by who looks so, while somebody writes."""

    def read():
        write()
        return "half"

    return looks.run(lambda: kept.answer("asked", read=read, version=VERSION))


def each(kept, looks, told):
    one = ("asked",)
    answers = looks.run(
        lambda: kept.each([one], read=lambda asked: dict.fromkeys(asked, told), version=VERSION)
    )
    return answers[one]


def test_who_reads_first_asks_for_the_version_alone(kept, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert ask(kept, somebody(), "told") == "told"


@pytest.mark.parametrize("way", [ask, each])
def test_who_looks_afterwards_is_told_the_same(kept, way, django_assert_num_queries):
    ask(kept, somebody(), "told")
    later = somebody()

    with django_assert_num_queries(0):
        assert way(kept, later, "anew") == "told"


def test_who_looked_before_asks_whether_it_is_whole_and_nobody_again(
    kept, django_assert_num_queries
):
    before, other = somebody(), somebody()
    ask(kept, somebody(), "told")

    with django_assert_num_queries(1):
        assert ask(kept, before, "anew") == "told"
    with django_assert_num_queries(0):
        assert ask(kept, other, "anew") == "told"


@pytest.mark.parametrize("is_whole", [True, False])
@pytest.mark.parametrize("way", [ask, each])
def test_what_was_read_while_somebody_wrote_is_given_to_nobody_else(
    kept, way, monkeypatch, is_whole
):
    """The control takes for whole whatever is kept."""
    before = somebody()
    if not is_whole:
        monkeypatch.setattr(kept, "_is_whole", lambda *_looked: True)
    half(kept, somebody())

    assert (way(kept, before, "read") == "read") is is_whole
    assert way(kept, somebody(), "after") == "after"


def test_who_read_it_is_told_the_same_again(kept, django_assert_num_queries):
    looks = somebody()
    ask(kept, looks, "told")

    with django_assert_num_queries(0):
        assert ask(kept, looks, "anew") == "told"


@pytest.mark.parametrize(
    ("counter", "is_read_anew"), [(Counted.TARGETS, True), (Counted.TEXTS, False)]
)
def test_what_another_part_was_written_of_is_kept(kept, counter, is_read_anew):
    of_targets = kept_by.ground(YEAR, Counted.TARGETS)
    pulse = Pulse.objects.create(year=YEAR, body_code="SKOLA")
    kept.answer("asked", read=lambda: "told", version=of_targets)
    for one in (Counted.ALL, counter):
        setattr(pulse, one.value, 1)
    pulse.save()

    found = kept.answer("asked", read=lambda: "anew", version=of_targets)
    assert (found == "anew") is is_read_anew
