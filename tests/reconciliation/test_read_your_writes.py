"""What is saved is seen at the next look in every process, as saved; as submitted when it is."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.db import connection

from tests.filing.plans import open_occasion, state_everything, submit
from tests.people import record_people
from tests.town import record_town, state, target

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("looker.py")
TOLD = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
SAVED, SUBMITTED = "SKOLA", ""
NOTHING = [None, True, "not_stated"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def planned(db):
    record_town()
    record_people()
    open_occasion()


@contextmanager
def lookers(guard="guarded"):
    """Two processes; asking returns what both see, which must be the same."""
    here = json.dumps({name: connection.settings_dict[name] for name in TOLD}, default=str)
    with ExitStack() as stack:
        both = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, str(PROGRAM), here, guard],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    encoding="utf-8",
                    cwd=ROOT,
                    env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
                )
            )
            for _which in range(2)
        ]
        assert [one.stdout.readline() for one in both] == ["ready\n"] * 2

        def ask(saved):
            for one in both:
                one.stdin.write(f"{saved}\n")
                one.stdin.flush()
            first, second = (json.loads(one.stdout.readline()) for one in both)
            assert first == second
            return first

        yield ask
        for one in both:
            one.stdin.close()


def test_every_process_sees_what_is_saved_at_once_and_what_is_submitted_once_it_is():
    with lookers() as ask:
        assert (ask(SAVED), ask(SUBMITTED)) == (NOTHING, NOTHING)

        state_everything()
        assert ask(SAVED) == [30, False, "stated"]
        assert ask(SUBMITTED) == NOTHING

        submit()
        assert ask(SUBMITTED) == [30, False, "stated"]

        state(target(31))
        assert ask(SAVED) == [31, False, "stated"]
        assert ask(SUBMITTED) == [30, False, "stated"]


def test_a_picture_kept_without_the_pulse_would_be_stale():
    with lookers("unguarded") as ask:
        assert ask(SAVED) == NOTHING
        state_everything()
        assert ask(SAVED) == NOTHING
