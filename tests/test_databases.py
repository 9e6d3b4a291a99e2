"""The two databases of conftest.py do not mix, and nothing a test writes stays."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from enslinje.journal.models import ChangeSet, Pulse
from enslinje.organisation.models import Body


@pytest.mark.parametrize("turn", [1, 2])
def test_the_empty_database_is_empty_for_each_test(db, turn):
    assert not Body.objects.exists()
    assert not Pulse.objects.exists()
    Pulse.objects.create(year=1999, body_code=f"turn-{turn}")


@pytest.mark.parametrize("turn", [1, 2])
def test_stockholm_is_loaded_and_as_it_was_for_each_test(stockholm, turn):
    assert Body.objects.count() > 40
    assert not Pulse.objects.filter(year=1999).exists()
    Pulse.objects.create(year=1999, body_code=f"turn-{turn}")


@pytest.mark.stockholm
def test_the_mark_is_the_same_as_the_fixture():
    assert Body.objects.exists()


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_a_committing_test_is_seen_by_others_and_cleaned_away(turn):
    assert not ChangeSet.objects.exists()
    ChangeSet.objects.create(
        recorded_at=timezone.now(), actor_code="kim", source="command", action=f"turn {turn}"
    )
    seen: list[int] = []

    def look() -> None:
        seen.append(ChangeSet.objects.count())
        connection.close()

    other = threading.Thread(target=look)
    other.start()
    other.join()
    assert seen == [1]
